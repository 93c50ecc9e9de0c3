import CRM
import HTTPTypes
import Kernel
import Storage

/// Asks for the fields without which an item cannot enter a stage, and moves it with the answers: a dialog on a board, a page
/// of its own without script.
struct MissingFieldsForm {
    let id: DocumentID
    let stage: Stage
    let fields: [CRM.Field]
    let filter: ItemFilter
    let page: PageRequest
    /// What was wrong with the last answers.
    var failure: Failure?

    func response() async throws -> PageResponse {
        let language = page.language
        let items = page.services.items
        let viewer = try page.viewer
        let (item, names) = try await page.services.portal.read { reader in
            let item = try items.find(id, for: viewer, in: reader)
            return (item, try items.names(for: [item], in: reader))
        }
        let people = try await page.services.people.snapshot()
        let title = KanbanTexts.missingTitle.with(["stage": stage.name])[language]
        let content: HTML = """
            \(kept)\(.fields(fields.map { editor($0, item, names, people) }))
            """
        if page.isFragment {
            let dialog = HTML.dialog(
                title: title, form: DialogForm(action: action, csrf: page.csrf, attributes: attributes),
                actions: HTML.dialogActions(KanbanTexts.saveAndMove[language], language), language, content)
            return .fragment(dialog, status: .unprocessableContent)
        }
        var whole = Page(
            title,
            .card(
                .form(
                    action: action, csrf: page.csrf, attributes: attributes,
                    "<div class=\"stack\">\(content)\(.actions(KanbanTexts.saveAndMove, orBackTo: back, language))</div>")))
        whole.layout = .narrow
        whole.breadcrumbs = [(filter.entity.pluralName[language], filter.section), (item.title, id.cardAddress), (title, nil)]
        return .page(whole, rail: filter.entity.rail, status: .unprocessableContent)
    }

    private var action: String { filter.address(at: id.cardAddress + "/move") }
    private var back: String { returnAddress(page.form["back"], else: id.cardAddress) }

    /// A dialog that a drag brought up is sent by the board's script; one that htmx brought up goes on by htmx.
    private var attributes: HTML {
        let hasFiles = fields.contains { $0.type.code == "file" }
        let encoding: HTML = hasFiles ? " enctype=\"multipart/form-data\"" : ""
        guard page.isFragment, page.form.flag("stay") else { return encoding }
        return """
            \(encoding) hx-post="\(url: action)" hx-target="closest dialog" hx-swap="outerHTML"\
            \(if: hasFiles, " hx-encoding=\"multipart/form-data\"")
            """
    }

    private var kept: HTML {
        """
        \(.hiddenField("stage", stage.code))\
        \(ifLet: page.form.text("version"), { .hiddenField("version", $0) })\
        \(if: page.form.flag("stay"), .hiddenField("stay", "1"))\(ifLet: page.form.text("back"), { .hiddenField("back", $0) })
        """
    }

    private func editor(_ field: CRM.Field, _ item: Item, _ names: Names, _ people: PeopleSnapshot) -> HTML {
        let name = "f.\(field.code.rawValue)"
        let wasAsked = page.form.pairs.contains { $0.name == name }
        var error: String?
        if failure?.field == field.code.rawValue {
            error = failure?.message[page.language]
        } else if wasAsked, page.form.text(name) == nil, field.type.code != "file" {
            error = FieldTextsOfForms.required[page.language]
        }
        return FieldEditor(
            field: field, language: page.language, people: people, names: names, value: item.value(field.code),
            typed: wasAsked ? page.form : nil, error: error, isRequired: true, scope: "move"
        ).html
    }
}

/// What a form says of its own fields.
enum FieldTextsOfForms {
    static let required = Text(ru: "Заполните это поле", en: "Fill in this field")
}
