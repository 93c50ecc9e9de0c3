import CRM
import Kernel
import TestSupport
import Testing

@Suite struct ItemMoveTests {
    @Test func `a move is one event with a new visit`() async throws {
        let world = try await ItemWorld.make()
        let deal = try await world.deal("Pump")
        world.events.clear()
        world.test.clock.advance(by: .minutes(5))

        let moved = try await world.perform { try world.items.move(deal.id, to: "QUOTE", $0) }

        #expect(moved.stage == "QUOTE")
        #expect(moved.stageVisit == 2)
        #expect(moved.movedAt == TestPortal.monday + .minutes(5))
        #expect(world.events.kinds == ["item.stage_changed"])
        let event = try #require(world.events.all.first as? ItemStageChanged)
        #expect(event.payload["from"] == .string("SELECTION"))
        #expect(event.payload["to"] == .string("QUOTE"))
        #expect(event.payload["pipeline"] == .string("DEAL:0"))
    }

    @Test func `a deal that stands there already is left alone`() async throws {
        let world = try await ItemWorld.make()
        let deal = try await world.deal("Pump", stage: "QUOTE")
        world.events.clear()

        let moved = try await world.perform { try world.items.move(deal.id, to: "QUOTE", $0) }

        #expect(moved.version == 1)
        #expect(world.events.kinds.isEmpty)
    }

    @Test func `a stage of another pipeline is refused by name`() async throws {
        let world = try await ItemWorld.make()
        let deal = try await world.deal("Pump")

        let foreign = await #expect(throws: Failure.self) {
            try await world.perform { try world.items.move(deal.id, to: "C1:SHIPPING", $0) }
        }
        #expect(foreign?.code == .invalid)
        #expect(foreign?.field == "C1:SHIPPING")
        #expect(foreign?.message.english.contains("Shipment") == true)
        #expect(foreign?.message.english.contains("General") == true)

        let unknown = await #expect(throws: Failure.self) {
            try await world.perform { try world.items.move(deal.id, to: "NOWHERE", $0) }
        }
        #expect(unknown?.code == .invalid)
        #expect(try await world.item(deal.id).stage == "SELECTION")
    }

    @Test func `a person is asked for the fields a stage requires and moves with the answers`() async throws {
        let world = try await ItemWorld.make()
        let deal = try await world.deal("Pump")

        let missing = await #expect(throws: MissingFields.self) {
            try await world.perform(as: .person(world.admin)) { try world.items.move(deal.id, to: "AWAITING_PAYMENT", $0) }
        }
        #expect(missing?.fields.map(\.code) == ["UF_CRM_PAYMENT_TYPE"])
        #expect(missing?.stage.code == "AWAITING_PAYMENT")
        #expect(missing?.item == deal.id)

        let moved = try await world.perform(as: .person(world.admin)) { command in
            try world.items.move(
                deal.id, to: "AWAITING_PAYMENT", filling: ["UF_CRM_PAYMENT_TYPE": .string("PREPAY")], command)
        }
        #expect(moved.stage == "AWAITING_PAYMENT")
    }

    @Test func `a later stage asks too, a failure stage and a robot do not`() async throws {
        let world = try await ItemWorld.make()
        let first = try await world.deal("A")
        await #expect(throws: MissingFields.self) {
            try await world.perform(as: .person(world.admin)) { try world.items.move(first.id, to: "WON", $0) }
        }
        let lost = try await world.perform(as: .person(world.admin)) { try world.items.move(first.id, to: "NOT_RELEVANT", $0) }
        #expect(lost.isClosed)
        #expect(lost.closedAt == TestPortal.monday)

        let second = try await world.deal("B")
        let robot = Actor(origin: .robot(title: "Move", run: 1, node: "a"), user: nil)
        let moved = try await world.perform(as: robot) { try world.items.move(second.id, to: "PREPAID", $0) }
        #expect(moved.stage == "PREPAID")
    }

    @Test func `a field that the stage requires cannot be emptied there`() async throws {
        let world = try await ItemWorld.make()
        let deal = try await world.deal("Pump", stage: "PREPAID", ["UF_CRM_PAYMENT_TYPE": .string("PREPAY")])

        let failure = await #expect(throws: Failure.self) {
            try await world.perform(as: .person(world.admin)) { command in
                try world.items.update(deal.id, ["UF_CRM_PAYMENT_TYPE": .null], command)
            }
        }

        #expect(failure?.field == "UF_CRM_PAYMENT_TYPE")
    }

    @Test func `reopening a closed deal forgets when it was closed`() async throws {
        let world = try await ItemWorld.make()
        let deal = try await world.deal("Pump", stage: "NOT_RELEVANT")
        #expect(try await world.item(deal.id).closedAt == TestPortal.monday)

        try await world.perform { try world.items.move(deal.id, to: "QUOTE", $0) }

        #expect(try await world.item(deal.id).closedAt == nil)
        #expect(try await world.item(deal.id).semantics == .process)
    }

    @Test func `a change of pipeline puts the deal into the first stage there`() async throws {
        let world = try await ItemWorld.make()
        let deal = try await world.deal("Pump", stage: "QUOTE")
        world.events.clear()

        let moved = try await world.perform { try world.items.changePipeline(deal.id, to: 1, $0) }

        #expect(moved.pipeline == PipelineID(.deal, 1))
        #expect(moved.stage == "C1:SUPPLIER")
        #expect(world.events.kinds == ["item.stage_changed"])
        let history = try await world.read { try StageHistory.of(deal.id, in: $0) }
        #expect(history.map(\.kind) == [.created, .pipelineChanged])
        #expect(history.first?.leftAt == TestPortal.monday)
    }

    @Test func `a copy goes to another pipeline with fields and products and points to its original`() async throws {
        let world = try await ItemWorld.make()
        let deal = try await world.deal("Pump", ["UF_CRM_SHIP_DATE": .string("2026-12-24"), .comments: .string("fragile")])
        try await world.perform { command in
            try world.items.setProducts(deal.id, [ProductRow(name: "Pump", price: 150_000, quantity: 2000)], command)
            try world.items.registerPayment(deal.id, Money(minorUnits: 300_000), command)
        }

        let copy = try await world.perform { try world.items.copy(deal.id, toPipeline: 1, $0) }
        let stored = try await world.item(copy.id)

        #expect(stored.pipeline?.number == 1)
        #expect(stored.stage == "C1:SUPPLIER")
        #expect(stored.title == "Pump")
        #expect(stored.value("UF_CRM_SHIP_DATE") == .date(LocalDate(year: 2026, month: 12, day: 24)!))
        #expect(stored.original == deal.id)
        #expect(stored.generation == 1)
        #expect(stored.amount == Money(minorUnits: 300_000))
        #expect(stored.paidAmount?.minorUnits == 0)
        #expect(try await world.read { try world.items.products(of: copy.id, in: $0) }.count == 1)
        #expect(world.events.kinds.suffix(2).contains("item.copied"))
    }
}

extension ItemWorld {
    func deal(_ title: String, _ more: [FieldCode: Value]) async throws -> Item {
        try await deal(title, sum: nil, more)
    }
}
