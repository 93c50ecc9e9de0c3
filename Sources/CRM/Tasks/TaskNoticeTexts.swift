import Kernel

/// What those who take part in a task are told.
enum TaskNotices {
    static func created(_ task: TaskItem) -> NoticeDraft {
        notice("task_created", task, Text(ru: "Новая задача «{title}»", en: "New task “{title}”"))
    }

    static func changed(_ task: TaskItem) -> NoticeDraft {
        notice("task_changed", task, Text(ru: "Изменена задача «{title}»", en: "Task “{title}” was changed"))
    }

    static func delegated(_ task: TaskItem) -> NoticeDraft {
        notice(
            "task_delegated", task, Text(ru: "Вам передана задача «{title}»", en: "Task “{title}” was handed to you"))
    }

    static func deadlineMoved(_ task: TaskItem) -> NoticeDraft {
        notice(
            "task_deadline", task,
            Text(ru: "Перенесён срок задачи «{title}»", en: "The deadline of “{title}” was moved"))
    }

    static func overdue(_ task: TaskItem) -> NoticeDraft {
        notice(
            "task_overdue", task, Text(ru: "Срок задачи «{title}» прошёл", en: "The deadline of “{title}” has passed"))
    }

    static func deleted(_ task: TaskItem) -> NoticeDraft {
        NoticeDraft(
            "task_deleted",
            Text(ru: "Удалена задача «{title}»", en: "Task “{title}” was deleted").with(["title": task.title]))
    }

    static func moved(_ task: TaskItem) -> NoticeDraft {
        let text =
            switch task.state {
            case .waiting: Text(ru: "Задача «{title}» снова ждёт выполнения", en: "Task “{title}” is waiting again")
            case .inProgress: Text(ru: "Задача «{title}» выполняется", en: "Task “{title}” is in progress")
            case .awaitingControl:
                Text(ru: "Задача «{title}» ждёт вашей проверки", en: "Task “{title}” awaits your control")
            case .completed: Text(ru: "Задача «{title}» завершена", en: "Task “{title}” is completed")
            case .deferred: Text(ru: "Задача «{title}» отложена", en: "Task “{title}” is deferred")
            case .declined:
                Text(ru: "Задача «{title}» отклонена: {result}", en: "Task “{title}” was declined: {result}")
            }
        return notice("task_" + task.state.rawValue, task, text)
    }

    private static func notice(_ kind: String, _ task: TaskItem, _ text: Text) -> NoticeDraft {
        NoticeDraft(
            kind, text.with(["title": task.title, "result": task.result]), link: .task(task.id),
            tag: "\(kind):\(task.id)")
    }
}
