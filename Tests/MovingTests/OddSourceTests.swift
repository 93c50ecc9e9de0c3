import Connectors
import CRM
import Kernel
import Storage
import TestSupport
import Testing

@testable import Moving

/// Sources that are not our own portal.
@Suite struct OddSourceTests {
    private static let basics: [String: JSONValue] = [
        "profile": ["ID": "1", "ADMIN": true, "NAME": "Анна"],
        "department.get": [["ID": "1", "NAME": "Компания", "SORT": 500, "UF_HEAD": "1"], ["ID": "5", "NAME": "Продажи", "PARENT": "1"]],
        "user.get": [
            ["ID": "1", "ACTIVE": true, "EMAIL": "Boss@Company.test", "NAME": "Анна", "LAST_NAME": "Босс", "UF_DEPARTMENT": [1], "USER_TYPE": "employee"],
            ["ID": "7", "ACTIVE": false, "EMAIL": "left@company.test", "NAME": "Пётр", "LAST_NAME": nil, "UF_DEPARTMENT": false, "USER_TYPE": "employee"],
            ["ID": "9", "ACTIVE": true, "EMAIL": "", "NAME": "", "LAST_NAME": "", "UF_DEPARTMENT": [5], "USER_TYPE": "employee"],
            ["ID": "11", "ACTIVE": true, "EMAIL": "", "NAME": "Бот", "LAST_NAME": "", "UF_DEPARTMENT": [], "USER_TYPE": "bot"],
        ],
        "crm.status.list": [
            ["ID": "1", "ENTITY_ID": "STATUS", "STATUS_ID": "NEW", "NAME": "Не обработан", "SORT": "10", "COLOR": "#AABBCC", "SEMANTICS": nil, "EXTRA": ["SEMANTICS": "process", "COLOR": "#AABBCC"]],
            ["ID": "2", "ENTITY_ID": "STATUS", "STATUS_ID": "CONVERTED", "NAME": "Годный", "SORT": "20", "COLOR": "", "SEMANTICS": "S", "EXTRA": []],
            ["ID": "3", "ENTITY_ID": "DEAL_STAGE", "STATUS_ID": "NEW", "NAME": "Новая", "SORT": "10", "SEMANTICS": ""],
            ["ID": "4", "ENTITY_ID": "DEAL_STAGE", "STATUS_ID": "UC_7x", "NAME": "Особая", "SORT": "20", "COLOR": "oops", "SEMANTICS": ""],
            ["ID": "5", "ENTITY_ID": "DEAL_STAGE", "STATUS_ID": "WON", "NAME": "Успех", "SORT": "30", "SEMANTICS": "S"],
            ["ID": "6", "ENTITY_ID": "DEAL_STAGE", "STATUS_ID": "APOLOGY", "NAME": "Анализ причины", "SORT": "50", "SEMANTICS": "F", "EXTRA": ["SEMANTICS": "apology"]],
            ["ID": "7", "ENTITY_ID": "SOURCE", "STATUS_ID": "UC_FAIR", "NAME": "Ярмарка", "SORT": "30", "EXTRA": []],
        ],
        "crm.dealcategory.list": [],
        "crm.deal.userfield.list": [
            ["ID": "51", "FIELD_NAME": "UF_CRM_1700000001", "USER_TYPE_ID": "rest_7_map", "MULTIPLE": "N", "MANDATORY": "N", "EDIT_FORM_LABEL": "Карта", "SETTINGS": []],
            ["ID": "52", "FIELD_NAME": "UF_CRM_1700000002", "USER_TYPE_ID": "enumeration", "MULTIPLE": "Y", "MANDATORY": "N", "EDIT_FORM_LABEL": "Цвет", "SETTINGS": ["DISPLAY": "LIST"],
             "LIST": [["ID": "44", "SORT": "10", "VALUE": "Красный", "DEF": "N"], ["ID": "45", "SORT": "20", "VALUE": "Синий", "DEF": "N"]]],
            ["ID": "53", "FIELD_NAME": "UF_CRM_1700000003", "USER_TYPE_ID": "address", "MULTIPLE": "N", "EDIT_FORM_LABEL": "Адрес", "SETTINGS": []],
            ["ID": "54", "FIELD_NAME": "UF_CRM_1700000004", "USER_TYPE_ID": "file", "MULTIPLE": "N", "EDIT_FORM_LABEL": "Скан", "SETTINGS": []],
        ],
        "crm.lead.userfield.list": [], "crm.contact.userfield.list": [], "crm.company.userfield.list": [], "crm.lead.list": [],
        "crm.company.list": [["ID": "12", "TITLE": "ООО Ромашка", "ASSIGNED_BY_ID": "1", "DATE_CREATE": "2020-01-02T03:04:05+03:00", "DATE_MODIFY": "2021-01-02T03:04:05+03:00", "REVENUE": "0", "LOGO": nil, "ADDRESS": nil]],
        "crm.contact.list": [
            ["ID": "20", "NAME": "Иван", "LAST_NAME": nil, "COMPANY_ID": "12", "ASSIGNED_BY_ID": "7", "BIRTHDATE": "1980-05-17T03:00:00+03:00", "PHONE": [["ID": "1", "VALUE": "+7 921 000-00-01", "VALUE_TYPE": "MOBILE", "TYPE_ID": "PHONE"], ["ID": "2", "VALUE": "нет телефона", "VALUE_TYPE": "WORK"]], "COMMENTS": "Звонить <b>утром</b><br>и &laquo;вечером&raquo;, a < b"],
            ["ID": "21", "NAME": "", "LAST_NAME": "", "COMPANY_ID": "0", "PHONE": []],
        ],
        "crm.deal.list": [
            ["ID": "30", "TITLE": "Сделка", "STAGE_ID": "UC_7x", "CATEGORY_ID": "0", "OPPORTUNITY": "1500.50", "CURRENCY_ID": "USD", "IS_MANUAL_OPPORTUNITY": "Y", "COMPANY_ID": "12", "CONTACT_ID": "20", "ASSIGNED_BY_ID": "1", "CREATED_BY_ID": "7", "DATE_CREATE": "2022-03-04T10:00:00+03:00", "DATE_MODIFY": "2022-03-05T10:00:00+03:00", "CLOSEDATE": "2022-12-31T03:00:00+03:00", "SOURCE_ID": "UC_FAIR", "UF_CRM_1700000001": "55.7|37.6", "UF_CRM_1700000002": [45, "44"], "UF_CRM_1700000003": "Москва, Тверская 1|55.75;37.61|12", "TYPE_ID": "UNKNOWN", "UF_CRM_1700000004": ["id": 331, "showUrl": "/sign-in", "downloadUrl": "/sign-in?auth="]],
            ["ID": "31", "TITLE": "Потеряна", "STAGE_ID": "APOLOGY", "CATEGORY_ID": "0", "OPPORTUNITY": nil, "CURRENCY_ID": "RUB", "COMPANY_ID": nil, "CONTACT_ID": nil, "UF_CRM_1700000002": false, "UF_CRM_1700000003": [], "MOVED_TIME": "2023-01-01T00:00:00+03:00"],
        ],
        "crm.deal.productrows.get": [],
        "crm.activity.list": [
            ["ID": "70", "TYPE_ID": "2", "PROVIDER_ID": "VOXIMPLANT_CALL", "OWNER_TYPE_ID": "2", "OWNER_ID": "30", "SUBJECT": "Исходящий", "DIRECTION": "2", "COMPLETED": "Y", "RESPONSIBLE_ID": "1", "AUTHOR_ID": "1", "CREATED": "2022-03-04T11:00:00+03:00", "LAST_UPDATED": "2022-03-04T11:05:00+03:00", "DEADLINE": "9999-12-31T00:00:00+03:00", "COMMUNICATIONS": [["TYPE": "PHONE", "VALUE": "+79210000001", "ENTITY_ID": "20", "ENTITY_TYPE_ID": "3"]], "SETTINGS": []],
            ["ID": "71", "TYPE_ID": "3", "PROVIDER_ID": "TASKS", "OWNER_TYPE_ID": "2", "OWNER_ID": "30", "SUBJECT": "Задача", "RESPONSIBLE_ID": "1", "FILES": [["id": "900", "url": "/lost.pdf"]]],
            ["ID": "72", "TYPE_ID": "1", "PROVIDER_ID": "CRM_MEETING", "OWNER_TYPE_ID": "2", "OWNER_ID": "999", "SUBJECT": "Ничья", "RESPONSIBLE_ID": "1"],
        ],
    ]

