import CRM
import HTTPTypes
import Kernel
import Storage

/// Moving an item through its stages from the card.
enum StageActions {
    private static let uploadLimit = FileLimit.body

    static func routes(_ entity: EntityType) -> [Route] {
        let base = "/\(entity.segment)/:id"
        return [
            .get(base + "/stages") { page in .fragment(StageView(try await context(entity, page)).html) },
            .get(base + "/finish") { page in
                let context = try await context(entity, page)
                return overlay(FinishDialog(context).html, context, page)
            },
            .post(base + "/stage", bodyLimit: uploadLimit) { page in
                try await page.refusing { try await move(entity, page) }
            },
        ]
    }

    static func context(_ entity: EntityType, _ page: PageRequest) async throws -> CardContext {
        let id = try page.item(entity)
        let people = try await page.services.people.snapshot()
        return try await page.services.portal.read { reader in
            let item = try page.services.items.find(id, for: page.viewer, in: reader)
            return try page.cardContext(
                item, page.services.items.names(for: [item], in: reader), people, tab: page.cardTab(entity))
        }
    }

    /// A dialog over the page, or the same content as a page without script.
    static func overlay(_ dialog: HTML, _ context: CardContext, _ page: PageRequest) -> PageResponse {
        if page.wantsPart { return .fragment(dialog) }
        var whole = Page(context.item.title, dialog)
        whole.layout = .narrow
        return .page(whole, rail: context.entity.rail)
    }

    private static func move(_ entity: EntityType, _ page: PageRequest) async throws -> PageResponse {
        let id = try page.item(entity)
        let stage = try page.required("stage", CardTexts.stage)
        do {
            try await move(id, to: stage, page)
        } catch let missing as MissingFields {
            return try await ask(missing.fields, missing.stage, entity, page, error: nil)
        } catch let failure as Failure
            where failure.code == .invalid && failure.field != nil && page.form["asked"] != nil
        {
            return try await askAgain(failure, stage, entity, page)
        }
        return try await page.answerCard(id, notice: CardTexts.moved)
    }

    private static func move(_ id: DocumentID, to stage: String, _ page: PageRequest) async throws {
        let items = page.services.items
        let viewer = try page.viewer
        _ = try await page.services.portal.perform(as: page.actor) { command in
            let fields = try items.catalog.catalog(in: command.transaction).fields.fields(of: id.entity ?? .deal)
            let asked = Set(page.form.all("asked"))
            let values = page.values(of: fields.filter { asked.contains($0.code.rawValue) })
            return try items.move(id, to: stage, filling: values.filter { !$1.isEmpty }, for: viewer, command)
        }
    }

    // MARK: Missing fields

    private static func ask(
        _ fields: [CRM.Field], _ stage: Stage, _ entity: EntityType, _ page: PageRequest, error: Failure?
    ) async throws -> PageResponse {
        let context = try await context(entity, page)
        let dialog = MissingDialog(
            context, stage: stage, fields: fields, typed: page.form["asked"] == nil ? nil : page.form, error: error)
        if page.wantsPart { return .over(dialog.html, status: .unprocessableContent) }
        var whole = Page(context.item.title, .card(title: dialog.title, dialog.plainForm))
        whole.layout = .narrow
        return .page(whole, rail: entity.rail, status: .unprocessableContent)
    }

    /// One of the answers was not acceptable: the same questions with what was typed.
    private static func askAgain(
        _ failure: Failure, _ stage: String, _ entity: EntityType, _ page: PageRequest
    ) async throws -> PageResponse {
        let context = try await context(entity, page)
        guard let target = context.pipeline?[stage] else { throw failure }
        let asked = page.form.all("asked").compactMap { context.catalog.fields.field(FieldCode($0), of: entity) }
        return try await ask(asked, target, entity, page, error: failure)
    }
}
