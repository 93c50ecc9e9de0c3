package enum EmptySize: Sendable {
    case normal
    case small
}

extension HTML {
    /// What stands where a list would be: why it is empty and what to do next.
    package static func emptyState(
        icon: Icon, title: String, text: String? = nil, actions: [HTML] = [], size: EmptySize = .normal
    ) -> HTML {
        """
        <div\(classes: "empty", size == .small ? "empty-small" : nil)>\(.icon(icon))<h3>\(title)</h3>\
        \(ifLet: text, { "<p class=\"empty-text\">\($0)</p>" })\(if: !actions.isEmpty, .actions(actions))</div>
        """
    }
}
