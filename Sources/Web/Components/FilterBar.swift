import Kernel

extension HTML {
    /// The line above a list: a search that sends itself while typing, what else narrows the list behind «Фильтр», and the
    /// saved presets. It is a GET form: the filter lives in the address.
    package static func filterBar(
        action: String, query: String, placeholder: String, quick: [HTML] = [], more: HTML? = nil, activeCount: Int = 0,
        presets: [TabItem] = [], resetAddress: String? = nil, keep: HTML? = nil, attributes: HTML = HTML(), _ language: Language
    ) -> HTML {
        """
        <form class="filter" method="get" action="\(url: action)" role="search" data-autosubmit\(attributes)>\
        <div class="filter-search">\(.icon(.search))<input class="input" type="search" name="q" value="\(query)" \
        placeholder="\(placeholder)" aria-label="\(placeholder)"></div>\(quick)\
        \(ifLet: more, { filterMenu($0, activeCount, resetAddress, language) })\
        \(if: !presets.isEmpty, .presets(presets, label: ComponentTexts.filters[language]))\(keep)\
        <noscript>\(.button(ComponentTexts.apply[language]))</noscript></form>
        """
    }

    private static func filterMenu(_ fields: HTML, _ count: Int, _ resetAddress: String?, _ language: Language) -> HTML {
        """
        <details class="menu" data-no-autosubmit><summary class="button">\(.icon(.slidersHorizontal))\
        <span class="button-label">\(ComponentTexts.filters, language)</span>\(if: count > 0, .counter(count, tone: .accent))</summary>\
        <div class="menu-panel"><div class="stack">\(fields)<div class="actions">\
        \(.button(ComponentTexts.apply[language], kind: .primary))\
        \(ifLet: resetAddress, { .linkButton(ComponentTexts.reset[language], to: $0, kind: .quiet) })</div></div></div></details>
        """
    }
}
