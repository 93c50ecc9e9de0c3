import CRM
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct MergeTests {
    @Test func `the master gets what it lacks, and what people wrote differently is left to them`() async throws {
        let world = try await ItemWorld.make()
        let first = try await world.contact(["NAME": "Иван", "LAST_NAME": "Петров", "POST": "инженер"], phones: ["+7 495 111-22-33"])
        let second = try await world.contact(
            ["NAME": "иван", "LAST_NAME": "Петров", "POST": "главный инженер", "ADDRESS_CITY": "Тверь"], phones: ["84951112233", "8 900 000-00-01"])

        let conflict = await #expect(throws: MergeConflict.self) { try await world.merge([first, second]) }

        #expect(conflict?.fields.map(\.code) == ["POST"])
        #expect(try await world.item(second).isDeleted == false)
        #expect(try await world.item(first).phones.count == 1)
        var choices = MergeChoices()
        choices.fields["POST"] = second
        try await world.merge([first, second], choosing: choices)
        let merged = try await world.item(first)
        #expect(merged.value("POST") == .string("главный инженер") && merged.value("ADDRESS_CITY") == .string("Тверь"))
        #expect(merged.value(.name) == .string("Иван"))
        #expect(merged.phones == ["+7 495 111-22-33", "8 900 000-00-01"])
        #expect(try await world.item(second).isDeleted)
    }

    @Test func `all that pointed to the others points to the master, and comes back when they are parted`() async throws {
        let world = try await ItemWorld.make()
        let (one, other) = (try await world.company("ООО Ромашка"), try await world.company("Ромашка, ООО"))
        let person = try await world.contact(["NAME": "Анна"], company: other)
        let deal = try await world.deal("Насосы", [.company: .item(other)])
        try await world.fill(other)
        let before = try await world.everything(of: [one, other])

        let merge = try await world.merge([one, other])

        #expect(try await world.item(deal.id).company == one)
        #expect(try await world.item(person).company == one)
        #expect(try await world.counts(of: one) == ["activities": 1, "comments": 1, "tasks": 1, "timeline": 2])
        #expect(try await world.counts(of: other) == ["activities": 0, "comments": 0, "tasks": 0, "timeline": 0])
        #expect(try await world.item(one).nextActivityAt != nil)
        try await world.perform { try world.items.part(merge, $0) }
        #expect(try await world.everything(of: [one, other]) == before)
        #expect(try await world.item(deal.id).company == other)
        #expect(try await world.item(person).company == other)
        #expect(try await world.item(one).nextActivityAt == nil)
        #expect(try await world.item(other).nextActivityAt != nil)
        let again = await #expect(throws: Failure.self) { try await world.perform { try world.items.part(merge, $0) } }
        #expect(again?.code == .conflict)
    }

    @Test func `a deal that has both contacts keeps one of them, and gets the other back`() async throws {
        let world = try await ItemWorld.make()
        let (one, other) = (try await world.contact(["NAME": "Анна"]), try await world.contact(["LAST_NAME": "Смирнова"]))
        let both = try await world.deal("both", [.contacts: .list([.item(other), .item(one)])])
        let second = try await world.deal("second", [.contacts: .list([.item(other)])])

        let merge = try await world.merge([one, other])

        #expect(try await world.item(both.id).contacts == [one])
        #expect(try await world.item(both.id).contact == one)
        #expect(try await world.item(second.id).contacts == [one])
        try await world.perform { try world.items.part(merge, $0) }
        #expect(try await Set(world.item(both.id).contacts) == [one, other])
        #expect(try await world.item(second.id).contacts == [other])
        #expect(try await world.item(second.id).contact == other)
    }

    @Test func `what people have changed since a merging stays when it is taken back`() async throws {
        let world = try await ItemWorld.make()
        let one = try await world.contact(["NAME": "Анна"])
        let other = try await world.contact(["POST": "закупщик", "ADDRESS_CITY": "Тверь"], phones: ["+7 900 000-00-01"])
        let merge = try await world.merge([one, other])
        try await world.perform { _ = try world.items.update(one, ["POST": .string("директор")], $0) }
        let deal = try await world.deal("later", [.contacts: .list([.item(one)])])

        try await world.perform { try world.items.part(merge, $0) }

        let master = try await world.item(one)
        #expect(master.value("POST") == .string("директор") && master.value("ADDRESS_CITY").isEmpty && master.phones.isEmpty)
        #expect(try await world.item(other).phones == ["+7 900 000-00-01"])
        #expect(try await world.item(deal.id).contacts == [one])
    }

    @Test func `one deal's products and their sum stay, and the other's come back`() async throws {
        let world = try await ItemWorld.make()
        let (one, other) = (try await world.deal("one", sum: nil), try await world.deal("two", sum: nil))
        try await world.perform { command in
            try world.items.setProducts(one.id, [ProductRow(name: "Насос", price: 100)], command)
            try world.items.setProducts(other.id, [ProductRow(name: "Шкаф", price: 700), ProductRow(name: "Кабель", price: 7)], command)
        }
        let conflict = await #expect(throws: MergeConflict.self) { try await world.merge([one.id, other.id]) }
        #expect(conflict?.hasProducts == true)
        var choices = MergeChoices()
        choices.products = other.id

        let merge = try await world.merge([one.id, other.id], choosing: choices)

        #expect(try await world.products(one.id) == ["Шкаф", "Кабель"])
        #expect(try await world.item(one.id).amount == Money(minorUnits: 707))
        try await world.perform { try world.items.part(merge, $0) }
        #expect(try await world.products(one.id) == ["Насос"])
        #expect(try await world.products(other.id) == ["Шкаф", "Кабель"])
        #expect(try await world.item(one.id).amount == Money(minorUnits: 100))
        #expect(try await world.item(one.id).hasManualAmount == false)
    }

    @Test func `money and conversions go into no other item`() async throws {
        let world = try await ItemWorld.make()
        let (one, paid) = (try await world.deal("one", sum: 500), try await world.deal("paid", sum: 500))
        try await world.perform { _ = try world.items.registerPayment(paid.id, Money(minorUnits: 100), $0) }

        let refusal = await #expect(throws: Failure.self) { try await world.merge([one.id, paid.id]) }

        #expect(refusal?.code == .conflict)
        #expect(try await world.read { try world.items.mergeOrder([one.id, paid.id], in: $0) } == [paid.id, one.id])
        try await world.merge([paid.id, one.id])
        #expect(try await world.item(paid.id).paidAmount == Money(minorUnits: 100))
    }

    @Test func `different kinds, one item, items of the bin and of others are refused, and nothing happens`() async throws {
        let world = try await ItemWorld.make()
        let (one, other) = (try await world.contact(["NAME": "Анна"]), try await world.contact(["NAME": "Анна"]))
        let company = try await world.company("Ромашка")

        for ids in [[one], [one, one], [one, company]] {
            let refusal = await #expect(throws: Failure.self) { try await world.merge(ids) }
            #expect(refusal?.code == .invalid)
        }
        let stranger = world.viewer(world.olga, .own)
        let hidden = await #expect(throws: Failure.self) { try await world.merge([one, other], for: stranger) }
        #expect(hidden?.code == .notFound)
        let stale = await #expect(throws: Failure.self) { try await world.merge([one, other], versions: [other: 0]) }
        #expect(stale?.code == .conflict)
        try await world.perform { try world.items.delete(other, $0) }
        let gone = await #expect(throws: Failure.self) { try await world.merge([one, other]) }
        #expect(gone?.code == .conflict)
        #expect(try await world.read { try $0.count("select count(*) from merges") } == 0)
        #expect(try await world.item(one).version == 1)
    }

    @Test func `after a month a merging is for good, and its bookkeeping goes`() async throws {
        let world = try await ItemWorld.make()
        let (one, other) = (try await world.contact(["NAME": "Анна"]), try await world.contact(["LAST_NAME": "Смирнова"]))
        let merge = try await world.merge([one, other])
        #expect(try await world.read { try MergeRecord.undoable(of: one, at: world.test.clock.now, in: $0) }.map(\.items) == [[other]])
        #expect(try await world.perform { try MergeRecord.forgetOld($0) } == 0)
        world.test.clock.advance(by: .days(31))

        let refusal = await #expect(throws: Failure.self) { try await world.perform { try world.items.part(merge, $0) } }

        #expect(refusal?.code == .conflict)
        #expect(try await world.perform { try MergeRecord.forgetOld($0) } > 0)
        #expect(try await world.perform { try MergeRecord.forgetOld($0) } == 0)
        #expect(try await world.read { try MergeRecord.masters(of: [other, one], in: $0) } == [other: one])
    }

    @Test func `an item is found where it went, however often that was merged on`() async throws {
        let world = try await ItemWorld.make()
        var made: [DocumentID] = []
        for _ in 1...4 { made.append(try await world.contact(["NAME": "Анна"])) }
        let all = made
        try await world.merge([all[1], all[0]])
        try await world.merge([all[2], all[1]])
        let last = try await world.merge([all[3], all[2]])
        #expect(try await world.read { try MergeRecord.masters(of: all, in: $0) } == [all[0]: all[3], all[1]: all[3], all[2]: all[3]])

        try await world.perform { try world.items.part(last, $0) }

        #expect(try await world.read { try MergeRecord.masters(of: [all[0]], in: $0) } == [all[0]: all[2]])
    }

    @Test func `nobody who changes a deal meanwhile leaves it with a client that is gone`() async throws {
        let world = try await ItemWorld.make()
        for round in 1...5 {
            let (one, other) = (try await world.contact(["NAME": "Анна"]), try await world.contact(["NAME": "Анна"]))
            let third = try await world.contact(["NAME": "Пётр"])
            var deals: [DocumentID] = []
            for number in 1...10 { deals.append(try await world.deal("Насосы \(number)", [.contacts: .list([.item(other)])]).id) }

            await withThrowingTaskGroup(of: Void.self) { group in
                for deal in deals {
                    // Until it is refused, because the client has gone.
                    group.addTask {
                        for turn in 1...60 {
                            let further: [Value] = turn.isMultiple(of: 2) ? [.item(third)] : []
                            try await world.perform { _ = try world.items.update(deal, [.contacts: .list([.item(other)] + further)], $0) }
                        }
                    }
                }
                group.addTask { try await world.merge([one, other]) }
            }

            let orphans = try await world.read { reader in
                try reader.count("select count(*) from deals where contact_id = $1", [other.id])
                    + reader.count("select count(*) from item_links where other = $1 and kind = 'contact'", [other])
            }
            #expect(orphans == 0, "round \(round)")
        }
    }

    @Test func `the history says what was merged, and a field of an administrator follows`() async throws {
        let world = try await ItemWorld.make()
        try await world.perform { command in
            try world.fields.create(FieldDraft(.deal, "UF_CRM_ADVISER", type: "crm", title: Text(verbatim: "Adviser")), command)
        }
        let (one, other) = (try await world.contact(["NAME": "Анна"]), try await world.contact(["NAME": "анна"]))
        let deal = try await world.deal("Насосы", ["UF_CRM_ADVISER": .item(other)])
        world.events.clear()

        let merge = try await world.merge([one, other])

        #expect(world.events.kinds == ["item.deleted", "item.merged"])
        #expect(try await world.item(deal.id).value("UF_CRM_ADVISER") == .item(one))
        let line = try await world.read { try TimelineStore.page(of: one, in: $0) }.first
        #expect(line?.line == TimelineLine("merged", ["items": .list([.item(other)])]))
        try await world.perform { try world.items.part(merge, $0) }
        #expect(try await world.item(deal.id).value("UF_CRM_ADVISER") == .item(other))
    }
}

