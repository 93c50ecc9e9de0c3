import CRM
import Kernel
import Storage
import TestSupport
import Testing

struct WorkCountersTests {
    @Test func `what is overdue and what has come in counts for its person, once each`() async throws {
        let world = try await ItemWorld.make()
        let deals = [try await world.deal("A", sum: 1).id, try await world.deal("B", sum: 1).id, try await world.deal("C", sum: 1).id]
        try await world.perform { [now = TestPortal.monday] command in
            for (deal, moment, incoming) in [(deals[0], now - .hours(1), 1), (deals[1], now + .hours(1), 2), (deals[2], now - .days(1), 0)] {
                try command.transaction.execute(
                    "update deals set responsible_id = $2, next_activity_at = $3, incoming_count = $4 where id = $1",
                    [deal.id, world.admin, moment, incoming])
            }
        }

        let counters = try await world.read { try WorkCounters.of(world.admin, now: TestPortal.monday, in: $0) }

        #expect(counters.deals == WorkCounters.Pair(overdue: 2, incoming: 2))
        #expect(counters.leads == WorkCounters.Pair())
    }

    @Test(.enabled(if: TestServer.url == nil, "PostgreSQL plans by the size of a table"))
    func `the counters around every page read indexes, however many items a person has`() async throws {
        let world = try await ItemWorld.make()
        let (_, statements) = try await QueryCounter.count {
            try await world.read { try WorkCounters.of(world.admin, now: TestPortal.monday, in: $0) }
        }

        let plan = try await world.read { reader in
            try reader.query("explain query plan " + statements[0], [world.admin, TestPortal.monday]) { $0.text(3) }
        }

        for index in ["leads_overdue", "leads_incoming", "deals_overdue", "deals_incoming"] {
            #expect(plan.contains { $0.contains(index) }, "\(index): \(plan)")
        }
    }
}
