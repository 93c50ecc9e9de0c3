import CRM
import Kernel
import Storage

/// What people do with tasks for themselves (favourites, watching), what they may do, and files that are put on them.
enum TaskMarkMethods {
    private static let id = RESTParameter("taskId", "integer", isRequired: true, Text(ru: "Номер задачи", en: "The task's number"))

    static let methods: [RESTMethod] = [
        favorite("add", Text(ru: "Добавляет задачу в избранное", en: "Marks a task as a favourite"), true),
        favorite("remove", Text(ru: "Убирает задачу из избранного", en: "Takes a task out of the favourites"), false),
        watch("startwatch", Text(ru: "Ставит вызывающего наблюдателем", en: "Makes the caller watch a task"), true),
        watch("stopwatch", Text(ru: "Прекращает наблюдение", en: "Makes the caller watch no longer"), false),
        .read(
            "tasks.task.getaccess", .task, Text(ru: "Кому что можно делать с задачей", en: "Who may do what with a task"),
            [id, RESTParameter("users", "integer[]", Text(ru: "Чьи права; без них — свои", en: "Whose rights; one's own without"))], access),
        .write(
            "tasks.task.files.attach", .task, Text(ru: "Прикладывает к задаче загруженный файл", en: "Puts an uploaded file on a task"),
            [id, RESTParameter("fileId", "integer", isRequired: true, Text(ru: "Номер файла", en: "The file's number"))]
        ) { call, command in
            let task = try TaskMethods.find(call, command.transaction)
            guard let number = call.parameters.value("fileId", at: 1)?.number, number > 0 else {
                throw TaskInput.failure("fileId is not defined or invalid.")
            }
            let sent = SentFiles(known: [FileID(number)])
            var changes = TaskChanges()
            changes.files = task.files + (try sent.all(besides: task.files, call, command.transaction))
            try TaskItem.edit(task.id, changes, by: .reading(call.viewer, in: command.transaction), in: command)
            return Answer(["attachmentId": .int(number)])
        },
    ]

    private static func favorite(_ name: String, _ about: Text, _ isMarked: Bool) -> RESTMethod {
        .write("tasks.task.favorite.\(name)", .task, about, [id]) { call, command in
            try TaskFavorites.set(isMarked, TaskMethods.find(call, command.transaction).id, for: call.viewer.user, in: command)
            return Answer(true)
        }
    }

    private static func watch(_ name: String, _ about: Text, _ isWatching: Bool) -> RESTMethod {
        RESTMethod("tasks.task.\(name)", .task, about, [id]) { call in
            try await TaskMethods.change(call) { access, command in
                try TaskItem.watch(isWatching, TaskMethods.find(call, command.transaction).id, by: access, in: command)
            }
        }
    }

    private static func access(_ call: Call, _ reader: any Reader) throws -> Answer {
        let task = try TaskMethods.find(call, reader)
        let named = (call.parameters.value("users", at: 1)?.elements ?? []).compactMap(\.number).map { UserID($0) }
        let people = named.isEmpty ? [call.viewer.user] : try UserStore.active(Array(named.prefix(100)), in: reader)
        let users = try UserStore.users(people, in: reader)
        var allowed = JSONObject()
        for person in people {
            guard let user = users[person], let viewer = try ViewerStore.viewer(for: user, in: reader) else { continue }
            let access = try TaskAccess.reading(viewer, in: reader)
            let isFavorite = try TaskFavorites.of(person, among: [task.id], in: reader).contains(task.id)
            let actions = TaskAnswer.actions(task, for: access, isFavorite: isFavorite)
            allowed[person.description] = .object(
                JSONObject(actions.members.map { JSONObject.Member(FieldInput.snakeCased($0.key), $0.value) }))
        }
        return Answer(["allowedActions": .object(allowed)])
    }
}
