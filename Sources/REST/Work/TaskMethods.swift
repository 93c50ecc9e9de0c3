import CRM
import Kernel
import Storage

/// `tasks.task.*`: tasks in the caller's reach, with names in camel case and values as text.
enum TaskMethods {
    private static let id = RESTParameter("taskId", "integer", isRequired: true, Text(ru: "Номер задачи", en: "The task's number"))
    private static let fields = RESTParameter(
        "fields", "object", isRequired: true, Text(ru: "Поля и значения; TITLE и RESPONSIBLE_ID обязательны", en: "Fields and values; TITLE and RESPONSIBLE_ID are required"))
    private static let select = RESTParameter("select", "string[]", Text(ru: "Какие поля вернуть", en: "Which fields to give"))

    static let notFound = RESTFailure(400, "0", "Task not found or not accessible.")

    static let methods: [RESTMethod] = [
        RESTMethod("tasks.task.getFields", .task, Text(ru: "Описание полей задачи", en: "Describes the fields of a task")) { _ in
            let fields = TaskField.all.map { JSONObject.Member($0.name, ["title": .string($0.name), "type": .string($0.type)]) }
            return Answer(["fields": .object(JSONObject(fields))])
        },
        RESTMethod("tasks.task.add", .task, Text(ru: "Ставит задачу", en: "Gives a task"), [fields]) { call in
            let fields = try call.fields(at: 0)
            let files = try await SentFiles.stored(TaskInput.files(fields), call)
            return try await change(call) { access, command in
                let draft = try TaskInput(fields, files: files, call, command.transaction).draft()
                return try TaskItem.find(TaskItem.create(draft, by: access, in: command), for: .portal, in: command.transaction)
            }
        },
        RESTMethod("tasks.task.get", .task, Text(ru: "Читает задачу", en: "Reads a task"), [id, select]) { call in
            let people = try await call.services.people.snapshot()
            return try await call.services.portal.read { reader in
                let task = try find(call, reader)
                let answer = try TaskAnswer([task], call, .reading(call.viewer, in: reader), people, in: reader)
                let names = (call.parameters.value("select", at: 1)?.elements ?? []).compactMap(\.scalarText)
                return Answer(answer.single(task, TaskField.selected(names)))
            }
        },
        RESTMethod("tasks.task.list", .task, Text(ru: "Задачи по 50", en: "Tasks by fifty"), ListParameters.all) { call in
            let people = try await call.services.people.snapshot()
            return try await call.services.portal.read { reader in try list(call, people, reader) }
        },
        RESTMethod("tasks.task.update", .task, Text(ru: "Меняет задачу", en: "Changes a task"), [id, fields]) { call in
            let fields = try call.fields(at: 1)
            let files = try await SentFiles.stored(TaskInput.files(fields), call)
            return try await change(call) { access, command in
                let task = try find(call, command.transaction)
                let input = TaskInput(fields, files: files, call, command.transaction)
                let edited = try TaskItem.edit(task.id, try input.changes(of: task), by: access, in: command)
                guard let state = try input.state() else { return edited }
                return try bring(edited, to: state, access, command)
            }
        },
        .write("tasks.task.delete", .task, Text(ru: "Удаляет задачу", en: "Deletes a task"), [id]) { call, command in
            let task = try find(call, command.transaction)
            try TaskItem.delete(task.id, by: .reading(call.viewer, in: command.transaction), in: command)
            return Answer(["task": true])
        },
        RESTMethod(
            "tasks.task.delegate", .task, Text(ru: "Передаёт задачу", en: "Hands a task over"),
            [id, RESTParameter("userId", "integer", isRequired: true, Text(ru: "Кому", en: "To whom"))]
        ) { call in
            try await change(call) { access, command in
                let task = try find(call, command.transaction)
                let person = UserID(call.parameters.value("userId", at: 1)?.number ?? 0)
                guard try !UserStore.active([person], in: command.transaction).isEmpty else {
                    throw TaskInput.failure("userId: there is no such person.")
                }
                return try TaskItem.delegate(task.id, to: person, by: access, in: command)
            }
        },
        move("complete", Text(ru: "Завершает задачу", en: "Completes a task"), .complete),
        move("renew", Text(ru: "Возвращает задачу в работу", en: "Reopens a task"), .reopen),
        move("start", Text(ru: "Начинает работу", en: "Starts the work"), .start),
        move("pause", Text(ru: "Приостанавливает работу", en: "Pauses the work"), .pause),
        move("defer", Text(ru: "Откладывает задачу", en: "Postpones a task"), .postpone),
        move("approve", Text(ru: "Принимает работу", en: "Accepts the work"), .accept),
        move("disapprove", Text(ru: "Возвращает на доработку", en: "Sends the work back"), .sendBack),
    ]

