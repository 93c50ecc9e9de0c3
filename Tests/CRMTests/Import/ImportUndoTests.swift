import CRM
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct ImportUndoTests {
    private static let admin = WorkWorld.administrator

    private func undo(_ world: WorkWorld, _ job: ImportJob, all: Bool = false) async throws -> ImportJob {
        try await world.importer.undo(job.id, all: all, for: Self.admin)
        return try await world.read { try ImportJob.find(job.id, in: $0) }
    }

    private func survey(_ world: WorkWorld, _ job: ImportJob) async throws -> UndoSurvey {
        try await world.read { try UndoSurvey.read(job.id, in: $0) }
    }

    @Test func `what people changed or use stays and is named first, until they agree`() async throws {
        let world = try await WorkWorld.make()
        let job = try await world.load("Название\nA\nB\nC\nD\n", .lead)
        let leads = try await world.all(.lead)
        try await world.perform(as: WorkWorld.author) { [items = world.items] command in
            _ = try items.update(leads[1].id, [.comments: .string("Звонил")], for: Self.admin, command)
        }
        _ = try await world.task { $0.items = [leads[2].id] }

        let survey = try await survey(world, job)
        #expect(survey.present == 4 && survey.keptCount == 2)
        #expect(survey.kept.map(\.title) == ["B", "C"])
        #expect(survey.kept.map { $0.reason == .changed } == [true, false])

        let undone = try await undo(world, job)
        #expect(undone.state == .undone && undone.removed == 2 && undone.kept == 2)
        #expect(try await world.all(.lead).map(\.title) == ["B", "C"])

        let rest = try await undo(world, job, all: true)
        #expect(rest.removed == 4 && rest.kept == 0)
        #expect(try await world.all(.lead).isEmpty)
        await #expect { try await undo(world, job) } throws: { ($0 as? Failure)?.code == .conflict }
    }

    @Test func `completed items get their old values back where nobody has written since`() async throws {
        let world = try await WorkWorld.make()
        let first = try await world.lead([.title: .string("Первый"), .phone: .list([.string("9161112233")])])
        let second = try await world.lead([.title: .string("Второй"), .phone: .list([.string("9161112244")])])
        let table = "Телефон;E-mail;Комментарий;Имя\n9161112233;a@x.ru;Из файла;Анна\n9161112244;b@x.ru;Из файла;Пётр\n"
        let job = try await world.load(table, .lead) { $0.duplicates = .merge }
        #expect(job.merged == 2)
        #expect(try await world.item(first).emails == ["a@x.ru"])
        try await world.perform(as: WorkWorld.author) { [items = world.items] command in
            _ = try items.update(second, [.comments: .string("Мой")], for: Self.admin, command)
        }

        let undone = try await undo(world, job)

        #expect(undone.restored == 2)
        let one = try await world.item(first)
        #expect(one.emails.isEmpty && one.value(.comments).isEmpty && one.value(.name).isEmpty && one.phones == ["9161112233"])
        let two = try await world.item(second)
        #expect(two.value(.comments) == .string("Мой") && two.value(.name).isEmpty)
    }

    @Test func `companions go with their deals, unless another deal uses them`() async throws {
        let world = try await WorkWorld.make()
        let table = "Название;Контакт: Имя;Контакт: Телефон;Компания: Название\nНасос;Анна;9161112233;Ромашка\nКран;Иван;9161112244;Ромашка\n"
        let job = try await world.load(table, .deal)
        #expect(job.made == 2)
        let contacts = try await world.all(.contact)
        #expect(contacts.count == 2)
        #expect(try await world.all(.company).count == 1)
        _ = try await world.perform { [items = world.items] in
            try items.create(ItemDraft(.deal, [.title: .string("Своя"), .contact: .item(contacts[0].id)]), $0)
        }

        let undone = try await undo(world, job)

        #expect(undone.kept == 2 && undone.removed == 3)
        #expect(try await world.all(.deal).map(\.title) == ["Своя"])
        #expect(try await world.all(.contact).map(\.id) == [contacts[0].id])
        #expect(try await world.all(.company).map(\.title) == ["Ромашка"])
    }

    @Test func `products and tasks are taken back too`() async throws {
        let world = try await WorkWorld.make()
        let known = try await world.perform(as: WorkWorld.author) { command in
            var product = Product(name: "Насос", article: "N1", price: Money(minorUnits: 100_00))
            product.description = "Погружной"
            return try ProductStore.save(product, command)
        }
        let goods = try await world.load("Название;Артикул;Цена\nНасос;N1;250\nКран;K1;70\n", .product) { $0.duplicates = .merge }
        let tasks = try await world.load("Название;Ответственный\nПозвонить;doer Test\n", .task)
        #expect(goods.made == 1 && goods.merged == 1 && tasks.made == 1)

        let undone = try await undo(world, goods)
        _ = try await undo(world, tasks)

        #expect(undone.removed == 1 && undone.restored == 1)
        #expect(try await world.read { try ProductStore.list(.all, in: $0) } == [known])
        #expect(try await world.read { try $0.count("select count(*) from tasks where deleted_at is null") } == 0)
    }

    @Test func `an undoing that was cut goes on, and nobody begins it twice`() async throws {
        let world = try await WorkWorld.make()
        let job = try await world.load("Название\n" + (1...450).map { "Лид \($0)" }.joined(separator: "\n"), .lead)
        let undo = ImportUndo(portal: world.portal.portal, items: world.items)
        try await undo.begin(job.id, all: false, for: Self.admin)
        let half = try await world.all(.lead).prefix(200)
        try await world.perform(as: WorkWorld.author) { [items = world.items] command in
            for lead in half { try items.delete(lead.id, for: Self.admin, command) }
        }
        await #expect { try await undo.begin(job.id, all: false, for: Self.admin) } throws: { ($0 as? Failure)?.code == .conflict }

        world.portal.clock.advance(by: ImportJob.silence + TimeSpan.seconds(1))
        try await undo.begin(job.id, all: false, for: Self.admin)
        try await undo.run(job.id, for: Self.admin)

        #expect(try await world.all(.lead).isEmpty)
        #expect(try await world.read { try ImportJob.find(job.id, in: $0).removed } == 250)
    }

    @Test func `after thirty days an import can no longer be taken back, and its bookkeeping goes`() async throws {
        let world = try await WorkWorld.make()
        let job = try await world.load("Название\nA\n", .lead)
        #expect(try await world.perform { try ImportUndo.forgetOld($0) } == 0)
        world.portal.clock.advance(by: TimeSpan.days(31))

        await #expect { try await undo(world, job) } throws: { ($0 as? Failure)?.code == .conflict }
        #expect(try await world.perform { try ImportUndo.forgetOld($0) } == 1)
        #expect(try await world.perform { try ImportUndo.forgetOld($0) } == 0)
    }

    @Test func `who may not delete takes nothing away`() async throws {
        let world = try await WorkWorld.make()
        let job = try await world.load("Название\nA\n", .lead)
        let plain = Viewer(user: WorkWorld.doer, isAdministrator: false, rights: [.lead: [.read: .all, .import: .all]])
        try await world.importer.undo(job.id, for: plain)
        #expect(try await world.all(.lead).count == 1)
    }
}
