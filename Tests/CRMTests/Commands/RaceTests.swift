import CRM
import Kernel
import Storage
import TestSupport
import Testing

/// What people do at the same moment. On SQLite one waits for the other; on PostgreSQL they run in parallel.
@Suite struct RaceTests {
    @Test func `moves there and back in parallel lose no step, no version and no total`() async throws {
        let world = try await ItemWorld.make()
        let deals = try await [world.deal("A", sum: 100).id, world.deal("B", sum: 10_000).id]
        let stages = ["SELECTION", "QUOTE", "AWAITING_PAYMENT", "PREPAID"]

        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<60 {
                group.addTask {
                    try await world.perform { command in
                        // Both in one transaction, in either order.
                        for deal in number % 2 == 0 ? deals : deals.reversed() {
                            try world.items.move(deal, to: stages[(number + Int(deal.id)) % 4], command)
                        }
                    }
                }
            }
            try await group.waitForAll()
        }

        for deal in deals {
            let (visit, steps) = try await world.read { reader in
                let visit = try reader.count("select stage_visit from deals where id = $1", [deal.id])
                return (visit, try reader.count("select count(*) from stage_history where item = $1", [deal]))
            }
            #expect(visit == steps && visit > 1)
        }
        let kept = try await totals(world)
        try await world.perform { try StageTotals.recount(.deal, in: $0.transaction) }
        #expect(try await totals(world) == kept)
        #expect(kept.values.reduce(0) { $0 + $1.count } == 2)
    }

    @Test func `of two administrators who demote each other one stays`() async throws {
        let world = try await TestPortal.make()
        let first = try await world.administrator()
        let second = try await world.person("olga")
        try await world.perform { try UserStore.change(second, isAdministrator: true, in: $0) }

        async let one = outcome { try await world.perform { try UserStore.change(first, isAdministrator: false, in: $0) } }
        async let other = outcome { try await world.perform { try UserStore.change(second, isAdministrator: false, in: $0) } }
        let outcomes = await [one, other]

        #expect(outcomes.count(where: { $0 == nil }) == 1)
        #expect(try await world.read { try UserStore.administrators(in: $0) }.count == 1)
    }

    @Test func `a stage does not vanish under a deal that is just moved there`() async throws {
        let world = try await ItemWorld.make()
        let deal = try await world.deal("A", sum: 100).id

        async let moving = outcome { try await world.perform { _ = try world.items.move(deal, to: "QUOTE", $0) } }
        async let deleting = outcome {
            try await world.perform { try world.pipelines.deleteStage("QUOTE", of: PipelineID(.deal, 0), $0) }
        }
        _ = await (moving, deleting)

        let orphans = try await world.read { reader in
            try reader.count("select count(*) from deals where stage not in (select code from stages where entity = 2)")
        }
        #expect(orphans == 0)
    }

    private func totals(_ world: ItemWorld) async throws -> [String: StageTotal] {
        try await world.read { reader in
            try StageTotals.of(PipelineID(.deal, 0), for: Viewer(user: world.admin, isAdministrator: true), in: reader)
                .filter { $0.value != StageTotal() }
        }
    }

    private func outcome(_ body: () async throws -> Void) async -> (any Error)? {
        do {
            try await body()
            return nil
        } catch {
            return error
        }
    }
}
