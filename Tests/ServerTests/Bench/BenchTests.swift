import Foundation
import TestSupport
import Testing

/// The program that measures, on a small portal: that it measures what it says, not how fast this machine is.
struct BenchTests {
    /// Every part that needs no other server; timers that do not act and broken invariants end it with an error.
    @Test func `a small run measures every part on SQLite, says what it leaves out and leaves nothing behind`() async throws {
        let scratch = try TestDatabase.folder().path
        let parts = ["robots", "moves", "recovery", "snapshot", "dormant", "due"]
        let ending = try await ChildProcess.run(
            ChildProcess.program("prom2b"),
            [
                "bench", "--quick", "--scratch", scratch, "--deals", "400", "--snapshot-seconds", "2", "--dormant", "2000", "--due", "400",
                "--only",
            ] + parts)

        #expect(ending.status == 0, "\(ending.errors)")
        let report = ending.output.joined(separator: "\n")
        for heading in ["One pipeline with 300 robots", "bare loop, SQLite", "Recovery with", "snapshot held open for 2 s", "2000 dormant timers", "400 timers due at once", "Left out"] {
            #expect(report.contains(heading), "\(heading)")
        }
        // A dash stands for what could not be measured.
        #expect(!report.contains("  –"), "\(report)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch).isEmpty)
    }
}
