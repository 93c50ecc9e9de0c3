import CRM
import Kernel
import TestSupport
import Testing

@Suite struct TimelineTests {
    private func sentences(_ world: ItemWorld, _ item: DocumentID) async throws -> [String] {
        try await world.read { reader in
            let page = try TimelineStore.page(of: item, in: reader)
            let names = try world.items.names(of: page.flatMap(\.references), in: reader)
            return page.map { $0.text(.english, names) + " | " + $0.author(.english, names) }
        }
    }

    @Test func `every change is a readable sentence with its author, the newest first`() async throws {
        let world = try await ItemWorld.make()
        let deal = try await world.deal("Pump", sum: 10_000)
        try await world.perform(as: .person(world.admin)) { command in
            try world.items.update(
                deal.id, [.amount: .string("1 870,50"), "UF_CRM_PAYMENT_TYPE": .string("PREPAY")], command)
        }
        let robot = Actor(
            origin: .robot(title: "Change stage", run: 5, node: "b"), user: world.nikita,
            reason: Text(ru: "task 14 done", en: "task 14 done"))
        try await world.perform(as: robot) { try world.items.move(deal.id, to: "QUOTE", $0) }
        try await world.perform { command in
            try world.items.assign(deal.id, to: world.olga, command)
            try world.items.registerPayment(deal.id, Money(minorUnits: 5000), command)
        }

        let lines = try await sentences(world, deal.id).map { $0.replacing("\u{00A0}", with: " ") }

        #expect(lines[0] == "Payment received: 50 ₽, 50 ₽ paid in all | The portal")
        #expect(lines[1].hasPrefix("Responsible: ") && lines[1].contains("nikita") && lines[1].contains("olga"))
        #expect(lines[2] == "Stage: “SELECTION” → “QUOTE” | Robot “Change stage”: task 14 done")
        #expect(lines[3].contains("100 ₽ → 1,870.50 ₽") && lines[3].contains("Payment type: empty → Prepaid"))
        #expect(lines[3].contains("Anna"))
        #expect(lines[4] == "Created: “Pump” | The portal")
        #expect(lines.count == 5)
    }

    @Test func `pages go back in time and pins stand apart`() async throws {
        let world = try await ItemWorld.make()
        let deal = try await world.deal("Pump")
        for number in 1...5 {
            try await world.perform { try world.items.update(deal.id, [.comments: .string("\(number)")], $0) }
        }

        let first = try await world.read { try TimelineStore.page(of: deal.id, limit: 4, in: $0) }
        let second = try await world.read { try TimelineStore.page(of: deal.id, before: first.last?.id, limit: 4, in: $0) }
        #expect(first.count == 4)
        #expect(second.map(\.line.kind) == ["fields_changed", "created"])

        try await world.perform { try TimelineStore.pin(second[1].id, of: deal.id, $0) }
        let pinned = try await world.read { try TimelineStore.pinned(of: deal.id, in: $0) }
        #expect(pinned.map(\.id) == [second[1].id])
        try await world.perform { try TimelineStore.unpin(second[1].id, of: deal.id, $0) }
        #expect(try await world.read { try TimelineStore.pinned(of: deal.id, in: $0) }.isEmpty)
    }

    @Test func `who acted and why is kept with the entry`() async throws {
        let world = try await ItemWorld.make()
        let deal = try await world.deal("Pump")
        let robot = Actor(origin: .robot(title: "R", run: 42, node: "n1"), user: nil, reason: Text(ru: "потому", en: "because"))
        try await world.perform(as: robot) { try world.items.move(deal.id, to: "QUOTE", $0) }

        let page = try await world.read { try TimelineStore.page(of: deal.id, in: $0) }
        let entry = try #require(page.first)

        #expect(entry.actor == robot)
        #expect(entry.at == TestPortal.monday)
        #expect(entry.line.data["visit"] == .int(2))
    }
}
