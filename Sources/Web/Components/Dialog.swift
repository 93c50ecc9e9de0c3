import Kernel

package enum DialogWidth: Sendable {
    case normal
    case wide
}

extension HTML {
    /// A dialog. Opened by `data-open-dialog="name"` when it stands in the page, at once when it arrives as a fragment.
    /// `form` makes head, body and actions one form; a dialog without actions gets a closing button only.
    package static func dialog(
        title: String, name: String? = nil, width: DialogWidth = .normal, form: DialogForm? = nil, actions: [HTML] = [],
        _ language: Language, _ body: HTML
    ) -> HTML {
        let content: HTML = """
            <header class="dialog-head"><h2>\(title)</h2>\
            \(.iconButton(.x, label: ComponentTexts.close[language], attributes: " data-close"))</header>\
            <div class="dialog-body">\(body)</div>\
            \(if: !actions.isEmpty, "<footer class=\"dialog-foot\">\(actions)</footer>")
            """
        return """
            <dialog\(classes: "dialog", width == .wide ? "dialog-wide" : nil)\(attribute: "data-dialog", name)\
            \(attribute: "data-open-now", if: name == nil) aria-label="\(title)">\
            \(ifLet: form, { .form(action: $0.action, csrf: $0.csrf, attributes: $0.attributes, content) })\
            \(if: form == nil, content)</dialog>
            """
    }

    /// The two usual actions of a dialog with a form: do it, or close.
    package static func dialogActions(_ label: String, kind: ButtonKind = .primary, _ language: Language) -> [HTML] {
        [
            .button(label, kind: kind),
            .button(ComponentTexts.cancel[language], kind: .quiet, type: .button, attributes: " data-close"),
        ]
    }
}

/// Where a dialog's form goes.
package struct DialogForm: Sendable {
    let action: String
    let csrf: String
    let attributes: HTML

    package init(action: String, csrf: String, attributes: HTML = HTML()) {
        self.action = action
        self.csrf = csrf
        self.attributes = attributes
    }
}
