import CRM
import Kernel
import Robots
import Storage
import TestSupport

/// What stands in the portal that is left: one of everything, with dates and authors of long ago.
struct SourceData: Sendable {
    let company: DocumentID
    let contacts: [DocumentID]
    let lead: DocumentID
    let deal: DocumentID
    let won: DocumentID
    let done: ActivityID
    let planned: ActivityID
    let task: TaskItemID
    let comment: CommentID
    let file: FileID

    static let content = Array("Коммерческое предложение".utf8)

    static func fill(_ source: SourcePortal) async throws -> SourceData {
        let people = source.company.people
        let actor = Actor(origin: .importer(file: "past"), user: people.administrator)
        let file = try await source.files.add(named: "КП.txt", bytes: content, as: .person(people.manager)).id
        let year = try source.company.moment("2025-03-01 12:00")
        return try await source.company.portal.perform(as: actor) { [items = source.company.items, assembly = source.company.assembly] command in
            try settings(assembly.pipelines, items, command)
            let manager = people.manager
            func make(_ draft: ItemDraft, after days: Int64) throws -> DocumentID {
                try command.inPast(at: year + .days(days), by: manager) { past in
                    var draft = draft
                    (draft.createdAt, draft.createdBy) = (past.now, manager)
                    return try items.create(draft, past).id
                }
            }
            let company = try make(
                ItemDraft(.company, [.title: .string("ООО Насос"), "COMPANY_TYPE": .string("CUSTOMER"), "REVENUE": .money(Money(minorUnits: 1_000_050, currency: "RUB"))], responsible: people.head, communications: [Communication(.email, "info@nasos.test")]), after: 0)
            let contacts = try [("Анна", "+7 921 111-22-33"), ("Борис", "+7 921 444-55-66"), ("Вера", "8 (800) 200-00-00")].enumerated().map { place, person in
                try make(
                    ItemDraft(
                        .contact, [.name: .string(person.0), .lastName: .string("Иванов"), .company: .item(company), "BIRTHDATE": .string("1980-05-17")], responsible: manager,
                        communications: [Communication(.phone, person.1, type: "MOBILE"), Communication(.email, "p\(place)@nasos.test", type: "HOME")]),
                    after: Int64(place))
            }
            let lead = try make(
                ItemDraft(.lead, [.title: .string("Заявка с сайта"), .companyTitle: .string("ООО Насос"), .source: .string("OWN_SITE"), "UF_CRM_REQUEST": .string("Насос\nна 380 В")], stage: "CONVERTED", responsible: manager), after: 3)
            let deal = try make(
                ItemDraft(
                    .deal,
                    [
                        .title: .string("Поставка насосов"), .company: .item(company), .contacts: .list(contacts.map(Value.item)), .lead: .item(lead),
                        "UF_CRM_COLOURS": .list([.string("1"), .string("2")]), "UF_CRM_BUDGET": .money(Money(minorUnits: 12_345, currency: "USD")), "UF_CRM_QUOTE_FILE": .file(file),
                        "UF_CRM_WHO": .user(people.clerk), "CLOSEDATE": .string("2025-06-30"), "UF_CRM_NEED_CONSULT": .bool(true),
                    ], pipeline: 7, stage: "C7:CHECK", responsible: manager,
                    productRows: [
                        ProductRow(name: "Насос", unit: "шт", price: 100_000, quantity: 2000, discount: .percent(1000), taxRate: 2000),
                        ProductRow(name: "Доставка", price: 50_000, discount: .absolute(5000), taxRate: 2000, isTaxIncluded: false),
                    ]), after: 4)
            let won = try make(
                ItemDraft(.deal, [.title: .string("Ремонт"), .amount: .money(Money(minorUnits: 99_900)), .contact: .item(contacts[1])], stage: "SELECTION", responsible: people.consultant), after: 5)
            try command.inPast(at: year + .days(6), by: people.consultant) { _ = try items.move(won, to: "WON", $0) }
            return try work(
                people, manager, year, command,
                SourceData(company: company, contacts: contacts, lead: lead, deal: deal, won: won, done: 0, planned: 0, task: 0, comment: 0, file: file))
        }
    }

