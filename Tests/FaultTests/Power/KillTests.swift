import CFaultDisk
import Kernel
import OrderWorld
import Storage
import TestSupport
import Testing

/// F1: the process is killed at every place where it could leave something half done.
struct KillTests {
    private static let kinds = FAULT_STATEMENT_BEGINS | FAULT_STATEMENT_ENDED | FAULT_PROGRAM

    @Test func `a process killed at any statement, commit or answer leaves whole decisions, and the next one goes on`()
        async throws
    {
        let points = try await listed(Self.kinds)
        let commits = Set(points.indices.filter { points[$0].lowercased().contains(" commit") }.map { $0 + 1 })
        #expect(points.count > 1000)
        #expect(commits.count > 40)

        for point in Extent.chosen(points.count, about: 40, always: Extent.isSoak ? [] : Set(commits.sorted().everyThird)) {
            let probe = try await Probe.make()
            let fault = "killed at point \(point): \(points[point - 1])"
            let ending = try await probe.run(["die": point, "kinds": Int(Self.kinds)])
            #expect(ending.wasKilled || ending.isDone, "\(fault): \(ending.errors)")
            #expect(ending.met(point, of: points.count), "\(fault) was never reached")
            try await Judge.inspect(probe, answered: ending.answered, fault)
            try await Judge.finish(probe, fault)
            try probe.remove()
        }
    }

    @Test func `a process killed in the middle of a write of the file leaves it whole`() async throws {
        let kinds = FAULT_BEFORE_WRITE | FAULT_AFTER_WRITE | FAULT_BEFORE_SYNC | FAULT_AFTER_SYNC
        let points = try await listed(kinds)
        #expect(points.count > 300)

        for point in Extent.chosen(points.count, about: 15) {
            let probe = try await Probe.make()
            let fault = "killed at write \(point): \(points[point - 1])"
            let ending = try await probe.run(["die": point, "kinds": Int(kinds)])
            #expect(ending.wasKilled || ending.isDone, "\(fault): \(ending.errors)")
            #expect(ending.met(point, of: points.count), "\(fault) was never reached")
            try await Judge.inspect(probe, answered: ending.answered, fault)
            try await Judge.finish(probe, fault)
            try probe.remove()
        }
    }

    @Test(arguments: Extent.isSoak ? 1...200 : 1...3)
    func `killed again and again at random, it still comes to the same end`(seed: UInt64) async throws {
        var random = Seeded(seed)
        let probe = try await Probe.make()
        var answered: Set<Int> = []
        var kills = 0
        while true {
            let distance = 200 + Int(random.next() % 1200)
            let ending = try await probe.run(["die": distance, "kinds": Int(Self.kinds)])
            answered.formUnion(ending.answered)
            if ending.isDone { break }
            kills += 1
            try await Judge.inspect(probe, answered: answered, "seed \(seed), kill \(kills)")
            if kills > 200 { break }
        }

        #expect(kills > 0)
        try await Judge.finish(probe, "seed \(seed), killed \(kills) times")
        try probe.remove()
    }

    /// The points that an undisturbed run passes.
    private func listed(_ kinds: Int) async throws -> [String] {
        let probe = try await Probe.make()
        let ending = try await probe.run(["kinds": kinds], list: "points")
        #expect(ending.isDone, "\(ending.errors)")
        defer { try? probe.remove() }
        return try probe.lines("points")
    }
}

extension [Int] {
    var everyThird: [Int] { indices.filter { $0 % 3 == 0 }.map { self[$0] } }
}
