import CRM
import Kernel

/// `task.dependence.*`: tasks that come after other tasks.
enum TaskLinkMethods {
    private static let first = RESTParameter("taskIdFrom", "integer", isRequired: true, Text(ru: "Предшествующая задача", en: "The task that comes first"))
    private static let second = RESTParameter("taskIdTo", "integer", isRequired: true, Text(ru: "Зависящая задача", en: "The task that comes after it"))

    static let methods: [RESTMethod] = [
        .write(
            "task.dependence.add", .task, Text(ru: "Ставит задачу после другой", en: "Puts a task after another one"),
            [
                first, second,
                RESTParameter(
                    "linkType", "integer", isRequired: true,
                    Text(ru: "0 начало–начало, 1 начало–окончание, 2 окончание–начало, 3 окончание–окончание", en: "0 start–start, 1 start–end, 2 end–start, 3 end–end")),
            ]
        ) { call, command in
            guard let code = call.parameters.value("linkType", at: 2)?.number, let kind = TaskLink.Kind(rawValue: Int(clamping: code)) else {
                throw RESTFailure(400, "ILLEGAL_NEW_LINK", "linkType: 0, 1, 2 or 3 is expected.")
            }
            try coded { from, to, access in try TaskLink.add(to, after: from, kind, by: access, in: command) }(call, command)
            return Answer([])
        },
        .write(
            "task.dependence.delete", .task, Text(ru: "Отменяет зависимость задачи", en: "Takes a task's dependence away"), [first, second]
        ) { call, command in
            try coded { from, to, access in try TaskLink.delete(to, after: from, by: access, in: command) }(call, command)
            return Answer([])
        },
    ]

    /// Both tasks of a call, and refusals under the names of this family.
    private static func coded(
        _ body: @escaping (TaskItemID, TaskItemID, TaskAccess) throws -> Void
    ) -> (Call, Command) throws -> Void {
        { call, command in
            let from = call.parameters.value("taskIdFrom", at: 0)?.number ?? 0
            let to = call.parameters.value("taskIdTo", at: 1)?.number ?? 0
            do {
                try body(TaskItemID(from), TaskItemID(to), .reading(call.viewer, in: command.transaction))
            } catch let failure as Failure where failure.code == .forbidden || failure.code == .notFound {
                throw RESTFailure(400, "ACTION_NOT_ALLOWED", failure.message[call.caller.language])
            } catch let failure as Failure where failure.code == .conflict {
                throw RESTFailure(400, "ILLEGAL_NEW_LINK", failure.message[call.caller.language])
            }
        }
    }
}
