extension HTML {
    /// A short state in words.
    package static func badge(_ text: String, tone: Tone = .neutral, icon: Icon? = nil) -> HTML {
        "<span class=\"badge \(tone.className)\">\(ifLet: icon, { .icon($0, size: .small) })\(text)</span>"
    }

    /// A count that asks for attention.
    package static func counter(_ count: Int, tone: Tone = .neutral, label: String? = nil) -> HTML {
        let toneClass: String? =
            switch tone {
            case .danger: "counter-danger"
            case .success: "counter-success"
            case .accent: "counter-accent"
            case .neutral, .warning: nil
            }
        return """
            <span\(classes: "counter", toneClass)\(attribute: "title", label)\(attribute: "aria-label", label)\(attribute: "role", label == nil ? nil : "img")>\
            \(count > 99 ? "99+" : String(count))</span>
            """
    }
}
