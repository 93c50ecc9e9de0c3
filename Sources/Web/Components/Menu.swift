/// An entry of a menu.
package enum MenuItem: Sendable {
    case link(String, to: String, icon: Icon? = nil, isCurrent: Bool = false, attributes: HTML = HTML())
    /// A form of one button: for what changes something.
    case action(String, to: String, csrf: String, icon: Icon? = nil, isDangerous: Bool = false, hidden: [String: String] = [:])
    /// A button for script (`data-open-dialog`, `data-theme-choice`).
    case button(String, icon: Icon? = nil, attributes: HTML)
    case title(String)
    case line
    case custom(HTML)
}

package enum MenuAlignment: Sendable {
    case start
    case end
}

extension HTML {
    /// A menu that opens under its summary; works without script, script closes it on Esc and on a click elsewhere.
    /// `summary` is the content of the opening button, `label` what it is called when the content is an icon.
    package static func menu(
        _ summary: HTML, label: String? = nil, summaryClass: String = "button", align: MenuAlignment = .start,
        _ items: [MenuItem]
    ) -> HTML {
        """
        <details\(classes: "menu", align == .end ? "menu-end" : nil)>\
        <summary\(classes: summaryClass)\(attribute: "aria-label", label)\(attribute: "title", label)>\(summary)</summary>\
        <div class="menu-panel">\(each: items, { menuItem($0) })</div></details>
        """
    }

    /// The three dots with what else can be done here.
    package static func moreMenu(label: String, _ items: [MenuItem]) -> HTML {
        .menu(.icon(.ellipsis), label: label, summaryClass: "button button-quiet button-icon", align: .end, items)
    }

    private static func menuItem(_ item: MenuItem) -> HTML {
        switch item {
        case .link(let label, let address, let icon, let isCurrent, let attributes):
            """
            <a class="menu-item" href="\(url: address)"\(attribute: "aria-current", isCurrent ? "true" : nil)\(attributes)>\
            \(ifLet: icon, { .icon($0) })<span class="clip">\(label)</span></a>
            """
        case .action(let label, let address, let csrf, let icon, let isDangerous, let hidden):
            .form(
                action: address, csrf: csrf,
                """
                \(each: hidden.sorted { $0.key < $1.key }, { .hiddenField($0.key, $0.value) })\
                <button\(classes: "menu-item", isDangerous ? "menu-danger" : nil)>\
                \(ifLet: icon, { .icon($0) })<span class="clip">\(label)</span></button>
                """)
        case .button(let label, let icon, let attributes):
            """
            <button type="button" class="menu-item"\(attributes)>\(ifLet: icon, { .icon($0) })<span class="clip">\(label)</span></button>
            """
        case .title(let text): "<p class=\"menu-title\">\(text)</p>"
        case .line: "<hr class=\"menu-line\">"
        case .custom(let html): html
        }
    }
}
