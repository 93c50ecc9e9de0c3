import Kernel

package enum BareWidth: Sendable {
    /// Sign in, an error.
    case normal
    /// First run, a public form.
    case wide
}

extension HTML {
    /// A document without rail and top bar, for people who are not signed in.
    package static func barePage(
        title: String, brand: String, width: BareWidth = .normal, _ settings: DocumentSettings, _ body: HTML
    ) -> HTML {
        .document(
            title: "\(title) · \(brand)", settings,
            """
            <div class="bare"><main\(classes: "bare-card", width == .wide ? "bare-wide" : nil) id="main">\
            <div class="bare-brand"><span class="rail-mark" aria-hidden="true">\(String(brand.prefix(1)).uppercased())</span>\
            \(brand)</div>\(body)</main></div><div class="toasts" data-toasts></div>
            """)
    }

    /// A page that says what went wrong and where to go on. `code` is the HTTP status.
    package static func errorPage(
        code: Int, message: String, brand: String, homeAddress: String = "/", _ settings: DocumentSettings
    ) -> HTML {
        let title = ShellTexts.errorTitle(code)[settings.language]
        return .barePage(
            title: title, brand: brand, settings,
            """
            <p class="bare-code">\(code)</p><div class="stack"><div class="stack tight"><h1>\(title)</h1>\
            <p class="muted">\(message)</p></div>\
            <div class="actions">\(.linkButton(ShellTexts.toHome[settings.language], to: homeAddress, kind: .primary))</div></div>
            """)
    }
}
