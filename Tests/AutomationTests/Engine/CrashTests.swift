import Automation
import Kernel
import OrderWorld
import Storage
import TestSupport
import Testing

struct CrashTests {
    /// Everything that a visit can do: robots, results, a task, a move, a trigger, timers due, an incident, a copy.
    private let process = [
        stage(
            "A", mark("r1", .in(1, .hours)), task("t", .in(1, .hours)), robot("fail", "f", .in(1, .hours)),
            mark("r2", .in(5, .hours)), robot("copy", "c", .in(1, .hours), ["stage": "C"]),
            .parallel(id: "p", title: "", waitsForAll: true, branches: [[mark("x")], [mark("y", .in(1, .days))]]),
            robot("set_quantity", "s", .in(1, .hours), ["to": 3]),
            moving("m", to: "B", .after, if: quantity(.equal, "4"))),
        stage("C", triggers: [call("c2")], mark("copied")),
    ]

    @Test func `a claim killed at any statement leaves nothing behind, and the next one does the same work`()
        async throws
    {
        let expected = try await finished(try await dueWorld())
        let world = try await dueWorld()
        let before = try await world.database.read { try Snapshot.take($0) }

        var fatal = 1
        while try await dies(world, at: fatal) {
            let after = try await world.database.read { try Snapshot.take($0) }
            #expect(after == before, "killed at statement \(fatal)")
            #expect(try await world.violations() == [], "killed at statement \(fatal)")
            fatal += 1
        }

        #expect(fatal > 60)
        #expect(try await end(of: world) == comparable(expected, world))
        #expect(try await world.violations() == [])
    }

    @Test func `a person's transaction killed at any statement leaves nothing behind`() async throws {
        let expected = try await called(try await dueWorld())
        let world = try await dueWorld()
        let before = try await world.database.read { try Snapshot.take($0) }

        var fatal = 1
        while try await dies(world, at: fatal, { try act(world, $0) }) {
            #expect(try await world.database.read { try Snapshot.take($0) } == before, "killed at statement \(fatal)")
            fatal += 1
        }

        #expect(fatal > 30)
        #expect(try await end(of: world) == comparable(expected, world))
    }

    @Test(arguments: [1, 9, 17, 25, 33, 41, 49, 57, 65, 73, 81, 89, 97])
    func `one statement that fails leaves whole steps only, and what it stopped can be mended`(statement: Int)
        async throws
    {
        let world = try await dueWorld()
        let now = world.clock.now

        do {
            try await world.database.write { transaction in
                let faulty = FaultyTransaction(transaction, diesAt: statement, recovers: true)
                _ = try world.engine.visitDue(in: faulty, at: now)
            }
        } catch is FaultyTransaction.Died {
            // The claim itself failed: nothing happened.
        }
        #expect(try await world.violations() == [])
        try await world.breakRobots(false)
        try await world.pass(.minutes(1))
        for incident in try await world.incidents() {
            try await world.act { try world.engine.retry(incident: incident.id, by: nil, in: $0, at: $1) }
        }

        #expect(try await world.incidents().isEmpty)
        #expect(try await world.marks(DocumentID(type: 2, id: 1)).sorted() == ["f tried", "r1", "x"])
        #expect(try await world.count("orders") == 2)
        #expect(try await world.count("order_tasks") == 1)
        #expect(try await world.violations() == [])
    }

    /// A world with an order whose robots are all due now.
    private func end(of world: World) async throws -> [String] {
        comparable(try await world.database.read { try Snapshot.take($0) }, world)
    }

    /// Numbers that a killed step took are not given back where several writers run: there rows differ by their ids, and
    /// only what there is of each table is compared.
    private func comparable(_ rows: [String], _ world: World) -> [String] {
        if world.database.dialect.forUpdate.isEmpty { return rows }
        return rows.compactMap { $0.split(separator: " ").first.map(String.init) }.filter { $0 != "sequences" }
    }

    private func dueWorld() async throws -> World {
        let world = try await World.make(process)
        try await world.breakRobots(true)
        _ = try await world.order()
        world.clock.advance(by: .hours(2))
        return world
    }

    private func finished(_ world: World) async throws -> [String] {
        let now = world.clock.now
        _ = try await world.database.write { try world.engine.visitDue(in: $0, at: now) }
        return try await world.database.read { try Snapshot.take($0) }
    }

    private func called(_ world: World) async throws -> [String] {
        try await world.database.write { try act(world, $0) }
        return try await world.database.read { try Snapshot.take($0) }
    }

    /// A call that moves a new order and makes its robots run.
    private func act(_ world: World, _ transaction: any Transaction) throws {
        let now = world.clock.now
        let order = try Orders.create(on: "B", title: "", world.events, in: transaction, at: now)
        try world.events(
            PostedEvent(kind: "activity.incoming_call", document: order, payload: ["line": .string("main")]),
            transaction, now)
        try world.engine.settle(in: transaction, at: now)
    }

    private func dies(_ world: World, at statement: Int) async throws -> Bool {
        let now = world.clock.now
        return try await dies(world, at: statement) { _ = try world.engine.visitDue(in: $0, at: now) }
    }

    private func dies(
        _ world: World, at statement: Int, _ body: @escaping @Sendable (any Transaction) throws -> Void
    ) async throws -> Bool {
        do {
            try await world.database.write { transaction in
                let faulty = FaultyTransaction(transaction, diesAt: statement)
                try body(faulty)
                if faulty.statements >= statement { throw FaultyTransaction.Died() }
            }
            return false
        } catch is FaultyTransaction.Died {
            return true
        }
    }
}
