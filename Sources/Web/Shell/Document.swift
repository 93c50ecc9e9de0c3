import CRM
import Kernel

/// What the head of a document needs to know.
package struct DocumentSettings: Sendable {
    let language: Language
    let theme: Theme
    let csrf: String
    let assets: PageAssets
    var isRailCollapsed = false
    var liveAddress: String?

    package init(language: Language, theme: Theme, csrf: String, assets: PageAssets) {
        self.language = language
        self.theme = theme
        self.csrf = csrf
        self.assets = assets
    }

    init(
        language: Language, theme: Theme, csrf: String, assets: PageAssets, isRailCollapsed: Bool, liveAddress: String?
    ) {
        self.init(language: language, theme: theme, csrf: csrf, assets: assets)
        self.isRailCollapsed = isRailCollapsed
        self.liveAddress = liveAddress
    }
}

/// What the server must send with every document so that its scripts and styles work and no others do. Style attributes
/// are allowed because stages bring their colours (`StageColor` lets nothing but a colour through).
package enum ContentSecurityPolicy {
    package static let header = policy(forms: "'self'")
    /// For signing in on the way to an application: browsers hold redirects behind a form to its rule too.
    package static let leadingToApplications = policy(forms: "'self' https: http:")

    private static func policy(forms: String) -> String {
        """
            default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; \
            font-src 'self'; media-src 'self'; connect-src 'self'; form-action \(forms); base-uri 'none'; frame-ancestors 'none'
            """
    }
}

extension HTML {
    /// A document from doctype to end. No inline script anywhere: texts for script travel in data attributes.
    static func document(title: String, _ settings: DocumentSettings, _ body: HTML) -> HTML {
        """
        <!doctype html><html lang="\(settings.language.rawValue)"\
        \(attribute: "data-theme", settings.theme == .system ? nil : settings.theme.rawValue)\
        \(attribute: "data-rail", settings.isRailCollapsed ? "collapsed" : nil)><head><meta charset="utf-8">\
        <meta name="viewport" content="width=device-width, initial-scale=1"><title>\(title)</title>\
        <meta name="csrf-token" content="\(settings.csrf)"><meta name="htmx-config" content="\(json: htmxSettings)">\
        <link rel="icon" href="data:,"><link rel="stylesheet" href="\(url: settings.assets.styleSheet)">\
        \(each: settings.assets.scripts, { "<script defer src=\"\(url: $0)\"></script>" })\
        \(each: settings.assets.preloaded, { "<link rel=\"modulepreload\" href=\"\(url: $0)\">" })\
        <script type="module" src="\(url: settings.assets.module)"></script></head>\
        <body data-texts="\(json: scriptTexts(settings.language))"\(attribute: "data-live", settings.liveAddress)\
         hx-headers="\(json: ["X-CSRF-Token": .string(settings.csrf)])">\(body)</body></html>
        """
    }

    /// No `eval` (the CSP forbids it), no style element, no pages in the browser's storage; a form with errors comes back
    /// as 422 and is shown.
    private static let htmxSettings: JSONValue = [
        "allowEval": false, "includeIndicatorStyles": false, "selfRequestsOnly": true, "historyCacheSize": 0,
        "refreshOnHistoryMiss": true, "scrollBehavior": "instant",
        "responseHandling": [
            ["code": "204", "swap": false], ["code": "[23]..", "swap": true], ["code": "422", "swap": true],
            ["code": "[45]..", "swap": false, "error": true],
        ],
    ]

    private static func scriptTexts(_ language: Language) -> JSONValue {
        [
            "failed": .string(ShellTexts.requestFailed[language]), "undone": .string(ShellTexts.moveUndone[language]),
            "undo": .string(ShellTexts.undo[language]), "moved": .string(ShellTexts.moved[language]),
            "close": .string(ComponentTexts.close[language]), "offline": .string(ShellTexts.offline[language]),
        ]
    }
}
