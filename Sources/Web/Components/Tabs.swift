/// An entry of tabs, segments or presets: always a link with its own address.
package struct TabItem: Sendable {
    package let label: String
    package let address: String
    package let isCurrent: Bool
    package let icon: Icon?
    package let count: Int?
    package let attributes: HTML

    /// `attributes` takes what improves the link (`hx-get`…), with a leading space.
    package init(
        _ label: String, to address: String, isCurrent: Bool, icon: Icon? = nil, count: Int? = nil,
        attributes: HTML = HTML()
    ) {
        self.label = label
        self.address = address
        self.isCurrent = isCurrent
        self.icon = icon
        self.count = count
        self.attributes = attributes
    }
}

extension HTML {
    /// Parts of one thing, under a line.
    package static func tabs(_ items: [TabItem], label: String) -> HTML {
        "<nav class=\"tabs\" aria-label=\"\(label)\">\(each: items, { tab($0, className: "tab") })</nav>"
    }

    /// Ways to look at the same thing (Канбан · Список · Дела).
    package static func segments(_ items: [TabItem], label: String) -> HTML {
        "<nav class=\"segments\" aria-label=\"\(label)\">\(each: items, { tab($0, className: "segment") })</nav>"
    }

    /// Saved filters.
    package static func presets(_ items: [TabItem], label: String) -> HTML {
        "<nav class=\"presets\" aria-label=\"\(label)\">\(each: items, { tab($0, className: "preset") })</nav>"
    }

    private static func tab(_ item: TabItem, className: String) -> HTML {
        """
        <a class="\(className)" href="\(url: item.address)"\(attribute: "aria-current", item.isCurrent ? "page" : nil)\
        \(item.attributes)>\(ifLet: item.icon, { .icon($0) })\(item.label)\(ifLet: item.count, { .counter($0) })</a>
        """
    }
}