extension ItemWorld {
    func contact(
        _ texts: [FieldCode: String], phones: [String] = [], emails: [String] = [], company: DocumentID? = nil
    ) async throws -> DocumentID {
        var values = texts.mapValues(Value.string)
        if !phones.isEmpty { values[.phone] = .list(phones.map(Value.string)) }
        if !emails.isEmpty { values[.email] = .list(emails.map(Value.string)) }
        values[.company] = company.map(Value.item)
        let complete = values
        return try await perform { try items.create(ItemDraft(.contact, complete, responsible: nikita), $0).id }
    }

    func company(_ title: String, _ more: [FieldCode: Value] = [:]) async throws -> DocumentID {
        try await perform { try items.create(ItemDraft(.company, more.merging([.title: .string(title)]) { $1 }, responsible: nikita), $0).id }
    }

    @discardableResult
    func merge(
        _ ids: [DocumentID], choosing choices: MergeChoices = MergeChoices(), versions: [DocumentID: Int64] = [:], for viewer: Viewer? = nil
    ) async throws -> Int64 {
        try await perform { try items.merge(ids, choosing: choices, versions: versions, for: viewer, $0) }
    }

    func products(_ id: DocumentID) async throws -> [String] { try await read { try ProductRows.of(id, in: $0).map(\.name) } }

