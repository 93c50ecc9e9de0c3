import CRM
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct FieldStoreTests {
    private func draft(_ code: FieldCode, _ type: String, multiple: Bool = false) -> FieldDraft {
        FieldDraft(
            .deal, code, type: type, title: Text(verbatim: code.rawValue), isMultiple: multiple,
            options: type == "enumeration" ? [FieldOption("a", Text(ru: "один", en: "one")), FieldOption("b", Text(verbatim: "two"))] : [])
    }

    @Test func `a new field is a typed column that can be filled in the same transaction`() async throws {
        let world = try await ItemWorld.make()

        let deal = try await world.perform { command in
            try world.fields.create(draft("UF_CRM_WEIGHT", "double"), command)
            return try world.items.create(ItemDraft(.deal, ["UF_CRM_WEIGHT": .string("2,5")]), command)
        }

        #expect(try await world.item(deal.id).value("UF_CRM_WEIGHT") == .double(2.5))
        let stored = try await world.read { reader in
            try reader.first("select uf_crm_weight from deal_custom where item_id = $1", [deal.id.id]) { $0.double(0) }
        }
        #expect(stored == 2.5)
    }

    @Test func `every type that may be multiple keeps several values in order`() async throws {
        let world = try await ItemWorld.make()
        let samples: [(String, [Value])] = [
            ("string", [.string("b"), .string("a")]), ("integer", [.int(12), .int(112)]), ("double", [.double(0.5), .int(3)]),
            ("date", [.date(LocalDate(year: 2026, month: 2, day: 28)!)]), ("datetime", [.dateTime(TestPortal.monday)]),
            ("enumeration", [.string("b"), .string("a")]), ("employee", [.user(world.olga), .user(world.nikita)]),
            ("phone", [.string("8 (495) 123-45-67")]), ("email", [.string("a@b.ru")]), ("web", [.string("example.ru")]),
        ]
        for (type, values) in samples {
            let code = FieldCode("UF_CRM_MANY_" + type)
            let deal = try await world.perform { command in
                try world.fields.create(draft(code, type, multiple: true), command)
                return try world.items.create(ItemDraft(.deal, [code: .list(values)]), command)
            }
            #expect(try await world.item(deal.id).value(code) == .list(values))
        }
    }

    @Test func `a multiple field is filtered by whole values`() async throws {
        let world = try await ItemWorld.make()
        try await world.perform { command in
            try world.fields.create(draft("UF_CRM_SIZES", "integer", multiple: true), command)
            for sizes in [[12, 5], [112], [5]] {
                _ = try world.items.create(
                    ItemDraft(.deal, [.title: .string("\(sizes)"), "UF_CRM_SIZES": .list(sizes.map { .int(Int64($0)) })]), command)
            }
        }
        var query = ItemQuery(.deal)
        query.filters = [FieldFilter("UF_CRM_SIZES", .equals([.int(12)]))]
        let found = query

        let list = try await world.read { try world.items.list(found, for: world.everything, now: TestPortal.monday, in: $0) }

        #expect(list.items.map(\.title) == ["[12, 5]"])
    }

    @Test func `a deleted field is gone for everybody and comes back with its data`() async throws {
        let world = try await ItemWorld.make()
        let deal = try await world.perform { command in
            try world.fields.create(draft("UF_CRM_NOTE", "string"), command)
            return try world.items.create(ItemDraft(.deal, ["UF_CRM_NOTE": .string("kept")]), command)
        }

        try await world.perform { try world.fields.delete("UF_CRM_NOTE", of: .items(.deal), $0) }
        #expect(try await world.read { try world.fields.registry(in: $0).field("UF_CRM_NOTE", of: .deal) } == nil)
        await #expect(throws: Failure.self) {
            try await world.perform { try world.items.update(deal.id, ["UF_CRM_NOTE": .string("x")], $0) }
        }

        let other = await #expect(throws: Failure.self) {
            try await world.perform { try world.fields.create(draft("UF_CRM_NOTE", "integer"), $0) }
        }
        #expect(other?.code == .invalid)
        try await world.perform { try world.fields.create(draft("UF_CRM_NOTE", "string"), $0) }
        #expect(try await world.item(deal.id).value("UF_CRM_NOTE") == .string("kept"))
    }

    @Test(arguments: [
        "NOTE", "UF_CRM_", "UF_CRM_a-b", "UF_CRM_x; drop table deals", "UF_CRM_\u{0410}",
        "UF_CRM_01234567890123456789012345678901234567890123456789",
    ])
    func `a code that is no name of a column is refused`(_ code: String) async throws {
        let world = try await ItemWorld.make()

        let failure = await #expect(throws: Failure.self) {
            try await world.perform { try world.fields.create(draft(FieldCode(code), "string"), $0) }
        }

        #expect(failure?.code == .invalid)
    }

    @Test func `wrong descriptions of a field name what is wrong`() async throws {
        let world = try await ItemWorld.make()
        let stageless = FieldDraft(
            .deal, "UF_CRM_X", type: "string", title: Text(verbatim: "X"), requiredFrom: ["DEAL:0": "C1:SHIPPING"])
        let empty = FieldDraft(.deal, "UF_CRM_X", type: "enumeration", title: Text(verbatim: "X"))
        let doubled = FieldDraft(
            .deal, "UF_CRM_X", type: "enumeration", title: Text(verbatim: "X"),
            options: [FieldOption("a", Text(verbatim: "1")), FieldOption("a", Text(verbatim: "2"))])

        for draft in [stageless, empty, doubled, draft("UF_CRM_X", "picture"), draft("UF_CRM_X", "money", multiple: true)] {
            let failure = await #expect(throws: Failure.self) {
                try await world.perform { try world.fields.create(draft, $0) }
            }
            #expect(failure?.field == "UF_CRM_X")
        }
        let taken = await #expect(throws: Failure.self) {
            try await world.perform { try world.fields.create(draft("UF_CRM_REQUEST", "text"), $0) }
        }
        #expect(taken?.code == .conflict)
    }

    @Test func `an option that is gone is still shown where it was chosen`() async throws {
        let world = try await ItemWorld.make()
        let deal = try await world.deal("Pump", ["UF_CRM_PAYMENT_TYPE": .string("POSTPAY")])
        try await world.perform { command in
            try world.fields.update(
                FieldDraft(
                    .deal, "UF_CRM_PAYMENT_TYPE", type: "enumeration", title: Text(verbatim: "Payment"),
                    options: [FieldOption("PREPAY", Text(verbatim: "Prepaid"))]), command)
        }

        let field = try await world.read { try world.fields.registry(in: $0).require("UF_CRM_PAYMENT_TYPE", of: .deal) }
        let stored = try await world.item(deal.id)

        #expect(field.options.filter { !$0.isHidden }.map(\.code) == ["PREPAY"])
        #expect(stored.display(field, .english, Names()) == "Postpaid")
    }

    @Test func `a field of the portal can be made required from a stage on`() async throws {
        let world = try await ItemWorld.make()
        try await world.perform { command in
            try world.fields.adjust(
                .amount, of: .deal,
                FieldAdjustment(
                    isRequired: false, requiredFrom: ["DEAL:0": "QUOTE"], isInList: true, isInFilter: true, isOnCard: true),
                command)
        }
        let deal = try await world.deal("Pump")

        let missing = await #expect(throws: MissingFields.self) {
            try await world.perform(as: .person(world.admin)) { try world.items.move(deal.id, to: "QUOTE", $0) }
        }

        #expect(missing?.fields.map(\.code) == [.amount])
    }
}
