import CRM
import HTTPTypes
import Kernel
import Storage

/// The short form on top of a column: title, sum, client, phone. For script it stands in the column; without it, on a page.
enum QuickAdd {
    static func address(_ stage: Stage, _ filter: ItemFilter) -> String {
        filter.address(at: filter.section + "/quick", [("to", stage.code)])
    }

    static func show(_ entity: EntityType, _ page: PageRequest) async throws -> PageResponse {
        let (filter, stage) = try await place(entity, page)
        if page.isFragment, page.query.flag("closed") {
            return .fragment(.quickAddButton(address(stage, filter), page.language))
        }
        return answer(QuickForm(filter: filter, stage: stage, page: page), status: .ok)
    }

    static func create(_ entity: EntityType, _ page: PageRequest) async throws -> PageResponse {
        let (filter, stage) = try await place(entity, page)
        let viewer = try page.viewer
        let items = page.services.items
        let draft = QuickDraft(entity, stage.code, filter.pipeline?.id.number ?? 0, page.form)
        var form = QuickForm(filter: filter, stage: stage, page: page)
        do {
            let item = try await page.services.portal.perform(as: page.actor) { try draft.create(items, for: viewer, $0) }
            return try await created(item, stage, filter, page)
        } catch let missing as MissingFields {
            form.failure = missing.failure
        } catch let failure as Failure where failure.code == .invalid {
            form.failure = failure
        }
        return answer(form, status: .unprocessableContent)
    }

    private static func place(_ entity: EntityType, _ page: PageRequest) async throws -> (ItemFilter, Stage) {
        let filter = try await ItemSectionPage.filter(entity, page)
        guard let stage = page.query["to"].flatMap({ filter.pipeline?[$0] }) else {
            throw Failure(.notFound, KanbanTexts.noSuchStage)
        }
        return (filter, stage)
    }

    private static func answer(_ form: QuickForm, status: HTTPResponse.Status) -> PageResponse {
        if form.page.isFragment { return .fragment(form.html, status: status) }
        let language = form.page.language
        var whole = Page(FilterTexts.entity(new: form.filter.entity.code)[language], form.html)
        whole.layout = .narrow
        whole.breadcrumbs = [(form.filter.entity.pluralName[language], form.filter.address()), (form.stage.name[language], nil)]
        return .page(whole, rail: form.filter.entity.rail, status: status)
    }

    /// The button again, the card on top of its column and the column's new head. A robot may have taken the card on at once:
    /// then its column is another one, and a message names it.
    private static func created(
        _ item: Item, _ stage: Stage, _ filter: ItemFilter, _ page: PageRequest
    ) async throws -> PageResponse {
        let added = KanbanTexts.added.with(["title": item.title])
        guard page.isFragment else { return .redirect(filter.address(), notice: added) }
        let (items, language) = (page.services.items, page.language)
        let current = try await page.services.portal.read { try items.item(item.id, in: $0) }
        let place = current?.stage.flatMap { filter.pipeline?[$0] } ?? stage
        let model = try await KanbanModel.column(filter, place, after: nil, limit: 1, page)
        let column = KanbanView(model: model, language: language).column(place)
        let isFirst = model.pages[place.code]?.items.first?.id == item.id
        let moved = KanbanTexts.addedElsewhere.with(["title": Text(verbatim: item.title), "stage": place.name])
        return .fragment(
            """
            \(.quickAddButton(address(stage, filter), language))\(.kanbanHead(column, isOutOfBand: true))\
            \(if: isFirst, "<div hx-swap-oob=\"afterbegin:#\(column.listID)\">\(column.cards)</div>")\
            \(if: place.code != stage.code, .toast(Toast(moved[language]), language))
            """)
    }
}

/// What the short form asked for.
struct QuickDraft: Sendable {
    let entity: EntityType
    let stage: String
    let pipeline: Int
    let title, amount, name, phone: String?

    init(_ entity: EntityType, _ stage: String, _ pipeline: Int, _ form: FormFields) {
        self.entity = entity
        self.stage = stage
        self.pipeline = pipeline
        title = form.text("title")
        amount = form.text("amount")
        name = form.text("name")
        phone = form.text("phone")
    }