    @Test func `answers of PHP are understood`() async throws {
        let source = OddSource(Self.basics)
        let webhook = try await source.start()
        defer { source.stop() }
        let target = try await TargetPortal.make()
        let report = try await target.mover(webhook).run()
        let host = try WebhookAddress(webhook).host
        let records = MovedRecords(source: host)
        let (company, contact, deal, lost) = try await target.read { [items = target.items] reader in
            func item(_ entity: EntityType, _ id: Int64) throws -> Item {
                let own = try #require(try records.items([ForeignItem(entity, id)], in: reader).values.first)
                return try #require(try items.item(own, in: reader))
            }
            return (try item(.company, 12), try item(.contact, 20), try item(.deal, 30), try item(.deal, 31))
        }
        #expect(company.createdAt == Timestamp(seconds: 1_577_923_445))
        #expect(company.value("REVENUE") == .null)
        #expect(contact.phones == ["+7 921 000-00-01"])
        #expect(contact.value("BIRTHDATE") == LocalDate(parsing: "1980-05-17").map(Value.date))
        #expect(contact.value(.comments).printable == "Звонить утром\nи «вечером», a < b\nТелефон: нет телефона")
        #expect(deal.stage == "UC_7X")
        #expect(deal.amount == Money(minorUnits: 150_050, currency: "USD"))
        #expect(deal.company == company.id)
        #expect(deal.contact == contact.id)
        #expect(deal.source == "UC_FAIR")
        #expect(deal.value("UF_CRM_1700000001") == .string("55.7|37.6"))
        #expect(deal.value("UF_CRM_1700000002") == .list([.string("45"), .string("44")]))
        #expect(deal.value("UF_CRM_1700000003").printable.hasPrefix("Москва, Тверская 1"))
        #expect(deal.value("CLOSEDATE") == LocalDate(parsing: "2022-12-31").map(Value.date))
        #expect(deal.createdAt == Timestamp(seconds: 1_646_377_200))
        #expect(lost.semantics == .failure)
        #expect(lost.closedAt == Timestamp(seconds: 1_672_520_400))

        func remarks(_ kind: MovingKind, _ id: String) -> [String] { report.remarks.filter { $0.kind == kind && $0.foreign == id }.map(\.message.russian) }
        #expect(remarks(.settings, "UF_CRM_1700000001").first?.contains("rest_7_map") == true)
        #expect(remarks(.people, "9").first?.contains(".invalid") == true)
        #expect(remarks(.people, "11").first?.contains("бот") == true)
        #expect(remarks(.contacts, "20").first?.contains("нет телефона") == true)
        #expect(remarks(.deals, "30").contains { $0.contains("UNKNOWN") })
        #expect(remarks(.deals, "30").contains { $0.contains("файл") })
        #expect(try await target.counts()["files"] == 0)
        #expect(report.remarks.contains { $0.kind == .contacts && $0.foreign == "21" && !$0.isPartial })
        #expect(report[.contacts]?.refused == 1)
        #expect(report[.activities].map { [$0.made, $0.refused] } == [1, 1])
        #expect(remarks(.activities, "71").isEmpty, "the files of rows that are tasks come with the tasks")
        #expect(report[.tasks]?.leftOut != nil)
        let people = try await target.read { try UserStore.everybody(in: $0) }
        #expect(people.first { $0.login == "left@company.test" }?.isActive == false)
        #expect(people.first { $0.login == "boss@company.test" }?.hasPassword == false)
        let departments = try await target.read { try DepartmentStore.all(in: $0) }
        let root = try #require(departments.first { $0.name == "Компания" })
        #expect(root.head == people.first { $0.login == "boss@company.test" }?.id)
        #expect(departments.first { $0.name == "Продажи" }?.parent == root.id)
    }

