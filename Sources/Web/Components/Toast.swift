import Kernel

/// A message after something was done (or refused), shown once at the foot of the window.
package struct Toast: Sendable {
    package let text: String
    package let tone: Tone

    package init(_ text: String, tone: Tone = .success) {
        self.text = text
        self.tone = tone
    }
}

extension HTML {
    /// In a page: the flash of the last form. As a fragment in an answer to script: add it anywhere, it is moved to its place.
    package static func toast(_ toast: Toast, _ language: Language) -> HTML {
        let icon: Icon = toast.tone == .danger ? .circleAlert : toast.tone == .success ? .circleCheck : .info
        return """
            <div class="toast toast-\(toast.tone.rawValue)" data-toast role="\(toast.tone == .danger ? "alert" : "status")">\
            \(.icon(icon))<span>\(toast.text)</span>\
            \(.iconButton(.x, label: ComponentTexts.close[language], size: .small, attributes: " data-dismiss"))</div>
            """
    }
}
