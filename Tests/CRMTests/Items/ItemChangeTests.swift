import CRM
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct ItemChangeTests {
    @Test func `a new deal stands in the first stage with its author as responsible`() async throws {
        let world = try await ItemWorld.make()
        let deal = try await world.perform(as: .person(world.nikita)) { command in
            try world.items.create(ItemDraft(.deal, [.title: .string("Pump")]), for: world.everything, command)
        }

        let stored = try await world.item(deal.id)

        #expect(stored.stage == "SELECTION")
        #expect(stored.semantics == .process)
        #expect(stored.responsible == world.nikita)
        #expect(stored.creator == world.nikita)
        #expect(stored.createdAt == TestPortal.monday)
        #expect(stored.stageVisit == 1)
        #expect(world.events.kinds == ["item.created"])
    }

    @Test func `every kind of value comes back as it was put in`() async throws {
        let world = try await ItemWorld.make()
        let deal = try await world.deal(
            "Pump", sum: 69_030_000,
            [
                "UF_CRM_REQUEST": .string("two\nlines"), "UF_CRM_NEED_CONSULT": .string("Y"),
                "UF_CRM_SHIP_DATE": .string("24.12.2026"), "UF_CRM_PAYMENT_TYPE": .string("Postpaid"),
                "PROBABILITY": .string("70"),
            ])

        let stored = try await world.item(deal.id)

        #expect(stored.value("UF_CRM_REQUEST") == .string("two\nlines"))
        #expect(stored.value("UF_CRM_NEED_CONSULT") == .bool(true))
        #expect(stored.value("UF_CRM_SHIP_DATE") == .date(LocalDate(year: 2026, month: 12, day: 24)!))
        #expect(stored.value("UF_CRM_PAYMENT_TYPE") == .string("POSTPAY"))
        #expect(stored.value("PROBABILITY") == .int(70))
        #expect(stored.amount == Money(minorUnits: 69_030_000))
    }

    @Test func `only what differs is changed and told`() async throws {
        let world = try await ItemWorld.make()
        let deal = try await world.deal("Pump", sum: 100)
        world.events.clear()

        let changed = try await world.perform { command in
            try world.items.update(deal.id, [.title: .string("Pump"), .comments: .string("call first")], command)
        }
        try await world.perform { try world.items.update(deal.id, [.comments: .string("call first")], $0) }

        #expect(changed.version == deal.version + 1)
        #expect(world.events.kinds == ["item.changed"])
        #expect(try await world.item(deal.id).version == changed.version)
        let event = try #require(world.events.all.first as? ItemChanged)
        #expect(event.changes == [FieldChange(.comments, from: .null, to: .string("call first"))])
        #expect(event.payload["filled"] == .list([.string("COMMENTS")]))
    }

    @Test func `a value of the wrong kind names its field and changes nothing`() async throws {
        let world = try await ItemWorld.make()
        let deal = try await world.deal("Pump")

        for (code, value) in [
            (FieldCode("UF_CRM_SHIP_DATE"), "32.13.2026"), ("UF_CRM_PAYMENT_TYPE", "barter"), (.amount, "much"),
            ("PROBABILITY", "2.5"), (.responsible, "999"), (.company, "77"), (.contact, "D_1"),
        ] {
            let failure = await #expect(throws: Failure.self) {
                try await world.perform { try world.items.update(deal.id, [code: .string(value)], $0) }
            }
            #expect(failure?.code == .invalid)
            #expect(failure?.field == code.rawValue)
        }
        let unknown = await #expect(throws: Failure.self) {
            try await world.perform { try world.items.update(deal.id, ["UF_CRM_NOTHING": .int(1)], $0) }
        }
        #expect(unknown?.field == "UF_CRM_NOTHING")
        #expect(try await world.item(deal.id).version == 1)
    }

    @Test func `people cannot change what the portal keeps`() async throws {
        let world = try await ItemWorld.make()
        let deal = try await world.deal("Pump")

        let failure = await #expect(throws: Failure.self) {
            try await world.perform(as: .person(world.admin)) { command in
                try world.items.update(deal.id, [.createdAt: .string("01.01.2020")], command)
            }
        }

        #expect(failure?.field == "DATE_CREATE")
    }

    @Test func `a change based on an old version is refused and names who was faster`() async throws {
        let world = try await ItemWorld.make()
        let deal = try await world.deal("Pump")
        try await world.perform(as: .person(world.admin)) { command in
            try world.items.update(deal.id, [.title: .string("Two pumps")], expectedVersion: 1, command)
        }

        let failure = await #expect(throws: Failure.self) {
            try await world.perform(as: .person(world.nikita)) { command in
                try world.items.update(
                    deal.id, [.title: .string("Three")], expectedVersion: 1, for: world.everything, command)
            }
        }

        #expect(failure?.code == .conflict)
        #expect(failure?.message.english.contains("Main Anna") == true || failure?.message.english.contains("Anna Main") == true)
    }

    @Test func `a title cannot be emptied`() async throws {
        let world = try await ItemWorld.make()
        let deal = try await world.deal("Pump")

        let failure = await #expect(throws: Failure.self) {
            try await world.perform(as: .person(world.admin)) { try world.items.update(deal.id, [.title: .string(" ")], $0) }
        }

        #expect(failure?.field == "TITLE")
    }

    @Test func `a deleted deal waits in the recycle bin and comes back where it stood`() async throws {
        let world = try await ItemWorld.make()
        let deal = try await world.deal("Pump", sum: 500, stage: "QUOTE")
        try await world.perform { try world.items.delete(deal.id, $0) }

        let totals = try await world.read { try StageTotals.of(PipelineID(.deal, 0), for: world.everything, in: $0) }
        #expect(totals["QUOTE"]?.count == 0)
        await #expect(throws: Failure.self) {
            try await world.perform { try world.items.update(deal.id, [.title: .string("No")], $0) }
        }

        let restored = try await world.perform { try world.items.restore(deal.id, $0) }
        #expect(restored.stage == "QUOTE")
        #expect(restored.stageVisit == 2)
        #expect(try await world.item(deal.id).isDeleted == false)
    }

    @Test func `a contact is called by its name and renamed with it`() async throws {
        let world = try await ItemWorld.make()
        let contact = try await world.perform { command in
            try world.items.create(ItemDraft(.contact, [.name: .string("Ivan"), .lastName: .string("Petrov")]), command)
        }
        #expect(contact.title == "Petrov Ivan")

        let renamed = try await world.perform { try world.items.update(contact.id, [.lastName: .string("Sidorov")], $0) }
        #expect(renamed.title == "Sidorov Ivan")

        let failure = await #expect(throws: Failure.self) {
            try await world.perform { try world.items.create(ItemDraft(.contact, [:]), $0) }
        }
        #expect(failure?.code == .invalid)
    }

    @Test func `a deal keeps all its contacts with the main one first`() async throws {
        let world = try await ItemWorld.make()
        let people = try await world.perform { command in
            try ["A", "B", "C"].map { name in
                try world.items.create(ItemDraft(.contact, [.name: .string(name)]), command).id
            }
        }
        let deal = try await world.deal("Pump", nil, [.contacts: .list(people[0...1].map(Value.item))])
        #expect(try await world.item(deal.id).contacts == [people[0], people[1]])
        #expect(try await world.item(deal.id).contact == people[0])

        try await world.perform { try world.items.update(deal.id, [.contact: .item(people[2])], $0) }

        #expect(try await world.item(deal.id).contacts == [people[2], people[1]])
    }

    @Test func `a person cannot take a file that somebody else uploaded`() async throws {
        let world = try await ItemWorld.make()
        let deal = try await world.deal("Pump")
        try await world.perform { command in
            try world.fields.create(
                FieldDraft(.deal, "UF_CRM_QUOTE_FILE", type: "file", title: Text(verbatim: "Quote")), command)
            try command.transaction.execute(
                """
                insert into files (id, digest, name, size, media_type, created_by, created_at)
                values (7, 'd', 'q.pdf', 1, 'application/pdf', $1, 0)
                """, [world.olga])
        }

        let failure = await #expect(throws: Failure.self) {
            try await world.perform(as: .person(world.nikita)) { command in
                try world.items.update(deal.id, ["UF_CRM_QUOTE_FILE": .string("7")], for: world.everything, command)
            }
        }
        #expect(failure?.field == "UF_CRM_QUOTE_FILE")

        try await world.perform(as: .person(world.olga)) { command in
            try world.items.update(deal.id, ["UF_CRM_QUOTE_FILE": .string("7")], for: world.everything, command)
        }
        #expect(try await world.item(deal.id).value("UF_CRM_QUOTE_FILE") == .file(7))
    }
}

extension ItemWorld {
    func deal(_ title: String, _ sum: Int64?, _ more: [FieldCode: Value]) async throws -> Item {
        try await deal(title, sum: sum, more)
    }
}