    private static func settings(_ pipelines: PipelineStore, _ items: ItemStore, _ command: Command) throws {
        try pipelines.define(
            PipelineID(.deal, 7), Text(verbatim: "Тендеры"),
            stages: [
                Stage("NEW", Text(verbatim: "Отбор"), color: "#112233"), Stage("CHECK", Text(verbatim: "Проверка"), color: "#445566"),
                Stage("WON", Text(verbatim: "Контракт"), color: "#00ff00", .success), Stage("LOSE", Text(verbatim: "Мимо"), color: "#ff0000", .failure),
            ], command)
        let fields = FieldStore(items.catalog)
        try fields.create(
            FieldDraft(.deal, "UF_CRM_COLOURS", type: "enumeration", title: Text(verbatim: "Цвета"), isMultiple: true, options: [FieldOption("1", Text(verbatim: "Красный")), FieldOption("2", Text(verbatim: "Синий"))]), command)
        try fields.create(FieldDraft(.deal, "UF_CRM_BUDGET", type: "money", title: Text(verbatim: "Бюджет")), command)
        try fields.create(FieldDraft(.deal, "UF_CRM_WHO", type: "employee", title: Text(verbatim: "Кто проверил")), command)
        try fields.setOptions([FieldOption("OWN_SITE", Text(verbatim: "Наш сайт"))], of: .source, .lead, command)
    }

    private static func work(
        _ people: Prom2BWorld.People, _ manager: UserID, _ year: Timestamp, _ command: Command, _ made: SourceData
    ) throws -> SourceData {
        let (done, planned) = try command.inPast(at: year + .days(10), by: manager) { past in
            var draft = ActivityDraft(.call, subject: "Звонок Анны", responsible: manager, items: [made.deal, made.contacts[0]])
            (draft.direction, draft.address) = (.incoming, "+79211112233")
            var call = PastActivity(draft)
            (call.isDone, call.completedAt, call.changedAt) = (true, year + .days(11), year + .days(11))
            var meeting = ActivityDraft(.meeting, subject: "Показ насоса", responsible: people.consultant, items: [made.deal])
            (meeting.start, meeting.end) = (year + .days(900), year + .days(900) + .hours(1))
            (meeting.deadline, meeting.description, meeting.isImportant) = (meeting.start, "Взять образцы", true)
            return (try Activity.retell(call, in: past), try Activity.retell(PastActivity(meeting), in: past))
        }
        let task = try command.inPast(at: year + .days(12), by: people.head) { past in
            var draft = TaskDraft(title: "Подготовить договор", responsible: people.lawyer)
            (draft.participants, draft.observers, draft.items) = ([people.clerk], [people.manager], [made.deal])
            (draft.description, draft.deadline, draft.isControlled) = ("По образцу", year + .days(20), true)
            let id = try TaskItem.create(draft, by: .portal, in: past)
            var history = TaskPast(.completed)
            history.checkList = [.init("Реквизиты", doneBy: people.lawyer, doneAt: year + .days(13)), .init("Подписи", doneBy: nil, doneAt: nil)]
            (history.completedAt, history.completedBy, history.changedAt) = (year + .days(14), people.head, year + .days(14))
            try TaskItem.retell(history, of: id, now: command.now, in: past)
            return id
        }
        let comment = try command.inPast(at: year + .days(15), by: manager) { past in
            _ = try Comment.add("По задаче готово", to: .task(task), by: .portal, in: past)
            return try Comment.add("Клиент просит скидку", to: .item(made.deal), files: [made.file], by: .portal, in: past)
        }
        return SourceData(
            company: made.company, contacts: made.contacts, lead: made.lead, deal: made.deal, won: made.won, done: done, planned: planned,
            task: task, comment: comment, file: made.file)
    }
}
