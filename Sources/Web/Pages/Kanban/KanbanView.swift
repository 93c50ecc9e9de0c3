import CRM
import Kernel

/// A board of stages.
struct KanbanView {
    let model: KanbanModel
    let language: Language

    private var filter: ItemFilter { model.filter }
    private var entity: EntityType { filter.entity }

    func board() -> HTML {
        .kanban(filter.stages.map { column($0) }, tail: tail(), drops: drops(), language)
    }

    /// «42 карточки · 12 300 000 ₽» of the columns shown.
    func lead() -> String {
        let totals = filter.stages.compactMap { model.totals[$0.code] }
        var sum = StageTotal()
        for total in totals { for money in total.sums { sum.add(0, money) } }
        let text = sum.sums.map { $0.text(language) }.joined(separator: " + ")
        return KanbanTexts.lead(totals.reduce(0) { $0 + $1.count }, text)[language]
    }

    // MARK: Columns

    func column(_ stage: Stage) -> KanbanColumn {
        let page = model.pages[stage.code]
        let total = model.totals[stage.code] ?? StageTotal()
        let face = CardFace(
            filter: filter, details: model.details, names: model.names, viewer: model.viewer, now: model.now, language: language)
        let address = filter.address(at: "\(filter.section)/columns/\(stage.code.percentEncoded)")
        let separator = address.contains("?") ? "&" : "?"
        return KanbanColumn(
            stage: stage.code, name: stage.name[language], color: StageColor(stage.color), count: total.count,
            sum: sum(total), cards: (page?.items ?? []).map(face.card),
            moreAddress: page?.next.map { "\(address)\(separator)after=\($0.text)" }, addAddress: addAddress(stage),
            refreshAddress: address, live: ("\(topic)/\(stage.code)", topic))
    }

    /// What live events call the entity.
    private var topic: String { entity.code.lowercased() }

    private func sum(_ total: StageTotal) -> String {
        if total.sums.isEmpty { return Money(minorUnits: 0).text(language) }
        return total.sums.map { $0.text(language) }.joined(separator: " + ")
    }

    private func addAddress(_ stage: Stage) -> String? {
        guard !stage.semantics.isFinal, model.viewer.scope(.create, of: entity) != .none else { return nil }
        return QuickAdd.address(stage, filter)
    }

    /// The final stages as one narrow column that opens them, or a link that hides them again.
    private func tail() -> HTML? {
        guard filter.preset != .closed, let pipeline = filter.pipeline, filter.query.stages.isEmpty else { return nil }
        let finals = pipeline.stages.filter(\.semantics.isFinal)
        let count = finals.reduce(0) { $0 + (model.totals[$1.code]?.count ?? 0) }
        let isOpen = filter.showsFinal
        let title = isOpen ? KanbanTexts.hideFinal : KanbanTexts.showFinal
        return """
            <a class="column-final" href="\(url: filter.address([("final", isOpen ? nil : "1")]))" title="\(title, language)">\
            \(.icon(isOpen ? .chevronLeft : .chevronRight))\(.counter(count))\
            <span class="column-final-name">\(isOpen ? KanbanTexts.hideFinal : KanbanTexts.finalStages, language)</span></a>
            """
    }

    // MARK: While dragging

    private func drops() -> [KanbanDrop] {
        guard let pipeline = filter.pipeline, model.viewer.scope(.update, of: entity) != .none else { return [] }
        var drops: [KanbanDrop] = []
        if let success = pipeline.success {
            drops.append(KanbanDrop(success.name[language], icon: .circleCheck, tone: .success, stage: success.code))
        }
        if pipeline.failures.count == 1, let failure = pipeline.failures.first {
            drops.append(KanbanDrop(failure.name[language], icon: .circleX, tone: .danger, stage: failure.code))
        } else if !pipeline.failures.isEmpty {
            drops.append(KanbanDrop(KanbanTexts.failure[language], icon: .circleX, tone: .danger, dialogAddress: dialog("failure")))
        }
        drops.append(KanbanDrop(KanbanTexts.handOver[language], icon: .userPlus, tone: .accent, dialogAddress: dialog("person")))
        if model.viewer.scope(.delete, of: entity) != .none {
            drops.append(KanbanDrop(KanbanTexts.delete[language], icon: .trash2, tone: .neutral, dialogAddress: dialog("delete")))
        }
        return drops
    }

    private func dialog(_ name: String) -> String { filter.address(at: "\(filter.section)/dialogs/\(name)") }
}
