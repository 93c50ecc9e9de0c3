extension HTML {
    /// A framed part of a page.
    package static func card(
        title: String? = nil, actions: [HTML] = [], foot: HTML? = nil, isFlush: Bool = false, _ body: HTML
    ) -> HTML {
        """
        <section class="card">\
        \(ifLet: title, { "<header class=\"card-head\"><h2>\($0)</h2>\(actions)</header>" })\
        <div\(classes: "card-body", isFlush ? "card-flush" : nil)>\(body)</div>\
        \(ifLet: foot, { "<footer class=\"card-foot\">\($0)</footer>" })</section>
        """
    }

    /// A message that belongs to the place it stands in: what is wrong here and what to do.
    package static func notice(_ tone: Tone, icon: Icon = .info, title: String? = nil, _ body: HTML) -> HTML {
        """
        <div class="notice \(tone.className)"\(attribute: "role", tone == .danger ? "alert" : nil)>\(.icon(icon))\
        <div>\(ifLet: title, { "<p class=\"strong\">\($0)</p>" })\(body)</div></div>
        """
    }
}
