import CRM
import Kernel

/// A column an item, a row a field in which they differ; where only one value can stay it is chosen.
struct MergeView {
    let model: MergeModel
    let attempt: Attempt
    let csrf: String
    let writer: DateWriter
    let now: Timestamp

    private var language: Language { attempt.language }
    private var plan: MergePlan { model.plan }
    private var entity: EntityType { plan.master.entity }
    private var cells: ItemCells { ItemCells(names: model.names, writer: writer, now: now, language: language) }

    var html: HTML {
        let hidden: HTML = "\(each: plan.items, { item in "\(.hiddenField("id", String(item.id.id)))\(.hiddenField("version.\(item.id.id)", String(item.version)))" })"
        return .form(
            action: entity.mergeAddress, csrf: csrf, attributes: " class=\"stack\"",
            """
            \(attempt.notice() ?? contradiction)\(hidden)\
            \(.card(isFlush: true, table))\
            \(.notice(.neutral, "<p>\(explanation, language)</p>"))\
            \(.actions(DuplicateTexts.merge, orBackTo: plan.master.id.cardAddress, language))
            """)
    }

    private var contradiction: HTML? {
        plan.isPlain ? nil : .notice(.warning, icon: .triangleAlert, "<p>\(DuplicateTexts.choose, language)</p>")
    }

    private var explanation: Text {
        DuplicateTexts.explanation.with(["master": Text(verbatim: plan.master.title)])
    }

    private var table: HTML {
        .table(
            [TableColumn(DuplicateTexts.field[language])] + plan.items.map { TableColumn(content: head($0)) },
            notes + plan.fields.map(row) + products, caption: DuplicateTexts.mergeTitle[language])
    }

    // MARK: The items themselves

    private func head(_ item: Item) -> HTML {
        let isMaster = item.id == plan.master.id
        let mark: HTML =
            isMaster
            ? .badge(DuplicateTexts.stays[language], tone: .success, icon: .check)
            : .linkButton(DuplicateTexts.makeMaster[language], to: address(master: item.id), kind: .link, size: .small)
        return "<div class=\"row row-nowrap\">\(cells.title(item))\(mark)</div>"
    }

    private func address(master: DocumentID) -> String {
        let ids = plan.items.map { ("id", String($0.id.id)) }
        return "\(entity.mergeAddress)?\(FormFields(ids + [("master", String(master.id))]).urlEncoded)"
    }

    private var notes: [TableRow] {
        let created = plan.items.map { item -> HTML in
            let creator = item.creator.flatMap { model.names.user($0) }
            return "\(writer.dateTime(item.createdAt))\(ifLet: creator, { ", \($0)" })"
        }
        let linked = plan.items.map { item -> HTML in "\(work(model.footprints[item.id] ?? MergeFootprint()))" }
        return [TableRow([label(DuplicateTexts.created)] + created), TableRow([label(DuplicateTexts.work)] + linked)]
    }

    private func work(_ footprint: MergeFootprint) -> String {
        let parts = [
            (footprint.deals, DuplicateTexts.deals), (footprint.activities, DuplicateTexts.activities), (footprint.tasks, DuplicateTexts.tasks),
            (footprint.comments, DuplicateTexts.comments),
        ].filter { $0.0 > 0 }.map { count, text in "\(text[language]): \(grouped(count))" }
        return parts.isEmpty ? "—" : parts.joined(separator: ", ")
    }

    private func label(_ text: Text) -> HTML { "<span class=\"muted\">\(text, language)</span>" }

    // MARK: Fields

    private func row(_ field: MergeField) -> TableRow {
        let title = title(field.field.title, isUnited: field.chosen == nil, isConflict: field.isConflict)
        return TableRow([title] + plan.items.enumerated().map { place, item in cell(field, item, place) })
    }

    private func cell(_ field: MergeField, _ item: Item, _ place: Int) -> HTML {
        let shown = cells.cell(field.field, of: item)
        guard let chosen = field.chosen, field.values.filter({ !$0.isEmpty }).count > 1 else { return shown }
        // Of a contradiction nothing is chosen beforehand: somebody has to look.
        return choice(
            "f." + field.field.code.rawValue, item, isChecked: !field.isConflict && chosen == place, isOffered: !field.values[place].isEmpty,
            isRequired: field.isConflict, shown)
    }

    private func choice(
        _ name: String, _ item: Item, isChecked: Bool, isOffered: Bool, isRequired: Bool, _ shown: HTML
    ) -> HTML {
        guard isOffered else { return shown }
        return """
            <label class="choice"><input type="radio" name="\(name)" value="\(item.id.id)"\(attribute: "checked", if: isChecked)\
            \(attribute: "required", if: isRequired)><span>\(shown)</span></label>
            """
    }

    private var products: [TableRow] {
        guard let products = plan.products else { return [] }
        let currency = plan.master.amount?.currency ?? "RUB"
        let cells = plan.items.enumerated().map { place, item -> HTML in
            let (rows, sum) = products.counts[place]
            let shown = DuplicateTexts.rows.with(["count": grouped(rows), "sum": Money(minorUnits: sum, currency: item.amount?.currency ?? currency).text(language)])
            return choice(
                "products", item, isChecked: !products.isConflict && products.chosen == place, isOffered: rows > 0,
                isRequired: products.isConflict, rows > 0 ? "\(shown, language)" : "<span class=\"faint\">—</span>")
        }
        return [TableRow([title(DuplicateTexts.products, isConflict: products.isConflict)] + cells)]
    }

    /// What a row is about, and what is expected of people.
    private func title(_ text: Text, isUnited: Bool = false, isConflict: Bool) -> HTML {
        """
        <div class="row"><span class="strong">\(text, language)</span>\
        \(if: isUnited, "<span class=\"faint\">\(DuplicateTexts.together, language)</span>")\
        \(if: isConflict, .badge(DuplicateTexts.chooseOne[language], tone: .warning))</div>
        """
    }
}
