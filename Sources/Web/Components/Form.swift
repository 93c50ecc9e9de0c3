extension HTML {
    /// A form that changes something: always POST, always with the session's CSRF token. `attributes` takes what
    /// improves it (`hx-post`, `data-upload`), with a leading space.
    package static func form(action: String, csrf: String, attributes: HTML = HTML(), _ content: HTML) -> HTML {
        "<form method=\"post\" action=\"\(url: action)\"\(attributes)>\(.csrfField(csrf))\(content)</form>"
    }

    /// The hidden input with the session's CSRF token.
    package static func csrfField(_ token: String) -> HTML {
        "<input type=\"hidden\" name=\"csrf\" value=\"\(token)\">"
    }

    package static func hiddenField(_ name: String, _ value: String) -> HTML {
        "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
    }

    /// A form of one button: what a link must not do (delete, move, sign out).
    package static func actionButton(
        _ label: String, action: String, csrf: String, kind: ButtonKind = .plain, icon: Icon? = nil,
        size: ControlSize = .normal, hidden: [(name: String, value: String)] = [], attributes: HTML = HTML()
    ) -> HTML {
        .form(
            action: action, csrf: csrf, attributes: attributes,
            "\(each: hidden, { .hiddenField($0.name, $0.value) })\(.button(label, kind: kind, icon: icon, size: size))")
    }

    /// Fields below each other with even gaps.
    package static func fields(_ fields: [HTML]) -> HTML {
        "<div class=\"fields\">\(fields)</div>"
    }

    /// Short fields beside each other, below each other on a phone.
    package static func fieldPair(_ fields: [HTML]) -> HTML {
        "<div class=\"fields-pair\">\(fields)</div>"
    }
}