    private static func move(_ name: String, _ about: Text, _ action: TaskAction) -> RESTMethod {
        RESTMethod("tasks.task.\(name)", .task, about, [id]) { call in
            try await change(call) { access, command in
                let task = try find(call, command.transaction)
                return try TaskItem.move(task.id, action, by: access, in: command)
            }
        }
    }

    /// Changes a task and answers it as it is then.
    static func change(
        _ call: Call, _ body: @escaping @Sendable (TaskAccess, Command) throws -> TaskItem
    ) async throws -> Answer {
        let people = try await call.services.people.snapshot()
        return try await call.services.portal.perform(as: call.caller.actor) { command in
            let access = try TaskAccess.reading(call.viewer, in: command.transaction)
            let task = try body(access, command)
            return Answer(try TaskAnswer([task], call, access, people, in: command.transaction).single(task))
        }
    }

    /// The steps that lead to a state; which of them may be taken depends on the state it is in and on who asks.
    private static func bring(_ task: TaskItem, to state: TaskState, _ access: TaskAccess, _ command: Command) throws -> TaskItem {
        if task.state == state { return task }
        let steps: [TaskAction] =
            switch state {
            case .waiting: [.pause, .sendBack, .reopen]
            case .inProgress: [.start]
            case .awaitingControl: [.submit]
            case .completed: [.complete, .accept]
            case .deferred: [.postpone]
            case .declined: [.decline]
            }
        let step = steps.first { task.allows($0, for: access) } ?? steps[0]
        return try TaskItem.move(task.id, step, by: access, in: command)
    }

    /// The task that the call names, within the caller's reach.
    static func find(_ call: Call, _ reader: any Reader, or missing: RESTFailure = notFound) throws -> TaskItem {
        guard let number = call.parameters.value("taskId", "id", at: 0)?.number, number > 0 else { throw missing }
        guard let task = try TaskItem.find(TaskItemID(number), in: reader),
            task.isVisible(to: try .reading(call.viewer, in: reader))
        else { throw missing }
        return task
    }

    private static func list(_ call: Call, _ people: PeopleSnapshot, _ reader: any Reader) throws -> Answer {
        let access = try TaskAccess.reading(call.viewer, in: reader)
        let reading = filterReading
        let filter = try call.parameters.object("filter") ?? JSONObject()
        let start = PageStart(call)
        let page = try TaskItem.select(
            filter.isEmpty ? nil : try reading.tree(filter), order: try reading.order(try call.parameters.object("order") ?? JSONObject()),
            offset: start.offset, limit: PageStart.size, isCounted: start.counts, for: access, now: call.now, dates: call.dates, in: reader)
        let answer = try TaskAnswer(page.tasks, call, access, people, in: reader)
        let fields = TaskField.selected(call.parameters.texts("select"))
        return start.answer(["tasks": .array(page.tasks.map { answer.json($0, fields) })], total: start.counts ? page.total : nil)
    }

    private static var filterReading: FilterReading {
        FilterReading(code: TaskField.code, unknown: .passOver) { code, value in
            guard code == "UF_CRM_TASK", let item = DocumentID(contractCode: value.printable) else { return value }
            return .item(item)
        }
    }
}
