import CRM
import HTTPTypes
import Kernel
import Storage

/// Editing one field of a card in place.
enum FieldActions {
    /// A file may come with it.
    private static let uploadLimit = FileLimit.body

    static func routes(_ entity: EntityType) -> [Route] {
        let base = "/\(entity.segment)/:id"
        return [
            .get(base + "/fields/:code") { page in
                let (field, context) = try await read(entity, page)
                return .fragment(FieldView(field, context).html)
            },
            .get(base + "/fields/:code/edit") { page in
                let (field, context) = try await read(entity, page)
                guard context.mayUpdate, !field.isReadOnly else { throw Failure(.forbidden, CardTexts.mayNotChange) }
                return answer(FieldFormView(field, context).html, field, context, page)
            },
            .post(base + "/fields/:code", bodyLimit: uploadLimit) { page in try await save(entity, page) },
            .get(base + "/title") { page in .fragment(TitleView(try await context(entity, page)).html) },
            .get(base + "/title/edit") { page in
                let context = try await context(entity, page)
                guard context.mayUpdate else { throw Failure(.forbidden, CardTexts.mayNotChange) }
                return answer(TitleView(context).form(), nil, context, page)
            },
            .post(base + "/title") { page in try await saveTitle(entity, page) },
        ]
    }

    // MARK: Reading

    private static func context(_ entity: EntityType, _ page: PageRequest) async throws -> CardContext {
        let id = try page.item(entity)
        let people = try await page.services.people.snapshot()
        return try await page.services.portal.read { reader in
            let item = try page.services.items.find(id, for: page.viewer, in: reader)
            return try page.cardContext(item, page.services.items.names(for: [item], in: reader), people, tab: .general)
        }
    }

    private static func read(_ entity: EntityType, _ page: PageRequest) async throws -> (CRM.Field, CardContext) {
        let context = try await context(entity, page)
        guard let field = context.catalog.fields.field(FieldCode(page.parameters["code"] ?? ""), of: entity) else {
            throw Failure(.notFound, HTTPTexts.unknownPage)
        }
        return (field, context)
    }

    /// The form in its place, or as a page of its own without script.
    private static func answer(_ form: HTML, _ field: CRM.Field?, _ context: CardContext, _ page: PageRequest)
        -> PageResponse
    {
        if page.wantsPart { return .fragment(form) }
        var whole = Page(context.item.title, .card("<dl class=\"definitions\">\(form)</dl>"))
        whole.layout = .narrow
        return .page(whole, rail: context.entity.rail)
    }

    // MARK: Saving

    private static func save(_ entity: EntityType, _ page: PageRequest) async throws -> PageResponse {
        let (field, before) = try await read(entity, page)
        do {
            try await write(field, before.item.id, page)
        } catch let failure as Failure where failure.code == .invalid || failure.code == .conflict {
            return try await refuse(failure, field, entity, page)
        }
        guard page.wantsPart else { return .redirect(before.address, notice: CardTexts.saved) }
        return .fragment(FieldView(field, try await context(entity, page)).html)
    }

    /// Refuses to overwrite what somebody else has written into this field since the form was opened; changes of other
    /// fields do not matter.
    private static func write(_ field: CRM.Field, _ id: DocumentID, _ page: PageRequest) async throws {
        let value = field.value(in: page) ?? .null
        let version = page.form.text("version").flatMap { Int64($0) }
        let shown = page.form["was"] ?? ""
        let items = page.services.items
        let viewer = try page.viewer
        _ = try await page.services.portal.perform(as: page.actor) { command in
            let current = try items.find(id, for: viewer, in: command.transaction)
            let isStale = version != nil && version != current.version && current.value(field.code).printable != shown
            return try items.update(
                id, [field.code: value], expectedVersion: isStale ? version : nil, for: viewer, command)
        }
    }

    /// The form again with what was typed; after a conflict it also shows what stands there now, and saving once more is
    /// meant to replace it.
    private static func refuse(
        _ failure: Failure, _ field: CRM.Field, _ entity: EntityType, _ page: PageRequest
    ) async throws -> PageResponse {
        let context = try await context(entity, page)
        var message = failure.message[page.language]
        if failure.code == .conflict {
            let now = context.item.display(field, page.language, context.names)
            message +=
                ". "
                + CardTexts.nowStands.with(["value": now.isEmpty ? CardTexts.nothing[page.language] : now])[
                    page.language]
        }
        let form = FieldFormView(field, context, typed: page.form, error: message).html
        if page.wantsPart { return .fragment(form, status: .unprocessableContent) }
        var whole = Page(context.item.title, .card("<dl class=\"definitions\">\(form)</dl>"))
        whole.layout = .narrow
        return .page(whole, rail: entity.rail, status: .unprocessableContent)
    }

    private static func saveTitle(_ entity: EntityType, _ page: PageRequest) async throws -> PageResponse {
        let id = try page.item(entity)
        let title = page.form["title"] ?? ""
        let items = page.services.items
        do {
            _ = try await page.services.portal.perform(as: page.actor) { command in
                try items.update(id, [.title: .string(title)], for: page.viewer, command)
            }
        } catch let failure as Failure where failure.code == .invalid {
            let context = try await context(entity, page)
            let form = TitleView(context).form(typed: title, error: failure.message[page.language])
            return page.wantsPart ? .fragment(form, status: .unprocessableContent) : answer(form, nil, context, page)
        }
        guard page.wantsPart else { return .redirect(id.cardAddress, notice: CardTexts.saved) }
        return .fragment(TitleView(try await context(entity, page)).html)
    }
}
