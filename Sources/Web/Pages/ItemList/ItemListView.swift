import CRM
import Kernel

/// A list with its selection and what can be done with it.
struct ItemListView {
    let model: ItemListModel
    let people: PeopleSnapshot
    let viewer: Viewer
    let csrf: String
    let language: Language

    private var filter: ItemFilter { model.filter }

    func body() -> HTML {
        if model.list.total == 0 { return empty() }
        let cells = ItemCells(
            names: model.list.names, writer: filter.dates.writer(language), now: model.now, language: language)
        let rows = model.list.items.map { row($0, cells) }
        let table = HTML.table([selectAll()] + model.columns.map(head), rows, caption: filter.entity.pluralName[language])
        return """
            \(.form(
                action: filter.address(at: filter.section + "/bulk"), csrf: csrf, attributes: " class=\"bulk\" data-selection",
                "\(tools())\(table)"))\(pages())
            """
    }

    private func empty() -> HTML {
        if filter.query.isInBin { return .emptyState(icon: .trash2, title: ItemListTexts.emptyBin[language]) }
        if filter.isNarrowed {
            return .emptyState(
                icon: .search, title: ItemListTexts.nothingFound[language], text: ItemListTexts.nothingFoundHint[language],
                actions: [.linkButton(ItemListTexts.resetFilter[language], to: filter.resetAddress)])
        }
        let mayCreate = viewer.scope(.create, of: filter.entity) != .none
        return .emptyState(
            icon: filter.entity.icon, title: ItemListTexts.nothingYet[language], text: ItemListTexts.nothingYetHint[language],
            actions: mayCreate
                ? [
                    .linkButton(
                        FilterTexts.entity(new: filter.entity.code)[language], to: filter.section + "/new", kind: .primary,
                        icon: .plus, attributes: " data-slideover")
                ] : [])
    }

    // MARK: Table

    private func selectAll() -> TableColumn {
        let label = ItemListTexts.selectPage[language]
        return TableColumn(
            content: "<input type=\"checkbox\" data-select-all aria-label=\"\(label)\" title=\"\(label)\">")
    }

    private func head(_ field: CRM.Field) -> TableColumn {
        let isSorted = model.sort.field == field.code
        let direction: SortDirection? = isSorted ? (model.sort.isDescending ? .descending : .ascending) : nil
        let next = isSorted && !model.sort.isDescending ? "-" + field.code.rawValue : field.code.rawValue
        return TableColumn(
            field.title[language], sortAddress: field.isSortable ? filter.address([("sort", next)]) : nil, sorted: direction,
            isNumber: ["money", "integer", "double"].contains(field.type.code))
    }

    private func row(_ item: Item, _ cells: ItemCells) -> TableRow {
        let select: HTML = """
            <input type="checkbox" name="id" value="\(item.id.id)" aria-label="\(item.title)">
            """
        return TableRow([select] + model.columns.map { cells.cell($0, of: item) })
    }

    private func pages() -> HTML {
        .pagination(PageWindow(page: model.list.page, pageSize: model.list.size, total: model.list.total), language) { number in
            filter.address([("page", String(number))])
        }
    }

    // MARK: What can be done with the selection

    private func tools() -> HTML {
        """
        <div class="bulk-tools"><div class="bulk-idle"><span class="muted">\(found)</span>\(columnChooser())</div>\
        <div class="bulk-chosen"><span class="strong nowrap">\(ItemListTexts.selected, language) <span data-selection-count></span></span>\
        \(if: model.list.total > model.list.items.count, everything())\(filter.query.isInBin ? restoring() : acting())</div></div>
        """
    }

    private var found: String {
        ItemListTexts.found(model.list.total)[language]
    }

    private func everything() -> HTML {
        """
        <label class="choice"><input type="checkbox" name="scope" value="all">\
        <span class="nowrap">\(ItemListTexts.wholeResult.with(["count": grouped(model.list.total)]), language)</span></label>
        """
    }

    private func restoring() -> HTML {
        action(.restore, ItemListTexts.restore, .rotateCcw)
    }

    private func acting() -> HTML {
        let mayChange = viewer.scope(.update, of: filter.entity) != .none
        let mayDelete = viewer.scope(.delete, of: filter.entity) != .none
        return """
            \(if: mayChange, "\(stageChoice())\(personChoice())")\
            \(if: mayChange && mayDelete, .button(DuplicateTexts.merge[language], icon: .copy, name: "action", value: "merge"))\
            \(if: mayDelete, action(.delete, ItemListTexts.delete, .trash2))
            """
    }

    private func stageChoice() -> HTML? {
        guard let pipeline = filter.pipeline else { return nil }
        let field = Field("to", label: ItemListTexts.chooseStage[language], id: "bulk-stage")
        return """
            <span class="bulk-pair">\(.select(
                field, pipeline.stages.map { Option($0.code, $0.name[language]) }, selected: nil,
                emptyLabel: ItemListTexts.chooseStage[language]))\(action(.move, ItemListTexts.move, nil))</span>
            """
    }

    private func personChoice() -> HTML {
        let field = Field("person", label: ItemListTexts.choosePerson[language], id: "bulk-person")
        let options = people.people.filter(\.isActive).map { Option(String($0.id.rawValue), $0.name) }
        return """
            <span class="bulk-pair">\(.select(field, options, selected: nil, emptyLabel: ItemListTexts.choosePerson[language]))\
            \(action(.assign, ItemListTexts.assign, nil))</span>
            """
    }

    private func action(_ kind: BulkAction.Kind, _ label: Text, _ icon: Icon?) -> HTML {
        .button(label[language], icon: icon, name: "action", value: kind.rawValue)
    }

    /// The chooser is no form of its own, because forms do not nest: its controls belong to one that stands elsewhere.
    private func columnChooser() -> HTML {
        let shown = Set(model.columns.map(\.code))
        let boxes = model.choices.filter { $0.code != .title }.map { field -> HTML in
            """
            <label class="choice menu-item"><input type="checkbox" form="columns" name="c" value="\(field.code.rawValue)"\
            \(attribute: "checked", if: shown.contains(field.code))><span class="clip">\(field.title, language)</span></label>
            """
        }
        return .menu(
            "\(.icon(.slidersHorizontal))<span class=\"button-label\">\(ItemListTexts.columns, language)</span>",
            summaryClass: "button button-quiet button-small", align: .end,
            [
                .custom("\(boxes)"),
                .custom(
                    """
                    <div class="menu-apply"><button class="button button-primary button-small" form="columns">\
                    \(ItemListTexts.applyColumns, language)</button></div>
                    """),
            ])
    }

    /// The form that the column chooser's boxes belong to.
    func columnForm() -> HTML {
        let kept = filter.fields.pairs.filter { $0.name != "c" && $0.name != "page" }
        return """
            <form method="get" action="\(url: filter.section)" id="columns" hidden>\
            \(each: kept, { .hiddenField($0.name, $0.value) })</form>
            """
    }
}
