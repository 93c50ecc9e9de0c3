// Foundation for the address of a program.
import Foundation
import TestSupport
import Testing

struct ChildProcessTests {
    /// Beside the other suites the process of the tests holds more than a thousand files, above which `select` sees nothing.
    @Test func `the end of a program is noticed however many files are open`() async throws {
        let held = (0..<1100).map { _ in open("/dev/null", O_RDONLY) }
        defer { for file in held { close(file) } }
        #expect(held.allSatisfy { $0 >= 0 })

        let fine = try await ChildProcess.run(URL(fileURLWithPath: "/bin/sh"), ["-c", "echo done; exit 3"])
        #expect(fine.output == ["done"] && fine.status == 3 && !fine.wasKilled)
        let killed = try await ChildProcess.run(URL(fileURLWithPath: "/bin/sh"), ["-c", "kill -9 $$"])
        #expect(killed.wasKilled && killed.status == 9)
    }
}
