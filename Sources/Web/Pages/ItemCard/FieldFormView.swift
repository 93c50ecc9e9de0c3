import CRM
import Kernel

/// The form of one field in its place.
struct FieldFormView {
    let field: CRM.Field
    let context: CardContext
    let typed: FormFields?
    let error: String?

    init(_ field: CRM.Field, _ context: CardContext, typed: FormFields? = nil, error: String? = nil) {
        self.field = field
        self.context = context
        self.typed = typed
        self.error = error
    }

    private var action: String { context.address("fields/\(field.code.rawValue)") }

    var html: HTML {
        let value = context.item.value(field.code)
        let editor = FieldEditor(
            field: field, language: context.language, people: context.people, names: context.names, value: value,
            typed: typed,
            error: error, isRequired: field.isRequired, scope: "edit")
        let content: HTML = """
            \(.hiddenField("version", String(context.item.version)))\(.hiddenField("was", value.printable))\(editor.html)\
            <div class="actions">\(.button(CardTexts.save[context.language], kind: .primary, size: .small))\
            \(.button(ComponentTexts.cancel[context.language], kind: .quiet, size: .small, type: .button, attributes: " data-inplace-cancel"))</div>
            """
        return """
            <div class="definition definition-editing" data-view-url="\(url: action)"><dt>\(field.title[context.language])</dt><dd>\
            \(.form(action: action, csrf: context.csrf, attributes: attributes, content))</dd></div>
            """
    }

    /// Files go by the upload script, which shows progress; everything else by htmx.
    private var attributes: HTML {
        guard field.type.code != "file" else {
            return " class=\"stack tight\" enctype=\"multipart/form-data\" data-upload=\".definition\""
        }
        return
            " class=\"stack tight\" hx-post=\"\(url: action)\" hx-target=\"closest .definition\" hx-swap=\"outerHTML\""
    }
}
