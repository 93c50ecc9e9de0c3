import CRM
import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@Suite struct ImportTests {
    private static let admin = Viewer(user: WorkWorld.author, isAdministrator: true)

    private func importer(_ world: WorkWorld) -> Importer { Importer(portal: world.portal.portal, items: world.items) }

    private func preview(_ world: WorkWorld, _ text: String, _ entity: EntityType = .lead) async throws -> ImportPreview
    {
        try await world.read { [items = world.items] in
            try ImportPreview.make(.bytes(Array(text.utf8)), TableKind(entity), items: items, in: $0)
        }
    }

    /// Imports as proposed.
    private func run(
        _ world: WorkWorld, _ text: String, _ entity: EntityType = .lead,
        _ change: (inout ImportPlan) -> Void = { _ in }
    ) async throws -> ImportJob {
        var plan = try await preview(world, text, entity).plan
        change(&plan)
        let id = try await importer(world).begin(plan, fileName: "clients.csv", for: Self.admin)
        return try await importer(world).run(id, .bytes(Array(text.utf8)))
    }

    @Test func `an import gives way to what is due, says meanwhile that it is alive, and then goes on`() async throws {
        let world = try await WorkWorld.make()
        let isBusy = Mutex(true)
        let importer = Importer(portal: world.portal.portal, items: world.items) { _, _ in isBusy.withLock { $0 } }
        let text = "Name;Phone\nAnna;+7 912 345-67-89\n"
        let id = try await importer.begin(try await preview(world, text).plan, fileName: "clients.csv", for: Self.admin)

        let running = Task { try await importer.run(id, .bytes(Array(text.utf8))) }
        for _ in 1...20 {
            try await eventually { world.portal.clock.nextWake != nil }
            world.portal.clock.advance(by: Importer.pause)
        }
        try await eventually { world.portal.clock.nextWake != nil }
        let waiting = try await world.read { try ImportJob.find(id, in: $0) }
        #expect(waiting.rowsDone == 0)
        #expect(!waiting.isInterrupted(at: world.portal.clock.now))
        isBusy.withLock { $0 = false }
        world.portal.clock.advance(by: Importer.pause)

        #expect(try await running.value.made == 1)
    }

    private func leads(_ world: WorkWorld) async throws -> [Item] {
        try await world.read { [items = world.items] reader in
            let ids = try reader.query("select id from leads where deleted_at is null order by id") {
                DocumentID(.lead, $0.int64(0))
            }
            let found = try items.load(ids, in: reader)
            return ids.compactMap { found[$0] }
        }
    }

    @Test func `headings in Russian, English, codes and by synonyms find their fields`() async throws {
        let world = try await WorkWorld.make()
        let headings =
            "Название лида;ФИО;Мобильный телефон;Рабочий телефон;E-mail;SOURCE_ID;Комментарий;Ответственный;Статус;Прочее"

        let plan = try await preview(world, headings + "\nx\n").plan

        #expect(
            plan.columns == [
                .title, ImportPlan.fullName, .phone, .phone, .email, .source, .comments, .responsible, "STATUS_ID", nil,
            ])
        let english = try await preview(world, "Title,First Name,Last name,Phone,Email,Amount\nx\n").plan
        #expect(english.columns == [.title, .name, .lastName, .phone, .email, .amount])
    }

    @Test func `a field that takes one value is proposed for one column`() async throws {
        let world = try await WorkWorld.make()
        let plan = try await preview(world, "Комментарий;Примечание;Телефон;Тел.\nx\n").plan
        #expect(plan.columns == [.comments, nil, .phone, .phone])
    }

    @Test func `rows become leads with all their values, silently for automation`() async throws {
        let world = try await WorkWorld.make()
        world.events.forget()

        let job = try await run(
            world,
            """
            Название;ФИО;Телефон;E-mail;Статус;Ответственный;Комментарий
            Насос;Иванов Иван Петрович;8 (916) 111-22-33, +7 495 123-45-67 доб. 12;IVAN@x.ru;В работе;doer Test;"строка 1
            строка 2"
            """)

        #expect(job.state == .finished && job.made == 1 && job.refused == 0)
        let lead = try #require(try await leads(world).first)
        #expect(lead.title == "Насос" && lead.fullName == "Иванов Иван Петрович")
        #expect(lead.emails == ["IVAN@x.ru"] && lead.stage == "WORK" && lead.responsible == WorkWorld.doer)
        #expect(lead.communications.filter { $0.kind == .phone }.map(\.normalized) == ["+79161112233", "+74951234567"])
        #expect(lead.value(.comments) == .string("строка 1\nстрока 2"))
        #expect(world.events.kinds.isEmpty)
    }

    @Test func `a contact's company is found by its name, an unknown one refuses the row`() async throws {
        let world = try await WorkWorld.make()
        let company = try await world.perform { [items = world.items] in
            try items.create(ItemDraft(.company, [.title: .string("ООО Ромашка")]), $0).id
        }

        let job = try await run(world, "Имя;Компания\nПётр;ООО Ромашка \nИван;Лютик\n", .contact)

        #expect(job.made == 1 && job.refused == 1)
        let linked = try await world.read { try $0.count("select company_id from contacts") }
        #expect(Int64(linked) == company.id)
    }

    @Test func `defaults fill what rows do not name`() async throws {
        let world = try await WorkWorld.make()

        _ = try await run(world, "Название;Ответственный\nA;\nB;boss Test\n") {
            $0.responsible = WorkWorld.mate
            $0.stage = "WORK"
        }

        let leads = try await leads(world)
        #expect(leads.map(\.responsible) == [WorkWorld.mate, WorkWorld.boss])
        #expect(leads.map(\.stage) == ["WORK", "WORK"])
    }

    @Test func `wrong values refuse their rows with line and column, the rest comes in`() async throws {
        let world = try await WorkWorld.make()
        let text =
            "Название;Телефон;Сумма;Ответственный;Статус\n" + "A;8 916 111-22-33;100;;\n" + "B;телефон;;;\n"
            + "C;;много;;\n" + "D;;;Никто Никак;\n" + "E;;;;Луна\n" + "F;;1 870,50;;\n" + "G;;;;;лишнее\n" + ";;;;\n"

        let job = try await run(world, text)

        #expect(job.made == 2 && job.refused == 5 && job.rowsDone == 7)
        let refusals = try await world.read { try ImportJob.refusals(of: job.id, in: $0) }
        #expect(refusals.map(\.line) == [3, 4, 5, 6, 8])
        #expect(refusals.map(\.column) == ["Телефон", "Сумма", "Ответственный", "Статус", ""])
        #expect(try await leads(world).map(\.amount?.minorUnits) == [10_000, 187_050])
        let report = try await world.read {
            try ImportJob.report(
                of: job.id, headings: ["Название", "Телефон", "Сумма", "Ответственный", "Статус"], .russian, in: $0)
        }
        let again = try CSVReader(.bytes(report), CSVFormat(encoding: .utf8, separator: .semicolon))
        #expect(try again.next()?.cells.prefix(4) == ["Строка", "Столбец", "Что не так", "Название"])
        #expect(try again.next()?.cells.prefix(2) == ["3", "Телефон"])
    }

    @Test func `duplicates are skipped, merged or made, also inside one file`() async throws {
        let text = "Название;Имя;Телефон;E-mail\nA;;8 916 111-22-33;\nB;Иван;+7 916 111 22 33;new@x.ru\nC;;;new@x.ru\n"
        for (policy, made, merged, skipped) in [
            (ImportPlan.Duplicates.skip, 1, 0, 2), (.merge, 0, 3, 0), (.create, 3, 0, 0),
        ] {
            let world = try await WorkWorld.make()
            _ = try await world.lead([.title: .string("Старый"), .phone: .list([.string("9161112233")])])

            let job = try await run(world, text) { $0.duplicates = policy }

            #expect(job.made == made && job.merged == merged && job.skipped == skipped, "\(policy)")
        }
    }

    @Test func `merging fills what is empty, adds addresses and overwrites nothing`() async throws {
        let world = try await WorkWorld.make()
        let old = try await world.lead([
            .title: .string("Старый"), .phone: .list([.string("9161112233")]), .comments: .string("было"),
        ])

        let job = try await run(
            world, "Название;Имя;Телефон;E-mail;Комментарий\nНовый;Иван;89161112233;new@x.ru;стало\n"
        ) { $0.duplicates = .merge }

        let lead = try await world.item(old)
        #expect(job.merged == 1 && job.made == 0)
        #expect(lead.title == "Старый" && lead.value(.comments) == .string("было"))
        #expect(lead.value(.name) == .string("Иван") && lead.emails == ["new@x.ru"] && lead.phones == ["9161112233"])
    }

    @Test func `two new rows of one client become one lead when merging`() async throws {
        let world = try await WorkWorld.make()

        let job = try await run(world, "Название;Имя;Телефон;E-mail\nA;;111-22-33;a@x.ru\nB;Иван;;a@x.ru\n") {
            $0.duplicates = .merge
        }

        #expect(job.made == 1 && job.merged == 1)
        #expect(try await leads(world).map { $0.value(.name) } == [.string("Иван")])
    }

    @Test func `a broken quote stops the import before anything is made`() async throws {
        let world = try await WorkWorld.make()
        let rows = (1...600).map { "Лид \($0)" }.joined(separator: "\n")
        let text = "Название\n\(rows)\n\"открыта\n"
        let plan = ImportPlan(
            entity: .lead, format: .text(CSVFormat(encoding: .utf8, separator: .semicolon)), columns: [.title])
        let id = try await importer(world).begin(plan, fileName: "x.csv", for: Self.admin)

        await #expect {
            try await importer(world).run(id, .bytes(Array(text.utf8)))
        } throws: { ($0 as? Failure)?.field == "line 602" }

        #expect(try await leads(world).isEmpty)
        let job = try await world.read { try ImportJob.find(id, in: $0) }
        #expect(job.state == .failed && job.problem?.contains("602") == true)
    }

    @Test func `an import that was stopped goes on with the next batch and takes no row twice`() async throws {
        let world = try await WorkWorld.make()
        let text = "Название\n" + (1...1200).map { "Лид \($0)" }.joined(separator: "\n")
        let plan = ImportPlan(
            entity: .lead, format: .text(CSVFormat(encoding: .utf8, separator: .semicolon)), columns: [.title])
        let id = try await importer(world).begin(plan, fileName: "x.csv", for: Self.admin)
        let importer = importer(world)

        let first = Task {
            try await importer.run(id, .bytes(Array(text.utf8))) { _ in withUnsafeCurrentTask { $0?.cancel() } }
        }
        await #expect(throws: CancellationError.self) { try await first.value }
        let half = try await world.read { try ImportJob.find(id, in: $0) }
        #expect(half.state == .running && half.rowsDone == 500)

        let job = try await importer.run(id, .bytes(Array(text.utf8)))

        #expect(job.state == .finished && job.made == 1200)
        #expect(try await leads(world).map(\.title) == (1...1200).map { "Лид \($0)" })
        await #expect {
            try await importer.run(id, .bytes(Array(text.utf8)))
        } throws: { ($0 as? Failure)?.code == .conflict }
    }

    @Test func `what an import made can be taken back, what it merged stays`() async throws {
        let world = try await WorkWorld.make()
        let old = try await world.lead([.title: .string("Старый"), .phone: .list([.string("9161112233")])])
        let job = try await run(world, "Название;Телефон\nA;9161112233\nB;\nC;\n") { $0.duplicates = .merge }

        let count = try await importer(world).undo(job.id, for: Self.admin)

        #expect(count == 2)
        #expect(try await leads(world).map(\.id) == [old])
        await #expect {
            try await importer(world).undo(job.id, for: Self.admin)
        } throws: { ($0 as? Failure)?.code == .conflict }
    }

    @Test func `a plan that does not fit is refused before it begins`() async throws {
        let world = try await WorkWorld.make()
        let format = TableFormat.text(CSVFormat(encoding: .utf8, separator: .comma))
        let plans: [(ImportPlan, String)] = [
            (ImportPlan(entity: .lead, format: format, columns: [nil, nil]), "columns"),
            (ImportPlan(entity: .lead, format: format, columns: ["UF_CRM_NONE"]), "UF_CRM_NONE"),
            (ImportPlan(entity: .lead, format: format, columns: [.id]), "ID"),
            (ImportPlan(entity: .lead, format: format, columns: [.title, .title]), "TITLE"),
        ]
        for (plan, field) in plans {
            await #expect {
                try await importer(world).begin(plan, fileName: "x.csv", for: Self.admin)
            } throws: { ($0 as? Failure)?.field == field }
        }
        let plain = Viewer(user: WorkWorld.stranger, isAdministrator: false)
        await #expect {
            try await importer(world).begin(
                ImportPlan(entity: .lead, format: format, columns: [.title]), fileName: "x.csv", for: plain)
        } throws: { ($0 as? Failure)?.code == .forbidden }
    }

    @Test func `a plan is stored and read back`() {
        var plan = ImportPlan(
            entity: .deal, format: .text(CSVFormat(encoding: .windows1251, separator: .tab)), columns: [.title, nil, .amount])
        plan.duplicates = .merge
        plan.responsible = 7
        plan.stage = "C1:NEW"
        plan.pipeline = 1
        plan.hasHeading = false
        #expect(ImportPlan(json: plan.json) == plan)
        #expect(ImportPlan(json: .null) == nil)
    }

    @Test func `ten thousand rows come in, counted to the last`() async throws {
        let world = try await WorkWorld.make()
        let rows = (1...10_000).map { "Лид \($0);Клиент \($0);+7916\(1_000_000 + $0);c\($0)@x.ru;\($0)" }
        let batches = Mutex(0)
        let text = "Название;Имя;Телефон;E-mail;Сумма\r\n" + rows.joined(separator: "\r\n")
        let plan = try await preview(world, text).plan
        let id = try await importer(world).begin(plan, fileName: "big.csv", for: Self.admin)

        let job = try await importer(world).run(id, .bytes(Array(text.utf8))) { _ in batches.withLock { $0 += 1 } }

        #expect(job.made == 10_000 && batches.withLock { $0 } == 20)
        let counts = try await world.read { reader in
            (
                try reader.count("select count(*) from leads"), try reader.count("select count(*) from communications"),
                try reader.count("select sum(items) from stage_totals")
            )
        }
        #expect(counts == (10_000, 20_000, 10_000))
    }
}
