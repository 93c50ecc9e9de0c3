import Automation
// For the file of the child process.
import Foundation
import Kernel
import OrderWorld
import Storage
import TestSupport
import Testing

struct QuarantineTests {
    /// A real process that dies inside a robot at the shop's first order: its breadcrumbs are all that the next one has.
    @Test func `a robot that kills the program is quarantined, its neighbours go on`() async throws {
        let folder = try TestDatabase.folder()
        let crumbs = folder.appendingPathComponent("visits").path
        let world = try await World.make([
            stage("A", mark("before"), robot("abort", "bomb", .in(1, .hours))), stage("B", mark("b", .in(1, .hours))),
        ])
        let (poisoned, neighbour) = (try await world.order(), try await world.order(on: "B"))

        for crash in 1...3 {
            await #expect(processExitsWith: .signal(SIGABRT)) { [crumbs = crumbs as String] in
                let doomed = try await World.make([stage("A", robot("abort", "bomb"))], breadcrumbs: Breadcrumbs(path: crumbs))
                _ = try await doomed.order()
            }
            let reborn = try World(on: world.database, clock: world.clock, breadcrumbs: Breadcrumbs(path: crumbs))
            try await reborn.engine.examineLastEnd()
            #expect(try await world.incidents().count == (crash == 3 ? 1 : 0), "after crash \(crash)")
        }

        let incident = try #require(try await world.incidents().first)
        #expect(incident.kind == .crash && incident.title == "bomb")
        #expect(incident.message.english.contains("bomb"))
        try await world.pass(.hours(2))
        #expect(try await world.marks(neighbour) == ["b"])
        #expect(try await world.marks(poisoned) == ["before"])
        #expect(try await world.violations() == [])
    }

    @Test func `a suspect is visited alone and acquitted by a visit that ends`() async throws {
        let world = try await World.make([stage("A", mark("a", .in(1, .hours)))])
        let (suspect, other) = (try await world.order(), try await world.order())
        try await world.suspect(suspect, crashes: 1)
        world.clock.advance(by: .hours(2))

        #expect(try await world.engine.tick().visited == 1)
        #expect(try await world.marks(suspect) == ["a"])
        #expect(try await world.marks(other) == [])
        #expect(try await world.count("automation_suspects") == 0)
        try await world.engine.tick()
        #expect(try await world.marks(other) == ["a"])
    }

    @Test func `a person's deed on a suspect is kept, its robots follow alone`() async throws {
        let world = try await World.make([stage("B", mark("b"))])
        let order = try await world.order()
        try await world.suspect(order, crashes: 2)

        try await world.move(order, to: "B")
        #expect(try await world.stage(order) == "B")
        #expect(try await world.marks(order) == [])
        try await world.pass(.minutes(1))

        #expect(try await world.marks(order) == ["b"])
    }

    @Test func `releasing a quarantined item gives it a clean slate`() async throws {
        let world = try await World.make([stage("A", mark("a", .in(1, .hours)))])
        let order = try await world.order()
        try await world.suspect(order, crashes: 3)
        try await world.pass(.hours(2))
        let incident = try #require(try await world.incidents().first)

        try await world.act { try world.engine.release(incident: incident.id, by: UserID(7), in: $0, at: $1) }
        try await world.pass(.minutes(1))

        #expect(try await world.marks(order) == ["a"])
        #expect(try await world.count("automation_suspects") == 0)
        #expect(try await world.violations() == [])
    }

    @Test func `an expression bomb, a huge payload and a robot that always fails stop only themselves`() async throws {
        let bomb = String(repeating: "(", count: 100_000) + "1" + String(repeating: ")", count: 100_000)
        let world = try await World.make([stage("A", robot("fail", "f"), mark("ok"))])
        await #expect(throws: Failure.self) {
            try await world.publish([stage("A", robot("mark", "bomb", .now, ["text": .string("{{=\(bomb)}}")]))])
        }
        try await world.breakRobots(true)
        let order = try await world.order()
        try await world.act { transaction, now in
            // Larger ones take a debug build beside all other tests longer than PostgreSQL waits for a silent transaction.
            let payload: [String: Value] = ["line": .string(String(repeating: "x", count: 500_000))]
            try world.engine.post(
                PostedEvent(kind: "activity.incoming_call", document: order, payload: payload), in: transaction, at: now)
        }
        try await world.pass(.hours(2))

        #expect(try await world.marks(order).contains("ok"))
        #expect(try await world.incidents().contains { $0.node == "f" })
        #expect(try await world.explanation(order)?.isHeld == false)
        #expect(try await world.violations() == [])
    }
}

extension World {
    fileprivate func suspect(_ order: DocumentID, crashes: Int) async throws {
        let now = clock.now
        try await database.write { transaction in
            try transaction.execute(
                "insert into automation_suspects (item, crashes, robot, at) values ($1, $2, 'Bomb', $3)", [order, crashes, now])
        }
    }
}
