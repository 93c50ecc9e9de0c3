import Kernel

package enum InputType: String, Sendable {
    case text, email, tel, url, password, search, number, date, time
    case dateTime = "datetime-local"
}

extension HTML {
    /// One line of text, a date (`2026-11-23`), a time (`09:30`) or both (`2026-11-23T09:30`), without its label.
    package static func input(
        _ field: Field, type: InputType = .text, value: String = "", placeholder: String? = nil,
        autocomplete: String? = nil, attributes: HTML = HTML()
    ) -> HTML {
        """
        <input\(classes: "input", type == .number ? "input-number" : nil) type="\(type.rawValue)"\(field.attributes) \
        value="\(value)"\(attribute: "placeholder", placeholder)\(attribute: "autocomplete", autocomplete)\(attributes)>
        """
    }

    package static func textField(
        _ field: Field, type: InputType = .text, value: String = "", placeholder: String? = nil,
        autocomplete: String? = nil, attributes: HTML = HTML()
    ) -> HTML {
        .field(
            field,
            .input(
                field, type: type, value: value, placeholder: placeholder, autocomplete: autocomplete,
                attributes: attributes))
    }

    /// Several lines, growing with the text, without its label.
    package static func textArea(
        _ field: Field, value: String = "", rows: Int = 3, placeholder: String? = nil, attributes: HTML = HTML()
    ) -> HTML {
        // The parser swallows a line break right after the tag: without this one, a text that begins with it would lose it.
        """
        <textarea class="input"\(field.attributes) rows="\(rows)"\(attribute: "placeholder", placeholder)\(attributes)>\n\
        \(value)</textarea>
        """
    }

    package static func textAreaField(
        _ field: Field, value: String = "", rows: Int = 3, placeholder: String? = nil, attributes: HTML = HTML()
    ) -> HTML {
        .field(field, .textArea(field, value: value, rows: rows, placeholder: placeholder, attributes: attributes))
    }

    /// An input with insertions of fields behind it: the button «{…}» writes the chosen one at the cursor.
    package static func insertionField(
        _ field: Field, value: String = "", isMultiline: Bool = false, insertions: [InsertionGroup],
        _ language: Language
    ) -> HTML {
        let control: HTML = isMultiline ? .textArea(field, value: value) : .input(field, value: value)
        return .field(field, .withInsertions(control, insertions, language))
    }
}
