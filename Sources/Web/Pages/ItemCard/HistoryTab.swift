import CRM
import Kernel
import Storage

/// Every stay in a stage and every change of a field.
struct ItemHistory: Sendable {
    let stages: [StageHistory.Entry]
    /// Newest first.
    let changes: [TimelineEntry]

    static func load(_ item: DocumentID, in reader: any Reader) throws -> ItemHistory {
        ItemHistory(
            stages: item.entity?.hasStages == true ? try StageHistory.of(item, in: reader) : [],
            changes: try TimelineStore.changes(of: item, in: reader))
    }

    var references: [Reference] { changes.flatMap(\.references) }
}

struct CardHistoryView {
    let context: CardContext
    let history: ItemHistory
    private var language: Language { context.language }

    init(_ context: CardContext, _ history: ItemHistory) {
        self.context = context
        self.history = history
    }

    var html: HTML {
        "<div class=\"stack\">\(if: !history.stages.isEmpty, stages)\(fields)</div>"
    }

    private var stages: HTML {
        let columns = [
            TableColumn(CardTexts.stage[language]), TableColumn(CardTexts.cameIn[language]),
            TableColumn(CardTexts.stayed[language], isNumber: true),
            TableColumn(CardTexts.who[language]),
        ]
        let rows = history.stages.reversed().map { stay -> TableRow in
            let stage = context.catalog.pipelines.stage(stay.stage, of: context.entity)
            let span = (stay.leftAt ?? context.now) - stay.at
            return TableRow([
                .stageTag(stage?.name[language] ?? stay.stage, color: StageColor(stage?.color ?? "")),
                .moment(stay.at, context),
                "\(context.writer.duration(span))", person(stay.user),
            ])
        }
        return .card(
            title: CardTexts.stageHistory[language], isFlush: true,
            .table(columns, rows, caption: CardTexts.stageHistory[language]))
    }

    private var fields: HTML {
        let all = context.catalog.fields.all(of: context.entity)
        let rows = history.changes.flatMap { entry in
            entry.changes.map { change -> TableRow in
                let field = all.first { $0.code == change.code }
                return TableRow([
                    .moment(entry.at, context), "\(field?.title[language] ?? change.code.rawValue)",
                    .change(
                        from: shown(change.from, field), to: shown(change.to, field), none: CardTexts.empty[language]),
                    entry.actor.isAutomatic ? "\(entry.author(language, context.names))" : person(entry.actor.user),
                ])
            }
        }
        guard !rows.isEmpty else {
            return .card(
                title: CardTexts.fieldHistory[language],
                .emptyState(icon: .history, title: CardTexts.noChanges[language], size: .small))
        }
        let columns = [RobotTabTexts.when, CardTexts.field, CardTexts.change, CardTexts.who].map {
            TableColumn($0[language])
        }
        return .card(
            title: CardTexts.fieldHistory[language], isFlush: true,
            .table(columns, rows, caption: CardTexts.fieldHistory[language]))
    }

    private func shown(_ value: Value, _ field: CRM.Field?) -> String? {
        if value.isEmpty { return nil }
        return String((field?.text(value, language, context.names) ?? value.printable).prefix(200))
    }

    private func person(_ id: UserID?) -> HTML {
        id.map { .person(name: context.people.name(of: $0), id: $0.rawValue) } ?? "\(CardTexts.portal, language)"
    }
}
