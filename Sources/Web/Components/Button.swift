import Kernel

package enum ButtonKind: String, Sendable {
    case plain
    /// The one thing most people came for; at most one on a screen part.
    case primary
    case danger
    /// Without frame until pointed at.
    case quiet
    case link
}

extension HTML {
    /// A button. It submits its form unless `name` is nil and `type` says otherwise; `attributes` takes further
    /// attributes with a leading space, for example `" data-close"`.
    package static func button(
        _ label: String, kind: ButtonKind = .plain, icon: Icon? = nil, size: ControlSize = .normal,
        type: ButtonType = .submit, name: String? = nil, value: String? = nil, attributes: HTML = HTML()
    ) -> HTML {
        """
        <button\(classes: buttonClasses(kind, size, extra: nil)) type="\(type.rawValue)"\(attribute: "name", name)\
        \(attribute: "value", value)\(attributes)>\(ifLet: icon, { .icon($0) })<span class="button-label">\(label)</span></button>
        """
    }

    /// A link that looks like a button.
    package static func linkButton(
        _ label: String, to address: String, kind: ButtonKind = .plain, icon: Icon? = nil, size: ControlSize = .normal,
        attributes: HTML = HTML()
    ) -> HTML {
        """
        <a\(classes: buttonClasses(kind, size, extra: nil)) href="\(url: address)"\(attributes)>\
        \(ifLet: icon, { .icon($0) })<span class="button-label">\(label)</span></a>
        """
    }

    /// A square button with an icon only; the label is spoken and shown on pointing.
    package static func iconButton(
        _ icon: Icon, label: String, kind: ButtonKind = .quiet, size: ControlSize = .normal, type: ButtonType = .button,
        attributes: HTML = HTML()
    ) -> HTML {
        """
        <button\(classes: buttonClasses(kind, size, extra: "button-icon")) type="\(type.rawValue)" aria-label="\(label)" \
        title="\(label)"\(attributes)>\(.icon(icon))</button>
        """
    }

    /// A link with an icon only.
    package static func iconLink(
        _ icon: Icon, label: String, to address: String, kind: ButtonKind = .quiet, size: ControlSize = .normal,
        attributes: HTML = HTML()
    ) -> HTML {
        """
        <a\(classes: buttonClasses(kind, size, extra: "button-icon")) href="\(url: address)" aria-label="\(label)" \
        title="\(label)"\(attributes)>\(.icon(icon))</a>
        """
    }

    /// Buttons side by side, the main one first.
    package static func actions(_ buttons: [HTML]) -> HTML {
        "<div class=\"actions\">\(buttons)</div>"
    }

    /// What ends a form on a page of its own: its deed, or back to where one came from.
    package static func actions(_ label: Text, orBackTo address: String, _ language: Language, kind: ButtonKind = .primary) -> HTML {
        .actions([
            .button(label[language], kind: kind), .linkButton(ComponentTexts.cancel[language], to: address, kind: .quiet),
        ])
    }

    private static func buttonClasses(_ kind: ButtonKind, _ size: ControlSize, extra: String?) -> String {
        var classes = "button"
        if kind != .plain { classes += " button-" + kind.rawValue }
        switch size {
        case .normal: break
        case .small: classes += " button-small"
        case .wide: classes += " button-wide"
        }
        return extra.map { classes + " " + $0 } ?? classes
    }
}

package enum ButtonType: String, Sendable {
    case submit
    case button
    case reset
}
