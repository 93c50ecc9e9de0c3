import Kernel

extension HTML {
    /// The way from the top to this page; the last entry is the page itself and has no address.
    package static func breadcrumbs(_ path: [(label: String, address: String?)], _ language: Language) -> HTML {
        """
        <nav aria-label="\(ComponentTexts.breadcrumbs, language)"><ol class="crumbs">\
        \(each: path, { "<li>\(crumb($0.label, $0.address))</li>" })</ol></nav>
        """
    }

    private static func crumb(_ label: String, _ address: String?) -> HTML {
        address.map { "<a href=\"\(url: $0)\">\(label)</a>" } ?? "<span aria-current=\"page\">\(label)</span>"
    }
}
