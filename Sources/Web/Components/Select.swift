/// A choice of a list. `value` is sent, `label` is read.
package struct Option: Sendable {
    package let value: String
    package let label: String
    package let help: String?

    package init(_ value: String, _ label: String, help: String? = nil) {
        self.value = value
        self.label = label
        self.help = help
    }
}

extension HTML {
    /// A list to choose one from, without its label. `emptyLabel` adds a first choice with an empty value.
    package static func select(
        _ field: Field, _ options: [Option], selected: String?, emptyLabel: String? = nil, attributes: HTML = HTML()
    ) -> HTML {
        """
        <select class="input"\(field.attributes)\(attributes)>\
        \(ifLet: emptyLabel, { "<option value=\"\">\($0)</option>" })\
        \(each: options, { option($0, isSelected: $0.value == selected) })</select>
        """
    }

    package static func selectField(
        _ field: Field, _ options: [Option], selected: String?, emptyLabel: String? = nil, attributes: HTML = HTML()
    ) -> HTML {
        .field(field, .select(field, options, selected: selected, emptyLabel: emptyLabel, attributes: attributes))
    }

    static func option(_ option: Option, isSelected: Bool) -> HTML {
        "<option value=\"\(option.value)\"\(attribute: "selected", if: isSelected)>\(option.label)</option>"
    }
}
