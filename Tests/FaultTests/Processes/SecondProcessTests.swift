import Foundation
import Kernel
import OrderWorld
import Storage
import TestSupport
import Testing

/// F22: somebody else opens the database file while the program works on it.
struct SecondProcessTests {
    @Test func `a second process on the same file is refused and says who has it`() async throws {
        let probe = try await Probe.make()
        let database = try probe.open()

        let ending = try await probe.run()

        #expect(ending.status == 3)
        #expect(ending.output.contains { $0.contains("in use by another process") && $0.contains("pid") }, "\(ending.output)")
        try await database.close()
        try probe.remove()
    }

    @Test func `a shell that reads and checkpoints under load does no harm`() async throws {
        let shell = try #require(Self.shell(), "sqlite3 is missing: bin/test installs it")
        var looks = 0
        while looks < 10 {
            let probe = try await Probe.make()
            let playing = try ChildProcess(ChildProcess.program("FaultProbe"), ["database=\(probe.path)"])
            while !playing.isOver {
                let look = try await ChildProcess.run(
                    shell,
                    [probe.path, ".timeout 5000", "pragma wal_checkpoint(truncate)", "select count(*) from automation_journal"])
                #expect(look.status == 0, "\(look.errors)")
                looks += 1
            }
            let ending = await playing.ending()
            #expect(ending.isDone, "\(ending.output.suffix(3)) \(ending.errors)")
            try await Judge.inspect(probe, answered: ending.answered, "a shell under load")
            try await Judge.finish(probe, "a shell under load")
            try probe.remove()
        }
    }

    private static func shell() -> URL? {
        ["/usr/bin/sqlite3", "/usr/local/bin/sqlite3", "/opt/homebrew/bin/sqlite3"].map { URL(fileURLWithPath: $0) }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }
}
