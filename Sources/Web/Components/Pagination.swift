import Kernel

/// Where a page of a list stands. Pages count from 1.
package struct PageWindow: Sendable {
    package let page: Int
    package let pageSize: Int
    package let total: Int

    package init(page: Int, pageSize: Int, total: Int) {
        self.page = page
        self.pageSize = pageSize
        self.total = total
    }

    package var lastPage: Int { max(1, (total + pageSize - 1) / pageSize) }

    /// The pages worth a link: the first, the last, the current with two neighbours; nil is a gap.
    var links: [Int?] {
        let wanted = Set([1, lastPage] + (page - 2...page + 2)).filter { (1...lastPage).contains($0) }.sorted()
        var result: [Int?] = []
        for number in wanted {
            if let previous = result.last ?? nil, number > previous + 1 { result.append(nil) }
            result.append(number)
        }
        return result
    }
}

extension HTML {
    /// «51–100 из 1 204» and links to the neighbouring pages; only the count when there is a single page.
    package static func pagination(
        _ window: PageWindow, _ language: Language, address: (_ page: Int) -> String
    ) -> HTML {
        let first = min(window.total, (window.page - 1) * window.pageSize + 1)
        let last = min(window.total, window.page * window.pageSize)
        let summary = ComponentTexts.shownRange.with([
            "first": grouped(first), "last": grouped(last), "total": grouped(window.total),
        ])
        return """
            <nav class="pages" aria-label="\(ComponentTexts.pages, language)"><span class="pages-summary">\(summary, language)</span>\
            \(if: window.page > 1, .iconLink(.chevronLeft, label: ComponentTexts.previousPage[language], to: address(window.page - 1)))\
            \(if: window.lastPage > 1, "\(each: window.links, { pageLink($0, current: window.page, address) })")\
            \(if: window.page < window.lastPage, .iconLink(.chevronRight, label: ComponentTexts.nextPage[language], to: address(window.page + 1)))\
            </nav>
            """
    }

    private static func pageLink(_ page: Int?, current: Int, _ address: (Int) -> String) -> HTML {
        guard let page else { return "<span class=\"faint\">…</span>" }
        return """
            <a class="page-link" href="\(url: address(page))"\
            \(attribute: "aria-current", page == current ? "page" : nil)>\(grouped(page))</a>
            """
    }
}

/// A whole number with its thousands apart by no-break spaces: `12 345`.
package func grouped(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    var result = number < 0 ? "−" : ""
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index).isMultiple(of: 3) { result += "\u{00A0}" }
        result.append(digit)
    }
    return result
}