    @Test func `bad days are waited out, longer each time`() async throws {
        let source = OddSource(Self.basics, badDays: [1: .tooFast, 2: .tooFast, 3: .tooFast, 6: .html, 7: .brokenJSON, 12: .overworked, 14: .stumble])
        let webhook = try await source.start()
        defer { source.stop() }
        let target = try await TargetPortal.make()
        let clock = HurryingClock(target.company.clock.now)
        let report = try await target.mover(webhook, clock: clock).run()
        #expect(report[.deals]?.made == 2)
        #expect(clock.sleeps == [.seconds(1), .seconds(2), .seconds(4), .seconds(1), .seconds(2), .seconds(60), .seconds(1)])
    }

    @Test func `a key that expires on the way stops the move, and a new one goes on`() async throws {
        let source = OddSource(Self.basics, badDays: [14: .expired])
        let webhook = try await source.start()
        defer { source.stop() }
        let target = try await TargetPortal.make()
        let failure = await #expect(throws: Failure.self) { try await target.mover(webhook).run() }
        #expect(failure?.message.russian.contains("новый входящий вебхук") == true)
        let halfway = try await target.counts()
        #expect(halfway["users"] == 4)
        let calls = source.calls.count
        let report = try await target.mover(webhook).run()
        #expect(report[.people]?.made == 3)
        #expect(report[.deals]?.made == 2)
        #expect(!source.calls[calls...].contains("user.get"), "people were done")
    }

    @Test func `a source that is no portal is told from one that is slow`() async throws {
        let source = OddSource([:], badDays: Dictionary(uniqueKeysWithValues: (1...9).map { ($0, .html) }))
        let webhook = try await source.start()
        defer { source.stop() }
        let target = try await TargetPortal.make()
        let failure = await #expect(throws: Failure.self) {
            try await target.mover(webhook, clock: HurryingClock(target.company.clock.now)).run()
        }
        #expect(failure?.message.english.contains("not the REST API") == true)
        #expect(source.calls.count == 3)
    }

    @Test func `a portal on the internet is asked twice a second`() async throws {
        let source = OddSource(Self.basics)
        let webhook = try await source.start()
        defer { source.stop() }
        let clock = HurryingClock(TestPortal.monday)
        let client = SourceClient(try WebhookAddress(webhook), transfers: CurlTransfers(), clock: clock, callsPerSecond: 2)
        for _ in 0..<4 { _ = try await client.call("profile") }
        #expect(clock.sleeps == Array(repeating: TimeSpan(milliseconds: 500), count: 3))
    }
}
