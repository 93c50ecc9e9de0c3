import CRM
import Kernel

/// What happened to the task: by whom, when and why.
struct TaskHistoryView {
    let model: TaskCardModel
    private var language: Language { model.language }

    init(_ model: TaskCardModel) { self.model = model }

    var html: HTML? {
        let lines = model.history.compactMap(line)
        return lines.isEmpty ? nil : .card(title: TaskCardTexts.history[language], .timeline(lines))
    }

    private func line(_ entry: TimelineEntry) -> HTML? {
        guard let kind = TaskHistory.Kind(rawValue: entry.line.kind) else { return nil }
        let writer = model.face.writer
        var line = TimelineEntryModel(
            icon: entry.actor.isAutomatic ? .bot : icon(kind), title: title(kind, entry.line.data),
            time: writer.moment(entry.at, now: model.face.now), exactTime: writer.dateTime(entry.at))
        line.style = .plain
        if let note = entry.line.data["note"]?.printable, !note.isEmpty { line.text = "\(note)" }
        line.cause = cause(entry.actor)
        return .timelineEntry(line)
    }

    private func icon(_ kind: TaskHistory.Kind) -> Icon {
        switch kind {
        case .created: .plus
        case .moved: .arrowRight
        case .deadline: .calendarClock
        case .handedOver: .userPlus
        case .edited: .pencil
        }
    }

    private func title(_ kind: TaskHistory.Kind, _ data: [String: Value]) -> HTML {
        let none = TaskCardTexts.noDeadline[language]
        switch kind {
        case .created: return "\(TaskCardTexts.wasCreated, language)"
        case .edited: return "\(TaskCardTexts.wasEdited, language)"
        case .moved: return .change(from: state(data["from"]), to: state(data["to"]), none: "")
        case .deadline:
            return "\(TaskPageTexts.deadline, language): \(.change(from: moment(data["from"]), to: moment(data["to"]), none: none))"
        case .handedOver:
            return "\(TaskPageTexts.responsible, language): \(.change(from: person(data["from"]), to: person(data["to"]), none: ""))"
        }
    }

    private func state(_ value: Value?) -> String? {
        value.flatMap { TaskState(rawValue: $0.printable) }?.title[language]
    }

    private func moment(_ value: Value?) -> String? {
        guard case .dateTime(let moment)? = value else { return nil }
        return model.face.writer.moment(moment, now: model.face.now)
    }

    private func person(_ value: Value?) -> String? {
        value?.references.first.map { model.people.name(of: UserID($0.id)) }
    }

    /// «Иван Петров», «робот „Задача“ (Иван Петров), потому что…»
    private func cause(_ actor: Actor) -> HTML {
        let name = actor.user.map(model.people.name)
        let who: String =
            switch actor.origin {
            case .person: name ?? ""
            case .robot(let title, _, _): TaskCardTexts.robot.with(["title": title])[language]
            case .trigger(let title): TaskCardTexts.trigger.with(["title": title])[language]
            case .webForm(let title), .importer(let title), .integration(let title): title
            case .system: TaskCardTexts.portal[language]
            }
        return "\(who)\(ifLet: actor.reason, { ", \(TaskCardTexts.because, language) \($0, language)" })"
    }
}
