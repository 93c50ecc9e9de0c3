extension HTML {
    /// A check box with its text. Unchecked boxes send nothing; with `sendsUnchecked` the value is empty instead, so that
    /// a form can tell «no» from «not asked».
    package static func checkbox(
        _ field: Field, isChecked: Bool, value: String = "1", sendsUnchecked: Bool = false, attributes: HTML = HTML()
    ) -> HTML {
        """
        <div class="field">\(if: sendsUnchecked, .hiddenField(field.name, ""))\
        <label class="choice"><input type="checkbox"\(field.attributes) value="\(value)"\
        \(attribute: "checked", if: isChecked)\(attributes)>\
        <span>\(field.label)\(ifLet: field.help, { "<span class=\"choice-help\" id=\"\(field.id)-help\">\($0)</span>" })</span></label>\
        \(ifLet: field.error, { "<p class=\"field-error\" id=\"\(field.id)-error\">\($0)</p>" })</div>
        """
    }

    /// One of a few, all visible.
    package static func radios(_ field: Field, _ options: [Option], selected: String?) -> HTML {
        .fieldGroup(field, "<div class=\"choices\">\(each: options, { radio(field, $0, isChecked: $0.value == selected) })</div>")
    }

    /// Several of a few, all visible; the name is sent once per checked box.
    package static func checkboxes(_ field: Field, _ options: [Option], selected: Set<String>) -> HTML {
        .fieldGroup(
            field,
            "<div class=\"choices\">\(each: options, { choice(.checkbox, field, $0, isChecked: selected.contains($0.value)) })</div>")
    }

    private static func radio(_ field: Field, _ option: Option, isChecked: Bool) -> HTML {
        choice(.radio, field, option, isChecked: isChecked)
    }

    private enum ChoiceType: String { case radio, checkbox }

    private static func choice(_ type: ChoiceType, _ field: Field, _ option: Option, isChecked: Bool) -> HTML {
        """
        <label class="choice"><input type="\(type.rawValue)" name="\(field.name)" value="\(option.value)"\
        \(attribute: "checked", if: isChecked)><span>\(option.label)\
        \(ifLet: option.help, { "<span class=\"choice-help\">\($0)</span>" })</span></label>
        """
    }
}
