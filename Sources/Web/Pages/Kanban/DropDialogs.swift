import CRM
import Kernel
import Storage

/// The dialogs behind the targets at the foot of a board: `GET /deals/dialogs/failure?item=7`, `person`, `delete`.
enum DropDialogs {
    static func show(_ entity: EntityType, _ page: PageRequest) async throws -> PageResponse {
        guard let number = page.query.number("item") else { throw Failure(.notFound, HTTPTexts.unknownPage) }
        let filter = try await ItemSectionPage.filter(entity, page)
        let viewer = try page.viewer
        let items = page.services.items
        let item = try await page.services.portal.read { reader in
            try items.find(DocumentID(entity, Int64(number)), for: viewer, in: reader)
        }
        let dialog = DropDialog(item: item, filter: filter, csrf: page.csrf, language: page.language)
        switch page.parameters["name"] {
        case "failure": return .fragment(dialog.failure())
        case "person": return .fragment(dialog.person(try await page.services.people.snapshot()))
        case "delete": return .fragment(dialog.delete())
        default: throw Failure(.notFound, HTTPTexts.unknownPage)
        }
    }
}

/// One question about one item.
struct DropDialog {
    let item: Item
    let filter: ItemFilter
    let csrf: String
    let language: Language

    /// Which of the failure stages it ends in is the reason why it was lost.
    func failure() -> HTML {
        let stages = item.pipeline.flatMap { id in filter.pipelines.first { $0.id == id } }?.failures ?? []
        let reasons = HTML.radios(
            Field("stage", label: KanbanTexts.failureReason[language], isRequired: true, id: "drop-stage"),
            stages.map { Option($0.code, $0.name[language]) }, selected: stages.first?.code)
        return ask(
            KanbanTexts.failureTitle, filter.address(at: item.id.cardAddress + "/move"), KanbanTexts.close, .danger, reasons)
    }

    func person(_ people: PeopleSnapshot) -> HTML {
        let label = Field("person", label: FilterTexts.responsible[language], isRequired: true, id: "drop-person")
        let content: HTML = """
            \(.hiddenField("action", BulkAction.Kind.assign.rawValue))\(.hiddenField("id", String(item.id.id)))\
            \(.userPicker(label, people.options(), selected: [], language))
            """
        return ask(KanbanTexts.handOverTitle, filter.section + "/bulk", KanbanTexts.handOver, .primary, content)
    }

    func delete() -> HTML {
        let content: HTML = """
            \(.hiddenField("action", BulkAction.Kind.delete.rawValue))\(.hiddenField("id", String(item.id.id)))\
            <p>\(KanbanTexts.deleteHint, language)</p>
            """
        return ask(KanbanTexts.deleteTitle, filter.section + "/bulk", KanbanTexts.delete, .danger, content)
    }

    private func ask(_ title: Text, _ action: String, _ label: Text, _ kind: ButtonKind, _ content: HTML) -> HTML {
        .dialog(
            title: title.with(["title": item.title])[language],
            form: DialogForm(
                action: action, csrf: csrf, attributes: " hx-post=\"\(url: action)\" hx-target=\"closest dialog\" hx-swap=\"outerHTML\""),
            actions: HTML.dialogActions(label[language], kind: kind, language), language,
            "\(.hiddenField("stay", "1"))\(.hiddenField("back", filter.address()))\(content)")
    }
}
