import CRM
import HTTPTypes
import Kernel
import Storage

/// What is done with the entries of a card's history and with its plans.
enum TimelineActions {
    static func routes(_ entity: EntityType) -> [Route] {
        let base = "/\(entity.segment)/:id"
        return [
            .get(base + "/timeline") { page in try await timeline(entity, page) },
            change(base + "/timeline/:entry/pin", entity) { page, item, command in
                try TimelineStore.pin(try page.number("entry"), of: item.id, command)
            },
            change(base + "/timeline/:entry/unpin", entity) { page, item, command in
                try TimelineStore.unpin(try page.number("entry"), of: item.id, command)
            },
            change(base + "/activities/:activity/complete", entity, complete),
            change(base + "/activities/:activity/reschedule", entity, reschedule),
            change(base + "/comments/:comment/delete", entity) { page, item, command in
                let id = try comment(page, item, command.transaction).id
                try Comment.delete(id, by: .reading(page.viewer, in: command.transaction), in: command)
            },
            .get(base + "/comments/:comment") { page in try await entry(entity, page) },
            .get(base + "/comments/:comment/edit") { page in try await form(entity, page) },
            .post(base + "/comments/:comment") { page in try await edit(entity, page) },
        ]
    }

    private static func change(
        _ path: String, _ entity: EntityType, _ body: @escaping @Sendable (PageRequest, Item, Command) throws -> Void
    ) -> Route {
        .post(path) { page in
            try await page.refusing {
                let id = try page.item(entity)
                let items = page.services.items
                let viewer = try page.viewer
                try await page.services.portal.perform(as: page.actor) { command in
                    let item = try items.find(id, for: viewer, in: command.transaction)
                    guard viewer.may(.update, entity, responsible: item.responsible), !item.isDeleted else {
                        throw Failure(.forbidden, CardTexts.mayNotChange)
                    }
                    try body(page, item, command)
                }
                return try await page.answerCard(id)
            }
        }
    }

    // MARK: Reading

    private static func timeline(_ entity: EntityType, _ page: PageRequest) async throws -> PageResponse {
        let before = page.query.text("before").flatMap { Int64($0) }
        let (context, timeline) = try await read(entity, page, before: before)
        let view = TimelineView(context, timeline)
        if page.isFragment { return .fragment(before == nil ? view.html : view.further) }
        var whole = Page(context.item.title, "<div class=\"timeline\">\(view.further)</div>")
        whole.layout = .narrow
        return .page(whole, rail: entity.rail)
    }

    private static func read(
        _ entity: EntityType, _ page: PageRequest, before: Int64?
    ) async throws -> (CardContext, CardTimeline) {
        let id = try page.item(entity)
        let people = try await page.services.people.snapshot()
        let items = page.services.items
        return try await page.services.portal.read { reader in
            let item = try items.find(id, for: page.viewer, in: reader)
            let timeline = try CardTimeline.load(id, before: before, in: reader)
            let names = try items.names(for: [item], further: timeline.references, in: reader)
            return (try page.cardContext(item, names, people, tab: .general), timeline)
        }
    }

    // MARK: Activities

    @Sendable private static func complete(_ page: PageRequest, _ item: Item, _ command: Command) throws {
        let id = try activity(page, item, command.transaction)
        try Activity.complete(
            id, result: page.form.text("result") ?? "",
            callOutcome: page.form.text("outcome").flatMap(CallOutcome.init(rawValue:)),
            in: command)
    }

    @Sendable private static func reschedule(_ page: PageRequest, _ item: Item, _ command: Command) throws {
        let id = try activity(page, item, command.transaction)
        let moment: Timestamp? =
            if let hours = page.form.number("in"), (1...8784).contains(hours) {
                command.now + .hours(Int64(hours))
            } else {
                try page.moment("deadline", ComposerTexts.deadline)
            }
        guard let moment else {
            throw Failure(.invalid, CardTexts.badMoment.with(["field": ComposerTexts.deadline]), field: "deadline")
        }
        try Activity.reschedule(id, to: moment, in: command)
    }

    /// The activity in the address, as long as it stands on this item.
    private static func activity(_ page: PageRequest, _ item: Item, _ reader: any Reader) throws -> ActivityID {
        let id: ActivityID = try page.id("activity")
        guard try Activity.find(id, in: reader).items.contains(item.id) else {
            throw Failure(.notFound, HTTPTexts.unknownPage)
        }
        return id
    }

    // MARK: Comments

    /// The comment in the address, as long as it stands on this item.
    private static func comment(_ page: PageRequest, _ item: Item, _ reader: any Reader) throws -> Comment {
        let id: CommentID = try page.id("comment")
        let isHere =
            try Comment.list(of: .item(item.id), before: CommentID(id.rawValue + 1), limit: 1, in: reader).first?.id
            == id
        guard isHere, let comment = try Comment.load([id], in: reader).first, !comment.isDeleted else {
            throw Failure(.notFound, HTTPTexts.unknownPage)
        }
        return comment
    }

    private static func comment(_ entity: EntityType, _ page: PageRequest) async throws -> (CardContext, Comment) {
        let id = try page.item(entity)
        let people = try await page.services.people.snapshot()
        let items = page.services.items
        return try await page.services.portal.read { reader in
            let item = try items.find(id, for: page.viewer, in: reader)
            let names = try items.names(for: [item], in: reader)
            return (try page.cardContext(item, names, people, tab: .general), try comment(page, item, reader))
        }
    }

    private static func form(_ entity: EntityType, _ page: PageRequest) async throws -> PageResponse {
        let (context, comment) = try await comment(entity, page)
        guard comment.author == context.viewer.user else { throw Failure(.forbidden, CardTexts.mayNotChange) }
        let form = CommentForm(comment: comment, context: context).html
        if page.wantsPart { return .fragment(form) }
        var whole = Page(context.item.title, "<div class=\"timeline\">\(form)</div>")
        whole.layout = .narrow
        return .page(whole, rail: entity.rail)
    }

    /// The comment's entry as it stands in the history.
    private static func entry(_ entity: EntityType, _ page: PageRequest) async throws -> PageResponse {
        let (_, comment) = try await comment(entity, page)
        let (context, timeline) = try await read(entity, page, before: nil)
        guard let entry = timeline.entries.first(where: { $0.comment == comment.id }) else {
            return .fragment(TimelineView(context, timeline).html)
        }
        return .fragment(EntryView(entry, context, timeline).html)
    }

    private static func edit(_ entity: EntityType, _ page: PageRequest) async throws -> PageResponse {
        let (context, comment) = try await comment(entity, page)
        let text = page.form["text"] ?? ""
        do {
            try await page.services.portal.perform(as: page.actor) { command in
                try Comment.edit(comment.id, text: text, mentions: [], by: .reading(page.viewer, in: command.transaction), in: command)
            }
        } catch let failure as Failure where failure.code == .invalid {
            let form = CommentForm(
                comment: comment, context: context, typed: text, error: failure.message[page.language])
            return .fragment(form.html, status: .unprocessableContent)
        }
        return page.wantsPart ? try await entry(entity, page) : .redirect(context.address, notice: CardTexts.saved)
    }
}

extension PageRequest {
    /// A path parameter as a plain number.
    func number(_ name: String) throws -> Int64 {
        guard let number = parameters[name].flatMap({ Int64($0) }) else {
            throw Failure(.notFound, HTTPTexts.unknownPage)
        }
        return number
    }
}
