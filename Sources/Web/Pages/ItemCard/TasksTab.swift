import CRM
import Kernel

/// The tasks of an item, open ones first.
struct CardTasksView {
    let context: CardContext
    let tasks: [TaskItem]
    let access: TaskAccess
    private var language: Language { context.language }

    init(_ context: CardContext, _ tasks: [TaskItem], _ access: TaskAccess) {
        self.context = context
        self.tasks = tasks
        self.access = access
    }

    var html: HTML {
        let add: HTML = .linkButton(
            CardTexts.newTask[language], to: "\(context.address)?compose=task", icon: .plus, size: .small)
        return .card(title: CardTab.tasks.title[language], actions: context.mayUpdate ? [add] : [], isFlush: true, list)
    }

    private var list: HTML {
        guard !tasks.isEmpty else {
            return .emptyState(
                icon: .listChecks, title: CardTexts.noTasks[language], text: CardTexts.noTasksHint[language],
                size: .small)
        }
        let columns = [CardTexts.taskColumn, CardTexts.taskState, ComposerTexts.responsible, ComposerTexts.deadline].map
        { TableColumn($0[language]) }
        return .table(columns, tasks.map(row), caption: CardTab.tasks.title[language])
    }

    private func row(_ task: TaskItem) -> TableRow {
        let isOverdue = task.isOverdue(at: context.now)
        let deadline: HTML? = task.deadline.map { moment in
            "<span\(classes: "nowrap", isOverdue ? "danger-text" : nil)>\(context.writer.moment(moment, now: context.now))</span>"
        }
        let tone: Tone =
            task.state == .completed ? .success : isOverdue ? .danger : task.state == .inProgress ? .accent : .neutral
        let title: HTML =
            task.isVisible(to: access)
            ? .tableTitle(task.title, to: "/tasks/\(task.id)", attributes: " data-slideover") : "<span>\(task.title)</span>"
        return TableRow([
            title,
            .badge(task.state.title[language], tone: tone),
            .person(name: context.people.name(of: task.responsible), id: task.responsible.rawValue), "\(deadline)",
        ])
    }
}
