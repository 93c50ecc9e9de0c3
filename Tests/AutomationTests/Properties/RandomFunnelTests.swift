import Automation
import Kernel
import OrderWorld
import Storage
import TestSupport
import Testing

/// Random automations, random people, weeks of virtual time: the invariants hold after every commit.
struct RandomFunnelTests {
    @Test(arguments: 1...(Extent.isSoak ? 2000 : 24))
    func `invariants hold for any funnel and any behaviour`(seed: UInt64) async throws {
        var random = Seeded(seed)
        let world = try await World.make()
        let funnel = RandomFunnel.makeSound(for: world, &random)
        try await world.publish(funnel)
        var orders = [try await world.order(), try await world.order(on: "B")]

        for _ in 1...40 {
            try await RandomPerson.act(in: world, &orders, &random)
            try await check(world, seed)
        }
        try await world.pass(.days(60))
        try await check(world, seed)
    }

    private func check(_ world: World, _ seed: UInt64) async throws {
        #expect(try await world.violations() == [], "seed \(seed)")
        #expect(
            try await world.database.read(Self.effectsWithoutEntry) == [], "seed \(seed): effects and journal differ")
        #expect(try await world.database.read(Self.early) == [], "seed \(seed): a robot ran before its moment")
    }

    /// I4: marks left by `mark` robots are exactly those that the journal tells of, each key once.
    @Sendable private static func effectsWithoutEntry(_ reader: any Reader) throws -> [String] {
        try reader.query(
            """
            select k.item, count(*) from marks k where k.text not like '% tried' group by k.item
            having count(*) <> (select count(*) from automation_journal j
            where j.item = k.item and j.kind = 'robot.done' and j.node like 'mark%') or count(*) <> count(distinct k.key)
            """
        ) { "\($0.document(0)): \($0.int(1))" }
    }

    /// I8: nothing that was planned for a moment came earlier.
    @Sendable private static func early(_ reader: any Reader) throws -> [String] {
        let acted = try reader.query(
            """
            select d.item, d.node, d.at, p.data from automation_journal d join automation_journal p
            on p.item = d.item and p.run = d.run and p.node = d.node and p.kind in ('robot.planned', 'robot.replanned')
            and p.seq = (select max(q.seq) from automation_journal q where q.item = d.item and q.run = d.run
                and q.node = d.node and q.seq < d.seq and q.kind in ('robot.planned', 'robot.replanned'))
            where d.kind = 'robot.done'
            """
        ) { ("\($0.document(0)) \($0.text(1))", $0.int64(2), try JSONValue(parsing: $0.text(3))["due"]?.int) }
        return acted.filter { _, at, due in due.map { $0 > at } ?? false }.map(\.0)
    }
}
