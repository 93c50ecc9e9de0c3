import CRM
import Kernel
import Storage

/// `task.elapseditem.*`: time spent on tasks. Parameters also come by position; errors have the original's numbers.
enum TaskTimeMethods {
    private static let task = TaskPartMethods.task
    private static let item = RESTParameter("ITEMID", "integer", isRequired: true, Text(ru: "Номер записи", en: "The entry's number"))
    private static let fields = RESTParameter(
        "ARFIELDS", "object", isRequired: true, Text(ru: "SECONDS, COMMENT_TEXT, USER_ID", en: "SECONDS, COMMENT_TEXT, USER_ID"))

    private static let noTask = RESTFailure(400, "0x100002", "Task not found or not accessible.")
    private static let denied = RESTFailure(400, "0x000004", "Action is not allowed.")
    private static let noItem = RESTFailure(400, "0x000040", "Item not found or not accessible.")
    private static let wrong = RESTFailure(400, "0x000100", "Wrong arguments: SECONDS must be a positive number, COMMENT_TEXT a text.")

    static let methods: [RESTMethod] = [
        .write("task.elapseditem.add", .task, Text(ru: "Заносит затраченное время", en: "Enters time spent"), [task, fields]) { call, command in
            let task = try find(call, command.transaction)
            let fields = try call.fields("ARFIELDS", at: 1)
            var person = call.viewer.user
            if let named = fields.value("USER_ID")?.number, named > 0 {
                guard let known = try UserStore.active([UserID(named)], in: command.transaction).first else { throw wrong }
                person = known
            }
            guard let seconds = seconds(fields) else { throw wrong }
            let access = try TaskAccess.reading(call.viewer, in: command.transaction)
            return try coded {
                Answer(.int(try TaskTime.add(seconds, note: note(fields) ?? "", to: task.id, by: person, access, in: command)))
            }
        },
        .read("task.elapseditem.get", .task, Text(ru: "Читает запись о времени", en: "Reads an entry of time"), [task, item]) { call, reader in
            Answer(.object(json(try entry(call, reader), call)))
        },
        .read(
            "task.elapseditem.getlist", .task, Text(ru: "Затраченное время", en: "Time spent"),
            [
                task, RESTParameter("ORDER", "object", Text(ru: "Порядок", en: "Order")), RESTParameter("FILTER", "object", Text(ru: "Отбор", en: "Filter")),
                RESTParameter("SELECT", "string[]", Text(ru: "Какие поля вернуть", en: "Which fields to give")),
                RESTParameter("PARAMS", "object", Text(ru: "NAV_PARAMS: nPageSize, iNumPage", en: "NAV_PARAMS: nPageSize, iNumPage")),
            ], list),
        .write("task.elapseditem.update", .task, Text(ru: "Меняет запись о времени", en: "Changes an entry of time"), [task, item, fields]) { call, command in
            let entry = try entry(call, command.transaction)
            let fields = try call.fields("ARFIELDS", at: 2)
            if fields.value("SECONDS") != nil, seconds(fields) == nil { throw wrong }
            try coded {
                try entry.edit(seconds: seconds(fields), note: note(fields), by: .reading(call.viewer, in: command.transaction), in: command)
            }
            return Answer(nil)
        },
        .write("task.elapseditem.delete", .task, Text(ru: "Удаляет запись о времени", en: "Deletes an entry of time"), [task, item]) { call, command in
            let entry = try entry(call, command.transaction)
            try coded { try entry.delete(by: .reading(call.viewer, in: command.transaction), in: command) }
            return Answer(nil)
        },
        .read(
            "task.elapseditem.isactionallowed", .task, Text(ru: "Можно ли менять запись", en: "Whether an entry may be changed"),
            [task, item, RESTParameter("ACTIONID", "integer", isRequired: true, Text(ru: "1 добавить, 2 изменить, 3 удалить", en: "1 add, 2 change, 3 delete"))]
        ) { call, reader in
            let task = try find(call, reader)
            let action = call.parameters.value("ACTIONID", at: 2)?.number
            if action == 1 { return Answer(true) }
            guard action == 2 || action == 3 else { throw wrong }
            return Answer(.bool(try entry(call, reader).isChangeable(on: task, by: .reading(call.viewer, in: reader))))
        },
    ]

    private static func find(_ call: Call, _ reader: any Reader) throws -> TaskItem { try TaskMethods.find(call, reader, or: noTask) }

    private static func entry(_ call: Call, _ reader: any Reader) throws -> TaskTime {
        let task = try find(call, reader)
        guard let number = call.parameters.value("ITEMID", at: 1)?.number, let entry = try TaskTime.find(number, in: reader), entry.task == task.id
        else { throw noItem }
        return entry
    }

    /// `MINUTES` is the older way to say it.
    private static func seconds(_ fields: JSONObject) -> Int? {
        let seconds = fields.value("SECONDS")?.number ?? fields.value("MINUTES")?.number.flatMap { $0 < 1 << 30 ? $0 * 60 : nil }
        return seconds.flatMap { $0 > 0 ? Int(exactly: $0) : nil }
    }

    private static func note(_ fields: JSONObject) -> String? { fields.value("COMMENT_TEXT")?.scalarText }

    private static func list(_ call: Call, _ reader: any Reader) throws -> Answer {
        let entries = try TaskTime.of(try find(call, reader).id, in: reader)
        let (order, filter) = (call.parameters.value("ORDER", at: 1)?.object, call.parameters.value("FILTER", at: 2)?.object)
        let select = Set((call.parameters.value("SELECT", at: 3)?.elements ?? []).compactMap { $0.scalarText?.uppercased() })
        let found = RowList(rows: entries.map { json($0, call) }).filtered(filter ?? JSONObject()).sorted(order ?? .of(["ID": "desc"]))
        let pages = call.parameters.value("PARAMS", at: 4)?["NAV_PARAMS"]
        let size = min(max(Int(clamping: pages?["nPageSize"]?.number ?? 50), 1), 50)
        let page = min(max(Int(clamping: pages?["iNumPage"]?.number ?? 1), 1), 1_000_000)
        let start = pages == nil ? PageStart(call).offset : (page - 1) * size
        let rows = found.rows.dropFirst(start).prefix(size).map { JSONValue.object($0.selected(select)) }
        return Answer(.array(rows), total: found.rows.count, next: start + size < found.rows.count ? start + size : nil)
    }

    private static func json(_ entry: TaskTime, _ call: Call) -> JSONObject {
        let start = entry.createdAt - .seconds(Int64(entry.seconds))
        return .of([
            "ID": .id(entry.id), "TASK_ID": .id(entry.task), "USER_ID": .id(entry.person), "COMMENT_TEXT": .string(entry.note),
            "SECONDS": .id(Int64(entry.seconds)), "MINUTES": .id(Int64(entry.seconds / 60)), "SOURCE": .id(Int64(entry.source.rawValue)),
            "CREATED_DATE": .string(entry.createdAt.contractText(in: call.zone)), "DATE_START": .string(start.contractText(in: call.zone)),
            "DATE_STOP": .string(entry.createdAt.contractText(in: call.zone)),
        ])
    }

    /// Refusals of this family carry numbers.
    private static func coded<T>(_ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let failure as Failure {
            switch failure.code {
            case .forbidden: throw denied
            case .notFound: throw noTask
            case .invalid: throw RESTFailure(400, wrong.code, failure.message.english)
            case .unauthenticated, .conflict, .limited, .unavailable: throw failure
            }
        }
    }
}
