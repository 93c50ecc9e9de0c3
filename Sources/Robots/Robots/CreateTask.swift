import Automation
import CRM
import Kernel

/// Gives a colleague a task that belongs to the item, and may hold the process until it is done.
struct CreateTask: Robot {
    let kind: RobotKind = "create_task"
    let title = Text(ru: "Задача", en: "Task")
    let parameters = [
        ParameterSpec("subject", Text(ru: "Название задачи", en: "Task title"), .line, required: true),
        ParameterSpec("description", Text(ru: "Описание задачи", en: "Task description"), .text),
        ParameterSpec("responsible", RobotTexts.responsible, .people(single: true), required: true, addressee: true),
        ParameterSpec("deadline", RobotTexts.deadline, .moment),
        ParameterSpec(
            "waits", Text(ru: "Остановить процесс на время выполнения задачи", en: "Hold the process until the task is done"),
            .yesNo, preset: true),
        ParameterSpec("author", Text(ru: "Постановщик", en: "Author"), .people(single: true), advanced: true, preset: ["responsible"]),
        ParameterSpec("participants", Text(ru: "Соисполнители", en: "Participants"), .people(single: false), advanced: true),
        ParameterSpec("planStart", Text(ru: "Начало", en: "Planned start"), .moment, advanced: true),
        ParameterSpec("planEnd", Text(ru: "Окончание", en: "Planned end"), .moment, advanced: true),
        ParameterSpec("observers", Text(ru: "Наблюдатели", en: "Observers"), .people(single: false), advanced: true),
        ParameterSpec("checkList", Text(ru: "Чек-лист", en: "Check list"), .lines, advanced: true),
        ParameterSpec("important", Text(ru: "Важная задача", en: "Important task"), .yesNo, advanced: true),
        ParameterSpec(
            "mayChangeDeadline",
            Text(ru: "Разрешить ответственному менять крайний срок", en: "The responsible may change the deadline"), .yesNo, advanced: true),
        ParameterSpec(
            "controlled", Text(ru: "Принять работу после завершения", en: "Accept the work after completion"), .yesNo, advanced: true),
    ]
    let results = [
        ResultSpec("TaskId", Text(ru: "Номер задачи", en: "Task number")),
        ResultSpec("CompletedDate", Text(ru: "Когда завершена", en: "Completed at")),
        ResultSpec("CompletedUser", Text(ru: "Кем завершена", en: "Completed by")),
    ]
    let portal: Portal

    func run(_ step: Step) throws -> Outcome {
        let draft = try draft(step)
        let task = try step.command(portal, inNameOf: draft.author) { command in
            try TaskItem.create(draft, by: .portal, in: command)
        }
        let results: [String: Value] = ["TaskId": .int(task.rawValue), "task": .int(task.rawValue)]
        guard try step.flag("waits") else { return .done(results: results) }
        return .wait(for: TaskCompleted.kind, or: [TaskDeleted.kind], correlation: task.rawValue, results: results)
    }

    func resume(_ step: Step, _ event: PostedEvent) throws -> Outcome {
        .done(results: [
            "CompletedDate": event.payload["completedAt"] ?? .null, "CompletedUser": event.payload["completedBy"] ?? .null,
            "IsDeleted": .bool(event.kind == TaskDeleted.kind),
        ])
    }

    func leave(_ step: Step, _ leaving: Leaving) throws {
        guard case .int(let number) = try step.environment.value(object: step.setting.id, field: "task") else { return }
        try step.command(portal) { command in
            switch leaving {
            case .stop, .finish: break
            case .close: try TaskItem.move(TaskItemID(number), .decline, note: step.reason.russian, by: .portal, in: command)
            case .reassign:
                guard let person = try step.responsible else { return }
                try TaskItem.delegate(TaskItemID(number), to: person, by: .portal, in: command)
            }
        }
    }

    private func draft(_ step: Step) throws -> TaskDraft {
        var draft = TaskDraft(title: try step.text("subject"), responsible: try step.person("responsible"))
        draft.description = try step.text("description")
        draft.author = try step.optionalPeople("author").first ?? step.responsible ?? draft.responsible
        draft.participants = try step.optionalPeople("participants")
        draft.observers = try step.optionalPeople("observers")
        draft.deadline = try step.moment("deadline")
        draft.planStart = try step.moment("planStart")
        draft.planEnd = try step.moment("planEnd")
        draft.isImportant = try step.flag("important")
        draft.mayChangeDeadline = try step.flag("mayChangeDeadline")
        draft.isControlled = try step.flag("controlled")
        draft.checkList = try step.texts("checkList")
        draft.items = [step.document]
        draft.robotKey = step.key
        return draft
    }
}
