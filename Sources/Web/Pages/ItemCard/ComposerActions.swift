import CRM
import Kernel
import Storage

/// What the composer of a card does.
enum ComposerActions {
    static func routes(_ entity: EntityType) -> [Route] {
        let base = "/\(entity.segment)/:id"
        func post(
            _ part: String, _ form: ComposerState.Form, _ notice: Text, limit: Int = 1 << 20,
            _ body: @escaping @Sendable (PageRequest, Item, Command) throws -> Void
        ) -> Route {
            .post("\(base)/\(part)", bodyLimit: limit) { page in
                try await perform(entity, page, form, notice, body)
            }
        }
        var routes: [Route] = [
            .get(base + "/compose/:form") { page in try await composer(entity, page) },
            post("activities", .todo, ComposerTexts.planned, plan),
            post("comments", .comment, ComposerTexts.commented, limit: FileLimit.body, comment),
            post("tasks", .task, ComposerTexts.taskGiven, giveTask),
            post("calls", .call, ComposerTexts.callRegistered, registerCall),
            post("mails", .mail, ComposerTexts.mailRegistered, registerMail),
        ]
        if entity == .deal {
            routes.append(post("payments", .payment, ComposerTexts.paymentRegistered, registerPayment))
        }
        return routes
    }

    private static func composer(_ entity: EntityType, _ page: PageRequest) async throws -> PageResponse {
        guard let form = page.parameters["form"].flatMap(ComposerState.Form.init(rawValue:)) else {
            throw Failure(.notFound, HTTPTexts.unknownPage)
        }
        let model = try await CardModel.load(page, try page.item(entity), tab: .tasks)
        var state = ComposerState()
        state.form = form
        return .fragment(ComposerView(model, state).html)
    }

    /// Everybody who may change the item may work on it; what was refused comes back as it was typed.
    private static func perform(
        _ entity: EntityType, _ page: PageRequest, _ form: ComposerState.Form, _ notice: Text,
        _ body: @escaping @Sendable (PageRequest, Item, Command) throws -> Void
    ) async throws -> PageResponse {
        let id = try page.item(entity)
        let items = page.services.items
        let viewer = try page.viewer
        do {
            try await page.services.portal.perform(as: page.actor) { command in
                let item = try items.find(id, for: viewer, in: command.transaction)
                guard viewer.may(.update, entity, responsible: item.responsible) else {
                    throw Failure(.forbidden, CardTexts.mayNotChange)
                }
                guard !item.isDeleted else { throw Failure(.conflict, CardTexts.inBin) }
                try body(page, item, command)
            }
        } catch let failure as Failure where failure.code == .invalid {
            return try await page.answerCard(id, composer: ComposerState(refused: failure, form, page.form))
        }
        return try await page.answerCard(id, notice: notice)
    }

    // MARK: Commands

    @Sendable private static func plan(_ page: PageRequest, _ item: Item, _ command: Command) throws {
        let kind = page.form.text("kind").flatMap(ActivityKind.init(rawValue:)) ?? .todo
        let responsible: UserID = page.form.id("responsible") ?? page.visitor?.user.id ?? 0
        var draft = ActivityDraft(
            ActivityKind.planned.contains(kind) ? kind : .todo, subject: page.form["subject"] ?? "",
            responsible: responsible, items: [item.id])
        draft.description = page.form.text("description") ?? ""
        draft.deadline = try page.moment("deadline", ComposerTexts.deadline)
        draft.reminderMinutes = page.form.number("reminder")
        try Activity.plan(draft, in: command)
    }

    @Sendable private static func comment(_ page: PageRequest, _ item: Item, _ command: Command) throws {
        try Comment.add(
            page.form["text"] ?? "", to: .item(item.id),
            files: page.uploads.filter { $0.field == "file" }.map(\.file.id),
            mentions: page.form.ids("mentions"), by: .reading(page.viewer, in: command.transaction), in: command)
    }

    @Sendable private static func giveTask(_ page: PageRequest, _ item: Item, _ command: Command) throws {
        guard let responsible: UserID = page.form.id("responsible") else {
            throw Failure(.invalid, ComposerTexts.chooseResponsible, field: "responsible")
        }
        var draft = TaskDraft(title: page.form["title"] ?? "", responsible: responsible)
        draft.description = page.form.text("description") ?? ""
        draft.deadline = try page.moment("deadline", ComposerTexts.deadline)
        draft.isImportant = page.form.flag("important")
        draft.items = [item.id]
        try TaskItem.create(draft, by: .reading(page.viewer, in: command.transaction), in: command)
    }

    @Sendable private static func registerCall(_ page: PageRequest, _ item: Item, _ command: Command) throws {
        guard let choice = page.form.text("outcome").flatMap(CallChoice.init(rawValue:)) else {
            throw Failure(.invalid, ComposerTexts.chooseOutcome, field: "outcome")
        }
        var report = CallReport(choice.direction, phone: page.form["phone"] ?? "", outcome: choice.outcome)
        report.item = item.id
        report.responsible = try page.viewer.user
        report.note = page.form.text("note") ?? ""
        report.durationSeconds = page.form.number("minutes").flatMap { $0 > 0 ? min($0, 1440) * 60 : nil }
        _ = try Activity.registerCall(report, in: command)
    }

    @Sendable private static func registerMail(_ page: PageRequest, _ item: Item, _ command: Command) throws {
        let direction = page.form.text("direction").flatMap(ActivityDirection.init(rawValue:)) ?? .incoming
        var report = MailReport(
            direction, address: page.form["address"] ?? "", subject: page.form["subject"] ?? "",
            text: page.form.text("text") ?? "")
        report.item = item.id
        report.source = "manual"
        _ = try Activity.registerMail(report, in: command)
    }

    @Sendable private static func registerPayment(_ page: PageRequest, _ item: Item, _ command: Command) throws {
        guard
            let amount = page.form.text("amount").flatMap({
                Money(parsing: $0, currency: item.amount?.currency ?? "RUB")
            })
        else {
            throw Failure(.invalid, ComposerTexts.badAmount, field: "amount")
        }
        try page.services.items.registerPayment(
            item.id, amount, comment: page.form.text("comment") ?? "", for: page.viewer, command)
    }
}

extension PageRequest {
    /// A moment typed into a date and time input, meant in the zone of whoever typed it; nil when left empty.
    func moment(_ name: String, _ title: Text) throws -> Timestamp? {
        guard let text = form.text(name) else { return nil }
        guard let moment = services.items.dates.moment(.string(text)) else {
            throw Failure(.invalid, CardTexts.badMoment.with(["field": title]), field: name)
        }
        return moment
    }
}
