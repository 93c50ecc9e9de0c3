import Kernel

/// A page inside the shell.
package struct Page: Sendable {
    package enum Layout: Sendable {
        case normal
        /// A readable width: forms and settings.
        case narrow
        /// Fills the window and scrolls inside itself: boards.
        case fill
    }

    /// In the tab of the browser and as the heading.
    package var title: String
    package var body: HTML
    package var layout: Layout = .normal
    package var breadcrumbs: [(label: String, address: String?)] = []
    /// One sentence below the heading.
    package var lead: String?
    /// Beside the heading: switches of view and buttons.
    package var actions: [HTML] = []
    package var toast: Toast?
    /// The body brings its heading itself: cards, whose title is edited in place.
    package var hasOwnHead = false

    package init(_ title: String, _ body: HTML) {
        self.title = title
        self.body = body
    }
}

extension HTML {
    /// The whole document of a page.
    package static func page(_ page: Page, in shell: Shell) -> HTML {
        let language = shell.language
        return .document(
            title: "\(page.title) · \(shell.portalName)",
            DocumentSettings(
                language: language, theme: shell.theme, csrf: shell.csrf, assets: shell.assets,
                isRailCollapsed: shell.isRailCollapsed, liveAddress: shell.liveAddress),
            """
            <a class="skip-link visually-hidden" href="#main">\(ShellTexts.skipToContent, language)</a>\
            <div class="shell">\(.rail(shell))<div class="shell-main">\(.topBar(shell))\(.shellBanner(shell))\
            <main\(classes: "main", layoutClass(page.layout)) id="main" tabindex="-1">\(.pageContent(page, language))</main></div></div>\
            \(.palette(shell))<dialog class="slideover" data-slideover-outlet aria-label="\(ShellTexts.card, language)"></dialog>\
            <div class="toasts" data-toasts>\(ifLet: page.toast, { .toast($0, language) })</div>
            """)
    }

    /// A line above the page that stays until it is dealt with.
    private static func shellBanner(_ shell: Shell) -> HTML {
        guard let banner = shell.banner else { return HTML() }
        return """
            <div class="shell-banner" role="alert">\(.icon(.triangleAlert))<span>\(banner.message)</span>\
            \(.linkButton(banner.action, to: banner.address, size: .small))</div>
            """
    }

    /// The heading and body of a page without the shell: what a slide-over shows.
    package static func pageContent(_ page: Page, _ language: Language) -> HTML {
        if page.hasOwnHead { return page.body }
        return """
            <header class="page-head"><div class="page-head-titles">\
            \(if: !page.breadcrumbs.isEmpty, .breadcrumbs(page.breadcrumbs, language))<h1>\(page.title)</h1>\
            \(ifLet: page.lead, { "<p class=\"page-lead\">\($0)</p>" })</div>\(page.actions)</header>\(page.body)
            """
    }

    private static func layoutClass(_ layout: Page.Layout) -> String? {
        switch layout {
        case .normal: nil
        case .narrow: "main-narrow"
        case .fill: "main-fill"
        }
    }
}
