import CRM
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct ImportKindsTests {
    private func addPipeline(_ world: WorkWorld) async throws {
        try await world.perform { [items = world.items] command in
            let stages = [
                Stage("FIRST", Text(ru: "Первичный контакт", en: "First contact"), color: "#112233"),
                Stage("DONE", Text(ru: "Успешно реализовано", en: "Won"), color: "#112233", .success),
                Stage("LOST", Text(ru: "Закрыто и не реализовано", en: "Lost"), color: "#112233", .failure),
            ]
            _ = try PipelineStore(items.catalog).create(Text(ru: "Сервис", en: "Service"), stages: stages, command)
        }
    }

    @Test func `deals find their pipeline and stage by name, their client by name, phone, e-mail or number`() async throws {
        let world = try await WorkWorld.make()
        try await addPipeline(world)
        _ = try await world.load("Название;Телефон\nРомашка;+7 495 111-22-33\nЛютик;\n", .company)
        _ = try await world.load("Имя;E-mail\nАнна;anna@x.ru\n", .contact)
        let table = """
            Название;Воронка;Стадия;Компания;Контакт;Сумма;Валюта
            A;Сервис;Успешно реализовано;Ромашка;anna@x.ru;100,50;USD
            B;;В работе;8 (495) 111-22-33;1;200;руб.
            C;Нет такой;;Лютик;;;
            D;Сервис;В работе;Лютик;;;
            """

        let job = try await world.load(table, .deal)

        #expect(job.made == 2)
        #expect(
            try await world.refusals(job) == ["4 Воронка: Воронки «Нет такой» нет.", "5 Стадия: Стадии «В работе» нет."])
        let deals = try await world.all(.deal)
        #expect(deals.map(\.pipeline?.number) == [1, 0] && deals.map(\.semantics) == [.success, .process])
        #expect(deals.map(\.amount) == [Money(minorUnits: 100_50, currency: "USD"), Money(minorUnits: 200_00)])
        #expect(deals.map(\.company?.id) == [1, 1] && deals.map(\.contact?.id) == [1, 1])
    }

    @Test func `unknown names are listed once and can be chosen for`() async throws {
        let world = try await WorkWorld.make()
        let table = "Название;Стадия;Ответственный\nA;Думают;Кто-то Чужой\nB;думают;doer Test\nC;Новая;Кто-то Чужой\n"
        let unknown = try await world.preview(Array(table.utf8), .deal).unknown
        #expect(unknown.map(\.name) == ["Думают", "Кто-то Чужой"])
        #expect(unknown.map(\.kind) == [.stage(pipeline: 0), .person])

        let job = try await world.load(table, .deal) { plan in
            plan.choices = [unknown[0].key: "WORK", unknown[1].key: "\(WorkWorld.mate)"]
        }

        #expect(job.made == 3)
        let deals = try await world.all(.deal)
        #expect(deals.map(\.stage) == ["WORK", "WORK", "NEW"])
        #expect(deals.map(\.responsible) == [WorkWorld.mate, WorkWorld.doer, WorkWorld.mate])
    }

    @Test func `people who have left can be replaced by the default responsible`() async throws {
        let world = try await WorkWorld.make()
        let table = "Название;Ответственный\nA;Кто-то Чужой\nB;doer Test\n"
        let unknown = try await world.preview(Array(table.utf8), .lead).unknown
        _ = try await world.load(table, .lead) { plan in
            plan.responsible = WorkWorld.boss
            plan.choices = [unknown[0].key: ImportUnknown.usual]
        }
        #expect(try await world.all(.lead).map(\.responsible) == [WorkWorld.boss, WorkWorld.doer])
    }

    @Test func `a table does not make contacts for who may not`() async throws {
        let world = try await WorkWorld.make()
        let table = "Название;Контакт: Имя\nA;Анна\n"
        let plan = try await world.preview(Array(table.utf8), .deal).plan
        let plain = Viewer(user: WorkWorld.doer, isAdministrator: false, rights: [.deal: [.import: .all, .create: .all]])
        await #expect {
            try await world.importer.begin(plan, fileName: "x.csv", for: plain)
        } throws: { ($0 as? Failure)?.code == .forbidden }
    }

    @Test func `products are known by article or name and updated when asked to`() async throws {
        let world = try await WorkWorld.make()
        let table = "Наименование;Артикул;Цена;Ед. изм.;НДС, %;НДС в цене\nНасос;N1;1 250,50;шт;20;да\nКран;;70;;;нет\nБез цены;;дорого;;;\n"
        let first = try await world.load(table, .product)
        #expect(first.made == 2 && first.refused == 1)
        let again = try await world.load(table, .product)
        #expect(again.made == 0 && again.skipped == 2)

        let update = try await world.load("Артикул;Цена\nN1;2000\n", .product) { $0.duplicates = .merge }

        #expect(update.merged == 1)
        let products = try await world.read { try ProductStore.list(.all, in: $0) }
        #expect(products.map(\.name) == ["Кран", "Насос"])
        #expect(products[1].price == Money(minorUnits: 2000_00) && products[1].unit == "шт" && products[1].taxRate == 2000)
    }

    @Test func `tasks come in with their people, items and history, and nobody is told`() async throws {
        let world = try await WorkWorld.make()
        let lead = try await world.lead([.title: .string("Заявка: насос")])
        world.events.forget()
        let table = """
            Название;Описание;Ответственный;Постановщик;Соисполнители;Статус;Крайний срок;Элементы CRM;Чек-лист;Создана;Важная
            Позвонить;"строка 1
            строка 2";doer Test;boss@prom2b.test;mate Test; Завершена;01.02.2026 10:30;Лид: Заявка: насос;Набрать; 05.01.2026 ;да
            Без людей;;Никто Никак;;;;;;;;
            """

        let job = try await world.load(table, .task)

        #expect(job.made == 1 && job.refused == 1)
        let id = try await world.read { try $0.first("select id from tasks") { TaskItemID($0.int64(0)) } }
        let task = try await world.find(try #require(id))
        #expect(task.author == WorkWorld.boss && task.responsible == WorkWorld.doer && task.participants == [WorkWorld.mate])
        #expect(task.state == .completed && task.isImportant && task.items == [lead] && task.checkList.map(\.title) == ["Набрать"])
        #expect(task.createdAt < world.now && task.description == "строка 1\nстрока 2")
        #expect(world.events.kinds.isEmpty)
        #expect(try await world.notices(of: WorkWorld.doer).isEmpty)
        #expect(try await world.load(table, .task).skipped == 1)
    }

    @Test func `of tasks that come in only those that somebody works on are warned of`() async throws {
        let world = try await WorkWorld.make()
        let table = """
            Название;Ответственный;Статус;Крайний срок
            Скоро;doer Test;;01.12.2026 10:30
            Прошла;doer Test;;01.02.2026 10:30
            Позже;doer Test;Отложена;01.12.2026 10:30
            Готова;doer Test;Завершена;01.12.2026 10:30
            """

        #expect(try await world.load(table, .task).made == 4)

        #expect(try await world.read { try $0.query("select title from tasks where notice_at is not null") { $0.text(0) } } == ["Скоро"])
    }

    @Test func `tasks are for administrators, products for who keeps the catalogue`() {
        let plain = Viewer(user: 2, isAdministrator: false, rights: [.lead: [.import: .all]])
        #expect(TableKind.allCases.filter { $0.mayBeImported(by: plain) } == [.lead])
    }
}