    func create(_ items: ItemStore, for viewer: Viewer, _ command: Command) throws -> Item {
        guard title != nil || name != nil || phone != nil else {
            throw Failure(.invalid, KanbanTexts.emptyQuick, field: "title")
        }
        var values: [FieldCode: Value] = [:]
        values[.title] = (title ?? (entity == .deal ? name ?? phone : nil)).map(Value.string)
        values[.amount] = amount.map(Value.string)
        if entity == .lead {
            values[.name] = name.map(Value.string)
            values[.phone] = phone.map(Value.string)
        } else if let contact = try contact(items, viewer, command) {
            values[.contact] = .item(contact)
        }
        return try items.create(ItemDraft(entity, values, pipeline: pipeline, stage: stage), for: viewer, command)
    }

    /// The client who has this phone already, else a new contact.
    private func contact(_ items: ItemStore, _ viewer: Viewer, _ command: Command) throws -> DocumentID? {
        guard name != nil || phone != nil else { return nil }
        if let phone {
            let known = try DuplicateFinder.find([.contact], phones: [phone], for: viewer, in: command.transaction)
            if let match = known.first(where: { $0.title != nil }) { return match.item }
        }
        var values: [FieldCode: Value] = [:]
        values[.name] = name.map(Value.string)
        values[.phone] = phone.map(Value.string)
        return try items.create(ItemDraft(.contact, values), for: viewer, command).id
    }
}

/// The short form itself.
struct QuickForm {
    let filter: ItemFilter
    let stage: Stage
    let page: PageRequest
    var failure: Failure?

    private static let inputs: [(name: String, label: Text, type: InputType, fields: [FieldCode])] = [
        ("title", KanbanTexts.quickTitle, .text, [.title, "title"]), ("amount", KanbanTexts.quickSum, .text, [.amount]),
        ("name", KanbanTexts.quickName, .text, [.name]), ("phone", KanbanTexts.quickPhone, .tel, [.phone]),
    ]

    var html: HTML {
        let address = QuickAdd.address(stage, filter)
        let language = page.language
        let isKnown = QuickForm.inputs.contains { input in input.fields.contains { $0.rawValue == failure?.field } }
        let content: HTML = """
            \(each: QuickForm.inputs.indices, { field($0) })\
            \(ifLet: isKnown ? nil : failure?.message, { "<p class=\"field-error\" role=\"alert\">\($0, language)</p>" })\
            \(.actions([.button(KanbanTexts.add[language], kind: .primary, size: .small), cancel(address)]))
            """
        return .form(
            action: address, csrf: page.csrf,
            attributes: " class=\"column-form\" hx-post=\"\(url: address)\" hx-target=\"closest .column-add\" hx-swap=\"innerHTML\"",
            content)
    }

    private func field(_ place: Int) -> HTML {
        let (name, label, type, fields) = QuickForm.inputs[place]
        let language = page.language
        let error = fields.contains { $0.rawValue == failure?.field } ? failure?.message[language] : nil
        let control = Field(name, label: label[language], error: error, id: "quick-\(name)-\(stage.code.replacing(":", with: "-"))")
        return """
            <div class="field">\(.input(
                control, type: type, value: page.form[name] ?? "", placeholder: label[language], autocomplete: "off",
                attributes: " aria-label=\"\(label, language)\"\(if: place == 0, " autofocus")"))\
            \(ifLet: error, { "<p class=\"field-error\" id=\"\(control.id)-error\" role=\"alert\">\($0)</p>" })</div>
            """
    }

    private func cancel(_ address: String) -> HTML {
        guard page.isFragment else {
            return .linkButton(ComponentTexts.cancel[page.language], to: filter.address([("to", nil)]), kind: .quiet, size: .small)
        }
        return .linkButton(
            ComponentTexts.cancel[page.language], to: address, kind: .quiet, size: .small,
            attributes: " hx-get=\"\(url: address)&closed=1\" hx-target=\"closest .column-add\" hx-swap=\"innerHTML\"")
    }
}
