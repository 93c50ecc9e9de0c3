extension HTML {
    /// A figure with its name; leads to its list when there is an address.
    package static func statTile(
        _ label: String, value: String, note: String? = nil, tone: Tone = .neutral, address: String? = nil
    ) -> HTML {
        let content: HTML = """
            <span class="stat-label">\(label)</span><span class="stat-value">\(value)</span>\
            \(ifLet: note, { "<span class=\"stat-note\">\($0)</span>" })
            """
        let toneClass = tone == .neutral ? nil : tone.className
        guard let address else { return "<div\(classes: "stat", toneClass)>\(content)</div>" }
        return "<a\(classes: "stat", toneClass) href=\"\(url: address)\">\(content)</a>"
    }

    package static func stats(_ tiles: [HTML]) -> HTML {
        "<div class=\"stats\">\(tiles)</div>"
    }
}
