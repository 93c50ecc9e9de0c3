import Automation
import CRM
import Kernel
import Robots
import Storage

/// Two months of the company's work: requests arrive, people call, move, finish tasks and are paid; robots do the rest.
struct DemonstrationLife {
    let assembly: PortalAssembly
    let clock: ManualClock
    let data: DemonstrationData
    let people: [String: UserID]
    let end: Timestamp
    private var dice = DemonstrationDice()
    private var number = 0

    init(assembly: PortalAssembly, clock: ManualClock, data: DemonstrationData, people: [String: UserID], end: Timestamp) {
        self.assembly = assembly
        self.clock = clock
        self.data = data
        self.people = people
        self.end = end
    }

    /// Lives from the clock's moment to the end.
    mutating func live() async throws {
        let calendar = try await assembly.calendars.current().calendar
        while clock.now < end {
            let step = TimeSpan.minutes(Int64(dice.number(20...150)))
            try await pass(until: min(end, calendar.ceil(clock.now + step)))
            guard clock.now < end else { break }
            for _ in 0..<(dice.chance(25) ? 2 : 1) { try await receive() }
            for _ in 0..<dice.number(2...4) { try await work() }
        }
        try await fillEmptyStages()
    }

    /// The last look around: a stage where nobody stands by chance gets somebody, so that every column can be seen.
    private mutating func fillEmptyStages() async throws {
        let pipelines = try await assembly.portal.read { [assembly] in try assembly.pipelines.all(in: $0).all }
        for pipeline in pipelines {
            let table = pipeline.id.entity.table
            let taken = try await assembly.portal.read { reader in
                Set(try reader.query("select distinct stage from \(table) where pipeline = $1", [pipeline.id.number]) { $0.text(0) })
            }
            for stage in pipeline.stages where !taken.contains(stage.code) {
                guard let item = try await open(pipeline.id.entity, in: pipeline.id.number) else { continue }
                try await move(item, to: stage.code, filling: pipeline.id.entity == .deal ? ["UF_CRM_PAYMENT_TYPE": .string("POSTPAYMENT")] : [:])
            }
        }
    }

    private func pass(until moment: Timestamp) async throws {
        try await assembly.engine.runUntilQuiet(clock: clock, until: moment)
    }

    // MARK: Requests

    private mutating func receive() async throws {
        number += 1
        let goods = dice.pick(data.goods)
        let seller = seller()
        let firstName = dice.pick(data.contacts.first)
        let lastName = dice.pick(data.contacts.last)
        var values: [FieldCode: Value] = [
            .title: .string(goods.name), .name: .string(firstName), .lastName: .string(lastName),
            .phone: .list([.string("+7 9\(dice.number(10...99)) \(dice.number(100...999))-\(dice.number(10...99))-\(dice.number(10...99))")]),
            .email: .list([.string("client\(number)@example.test")]),
            .source: .string(dice.pick(["WEBFORM", "CALL", "EMAIL", "WEB"])),
            "UF_CRM_REQUEST": .string(dice.pick(data.requests)), "UF_CRM_NEED_CONSULT": .bool(dice.chance(45)),
            .amount: .money(Money(minorUnits: goods.price * 100 * Int64(dice.number(1...3)))),
        ]
        if dice.chance(70) { values[.companyTitle] = .string(dice.pick(data.companies)) }
        let draft = ItemDraft(.lead, values, responsible: seller)
        let title = goods.name
        try await assembly.portal.perform(as: Actor(origin: .webForm(title: title), user: nil)) { [items = assembly.items] command in
            _ = try items.create(draft, command)
        }
    }

    private mutating func seller() -> UserID {
        dice.pick(data.sellers.compactMap { people[$0] })
    }

    // MARK: Work

    /// One thing that somebody does: with a lead, a deal or a task.
    private mutating func work() async throws {
        switch dice.number(0...9) {
        case 0...5: try await workOnLead()
        case 6...8 where dice.chance(80): try await workOnDeal()
        default: try await finishTask()
        }
    }

    private mutating func workOnLead() async throws {
        guard let lead = try await open(.lead) else { return }
        let target: String
        switch lead.stage {
        case "NEW": target = "IN_PROCESS"
        case "IN_PROCESS":
            target = dice.pick(["NO_ANSWER", "CONVERTED", "CONVERTED", "CONVERTED", "CONVERTED", "NOT_INTERESTED", "BAD_TERMS", "SPAM", "NOT_IN_RANGE", "BAD_CONTACTS"])
        default: return
        }
        try await call(lead)
        try await move(lead, to: target)
    }

    private mutating func workOnDeal() async throws {
        guard let deal = try await open(.deal) else { return }
        if dice.chance(25) { try await comment(deal) }
        switch deal.stage {
        case "QUOTE":
            try await offer(deal)
            try await move(deal, to: dice.chance(80) ? "FEEDBACK" : "NOT_RELEVANT")
        case "FEEDBACK": try await dice.chance(70) ? clientCalls(deal) : move(deal, to: dice.chance(50) ? "UNREACHABLE" : "POSTPONED")
        case "CONTACTED": try await move(deal, to: dice.pick(["CONTRACT", "CONTRACT", "CONTRACT", "BAD_TERMS", "COMPETITOR", "OUT_OF_STOCK"]))
        case "CONTRACT" where dice.chance(40):
            let type = dice.chance(60) ? "PREPAYMENT" : "POSTPAYMENT"
            try await move(deal, to: "AWAITING_PAYMENT", filling: ["UF_CRM_PAYMENT_TYPE": .string(type), "UF_CRM_IN_STOCK": .bool(dice.chance(50))])
        case "AWAITING_PAYMENT": try await pay(deal)
        case "C1:IN_STOCK": try await planShipping(deal)
        case "C1:POSTPAYMENT": try await move(deal, to: "C1:CLOSING_DOCS")
        case "C1:CLOSING_DOCS" where dice.chance(60): try await move(deal, to: "C1:WON")
        default: return
        }
    }

    private mutating func finishTask() async throws {
        let tasks: [TaskItemID] = try await assembly.portal.read { reader in
            try reader.query(
                "select id from tasks where state in ('waiting', 'in_progress') and deleted_at is null order by id limit 40") { $0.id(0) }
        }
        guard !tasks.isEmpty else { return }
        let task = dice.pick(tasks)
        let responsible = try await assembly.portal.read { reader in
            try TaskItem.find(task, for: .portal, in: reader).responsible
        }
        let now = clock.now
        guard try await isOld(task, at: now) else { return }
        try await assembly.portal.perform(as: .person(responsible)) { command in
            _ = try TaskItem.complete(task, by: .person(responsible, isAdministrator: false, people: []), in: command)
        }
    }

    private func isOld(_ task: TaskItemID, at now: Timestamp) async throws -> Bool {
        try await assembly.portal.read { try TaskItem.find(task, for: .portal, in: $0).createdAt < now - .hours(4) }
    }

    /// Somebody's open item, of one pipeline when it is given.
    private mutating func open(_ entity: EntityType, in pipeline: Int? = nil) async throws -> Item? {
        let ids: [Int64] = try await assembly.portal.read { reader in
            try reader.query(
                """
                select id from \(entity.table) where semantics = 'P' and deleted_at is null and pipeline >= $1 and pipeline <= $2
                order by id
                """, [pipeline ?? 0, pipeline ?? 999]) { $0.int64(0) }
        }
        guard !ids.isEmpty else { return nil }
        let id = DocumentID(entity, dice.pick(ids))
        return try await assembly.portal.read { [items = assembly.items] in try items.item(id, in: $0) }
    }
}
