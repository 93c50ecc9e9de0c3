import CRM
import Kernel

/// The heading of a card, edited where it stands.
struct TitleView {
    let context: CardContext

    init(_ context: CardContext) { self.context = context }

    /// A contact is called by its name's parts, which are fields.
    var isEditable: Bool { context.mayUpdate && context.entity != .contact }

    var html: HTML {
        let edit = context.address("title/edit")
        let label = CardTexts.editTitle[context.language]
        return """
            <div class="definition item-title"\(attribute: "data-inplace", isEditable ? edit : nil)\
            \(attribute: "data-view-url", isEditable ? context.address("title") : nil)><div class="definition-value"><h1>\(context.item.title)</h1>\
            \(if: isEditable, "<a class=\"definition-edit\" href=\"\(url: edit)\" aria-label=\"\(label)\" title=\"\(label)\">\(.icon(.pencil, size: .small))</a>")\
            </div></div>
            """
    }

    /// - Parameter typed: what was sent, when it was refused.
    func form(typed: String? = nil, error: String? = nil) -> HTML {
        let action = context.address("title")
        let field = Field("title", label: CardTexts.title[context.language], error: error)
        return """
            <div class="definition item-title" data-view-url="\(url: action)">\
            \(.form(action: action, csrf: context.csrf, attributes: " class=\"row\" hx-post=\"\(url: action)\" hx-target=\"closest .definition\" hx-swap=\"outerHTML\"", """
                \(.input(field, value: typed ?? context.item.title, attributes: " maxlength=\"1000\" aria-label=\"\(field.label)\""))\
                \(.button(CardTexts.save[context.language], kind: .primary))\
                \(.button(ComponentTexts.cancel[context.language], kind: .quiet, type: .button, attributes: " data-inplace-cancel"))\
                \(ifLet: error, { "<p class=\"field-error\" id=\"\(field.id)-error\" role=\"alert\">\($0)</p>" })
                """))</div>
            """
    }
}
