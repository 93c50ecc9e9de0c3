import Kernel

extension HTML {
    /// The navigation at the left. On a phone it lies outside until `#rail` is the target of the address.
    static func rail(_ shell: Shell) -> HTML {
        let language = shell.language
        return """
            <nav class="rail" id="rail" aria-label="\(ShellTexts.navigation, language)" data-rail-items>\
            <a class="rail-brand" href="\(url: shell.addresses.home)"><span class="rail-mark" aria-hidden="true">\
            \(String(shell.portalName.prefix(1)).uppercased())</span>\
            <span class="rail-brand-name clip">\(shell.portalName)</span></a>\
            \(each: shell.rail, { railGroup($0) })\
            <span hidden data-live-topic="bell" hx-get="\(url: shell.addresses.counters)" hx-trigger="live, every 120s" hx-swap="none"></span>\
            <div class="rail-end"><button type="button" class="rail-item rail-fold" data-rail-fold \
            title="\(ShellTexts.foldRail, language)">\(.icon(.chevronsLeft))\
            <span class="rail-label">\(ShellTexts.foldRail, language)</span></button></div></nav>\
            <a class="rail-close" href="#main" aria-label="\(ComponentTexts.close, language)" tabindex="-1"></a>
            """
    }

    private static func railGroup(_ group: RailGroup) -> HTML {
        """
        \(ifLet: group.title, { "<p class=\"rail-group\">\($0)</p>" })\
        <ul class="rail-list">\(each: group.items, { "<li>\(railItem($0))</li>" })</ul>
        """
    }

    private static func railItem(_ item: RailItem) -> HTML {
        """
        <a class="rail-item" href="\(url: item.address)" title="\(item.label)"\
        \(attribute: "aria-current", item.isCurrent ? "page" : nil)>\(.icon(item.icon))\
        <span class="rail-label">\(item.label)</span>\
        \(counters(item))</a>
        """
    }

    /// What `ShellAddresses.counters` answers: each finds its place in the page by its id.
    static func railCounters(_ rail: [RailGroup]) -> HTML {
        "\(rail.flatMap(\.items).compactMap { counters($0, attributes: " hx-swap-oob=\"true\"") })"
    }

    private static func counters(_ item: RailItem, attributes: HTML = HTML()) -> HTML? {
        guard let name = item.name else { return nil }
        let shown = item.counters.filter { $0.count > 0 }
        return "<span class=\"rail-counters\" id=\"rail-\(name)\"\(attributes)>\(each: shown, { counter($0) })</span>"
    }

    private static func counter(_ counter: RailCounter) -> HTML {
        .counter(counter.count, tone: counter.kind == .overdue ? .danger : .success, label: counter.label)
    }
}
