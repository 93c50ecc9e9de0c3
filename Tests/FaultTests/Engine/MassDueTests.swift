import Automation
import Kernel
import OrderWorld
import Storage
import TestSupport
import Testing

/// F13 and F14: very many timers, due at once or asleep. Time is measured by `prom2b bench`; what is asserted here does
/// not depend on the machine: plans, the number of statements, the size of a claim.
struct MassDueTests {
    @Test func `timers due at once are taken in small claims, each by the index, and all of them act`() async throws {
        let count = Extent.isSoak ? 1_000_000 : 2_000
        let world = try await World.make([stage("A", mark("due", .in(1, .hours)))], limits: .patient)
        try await Crowd.wait(count, in: world, due: World.monday + .hours(1))
        world.clock.advance(by: .hours(1))

        let (tick, statements) = try await QueryCounter.count { try await world.engine.tick() }
        #expect(tick.visited > 0 && tick.visited <= 64)
        try await expectIndexes(statements, world)
        // A person comes in between: they wait for one claim at most.
        let order = try await world.order()
        #expect(try await world.count("marks") == tick.visited)
        try await world.pass(.seconds(1))

        #expect(try await world.count("marks") == count)
        #expect(try await world.stage(order) == "A")
        #expect(try await world.violations() == [])
    }

    @Test func `sleeping timers cost a look at the agenda nothing`() async throws {
        let world = try await World.make([stage("A", mark("due", .in(1, .hours)))], limits: .patient)
        try await Crowd.wait(10, in: world, due: World.monday + .days(100))
        let (_, few) = try await QueryCounter.count { try await world.engine.tick() }
        try await Crowd.wait(Extent.isSoak ? 10_000_000 : 50_000, in: world, due: World.monday + .days(100), from: 11)

        let (tick, many) = try await QueryCounter.count { try await world.engine.tick() }

        #expect(tick.visited == 0)
        #expect(tick.nextDue == World.monday + .days(100))
        #expect(many == few)
        try await expectIndexes(many, world)
    }

    /// Tables that grow with the number of items.
    private static let large = ["agenda", "timers", "tokens", "runs", "inbox", "subscriptions", "journal"]

    /// No large table is read from end to end, and a claim needs no sorting.
    private func expectIndexes(_ statements: [String], _ world: World) async throws {
        // PostgreSQL plans by the size of a table, so a small one may well be read from end to end.
        guard world.database.dialect.name == "sqlite" else { return }
        let queries = Set(statements.filter { $0.lowercased().hasPrefix("select") || $0.lowercased().hasPrefix("with") })
        let plans = try await world.database.read { reader in
            try queries.sorted().flatMap { query in
                let count = (1...9).last { query.contains("$\($0)") } ?? 0
                return try reader.query("explain query plan \(query)", Array(repeating: 1, count: count)) { (query, $0.text(3)) }
            }
        }
        for (query, plan) in plans {
            #expect(!Self.large.contains { plan.hasPrefix("SCAN automation_\($0)") }, "\(plan): \(query)")
            #expect(!plan.contains("USE TEMP B-TREE") || !query.contains("automation_agenda"), "\(plan): \(query)")
        }
    }
}