    /// A call to make, a task and a comment.
    fileprivate func fill(_ id: DocumentID) async throws {
        try await perform(as: .person(nikita)) { command in
            var call = ActivityDraft(.call, subject: "Позвонить", responsible: nikita, items: [id])
            call.deadline = command.now + .days(1)
            _ = try Activity.plan(call, in: command)
            var task = TaskDraft(title: "Подготовить", responsible: nikita)
            task.items = [id]
            _ = try TaskItem.create(task, by: .portal, in: command)
            _ = try Comment.add("Просил перезвонить", to: .item(id), by: .portal, in: command)
        }
    }

    fileprivate func counts(of id: DocumentID) async throws -> [String: Int] {
        try await read { reader in
            var counts: [String: Int] = [:]
            for (name, table) in [("activities", "activity_bindings"), ("tasks", "task_items"), ("comments", "comment_items")] {
                counts[name] = try reader.count("select count(*) from \(table) where item = $1", [id])
            }
            counts["timeline"] = try reader.count(
                "select count(*) from timeline where item = $1 and kind in ('activity_planned', 'comment')", [id])
            return counts
        }
    }

    /// What points to each of the items, and their own values.
    fileprivate func everything(of ids: [DocumentID]) async throws -> [[String]] {
        var all: [[String]] = []
        for id in ids {
            let values = try await item(id).values.filter { ![.modifiedAt, "MODIFY_BY_ID", .lastActivityAt].contains($0.key) }
            all.append(values.map { "\($0): \($1)" }.sorted() + (try await counts(of: id)).map { "\($0) \($1)" }.sorted())
        }
        return all
    }
}
