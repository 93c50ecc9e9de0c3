import CFaultDisk
import Kernel
import OrderWorld
import Storage
import TestSupport
import Testing

/// F9: the disk is full, fails, or does not flush.
struct DiskTests {
    private static let full = 13  // SQLITE_FULL
    private static let failed = 778  // SQLITE_IOERR_WRITE
    private static let notFlushed = 1034  // SQLITE_IOERR_FSYNC

    @Test(arguments: [full, failed])
    func `any single write that fails leaves nothing half done, and work goes on by itself`(code: Int) async throws {
        let writes = try await operations(FAULT_WRITES, ["alone": 1])
        #expect(writes > 300)

        for write in Extent.chosen(writes, about: 10) {
            let probe = try await Probe.make()
            let fault = "write \(write) failed with \(code)"
            let ending = try await probe.run([
                "fail": FAULT_WRITES, "first": write, "times": 1, "code": code, "patience": 20, "alone": 1,
            ])
            #expect(ending.isDone, "\(fault): \(ending.output.suffix(3)) \(ending.errors)")
            try await Judge.inspect(probe, answered: ending.answered, fault)
            try await Judge.finish(probe, fault)
            try probe.remove()
        }
    }

    @Test func `a disk that stays full for a while refuses with a clear message and is taken up again by itself`() async throws {
        let probe = try await Probe.make()
        let ending = try await probe.run([
            "fail": FAULT_WRITES, "first": 120, "times": 30, "code": Self.full, "patience": 60, "alone": 1,
        ])

        #expect(ending.isDone, "\(ending.output.suffix(3))")
        #expect(ending.output.contains { $0.hasPrefix("refused: The disk is full or does not answer") })
        try await Judge.finish(probe, "full for 30 writes")
        try probe.remove()
    }

    @Test func `while the disk is full everything can still be read and nothing is changed`() async throws {
        let probe = try await Probe.make()
        let ending = try await probe.run([
            "fail": FAULT_WRITES, "first": 120, "times": -1, "code": Self.full, "patience": 5, "alone": 1,
        ])

        #expect(ending.status == 4)
        #expect(!ending.numbers(after: "orders ").isEmpty)
        try await Judge.inspect(probe, answered: ending.answered, "full for good")
        try await Judge.finish(probe, "full for good, then another disk")
        try probe.remove()
    }

    @Test func `after a failed flush the process ends and asks for no second one, and what it confirmed is there`() async throws {
        let syncs = try await operations(FAULT_SYNCS, [:])
        #expect(syncs > 20)

        for sync in Extent.chosen(syncs, about: 10) {
            let probe = try await Probe.make()
            let fault = "flush \(sync) failed"
            let ending = try await probe.run([
                "fail": FAULT_SYNCS, "first": sync, "times": 1, "code": Self.notFlushed, "patience": 20,
            ])
            #expect(!ending.output.contains { $0.hasPrefix("synced again") }, "\(fault)")
            #expect(ending.met(sync, of: syncs), "\(fault) was never reached")
            #expect(ending.isDone || ending.status == 74, "\(fault): \(ending.output.suffix(2))")
            #expect(ending.isDone || ending.errors.contains("start the portal again"), "\(fault): \(ending.errors)")
            try await Judge.inspect(probe, answered: ending.answered, fault)
            try await Judge.finish(probe, fault)
            try probe.remove()
        }
    }

    /// How many operations of a kind an undisturbed run makes before it closes the file.
    private func operations(_ kind: Int, _ arguments: [String: Int]) async throws -> Int {
        let probe = try await Probe.make()
        let ending = try await probe.run(arguments.merging(["fail": kind, "first": 1_000_000]) { $1 })
        #expect(ending.isDone, "\(ending.errors)")
        defer { try? probe.remove() }
        return ending.numbers(after: "operations ").first ?? 0
    }
}
