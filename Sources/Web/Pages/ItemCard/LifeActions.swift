import CRM
import HTTPTypes
import Kernel
import Storage

/// What becomes of a whole item: a lead turns into a deal, a deal is copied or goes to another pipeline, anything is deleted
/// and brought back.
enum LifeActions {
    static func routes(_ entity: EntityType) -> [Route] {
        let base = "/\(entity.segment)/:id"
        var routes: [Route] = [
            .post(base + "/delete") { page in try await delete(entity, page) },
            .post(base + "/restore") { page in try await restore(entity, page) },
        ]
        if entity == .lead { routes += leads(base) }
        if entity == .deal { routes += deals(base) }
        return routes
    }

    private static func delete(_ entity: EntityType, _ page: PageRequest) async throws -> PageResponse {
        let id = try page.item(entity)
        let items = page.services.items
        try await page.services.portal.perform(as: page.actor) { command in
            try items.delete(id, for: page.viewer, command)
        }
        return .redirect(entity.listAddress, notice: CardTexts.deleted)
    }

    private static func restore(_ entity: EntityType, _ page: PageRequest) async throws -> PageResponse {
        let id = try page.item(entity)
        let items = page.services.items
        _ = try await page.services.portal.perform(as: page.actor) { command in
            try items.restore(id, for: page.viewer, command)
        }
        return .redirect(id.cardAddress, notice: CardTexts.restored)
    }

    // MARK: Leads

    private static func leads(_ base: String) -> [Route] {
        [
            .post(base + "/qualify") { page in try await page.refusing { try await qualify(page) } },
            .post(base + "/convert") { page in
                try await page.refusing {
                    let id = try page.item(.lead)
                    let items = page.services.items
                    _ = try await page.services.portal.perform(as: page.actor) { command in
                        try items.convert(id, for: page.viewer, command)
                    }
                    return try await page.answerCard(id, notice: CardTexts.converted)
                }
            },
        ]
    }

    /// «Сделать целевым»: the stage's robot converts the lead; where there is none, the card offers to do it by hand.
    private static func qualify(_ page: PageRequest) async throws -> PageResponse {
        let id = try page.item(.lead)
        let items = page.services.items
        let viewer = try page.viewer
        do {
            _ = try await page.services.portal.perform(as: page.actor) { command in
                let pipelines = try items.catalog.catalog(in: command.transaction).pipelines
                guard let success = pipelines[.leads]?.success else { throw Failure(.conflict, CardTexts.noSuccess) }
                return try items.move(id, to: success.code, for: viewer, command)
            }
        } catch let missing as MissingFields {
            let context = try await StageActions.context(.lead, page)
            let dialog = MissingDialog(context, stage: missing.stage, fields: missing.fields, typed: nil, error: nil)
            if page.wantsPart { return .over(dialog.html, status: .unprocessableContent) }
            var whole = Page(context.item.title, .card(title: dialog.title, dialog.plainForm))
            whole.layout = .narrow
            return .page(whole, rail: .leads, status: .unprocessableContent)
        }
        return try await page.answerCard(id, notice: CardTexts.qualified)
    }

    // MARK: Deals

    private static func deals(_ base: String) -> [Route] {
        [
            .get(base + "/copy") { page in try await choosePipeline(page, action: "copy", CardTexts.copyDeal) },
            .get(base + "/pipeline") { page in
                try await choosePipeline(page, action: "pipeline", CardTexts.changePipeline)
            },
            .post(base + "/copy") { page in
                try await page.refusing {
                    let (id, number) = (try page.item(.deal), try pipeline(page))
                    let items = page.services.items
                    let copy = try await page.services.portal.perform(as: page.actor) { command in
                        try items.copy(id, toPipeline: number, for: page.viewer, command).id
                    }
                    return .redirect(copy.cardAddress, notice: CardTexts.copied)
                }
            },
            .post(base + "/pipeline") { page in
                try await page.refusing {
                    let (id, number) = (try page.item(.deal), try pipeline(page))
                    let items = page.services.items
                    do {
                        _ = try await page.services.portal.perform(as: page.actor) { command in
                            try items.changePipeline(id, to: number, for: page.viewer, command)
                        }
                    } catch let missing as MissingFields {
                        throw missing.failure
                    }
                    return .redirect(id.cardAddress, notice: CardTexts.moved)
                }
            },
        ]
    }

    private static func pipeline(_ page: PageRequest) throws -> Int {
        guard let number = page.form.number("pipeline") else {
            throw Failure(.invalid, CardTexts.choosePipeline, field: "pipeline")
        }
        return number
    }

    private static func choosePipeline(_ page: PageRequest, action: String, _ title: Text) async throws -> PageResponse
    {
        let context = try await StageActions.context(.deal, page)
        let language = page.language
        let own = context.item.pipeline
        let offered = context.catalog.pipelines.of(.deal).filter { action == "copy" || $0.id != own }
        let field = Field("pipeline", label: CardTexts.pipeline[language])
        let address = context.address(action)
        let body: HTML = .radios(
            field, offered.map { Option(String($0.id.number), $0.name[language]) },
            selected: offered.first.map { String($0.id.number) })
        if page.wantsPart {
            return .fragment(
                .dialog(
                    title: title[language],
                    form: DialogForm(
                        action: address, csrf: page.csrf, attributes: " hx-post=\"\(url: address)\" hx-swap=\"none\""),
                    actions: HTML.dialogActions(title[language], language), language, body))
        }
        var whole = Page(
            title[language],
            .card(
                .form(
                    action: address, csrf: page.csrf,
                    "<div class=\"stack\">\(body)<div class=\"actions\">\(.button(title[language], kind: .primary))</div></div>"
                )))
        whole.layout = .narrow
        return .page(whole, rail: .deals)
    }
}
