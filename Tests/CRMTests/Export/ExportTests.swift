import FoundationEssentials
import Kernel
import Storage
import TestSupport
import Testing

@testable import CRM

@Suite struct ExportTests {
    private static let kinds: [TableKind] = [.company, .contact, .lead, .deal, .task, .product]

    /// A portal with own fields of every kind that tables can carry, and nothing in it.
    private func world() async throws -> WorkWorld {
        let world = try await WorkWorld.make()
        try await world.perform { [items = world.items] command in
            let fields = FieldStore(items.catalog)
            for (type, isMultiple) in [
                ("string", true), ("integer", false), ("double", false), ("boolean", false), ("date", false), ("datetime", false),
                ("money", false), ("employee", false), ("enumeration", true), ("crm", false),
            ] {
                let options = type == "enumeration" ? [FieldOption("A", Text(ru: "Белый", en: "White")), FieldOption("B", Text(ru: "Чёрный", en: "Black"))] : []
                let title = Text(ru: "Своё \(type)", en: "Own \(type)")
                _ = try fields.create(
                    FieldDraft(
                        .lead, FieldCode("UF_CRM_\(type)"), type: type, title: title, isMultiple: isMultiple, options: options,
                        linkedEntity: type == "crm" ? .company : nil), command)
            }
        }
        return world
    }

    private func fill(_ world: WorkWorld) async throws {
        try await world.perform(as: WorkWorld.author) { [items = world.items] command in
            let day = try #require(LocalDate(year: 2026, month: 2, day: 28))
            let company = try items.create(
                ItemDraft(.company, [.title: .string("=ООО «Ромашка»; и ко"), .inn: .string("0770123456"), .phone: .list([.string("+7 495 111-22-33")])]), command)
            let contact = try items.create(
                ItemDraft(
                    .contact, [
                        .name: .string("Анна"), .lastName: .string("Ёлкина"), .company: .item(company.id),
                        .phone: .list([.string("+7 916 111-22-33"), .string("8 (495) 7654321, 12")]), .email: .list([.string("a@x.ru"), .string("b@x.ru")]),
                    ]), command)
            _ = try items.create(
                ItemDraft(
                    .lead, [
                        .title: .string("@насос"), .comments: .string("строка 1\nстрока \"2\""), .amount: .money(Money(minorUnits: 1234_50, currency: "USD")),
                        "UF_CRM_STRING": .list([.string("раз"), .string("два; три")]), "UF_CRM_INTEGER": .int(-7), "UF_CRM_DOUBLE": .double(2.25),
                        "UF_CRM_BOOLEAN": .bool(false), "UF_CRM_DATE": .date(day), "UF_CRM_DATETIME": .dateTime(command.now),
                        "UF_CRM_MONEY": .money(Money(minorUnits: 10_05, currency: "EUR")), "UF_CRM_EMPLOYEE": .user(WorkWorld.boss),
                        "UF_CRM_ENUMERATION": .list([.string("A"), .string("B")]), "UF_CRM_CRM": .item(company.id),
                    ], stage: "WORK", responsible: WorkWorld.doer), command)
            _ = try items.create(
                ItemDraft(
                    .deal, [.title: .string("Сделка"), .company: .item(company.id), .contact: .item(contact.id), .amount: .money(Money(minorUnits: 99))],
                    stage: "WON", responsible: WorkWorld.mate), command)
            _ = try ProductStore.save(Product(name: "Насос", article: "00012", unit: "шт", price: Money(minorUnits: 10_10), taxRate: 2000), command)
            _ = try ProductStore.save(Product(name: "Кран", price: Money(minorUnits: 5), isActive: false), command)
        }
        let deal = try await world.all(.deal)[0].id
        _ = try await world.task {
            $0.items = [deal]
            $0.deadline = world.now + TimeSpan.hours(5)
            $0.checkList = ["раз", "два"]
        }
    }

    @Test func `what was exported comes back the same in an empty portal`() async throws {
        let first = try await world()
        try await fill(first)
        let second = try await world()
        for kind in Self.kinds {
            let table = try await first.csv(kind)
            let job = try await second.load(table, kind)
            let refusals = try await second.refusals(job)
            #expect(refusals.isEmpty, "\(kind)")
            #expect(String(decoding: try await second.csv(kind), as: UTF8.self) == String(decoding: table, as: UTF8.self))
        }
    }

    @Test func `a workbook holds the same as the text, typed`() async throws {
        let source = try await world()
        try await fill(source)
        let second = try await world()
        for kind in Self.kinds {
            let file = try TemporaryFile()
            let export = try await source.export(kind)
            let writer = try XLSXWriter(file.path, sheet: export.title, headings: export.headings, folder: TemporaryFile.folder)
            try await export.write(to: writer, source.portal.portal)
            let book = Array(try Data(contentsOf: URL(filePath: file.path)))
            #expect(try TableFormat.detect(.bytes(book)) == .workbook(sheet: 0))
            let job = try await second.load(book, kind)
            let refusals = try await second.refusals(job)
            #expect(refusals.isEmpty, "\(kind)")
            #expect(String(decoding: try await second.csv(kind), as: UTF8.self) == String(decoding: try await source.csv(kind), as: UTF8.self))
        }
    }

    @Test func `nobody exports what his rights do not cover`() async throws {
        let world = try await world()
        for responsible in [WorkWorld.doer, WorkWorld.mate] {
            try await world.perform { [items = world.items] in
                _ = try items.create(ItemDraft(.lead, [.title: .string("A")], responsible: responsible), $0)
            }
        }
        func count(_ export: AccessScope) async throws -> Int {
            let viewer = Viewer(user: WorkWorld.doer, isAdministrator: false, rights: [.lead: [.read: .all, .export: export]])
            return try await world.read { [items = world.items, now = world.now] in
                try Export.items(ItemQuery(.lead), .all, items, for: viewer, now: now, .russian, in: $0).count
            }
        }
        #expect(try await count(.all) == 2)
        #expect(try await count(.own) == 1)
        await #expect { try await count(.none) } throws: { ($0 as? Failure)?.code == .forbidden }
    }

    @Test func `chosen columns and the order of the list`() async throws {
        let world = try await world()
        for title in ["Б", "А"] { _ = try await world.lead([.title: .string(title)]) }
        let export = try await world.read { [items = world.items, now = world.now] in
            try Export.items(
                ItemQuery(.lead), .chosen([.title, .amount]), sort: ItemSort(.title, descending: false), items, for: WorkWorld.administrator,
                now: now, .russian, in: $0)
        }
        let writer = CSVTableWriter(headings: export.headings)
        try await export.write(to: writer, world.portal.portal)
        #expect(String(decoding: writer.take().dropFirst(3), as: UTF8.self) == "Название;Сумма;Валюта\r\nА;;\r\nБ;;\r\n")
    }
}
