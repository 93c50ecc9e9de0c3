import Kernel

/// Fields that may be inserted into a text, under the heading of their origin (the deal, its contact, constants…).
package struct InsertionGroup: Sendable {
    package let title: String
    package let items: [Item]

    package struct Item: Sendable {
        package let label: String
        /// What is written at the cursor: `{{Сумма}}`, `{=GlobalConst:Courier}`.
        package let code: String

        package init(_ label: String, code: String) {
            self.label = label
            self.code = code
        }
    }

    package init(_ title: String, _ items: [Item]) {
        self.title = title
        self.items = items
    }
}

extension HTML {
    /// Any text control with the picker «{…}» joined to it.
    package static func withInsertions(_ control: HTML, _ groups: [InsertionGroup], _ language: Language) -> HTML {
        let label = ComponentTexts.insertField[language]
        return """
            <div class="input-joined" data-insertions>\(control)\
            <details class="menu menu-end"><summary class="button button-icon" aria-label="\(label)" title="\(label)">\
            \(.icon(.braces))</summary><div class="menu-panel">\
            <input class="input menu-search" type="search" data-filter-items \
            placeholder="\(ComponentTexts.search, language)" aria-label="\(ComponentTexts.search, language)">\
            \(each: groups, { group in
                "<p class=\"menu-title\">\(group.title)</p>\(each: group.items, { insertion($0) })"
            })</div></details></div>
            """
    }

    private static func insertion(_ item: InsertionGroup.Item) -> HTML {
        """
        <button type="button" class="menu-item" data-insert="\(item.code)" title="\(item.code)">\
        <span class="clip">\(item.label)</span></button>
        """
    }
}
