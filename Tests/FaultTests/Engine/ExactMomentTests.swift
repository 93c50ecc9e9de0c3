import Automation
import Kernel
import OrderWorld
import Storage
import TestSupport
import Testing

/// F17: the item leaves its stage in the very moment in which its timer comes, its task is completed and the customer calls.
struct ExactMomentTests {
    enum Deed: CaseIterable, Sendable {
        case leaving, timer, completing, answering
    }

    private static let orders = permutations(Deed.allCases)

    /// Each deed is a transaction of its own, in every order: what came before the move has happened, nothing after it.
    @Test(arguments: orders)
    func `in any order of transactions the robots of the old stage act before the move or never`(order: [Deed]) async throws {
        let world = try await makeWorld()
        for deed in order {
            if deed == .timer {
                try await world.engine.tick()
            } else {
                try await world.act { try perform(deed, world, $0, $1) }
            }
            #expect(try await world.violations() == [], "after \(deed) in \(order)")
        }
        try await world.pass(.days(5))

        #expect(try await world.marks(item).sorted() == expected(order).sorted(), "\(order)")
        #expect(try await effectsAfterTheEnd(world) == [], "\(order)")
        #expect(try await world.violations() == [], "\(order)")
    }

    /// All in one transaction: the item's place at its end decides, whatever the order of the deeds.
    @Test(arguments: orders)
    func `in one transaction nothing of the old stage acts any more`(order: [Deed]) async throws {
        let world = try await makeWorld()
        try await world.act { transaction, now in
            for deed in order where deed != .timer { try perform(deed, world, transaction, now) }
        }
        try await world.pass(.days(5))

        #expect(try await world.marks(item) == ["arrived"], "\(order)")
        #expect(try await world.violations() == [], "\(order)")
    }

    /// Leaving and coming back is a new stay: what was planned in the old one never acts in it.
    @Test func `a timer of the first stay does not act in the second`() async throws {
        let world = try await makeWorld()
        try await world.move(item, to: "B")
        try await world.move(item, to: "A")
        try await world.pass(.minutes(1))

        #expect(try await world.marks(item) == ["arrived"])
        #expect(try await world.violations() == [])
    }

    private let item = DocumentID(type: 2, id: 1)

    /// An order on A whose timer comes in this moment, with two open tasks.
    private func makeWorld() async throws -> World {
        let world = try await World.make(
            [
                stage(
                    "A", mark("timer", .in(1, .hours)), task("first"), mark("completed", .after), task("second"),
                    mark("answered", .after)),
                stage("B", mark("arrived")),
            ], limits: .patient)
        _ = try await world.order()
        world.clock.advance(by: .hours(1))
        return world
    }

    private func perform(_ deed: Deed, _ world: World, _ transaction: any Transaction, _ now: Timestamp) throws {
        switch deed {
        case .leaving:
            try Orders.move(item, to: "B", because: nil, user: UserID(7), world.events, in: transaction, at: now)
        case .completing: try Orders.complete(1, world.events, in: transaction, at: now)
        case .answering: try Orders.complete(2, world.events, in: transaction, at: now)
        case .timer: break
        }
    }

    /// A visit of any kind does what is due at its moment, so the timer acts with the first deed that is not the move.
    private func expected(_ order: [Deed]) -> [String] {
        let before = order.prefix { $0 != .leaving }
        var marks = ["arrived"]
        if !before.isEmpty { marks.append("timer") }
        if before.contains(.completing) { marks.append("completed") }
        if before.contains(.answering) { marks.append("answered") }
        return marks
    }

    /// I7: marks whose robot stands in a run that had ended before.
    private func effectsAfterTheEnd(_ world: World) async throws -> [String] {
        try await world.database.read { reader in
            try reader.query(
                """
                select d.node from automation_journal d join automation_journal e
                on e.item = d.item and e.run = d.run and e.kind in ('run.cancelled', 'run.ended')
                where d.kind = 'robot.done' and d.seq > e.seq
                """
            ) { $0.text(0) }
        }
    }
}

private func permutations<T>(_ values: [T]) -> [[T]] {
    guard values.count > 1 else { return [values] }
    return values.indices.flatMap { index in
        var rest = values
        let first = rest.remove(at: index)
        return permutations(rest).map { [first] + $0 }
    }
}
