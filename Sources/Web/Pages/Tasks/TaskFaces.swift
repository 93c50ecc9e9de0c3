import CRM
import Kernel

/// How a task looks on boards and in lists.
struct TaskFaces: Sendable {
    let people: PeopleSnapshot
    let access: TaskAccess
    let days: TaskBoardDays
    let writer: DateWriter

    var language: Language { writer.language }
    var zone: TimeZoneRules { writer.zone }
    var now: Timestamp { days.now }

    func card(_ task: TaskItem, _ links: TaskLinks, moveAddress: String) -> HTML {
        let link = links.of(task.items).first
        return """
            <article class="deal" data-card="\(task.id.rawValue)" data-row\(attribute: "data-move-url", isMovable(task) ? moveAddress : nil)>\
            <a class="deal-title" href="/tasks/\(task.id.rawValue)" data-slideover>\(important(task))\(task.title)</a>\
            \(ifLet: link, { "<p class=\"deal-line\">\(.icon($0.id.entity?.icon ?? .link, size: .small))<span class=\"clip\">\($0.title)</span></p>" })\
            \(ifLet: task.deadline, { "<p class=\"deal-line\">\(.icon(.calendarClock, size: .small))\(deadline($0, of: task))</p>" })\
            <div class="deal-foot"><span class="deal-activity">\(state(task))\(progress(task))</span>\
            \(if: task.author != task.responsible, "\(avatar(task.author))\(.icon(.chevronRight, size: .small))")\
            \(avatar(task.responsible))</div></article>
            """
    }

    /// Whether dropping it on some column would do something.
    private func isMovable(_ task: TaskItem) -> Bool {
        [.changeDeadline, .complete, .submit, .reopen].contains { task.allows($0, for: access) }
    }

    func important(_ task: TaskItem) -> HTML? {
        task.isImportant
            ? "<span class=\"task-important\">\(.icon(.flag, size: .small, label: TaskPageTexts.important[language]))</span>" : nil
    }

    func deadline(_ moment: Timestamp, of task: TaskItem) -> HTML {
        """
        <time\(classes: "nowrap", task.isOverdue(at: now) ? "danger-text" : nil) title="\(writer.dateTime(moment))">\
        \(writer.moment(moment, now: now))</time>
        """
    }

    func state(_ task: TaskItem) -> HTML {
        .badge(task.state.title[language], tone: task.state.tone)
    }

    /// «2/5» of the check list.
    func progress(_ task: TaskItem) -> HTML? {
        guard !task.checkList.isEmpty else { return nil }
        let done = task.checkList.filter(\.isDone).count
        return """
            <span class="row row-nowrap tight faint" title="\(TaskPageTexts.checkList, language)">\(.icon(.squareCheckBig, size: .small))\
            \(done)/\(task.checkList.count)</span>
            """
    }

    func avatar(_ person: UserID) -> HTML { .avatar(name: people.name(of: person), id: person.rawValue, size: .small) }

    func person(_ person: UserID) -> HTML { .person(name: people.name(of: person), id: person.rawValue) }
}

extension TaskState {
    var tone: Tone {
        switch self {
        case .waiting, .deferred: .neutral
        case .inProgress: .accent
        case .awaitingControl: .warning
        case .completed: .success
        case .declined: .danger
        }
    }
}
