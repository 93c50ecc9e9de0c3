import CRM
import Kernel

/// The fields of one kind of items, or of people: custom ones first.
struct FieldListView {
    let owner: FieldOwner
    let catalog: ItemCatalog
    let language: Language

    var html: HTML {
        let tabs = FieldOwner.all.map { TabItem($0.pluralName[language], to: FieldSettingsPage.address($0), isCurrent: $0 == owner) }
        let fields = catalog.fields.fields(of: owner).filter { !$0.flags.contains(.technical) }
        let own = fields.filter(\.isCustom)
        let system = fields.filter { !$0.isCustom }
        return """
            <div class="stack">\(.tabs(tabs, label: SettingsSection.fields.title[language]))\
            \(.card(title: FieldSettingsTexts.own[language], isFlush: true, own.isEmpty ? empty : table(own, FieldSettingsTexts.own)))\
            \(if: !system.isEmpty, .card(title: FieldSettingsTexts.system[language], isFlush: true, table(system, FieldSettingsTexts.system)))</div>
            """
    }

    private var empty: HTML {
        .emptyState(
            icon: .slidersHorizontal, title: FieldSettingsTexts.ownEmpty[language], text: (owner == .people ? FieldSettingsTexts.ownEmptyPeople : FieldSettingsTexts.ownEmptyHint)[language],
            size: .small)
    }

    private func table(_ fields: [CRM.Field], _ caption: Text) -> HTML {
        .table(
            [
                TableColumn(FieldSettingsTexts.title[language]), TableColumn(FieldSettingsTexts.type[language]),
                TableColumn(FieldSettingsTexts.required[language]), TableColumn(FieldSettingsTexts.shown[language]),
                TableColumn(FieldSettingsTexts.code[language]),
            ], fields.map(row), caption: caption[language])
    }

    private func row(_ field: CRM.Field) -> TableRow {
        let places: [(Bool, Text)] = [
            (field.isInList, FieldSettingsTexts.inList), (field.isInFilter, FieldSettingsTexts.inFilter), (field.isOnCard, FieldSettingsTexts.onCard),
        ]
        let shown = places.filter(\.0).map { $0.1[language] }.joined(separator: " · ")
        return TableRow([
            .tableTitle(field.title[language], to: FieldSettingsPage.address(field)),
            "\(field.type.title, language)\(if: field.isMultiple, " <small class=\"faint\">· \(FieldSettingsTexts.multipleShort, language)</small>")",
            required(field), "<small class=\"muted\">\(shown)</small>", "<code class=\"faint\">\(field.code.rawValue)</code>",
        ])
    }

    private func required(_ field: CRM.Field) -> HTML {
        if field.isRequired { return .badge(FieldSettingsTexts.requiredShort[language], tone: .warning) }
        let stages = field.requiredFrom.sorted { $0.key < $1.key }.compactMap { name, stage in
            catalog.pipelines.named(name)?[stage]?.name
        }
        return "<span class=\"stack tight\">\(each: stages, { "<small>\(FieldSettingsTexts.fromStage.with(["stage": $0]), language)</small>" })</span>"
    }
}
