package enum SortDirection: String, Sendable {
    case ascending
    case descending
}

/// A column head. With `sortAddress` it is a link that sorts by this column (or turns the order).
package struct TableColumn: Sendable {
    package let title: String
    package let sortAddress: String?
    package let sorted: SortDirection?
    package let isNumber: Bool
    /// What stands in the head instead of the title: a check box for all rows.
    package let content: HTML?

    /// A column of controls.
    package init(content: HTML) {
        title = ""
        sortAddress = nil
        sorted = nil
        isNumber = false
        self.content = content
    }

    package init(_ title: String, sortAddress: String? = nil, sorted: SortDirection? = nil, isNumber: Bool = false) {
        self.title = title
        self.sortAddress = sortAddress
        self.sorted = sorted
        self.isNumber = isNumber
        content = nil
    }
}

/// A row; `attributes` with a leading space. One cell for each column, in their order.
package struct TableRow: Sendable {
    package let cells: [HTML]
    package let attributes: HTML

    package init(_ cells: [HTML], attributes: HTML = HTML()) {
        self.cells = cells
        self.attributes = attributes
    }
}

extension HTML {
    /// A list with sortable heads, scrolling sideways where it does not fit. `j`/`k` walk its rows.
    package static func table(_ columns: [TableColumn], _ rows: [TableRow], caption: String) -> HTML {
        """
        <div class="table-frame"><table class="table"><caption class="visually-hidden">\(caption)</caption>\
        <thead><tr>\(each: columns, { head($0) })</tr></thead>\
        <tbody>\(each: rows, { row($0, columns) })</tbody></table></div>
        """
    }

    /// The link that names a row and opens its item.
    package static func tableTitle(_ title: String, to address: String, attributes: HTML = HTML()) -> HTML {
        "<a class=\"table-title\" href=\"\(url: address)\"\(attributes)>\(title)</a>"
    }

    private static func head(_ column: TableColumn) -> HTML {
        """
        <th scope="col"\(classes: column.isNumber ? "number" : nil)\(attribute: "aria-sort", column.sorted?.rawValue)>\
        \(ifLet: column.sortAddress, { "<a class=\"sort\" href=\"\(url: $0)\">\(column.title)\(sortMark(column))</a>" })\
        \(if: column.sortAddress == nil, "\(column.title)")\(column.content)</th>
        """
    }

    private static func sortMark(_ column: TableColumn) -> HTML? {
        column.sorted.map { .icon($0 == .ascending ? .arrowUp : .arrowDown, size: .small) }
    }

    private static func row(_ row: TableRow, _ columns: [TableColumn]) -> HTML {
        let cells = zip(columns, row.cells).map { column, cell -> HTML in
            "<td\(classes: column.isNumber ? "number" : nil)>\(cell)</td>"
        }
        return "<tr data-row\(row.attributes)>\(cells)</tr>"
    }
}
