extension HTML {
    /// A short state in words.
    package static func badge(_ text: String, tone: Tone = .neutral, icon: Icon? = nil) -> HTML {
        "<span class=\"badge \(tone.className)\">\(ifLet: icon, { .icon($0, size: .small) })\(text)</span>"
    }

    /// A count that asks for attention. With `live` script can find it by that name; it is hidden at zero.
    package static func counter(_ count: Int, tone: Tone = .neutral, live: String? = nil, label: String? = nil) -> HTML {
        let toneClass: String? =
            switch tone {
            case .danger: "counter-danger"
            case .success: "counter-success"
            case .accent: "counter-accent"
            case .neutral, .warning: nil
            }
        return """
            <span\(classes: "counter", toneClass)\(attribute: "data-counter", live)\(attribute: "title", label)\
            \(attribute: "hidden", if: live != nil && count == 0)>\(count > 99 ? "99+" : String(count))</span>
            """
    }
}
