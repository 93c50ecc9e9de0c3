import CRM
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct ImportProgramTests {
    /// As amoCRM writes a deal with its contact and company into one row.
    private static let amo = """
        "ID","Название сделки","Бюджет","Ответственный","Дата создания сделки","Теги сделки","Основной контакт","Компания контакта","Рабочий телефон","Рабочий email","Этап сделки","Воронка"
        "101","Насос","15000","doer Test","12.03.2025 10:15:00","срочно","Иванова Анна","ООО Ромашка","'+79161112233","anna@x.ru","Переговоры","Основная"
        "102","Кран","7000","doer Test","13.03.2025 11:00:00","","Иванова Анна","ООО Ромашка","8 916 111-22-33","","Новая","Основная"
        "103","Без клиента","","Уволенный Пётр","14.03.2025","","","","","","Новая","Основная"
        """

    @Test func `an export of amoCRM is recognised, its mapping complete`() async throws {
        let world = try await WorkWorld.make()
        let preview = try await world.preview(Array(Self.amo.utf8), .deal)
        #expect(preview.plan.program == .amoCRM)
        #expect(
            preview.plan.columns == [
                "ORIGIN_ID", .title, .amount, .responsible, .createdAt, .comments, "CONTACT.FULL_NAME", "COMPANY.TITLE", "CONTACT.PHONE",
                "CONTACT.EMAIL", "STAGE_ID", .pipeline,
            ])
        #expect(preview.unknown.map(\.name) == ["Основная", "Переговоры", "Уволенный Пётр"])
    }

    @Test func `one row brings a deal, a contact and a company, each once and linked`() async throws {
        let world = try await WorkWorld.make()
        world.events.forget()
        func load() async throws -> ImportJob {
            let unknown = try await world.preview(Array(Self.amo.utf8), .deal).unknown
            return try await world.load(Self.amo, .deal) { plan in
                plan.choices = [unknown[0].key: "0", unknown[1].key: "WORK"]
            }
        }

        let job = try await load()

        #expect(job.made == 2)
        #expect(try await world.refusals(job) == ["4 Ответственный: сотрудник «Уволенный Пётр» не найден"])
        let deals = try await world.all(.deal)
        let contacts = try await world.all(.contact)
        let companies = try await world.all(.company)
        #expect(deals.map(\.stage) == ["WORK", "NEW"] && deals.map(\.amount?.minorUnits) == [15_000_00, 7_000_00])
        #expect(contacts.map(\.fullName) == ["Иванова Анна"] && companies.map(\.title) == ["ООО Ромашка"])
        #expect(contacts[0].company == companies[0].id && contacts[0].phones == ["+79161112233"])
        #expect(deals.allSatisfy { $0.contact == contacts[0].id && $0.company == companies[0].id && $0.contacts == [contacts[0].id] })
        #expect(deals[0].createdAt < world.now && deals[0].value(.comments) == .string("срочно"))
        #expect(world.events.kinds.isEmpty)

        #expect(try await load().skipped == 2)
        #expect(try await world.all(.deal).count == 2)
    }

    @Test func `a companion that is refused refuses every row that shares it`() async throws {
        let world = try await WorkWorld.make()
        let table = "Название;Компания: Телефон;Компания: Название\nA;+7 495 111-22-33;\nB;8 (495) 111-22-33;\nC;;Ромашка\n"
        let job = try await world.load(table, .deal)
        #expect(job.made == 1 && job.refused == 2)
        #expect(try await world.all(.deal).map(\.title) == ["C"])
    }

    @Test func `an export of Bitrix24 is recognised`() async throws {
        let world = try await WorkWorld.make()
        let deals = """
            ID;Стадия сделки;Название сделки;Тип;Сумма;Валюта;Компания;Контакт;Ответственный;Дата создания;Доступна для всех;Рабочий телефон;Рабочий e-mail
            7;Новая;Насос;Продажа;100;Российский рубль;Ромашка;Анна Иванова;doer Test;01.02.2025 10:00:00;да;+7 916 111-22-33;a@x.ru
            """
        let preview = try await world.preview(Array(deals.utf8), .deal)
        #expect(preview.plan.program == .bitrix24 && preview.rows.allSatisfy { $0.refusal == nil })
        #expect(
            preview.plan.columns == [
                "ORIGIN_ID", "STAGE_ID", .title, "TYPE_ID", .amount, "CURRENCY_ID", "COMPANY.TITLE", "CONTACT.FULL_NAME", .responsible,
                .createdAt, nil, "CONTACT.PHONE", "CONTACT.EMAIL",
            ])
        let leads = "ID;Статус;Название лида;Имя;Фамилия;Рабочий телефон;Мобильный телефон;Рабочий e-mail;Частный e-mail;Название компании\n1;Новая;A;;;;;;;\n"
        let lead = try await world.preview(Array(leads.utf8), .lead)
        #expect(
            lead.plan.columns == [
                "ORIGIN_ID", "STATUS_ID", .title, .name, .lastName, .phone, .phone, .email, .email, .companyTitle,
            ])
    }

    @Test func `an ordinary table is nobody's export`() {
        #expect(ImportProgram.recognised(["ID", "Название", "Ответственный", "Рабочий телефон"]) == nil)
    }
}
