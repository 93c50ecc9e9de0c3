import Kernel

extension HTML {
    /// The command palette (Ctrl+K): every place of the rail and everything that can be created, found by typing; Enter on
    /// something else searches the portal for it.
    static func palette(_ shell: Shell) -> HTML {
        let language = shell.language
        return """
            <dialog class="dialog palette" data-palette aria-label="\(ShellTexts.palette, language)">\
            <form action="\(url: shell.addresses.search)"><input class="palette-search" name="q" autocomplete="off" \
            placeholder="\(ShellTexts.palettePrompt, language)" aria-label="\(ShellTexts.palettePrompt, language)" data-filter-items>\
            <div class="palette-list">\(each: shell.rail, { paletteGroup($0) })\
            \(if: !shell.create.isEmpty, "<p class=\"menu-title\">\(ShellTexts.create, language)</p>")\
            \(shell.create.compactMap { createEntry($0) })</div></form></dialog>
            """
    }

    private static func paletteGroup(_ group: RailGroup) -> HTML {
        """
        \(ifLet: group.title, { "<p class=\"menu-title\">\($0)</p>" })\
        \(each: group.items, { paletteLink($0.label, to: $0.address, icon: $0.icon) })
        """
    }

    private static func createEntry(_ item: MenuItem) -> HTML? {
        guard case .link(let label, let address, let icon, _, _) = item else { return nil }
        return paletteLink(label, to: address, icon: icon ?? .plus)
    }

    private static func paletteLink(_ label: String, to address: String, icon: Icon) -> HTML {
        "<a class=\"menu-item\" href=\"\(url: address)\">\(.icon(icon))<span class=\"clip\">\(label)</span></a>"
    }
}
