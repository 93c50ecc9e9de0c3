import Automation
import Kernel
import OrderWorld
import Storage
import TestSupport
import Testing

/// F12: an item whose automation cannot be worked on does not disturb its neighbours.
struct PoisonTests {
    @Test(arguments: Poison.allCases)
    func `neighbours of a poisoned item act at their moment`(poison: Poison) async throws {
        let world = try await World.make([stage("A", mark("due", .in(1, .hours))), stage("B", poison.block)], limits: .patient)
        try await world.breakRobots(true)
        for _ in 1...10 { _ = try await world.order() }
        let sick = try await world.order(on: "B", title: String(repeating: "x", count: 10_000_000))
        for _ in 1...10 { _ = try await world.order() }

        let end = World.monday + .hours(1)
        try await world.pass(until: end)

        let marks = try await world.database.read { reader in
            try reader.query("select item, at from marks where text = 'due'") { $0.timestamp(1) }
        }
        #expect(marks == Array(repeating: end, count: 20))
        #expect(try await world.incidents().map(\.item) == [sick])
        #expect(try await world.violations() == [])
    }

    @Test func `an item that cannot be visited at all is put off, put on hold, and told of`() async throws {
        let world = try await World.make([stage("A", mark("due", .in(1, .hours)))], limits: .patient)
        let items = [try await world.order(), try await world.order(), try await world.order()]
        // A version that nobody can read any more: every visit of the item fails as a whole.
        try await world.database.write { transaction in
            try transaction.execute(
                "insert into automation_versions (definition, version, body, created_at, note) select definition, 99, '{', 0, '' from automation_versions limit 1"
            )
            try transaction.execute("update automation_runs set version = 99 where item = $1", [items[1]])
        }
        try await world.pass(.days(1))

        #expect(try await world.marks(items[0]) == ["due"])
        #expect(try await world.marks(items[2]) == ["due"])
        #expect(try await world.incidents().map(\.item) == [items[1]])
    }

    @Test(arguments: ["{=" + String(repeating: "(1+", count: 5000) + "1" + String(repeating: ")", count: 5000) + "}", "{={=Document:TITLE}"])
    func `an expression that would blow up is refused when it is saved`(text: String) async throws {
        let world = try await World.make()

        await #expect(throws: Failure.self) { try await world.publish([stage("A", mark("sick", text: text))]) }
    }

    enum Poison: CaseIterable, Sendable {
        case condition, failure, giantText

        var block: Block {
            switch self {
            case .condition: mark("sick", .in(1, .hours), if: .comparison(Comparison("{=Document:NO_SUCH_FIELD}", .filled)))
            case .failure: robot("fail", "sick", .in(1, .hours))
            case .giantText: mark("sick", .in(1, .hours), text: String(repeating: "{=Document:TITLE}", count: 100))
            }
        }
    }
}
