import CRM
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct StageTotalsTests {
    private struct Row: Hashable {
        let place: String
        let items: Int
        let amount: Int64
    }

    @Test(arguments: [1, 2, 3])
    func `kept totals equal a recount after any operations`(_ seed: UInt64) async throws {
        let world = try await ItemWorld.make()
        var random = Random(seed: seed)
        var deals: [DocumentID] = []
        for number in 0..<5 { deals.append(try await world.deal("deal \(number)", sum: Int64(number) * 100).id) }

        for step in 0..<120 {
            let deal = deals[random.below(deals.count)]
            let choice = random.below(8)
            let sum = Int64(random.below(100_000))
            let stage = ["SELECTION", "QUOTE", "PREPAID", "WON", "NOT_RELEVANT"][random.below(5)]
            let user = [world.nikita, world.olga, world.admin][random.below(3)]
            let added = try await world.perform { command -> DocumentID? in
                let items = world.items
                switch choice {
                case 0: return try items.create(ItemDraft(.deal, [.amount: .money(Money(minorUnits: sum))], stage: stage), command).id
                case 1: try items.delete(deal, command)
                case 2: try items.restore(deal, command)
                default:
                    guard try items.item(deal, in: command.transaction)?.isDeleted == false else { return nil }
                    switch choice {
                    case 3 where try items.item(deal, in: command.transaction)?.pipeline?.number == 0:
                        try items.move(deal, to: stage, command)
                    case 4: try items.assign(deal, to: user, command)
                    case 5:
                        let currency = sum % 3 == 0 ? "USD" : "RUB"
                        try items.update(deal, [.amount: .money(Money(minorUnits: sum, currency: currency))], command)
                    case 6: try items.changePipeline(deal, to: step % 2, command)
                    default: try items.update(deal, [.amount: .null], command)
                    }
                }
                return nil
            }
            if let added { deals.append(added) }
        }

        let kept = try await rows(world)
        try await world.perform { try StageTotals.recount(.deal, in: $0.transaction) }
        #expect(kept.isEmpty == false)
        #expect(try await rows(world) == kept)
    }

    @Test func `an import counts like single creations`() async throws {
        let world = try await ItemWorld.make()
        let drafts = (1...50).map { number in
            ItemDraft(.deal, [.title: .string("d\(number)"), .amount: .string("\(number),50")], stage: number % 2 == 0 ? "QUOTE" : nil)
        }
        world.events.clear()

        let ids = try await world.perform { try world.items.createMany(drafts, startsAutomation: false, $0) }

        #expect(ids.count == 50)
        #expect(world.events.kinds.isEmpty)
        let kept = try await rows(world)
        #expect(kept.map(\.items).reduce(0, +) == 50)
        try await world.perform { try StageTotals.recount(.deal, in: $0.transaction) }
        #expect(try await rows(world) == kept)
        let history = try await world.read { try TimelineStore.page(of: ids[0], in: $0) }
        #expect(history.map(\.line.kind) == ["created"])
    }

    @Test func `one refused draft names its place`() async throws {
        let world = try await ItemWorld.make()
        let drafts = [
            ItemDraft(.deal, [.title: .string("good")]), ItemDraft(.deal, [.title: .string("bad"), .amount: .string("x")]),
        ]

        let failure = await #expect(throws: BulkFailure.self) {
            try await world.perform { try world.items.createMany(drafts, startsAutomation: false, $0) }
        }

        #expect(failure?.place == 1)
        #expect(failure?.failure.field == "OPPORTUNITY")
        #expect(try await world.read { try $0.count("select count(*) from deals") } == 0)
    }

    private func rows(_ world: ItemWorld) async throws -> Set<Row> {
        Set(
            try await world.read { reader in
                try reader.query(
                    """
                    select pipeline, stage, responsible_id, currency, sum(items), sum(amount) from stage_totals
                    where entity = 2 group by pipeline, stage, responsible_id, currency
                    having sum(items) <> 0 or sum(amount) <> 0
                    """
                ) { row in
                    Row(
                        place: "\(row.int(0)) \(row.text(1)) \(row.int(2)) \(row.text(3))", items: row.int(4), amount: row.int64(5))
                }
            })
    }
}

/// A linear congruential generator: the same operations on every run.
private struct Random {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }
}
