import CRM
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct ItemQueryTests {
    private let now = TestPortal.monday

    private func titles(_ world: ItemWorld, _ change: @escaping @Sendable (inout ItemQuery) -> Void) async throws -> [String] {
        try await world.read { reader in
            var query = ItemQuery(.deal)
            change(&query)
            return try world.items.list(query, sort: ItemSort(.title, descending: false), for: world.everything, now: now, in: reader)
                .items.map(\.title)
        }
    }

    @Test func `filters follow from the type of the field`() async throws {
        let world = try await ItemWorld.make()
        _ = try await world.deal(
            "A", sum: 10_000,
            ["UF_CRM_SHIP_DATE": .string("2026-11-23"), "UF_CRM_REQUEST": .string("Насос для пекарни"), "UF_CRM_NEED_CONSULT": .bool(false)])
        _ = try await world.deal(
            "B", sum: 20_000, of: world.olga, ["UF_CRM_SHIP_DATE": .string("2026-11-30"), "UF_CRM_PAYMENT_TYPE": .string("PREPAY")])
        _ = try await world.deal("C", ["UF_CRM_PAYMENT_TYPE": .string("POSTPAY")])

        func found(_ field: FieldCode, _ test: FilterTest) async throws -> [String] {
            try await titles(world) { $0.filters = [FieldFilter(field, test)] }
        }
        #expect(try await found("UF_CRM_SHIP_DATE", .relative(.today)) == ["A"])
        #expect(try await found("UF_CRM_SHIP_DATE", .relative(.nextWeek)) == ["B"])
        #expect(try await found("UF_CRM_SHIP_DATE", .range(from: .string("24.11.2026"), to: nil)) == ["B"])
        #expect(try await found("UF_CRM_SHIP_DATE", .empty) == ["C"])
        #expect(try await found(.amount, .range(from: .string("100"), to: .string("150"))) == ["A"])
        #expect(try await found("UF_CRM_REQUEST", .contains("насос")) == ["A"])
        #expect(try await found("UF_CRM_REQUEST", .contains("%")) == [])
        #expect(try await found("UF_CRM_PAYMENT_TYPE", .equals([.string("PREPAY"), .string("POSTPAY")])) == ["B", "C"])
        #expect(try await found("UF_CRM_PAYMENT_TYPE", .differs([.string("PREPAY")])) == ["A", "C"])
        #expect(try await found("UF_CRM_NEED_CONSULT", .equals([.bool(false)])) == ["A"])
        #expect(try await found(.responsible, .equals([.user(world.olga)])) == ["B"])
        #expect(try await found(.createdAt, .relative(.thisMonth)) == ["A", "B", "C"])
        #expect(try await found(.createdAt, .relative(.yesterday)) == [])
        let wrong = await #expect(throws: Failure.self) { try await found(.title, .relative(.today)) }
        #expect(wrong?.field == "TITLE")
    }

    @Test func `what has changed since a moment is found by every program's filter and in every order`() async throws {
        let world = try await ItemWorld.make()
        let old = try await world.deal("old")
        _ = try await world.deal("other", of: world.olga)
        world.test.clock.advance(by: .minutes(10))
        let asked = now + .minutes(5)
        _ = try await world.deal("fresh", sum: 500)
        try await world.perform { _ = try world.items.update(old.id, [.amount: .money(Money(minorUnits: 500))], $0) }

        func since(_ moment: Timestamp, _ kind: FieldComparison.Kind = .greater, isNegated: Bool = false) -> FieldTree {
            .test(.modifiedAt, FieldComparison(kind, [.dateTime(moment)], isNegated: isNegated))
        }
        func found(_ tree: FieldTree, descending: Bool = false, for viewer: Viewer? = nil) async throws -> [String] {
            try await world.read { [now] reader in
                var query = ItemQuery(.deal)
                query.tree = tree
                let viewer = viewer ?? world.everything
                let items = try world.items.select(
                    query, order: [ItemSort(.id, descending: descending)], limit: 50, for: viewer, now: now, in: reader)
                #expect(try world.items.total(query, for: viewer, now: now, in: reader) == items.count)
                return items.map(\.title)
            }
        }
        let sum = FieldTree.test(.amount, FieldComparison(.equals, [.string("5")]))
        #expect(try await found(since(asked)) == ["old", "fresh"])
        #expect(try await found(since(asked), descending: true) == ["fresh", "old"])
        #expect(try await found(since(asked), for: world.viewer(world.olga, .own)) == [])
        #expect(try await found(since(asked, isNegated: true)) == ["other"])
        #expect(try await found(.all([since(asked), .all([since(now + .hours(1), .less), sum])])) == ["old", "fresh"])
        #expect(try await found(.any([since(asked), .test(.title, FieldComparison(.equals, [.string("other")]))])) == ["old", "other", "fresh"])
        #expect(try await found(since(now + .hours(1))) == [])
        #expect(try await found(.all([])) == ["old", "other", "fresh"])
    }

    @Test func `text finds a deal by its client's name and phone however written`() async throws {
        let world = try await ItemWorld.make()
        let contact = try await world.perform { command in
            try world.items.create(
                ItemDraft(.contact, [.name: .string("Пётр"), .phone: .string("8 (916) 123-45-67")]), command)
        }
        _ = try await world.deal("Pump", [.contact: .item(contact.id)])
        _ = try await world.deal("Other")

        for text in ["петр", "ПЁТР", "+7 916 123", "8 916 123-45-67", "1234567", "pump"] {
            let found = try await titles(world) { $0.text = text }
            #expect(found == ["Pump"], "\(text)")
        }
        #expect(try await titles(world) { $0.text = "100%" } == [])
        let found = try await world.read { try world.items.search("петр", for: world.everything, now: now, in: $0) }
        #expect(found[.contact]?.map(\.title) == ["Пётр"])
        #expect(found[.deal]?.first?.clientName == "Пётр")
    }

    @Test func `a column is read page by page without gaps or repeats`() async throws {
        let world = try await ItemWorld.make()
        for number in 1...7 {
            _ = try await world.deal("d\(number)", sum: 100)
            if number % 3 == 0 { world.test.clock.advance(by: .minutes(1)) }
        }
        var query = ItemQuery(.deal, pipeline: 0)
        query.stages = ["SELECTION"]
        let column = query

        var cursor: ItemCursor?
        var seen: [String] = []
        repeat {
            let page = try await world.read { [cursor] in
                try world.items.column(column, after: cursor, limit: 3, for: world.everything, now: now, in: $0)
            }
            seen += page.items.map(\.title)
            cursor = page.next.flatMap { ItemCursor($0.text) }
        } while cursor != nil

        #expect(seen == ["d7", "d6", "d5", "d4", "d3", "d2", "d1"])
    }

    @Test func `a card shows what the kanban needs`() async throws {
        let world = try await ItemWorld.make()
        let company = try await world.perform { command in
            try world.items.create(ItemDraft(.company, [.title: .string("Bakery")]), command)
        }
        let deal = try await world.deal("Pump", sum: 10_000, ["UF_CRM_SHIP_DATE": .string("2026-12-01"), .company: .item(company.id)])
        try await world.perform { command in
            try world.items.registerPayment(deal.id, Money(minorUnits: 10_000), command)
            try world.items.setNextActivity(deal.id, at: command.now + .hours(1), in: command.transaction)
        }

        let pages = try await world.read { reader in
            try world.items.kanban(
                ItemQuery(.deal, pipeline: 0), stages: ["SELECTION", "QUOTE"], for: world.everything, now: now, in: reader)
        }

        let card = try #require(pages["SELECTION"]?.items.first)
        #expect(card.clientName == "Bakery")
        #expect(card.responsibleName?.contains("nikita") == true)
        #expect(card.isPaid)
        #expect(card.activity(now: now, zone: .utc) == .today)
        #expect(card.item.value("UF_CRM_SHIP_DATE") == .date(LocalDate(year: 2026, month: 12, day: 1)!))
        #expect(pages["QUOTE"]?.items.isEmpty == true)
        let fields = try await world.read { try world.items.cardFields(of: .deal, in: $0) }
        #expect(fields.map(\.code) == ["UF_CRM_SHIP_DATE"])
    }

    @Test func `activity states divide the deals`() async throws {
        let world = try await ItemWorld.make()
        for (title, offset) in [("late", -1), ("soon", 1), ("next week", 24 * 7)] as [(String, Int64)] {
            let deal = try await world.deal(title, sum: nil)
            try await world.perform { command in
                try world.items.setNextActivity(deal.id, at: command.now + .hours(offset), in: command.transaction)
            }
        }
        _ = try await world.deal("idle", sum: nil)

        #expect(try await titles(world) { $0.activity = .overdue } == ["late"])
        #expect(try await titles(world) { $0.activity = .today } == ["soon"])
        #expect(try await titles(world) { $0.activity = .later } == ["next week"])
        #expect(try await titles(world) { $0.activity = ActivityState.none } == ["idle"])
    }

    @Test func `a filtered head counts what the filtered column shows`() async throws {
        let world = try await ItemWorld.make()
        _ = try await world.deal("A", sum: 100, of: world.olga)
        _ = try await world.deal("B", sum: 200)
        var query = ItemQuery(.deal, pipeline: 0)
        query.responsible = [world.olga]
        let mine = query

        let totals = try await world.read { try world.items.totals(mine, for: world.everything, now: now, in: $0) }

        #expect(totals["SELECTION"]?.count == 1)
        #expect(totals["SELECTION"]?.sums == [Money(minorUnits: 100)])
    }

    @Test func `sorting by any sortable field puts the empty last`() async throws {
        let world = try await ItemWorld.make()
        _ = try await world.deal("late", ["UF_CRM_SHIP_DATE": .string("2026-12-01")])
        _ = try await world.deal("never", sum: nil)
        _ = try await world.deal("early", ["UF_CRM_SHIP_DATE": .string("2026-11-01")])

        let sorted = try await world.read { reader in
            try world.items.list(
                ItemQuery(.deal), sort: ItemSort("UF_CRM_SHIP_DATE", descending: false), for: world.everything, now: now, in: reader
            ).items.map(\.title)
        }

        #expect(sorted == ["early", "late", "never"])
        await #expect(throws: Failure.self) {
            try await world.read { reader in
                try world.items.list(ItemQuery(.deal), sort: ItemSort(.phone), for: world.everything, now: now, in: reader)
            }
        }
    }
}
