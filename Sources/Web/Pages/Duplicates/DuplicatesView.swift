import CRM
import Kernel

/// A card for each group: who is in it, what they have in common, what can be done.
struct DuplicatesView {
    let model: DuplicatesModel
    let language: Language
    let csrf: String
    let writer: DateWriter

    private var entity: EntityType { model.entity }

    var html: HTML {
        guard !model.groups.isEmpty else {
            let nothing: HTML = .emptyState(
                icon: .circleCheck, title: DuplicateTexts.nothing[language], text: DuplicateTexts.nothingHint[language])
            return "<div class=\"stack\">\(.card(nothing))\(apart)</div>"
        }
        let pages: HTML = .pagination(model.window, language) { "\(entity.duplicatesAddress)?page=\($0)" }
        return """
            <div class="stack">\(if: model.isCut, .notice(.neutral, "<p>\(DuplicateTexts.cut, language)</p>"))\
            \(each: Array(zip(model.groups, model.plans)), group)\(pages)\(apart)</div>
            """
    }

    /// Beside the heading.
    var actions: [HTML] {
        guard !model.groups.isEmpty else { return [] }
        return [
            .actionButton(
                DuplicateTexts.mergeAll[language], action: entity.duplicatesAddress + "/merge", csrf: csrf, kind: .primary, icon: .copy)
        ]
    }

    private func group(_ group: DuplicateGroup, _ plan: MergePlan?) -> HTML {
        let members = group.items.compactMap { model.items[$0] }
        let form: HTML = """
            <form method="get" action="\(url: entity.mergeAddress)">\(.table(columns, members.map(row), caption: reasons(group)))\
            <div class="card-foot"><div class="row">\(.button(DuplicateTexts.compare[language], icon: .listChecks))\(verdict(plan))</div></div></form>
            """
        let differ: HTML = .actionButton(
            DuplicateTexts.different[language], action: entity.duplicatesAddress + "/distinct", csrf: csrf, kind: .quiet, size: .small,
            hidden: group.items.map { ("id", String($0.id)) })
        return .card(title: reasons(group), actions: group.items.count <= MergePlan.limit ? [differ] : [], isFlush: true, form)
    }

    private func reasons(_ group: DuplicateGroup) -> String { group.reasons.prefix(4).map { DuplicateTexts.same($0)[language] }.joined(separator: " · ") }

    private func verdict(_ plan: MergePlan?) -> HTML? {
        guard let plan else { return nil }
        if plan.isPlain { return .badge(DuplicateTexts.plain[language], tone: .success) }
        let names = plan.conflicts.map { $0.title[language] } + (plan.products?.isConflict ?? false ? [DuplicateTexts.products[language]] : [])
        return .badge(DuplicateTexts.toChoose.with(["fields": names.joined(separator: ", ")])[language], tone: .warning)
    }

    private var fields: [CRM.Field] {
        let codes: [FieldCode] = entity == .company ? [.inn, .phone, .email] : [.phone, .email] + (entity == .contact ? [.company] : [])
        return (codes + [.responsible, .createdAt]).compactMap { model.names.catalog.fields.field($0, of: entity) }
    }

    private var columns: [TableColumn] {
        [TableColumn(content: ""), TableColumn(entity.name[language])] + fields.map { TableColumn($0.title[language]) }
    }

    private func row(_ item: Item) -> TableRow {
        let cells = ItemCells(names: model.names, writer: writer, now: model.now, language: language)
        let box: HTML = "<input type=\"checkbox\" name=\"id\" value=\"\(item.id.id)\" checked aria-label=\"\(item.title)\">"
        return TableRow([box, cells.title(item)] + fields.map { cells.cell($0, of: item) })
    }

    // MARK: What was told apart

    private var apart: HTML? {
        guard !model.distinct.isEmpty else { return nil }
        let rows = model.distinct.map { pair in
            TableRow([
                link(pair.first), link(pair.second), "\(pair.person.flatMap { model.names.user($0) } ?? "—")", "\(writer.dateTime(pair.at))",
                .actionButton(
                    DuplicateTexts.takeBack[language], action: entity.duplicatesAddress + "/similar", csrf: csrf, kind: .quiet, size: .small,
                    hidden: [("id", String(pair.first.id)), ("id", String(pair.second.id))]),
            ])
        }
        let titles = ["", "", DuplicateTexts.decidedBy[language], DuplicateTexts.decidedAt[language], ""]
        return .card(
            title: DuplicateTexts.apart[language], isFlush: true,
            .table(titles.map { TableColumn($0) }, rows, caption: DuplicateTexts.apart[language]))
    }

    private func link(_ id: DocumentID) -> HTML {
        .tableTitle(model.items[id]?.title ?? "№ \(id.id)", to: id.cardAddress, attributes: " data-slideover")
    }
}
