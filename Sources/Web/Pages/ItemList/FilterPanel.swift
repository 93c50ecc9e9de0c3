import CRM
import Kernel

/// The filter line above boards, lists and agendas, and the panel behind «Фильтр».
struct FilterPanel {
    let filter: ItemFilter
    let saved: [SavedFilter]
    let people: PeopleSnapshot
    let language: Language

    func bar() -> HTML {
        .filterBar(
            action: filter.section, query: filter.query.text, placeholder: FilterTexts.search[language],
            quick: [filter.carried], more: panel(), activeCount: filter.activeCount, presets: presets() + ownPresets(),
            resetAddress: filter.isNarrowed ? filter.resetAddress : nil, keep: filter.query.isInBin ? nil : keep, language)
    }

    /// «Сохранить фильтр» while something narrows the list, else the way to what is saved.
    private var keep: HTML? {
        if filter.isNarrowed, !isSaved {
            return .linkButton(
                SavedFilterTexts.keepFilter[language], to: "\(filter.section)/filters?\(filter.conditions.urlEncoded)", kind: .quiet,
                icon: .bookmark, size: .small, attributes: " data-slideover=\"narrow\"")
        }
        if saved.isEmpty { return nil }
        return .iconLink(
            .bookmark, label: SavedFilterTexts.title[language], to: filter.section + "/filters", size: .small,
            attributes: " data-slideover=\"narrow\"")
    }

    private var isSaved: Bool { saved.contains { isCurrent($0) } }

    private func isCurrent(_ saved: SavedFilter) -> Bool { saved.conditions == filter.conditions.urlEncoded }

    private func ownPresets() -> [TabItem] {
        if filter.query.isInBin { return [] }
        return saved.map { kept in
            TabItem(
                kept.name, to: filter.address(applying: FormFields(urlEncoded: kept.conditions)), isCurrent: isCurrent(kept),
                icon: kept.owner == nil ? .users : .bookmark)
        }
    }

    private func presets() -> [TabItem] {
        if filter.query.isInBin {
            return [TabItem(FilterTexts.leaveBin[language], to: filter.address([("bin", nil)]), isCurrent: false, icon: .x)]
        }
        return FilterPreset.offered(for: filter.entity).map { preset in
            TabItem(
                preset.title[language], to: filter.address([("preset", preset.rawValue), ("final", nil)]),
                isCurrent: preset == filter.preset && !isSaved)
        }
    }

    private func panel() -> HTML {
        let rest = fields().map(control)
        return """
            \(.fields([responsible(), filter.pipeline.map(stage), activity(), range("created", FilterTexts.created, .date)].compactMap(\.self)))\
            \(amount())\(if: !rest.isEmpty, others(rest))\(unseen())
            """
    }

    private func others(_ controls: [HTML]) -> HTML {
        """
        <details class="filter-rest"\(attribute: "open", if: !filter.query.filters.isEmpty)>\
        <summary class="link">\(FilterTexts.otherFields, language)</summary>\(.fields(controls))</details>
        """
    }

    // MARK: What every item has

    private func responsible() -> HTML {
        let chosen = filter.fields.text("responsible")
        return .selectField(
            Field("responsible", label: FilterTexts.responsible[language], id: "filter-responsible"), peopleOptions(), selected: chosen,
            emptyLabel: FilterTexts.anybody[language])
    }

    private func stage(_ pipeline: Pipeline) -> HTML {
        .selectField(
            Field("stage", label: FilterTexts.stage[language], id: "filter-stage"),
            pipeline.stages.map { Option($0.code, $0.name[language]) }, selected: filter.query.stages.first,
            emptyLabel: FilterTexts.anyStage[language])
    }

    private func activity() -> HTML {
        let states: [(CRM.ActivityState, Text)] = [
            (.overdue, ActivityFilterTexts.overdue), (.today, ActivityFilterTexts.today), (.later, ActivityFilterTexts.later),
            (.none, ActivityFilterTexts.none), (.incoming, ActivityFilterTexts.incoming),
        ]
        return .selectField(
            Field("activity", label: FilterTexts.activity[language], id: "filter-activity"),
            states.map { Option($0.0.rawValue, $0.1[language]) }, selected: filter.query.activity?.rawValue,
            emptyLabel: FilterTexts.any[language])
    }

    private func amount() -> HTML? {
        guard let field = filter.registry.field(.amount, of: filter.entity) else { return nil }
        return range("f.\(field.code.rawValue)", field.title, .text)
    }

    private func range(_ name: String, _ title: Text, _ type: InputType) -> HTML {
        func side(_ suffix: String, _ label: Text) -> HTML {
            let name = name + suffix
            let field = Field(
                name, label: label.with(["field": title])[language], error: filter.problems[name]?[language], id: "filter-" + name)
            return .textField(field, type: type, value: filter.fields.text(name) ?? "")
        }
        return .fieldPair([side(".from", FilterTexts.from), side(".to", FilterTexts.to)])
    }

    // MARK: Fields

    /// Those that have no control of their own above.
    private func fields() -> [CRM.Field] {
        let known: Set<FieldCode> = [.id, .title, .responsible, .stage(of: filter.entity), .pipeline, .amount, .createdAt]
        return filter.registry.fields(of: filter.entity).filter { field in
            field.isInFilter && !known.contains(field.code) && field.type.code != "crm" && field.type.code != "file"
        }
    }

    private func control(_ field: CRM.Field) -> HTML {
        let name = "f.\(field.code.rawValue)"
        let label = Field(name, label: field.title[language], error: filter.problems[name]?[language], id: "filter-" + name)
        let value = filter.fields.text(name)
        switch field.type.code {
        case "enumeration", "source":
            let options = field.options.filter { !$0.isHidden || $0.code == value }.map { Option($0.code, $0.name[language]) }
            return .selectField(label, options, selected: value, emptyLabel: FilterTexts.any[language])
        case "boolean":
            let options = [Option("Y", FilterTexts.yes[language]), Option("N", FilterTexts.no[language])]
            return .selectField(label, options, selected: value, emptyLabel: FilterTexts.any[language])
        case "employee":
            return .selectField(label, peopleOptions(), selected: value, emptyLabel: FilterTexts.anybody[language])
        case "date", "datetime": return range(name, field.title, .date)
        case "money", "integer", "double": return range(name, field.title, .text)
        default: return .textField(label, type: .text, value: value ?? "")
        }
    }

    private func peopleOptions() -> [Option] {
        people.people.filter(\.isActive).map { Option(String($0.id.rawValue), $0.name) }
    }

    /// Conditions that came with the address and have no control in the panel: kept until the filter is reset.
    private func unseen() -> HTML {
        let shown = Set(fields().map(\.code) + [.amount])
        let pairs = filter.fields.pairs.filter { pair in
            guard pair.name.hasPrefix("f.") else { return false }
            let code = pair.name.dropFirst(2).split(separator: ".").first.map { FieldCode($0) }
            return code.map { !shown.contains($0) } ?? false || pair.name.hasSuffix(".is")
        }
        return "\(each: pairs, { .hiddenField($0.name, $0.value) })"
    }
}
