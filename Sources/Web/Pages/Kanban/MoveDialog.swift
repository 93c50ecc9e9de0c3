import CRM
import Kernel
import Storage

/// `GET /deals/:id/move`: everything that can be done with a card without dragging it; a dialog for script, a page without.
enum MoveDialog {
    static func show(_ entity: EntityType, _ page: PageRequest) async throws -> PageResponse {
        let filter = try await ItemSectionPage.filter(entity, page)
        let viewer = try page.viewer
        let items = page.services.items
        let id = try page.item(entity)
        let item = try await page.services.portal.read { try items.find(id, for: viewer, in: $0) }
        let people = try await page.services.people.snapshot()
        let view = MoveDialogView(
            item: item, filter: filter, people: people, viewer: viewer, csrf: page.csrf, language: page.language,
            isDialog: page.isFragment)
        let title = KanbanTexts.moveTitle.with(["title": item.title])[page.language]
        if page.isFragment { return .fragment(.dialog(title: title, page.language, view.body())) }
        var whole = Page(title, .card(view.body()))
        whole.layout = .narrow
        whole.breadcrumbs = [(entity.pluralName[page.language], filter.address()), (title, nil)]
        return .page(whole, rail: entity.rail)
    }
}

/// Forms to move, hand over and delete one item.
struct MoveDialogView {
    let item: Item
    let filter: ItemFilter
    let people: PeopleSnapshot
    let viewer: Viewer
    let csrf: String
    let language: Language
    let isDialog: Bool

    func body() -> HTML {
        let mayChange = viewer.may(.update, item.entity, responsible: item.responsible)
        let mayDelete = viewer.may(.delete, item.entity, responsible: item.responsible)
        return "<div class=\"stack loose\">\(if: mayChange, "\(move())\(handOver())")\(if: mayDelete, delete())</div>"
    }

    private func move() -> HTML? {
        guard let pipeline = item.pipeline.flatMap({ id in filter.pipelines.first { $0.id == id } }) else { return nil }
        let field = Field("stage", label: KanbanTexts.moveTo[language], isRequired: true, id: "move-stage")
        let options = pipeline.stages.filter { $0.code != item.stage }.map { Option($0.code, $0.name[language]) }
        return form(
            filter.address(at: item.id.cardAddress + "/move"),
            """
            \(.hiddenField("version", String(item.version)))<div class="move-line">\
            \(.selectField(field, options, selected: nil, emptyLabel: KanbanTexts.stay[language]))\
            \(.button(KanbanTexts.move[language], kind: .primary))</div>
            """)
    }

    private func handOver() -> HTML {
        let label = Field("person", label: FilterTexts.responsible[language], isRequired: true, id: "move-person")
        let chosen = Set([item.responsible?.description].compactMap(\.self))
        return form(
            filter.section + "/bulk",
            """
            \(.hiddenField("id", String(item.id.id)))\(.hiddenField("action", BulkAction.Kind.assign.rawValue))\
            <div class="move-line">\(.userPicker(label, people.options(including: chosen), selected: chosen, language))\
            \(.button(KanbanTexts.handOver[language]))</div>
            """)
    }

    private func delete() -> HTML {
        form(
            filter.section + "/bulk",
            """
            \(.hiddenField("id", String(item.id.id)))\(.hiddenField("action", BulkAction.Kind.delete.rawValue))\
            <div class="move-line"><p class="muted grow">\(KanbanTexts.deleteHint, language)</p>\
            \(.button(KanbanTexts.delete[language], icon: .trash2))</div>
            """)
    }

    /// In a dialog the board stays below and follows by its events; a page leads back.
    private func form(_ action: String, _ content: HTML) -> HTML {
        let script: HTML = isDialog ? " hx-post=\"\(url: action)\" hx-target=\"closest dialog\" hx-swap=\"outerHTML\"" : ""
        return .form(
            action: action, csrf: csrf, attributes: " class=\"stack\"\(script)",
            "\(.hiddenField("back", filter.address()))\(if: isDialog, .hiddenField("stay", "1"))\(content)")
    }
}
