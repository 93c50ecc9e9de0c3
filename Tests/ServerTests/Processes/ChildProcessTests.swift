// Foundation for the address of a program.
import Foundation
import TestSupport
import Testing

struct ChildProcessTests {
    /// Beside the other suites the process of the tests holds more than a thousand files, above which `select` sees nothing.
    @Test func `a program starts without the files that are open here, and its end is noticed however many they are`() async throws {
        let held = (0..<1100).map { _ in open("/dev/null", O_RDONLY) }
        defer { for file in held { close(file) } }
        #expect(held.allSatisfy { $0 >= 0 })

        let fine = try await ChildProcess.run(URL(fileURLWithPath: "/bin/sh"), ["-c", "ls /proc/self/fd | wc -l; exit 3"])
        #expect(fine.output == ["4"] && fine.status == 3 && !fine.wasKilled)
        let killed = try await ChildProcess.run(URL(fileURLWithPath: "/bin/sh"), ["-c", "kill -9 $$"])
        #expect(killed.wasKilled && killed.status == 9)
    }
}
