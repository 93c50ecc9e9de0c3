import Kernel

/// A field of an item as it is shown. With addresses it can be edited in place.
package struct DefinitionItem: Sendable {
    package let label: String
    /// Nil: not filled in.
    package let value: HTML?
    /// GET answers the form of this one field (a fragment), or the whole edit page without script.
    package let editAddress: String?
    /// GET answers the definition as it is, to leave the form.
    package let viewAddress: String?

    package init(_ label: String, _ value: HTML?, editAddress: String? = nil, viewAddress: String? = nil) {
        self.label = label
        self.value = value
        self.editAddress = editAddress
        self.viewAddress = viewAddress
    }
}

extension HTML {
    package static func definitionList(_ items: [DefinitionItem], _ language: Language) -> HTML {
        "<dl class=\"definitions\">\(each: items, { definition($0, language) })</dl>"
    }

    /// One field; also the fragment that answers a saved in-place form.
    package static func definition(_ item: DefinitionItem, _ language: Language) -> HTML {
        """
        <div class="definition"\(attribute: "data-inplace", item.editAddress)\(attribute: "data-view-url", item.viewAddress)>\
        <dt>\(item.label)</dt><dd><div class="definition-value">\
        \(item.value ?? "<span class=\"definition-none\">\(ComponentTexts.notFilled, language)</span>")\
        \(ifLet: item.editAddress, { editLink($0, item.label, language) })</div></dd></div>
        """
    }

    /// The in-place form of one field: replaces its definition and is replaced by the answer.
    package static func definitionForm(
        _ item: DefinitionItem, action: String, csrf: String, saveLabel: String, _ control: HTML, _ language: Language
    ) -> HTML {
        """
        <div class="definition" data-view-url="\(url: item.viewAddress ?? "")"><dt>\(item.label)</dt><dd>\
        \(.form(action: action, csrf: csrf, attributes: " class=\"stack tight\" hx-post=\"\(url: action)\" hx-target=\"closest .definition\" hx-swap=\"outerHTML\"", """
            \(control)<div class="actions">\(.button(saveLabel, kind: .primary, size: .small))\
            \(.button(ComponentTexts.cancel[language], kind: .quiet, size: .small, type: .button, attributes: " data-inplace-cancel"))</div>
            """))</dd></div>
        """
    }

    private static func editLink(_ address: String, _ label: String, _ language: Language) -> HTML {
        let title = ComponentTexts.edit[language] + ": " + label
        return """
            <a class="definition-edit" href="\(url: address)" aria-label="\(title)" title="\(title)">\
            \(.icon(.pencil, size: .small))</a>
            """
    }
}
