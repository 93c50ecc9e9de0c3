import CFaultDisk
import Kernel
import OrderWorld
import Storage
import TestSupport
import Testing

/// F5: the power goes. What was not synced is gone, or some of it is there and the last sector is torn.
struct PowerCutTests {
    @Test func `what a person was told is done survives a power cut at that moment`() async throws {
        let kinds = FAULT_PROGRAM
        let answers = try await points(kinds)
        #expect(answers > 15)

        for point in Extent.chosen(answers, about: 15) {
            try await cut(at: point, of: answers, kinds, how: FAULT_POWER_CUT, seed: 0)
        }
    }

    @Test func `a power cut at any write or flush loses no commit and leaves the file whole`() async throws {
        let kinds = FAULT_AFTER_WRITE | FAULT_BEFORE_SYNC | FAULT_AFTER_SYNC
        let writes = try await points(kinds)
        #expect(writes > 300)

        for point in Extent.chosen(writes, about: 20) {
            try await cut(at: point, of: writes, kinds, how: FAULT_POWER_CUT, seed: 0)
        }
    }

    @Test func `a power cut that leaves some writes and a torn sector loses no commit either`() async throws {
        let kinds = FAULT_AFTER_WRITE | FAULT_BEFORE_SYNC
        let writes = try await points(kinds)

        for seed in 1...(Extent.isSoak ? 5 : 1) {
            for point in Extent.chosen(writes, about: 20) {
                try await cut(at: point, of: writes, kinds, how: FAULT_TORN_POWER_CUT, seed: seed)
            }
        }
    }

    private func cut(at point: Int, of points: Int, _ kinds: Int, how: Int, seed: Int) async throws {
        let probe = try await Probe.make()
        let fault = "power cut \(how) at point \(point) of kinds \(kinds), seed \(seed)"
        let ending = try await probe.run(["die": point, "kinds": kinds, "how": how, "seed": seed])
        #expect(ending.wasKilled || ending.isDone, "\(fault): \(ending.errors)")
        #expect(ending.met(point, of: points), "\(fault) was never reached")
        try await Judge.inspect(probe, answered: ending.answered, fault)
        try await Judge.finish(probe, fault)
        try probe.remove()
    }

    private func points(_ kinds: Int) async throws -> Int {
        let probe = try await Probe.make()
        _ = try await probe.run(["kinds": kinds], list: "points")
        defer { try? probe.remove() }
        return try probe.lines("points").count
    }
}
