import Automation
import Kernel
import OrderWorld
import Storage
import Testing

struct LaneTests {
    @Test func `a claim cut short serves every lane in the end`() async throws {
        var limits = EngineLimits()
        limits.claimTime = TimeSpan(milliseconds: 1)
        let world = try await World.make([stage("A", robot("slow", "s", .in(1, .hours)))], limits: limits)
        var orders: [DocumentID] = []
        for _ in 1...90 { orders.append(try await world.order()) }
        try await world.database.write { [orders] transaction in
            for (index, order) in orders.enumerated() where index < 80 {
                try transaction.execute(
                    "update automation_agenda set lane = $2 where item = $1", [order, index < 60 ? 0 : 1])
            }
            for order in orders.suffix(10) {
                try transaction.execute("update automation_agenda set lane = 2 where item = $1", [order])
            }
        }
        world.clock.advance(by: .hours(2))

        // Each claim has time for one item. Weights of 40, 20 and 4 give bulk one place in sixteen.
        for _ in 1...48 { try await world.engine.tick() }
        let bulk = orders.suffix(10)
        var served = 0
        for order in bulk where try await !world.marks(order).isEmpty { served += 1 }

        #expect((2...4).contains(served), "\(served)")
    }

    @Test func `re-planning takes the bulk lane, whatever its items wait for`() async throws {
        let world = try await World.make([stage("A", mark("r", .in(9, .days)))])
        let order = try await world.order()

        try await world.act { transaction, now in
            try world.engine.recalculateTimers(in: transaction, at: now)
        }
        let lane = try await world.database.read {
            try $0.count("select lane from automation_agenda where item = $1", [order])
        }

        #expect(lane == 2)
    }
}
