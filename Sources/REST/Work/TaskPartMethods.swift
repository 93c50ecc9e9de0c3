import CRM
import Kernel
import Storage

/// `task.checklistitem.*` and `task.commentitem.*`: the older methods for the parts of a task. Their parameters also come by
/// position.
enum TaskPartMethods {
    static let methods = checkList + comments

    static let task = RESTParameter("TASKID", "integer", isRequired: true, Text(ru: "Номер задачи", en: "The task's number"))
    static let item = RESTParameter("ITEMID", "integer", isRequired: true, Text(ru: "Номер пункта или комментария", en: "The number of the line or comment"))
    static let fields = RESTParameter("FIELDS", "object", isRequired: true, Text(ru: "Поля и значения", en: "Fields and values"))
    private static let noItem = RESTFailure(400, "ERROR_CORE", "Item not found.")

    static func find(_ call: Call, _ reader: any Reader) throws -> TaskItem { try TaskMethods.find(call, reader) }

    private static func access(_ call: Call, _ reader: any Reader) throws -> TaskAccess { try .reading(call.viewer, in: reader) }

    private static func number(_ call: Call, _ name: String = "ITEMID", at position: Int = 1) throws -> Int64 {
        guard let number = call.parameters.value(name, at: position)?.number, number > 0 else { throw noItem }
        return number
    }

    // MARK: Check list

    private static let checkList: [RESTMethod] = [
        .write("task.checklistitem.add", .task, Text(ru: "Добавляет пункт", en: "Adds a line"), [task, fields]) { call, command in
            let task = try find(call, command.transaction)
            let fields = try call.fields("FIELDS", at: 1)
            let title = fields.value("TITLE")?.scalarText ?? ""
            if title.allSatisfy(\.isWhitespace) { throw TaskInput.failure("The field TITLE is not defined or empty.") }
            let access = try access(call, command.transaction)
            try TaskItem.addToCheckList(task.id, [title], by: access, in: command)
            let lines = try TaskItem.find(task.id, for: .portal, in: command.transaction).checkList
            guard let line = lines.last else { throw noItem }
            if fields.value("IS_COMPLETE")?.flag ?? false { try TaskItem.tick(task.id, line.id, done: true, by: access, in: command) }
            return Answer(.int(line.id.rawValue))
        },
        .read("task.checklistitem.get", .task, Text(ru: "Читает пункт", en: "Reads a line"), [task, item]) { call, reader in
            let task = try find(call, reader)
            let id = try number(call)
            guard let place = task.checkList.firstIndex(where: { $0.id.rawValue == id }) else { throw noItem }
            return Answer(json(task.checkList[place], place, task, call))
        },
        .read("task.checklistitem.getlist", .task, Text(ru: "Пункты задачи", en: "The lines of a task"), [task]) { call, reader in
            let task = try find(call, reader)
            return Answer(.array(try ordered(task, call).map { json($0.element, $0.offset, task, call) }))
        },
        .write("task.checklistitem.update", .task, Text(ru: "Меняет пункт", en: "Changes a line"), [task, item, fields]) { call, command in
            let (task, line, access) = try line(call, command.transaction)
            let fields = try call.fields("FIELDS", at: 2)
            if let title = fields.value("TITLE")?.scalarText {
                try TaskItem.renameCheckListItem(task.id, line.id, to: title, by: access, in: command)
            }
            if let isDone = fields.value("IS_COMPLETE")?.flag, isDone != line.isDone {
                try TaskItem.tick(task.id, line.id, done: isDone, by: access, in: command)
            }
            return Answer(nil)
        },
        .write("task.checklistitem.delete", .task, Text(ru: "Удаляет пункт", en: "Deletes a line"), [task, item]) { call, command in
            let (task, line, access) = try line(call, command.transaction)
            try TaskItem.removeFromCheckList(task.id, line.id, by: access, in: command)
            return Answer(true)
        },
        tick("complete", Text(ru: "Отмечает пункт", en: "Ticks a line off"), done: true),
        tick("renew", Text(ru: "Снимает отметку", en: "Takes a tick back"), done: false),
        .write(
            "task.checklistitem.moveafteritem", .task, Text(ru: "Ставит пункт после другого", en: "Puts a line after another"),
            [task, item, RESTParameter("AFTERITEMID", "integer", isRequired: true, Text(ru: "После какого", en: "After which"))]
        ) { call, command in
            let (task, line, access) = try line(call, command.transaction)
            let after = CheckListItemID(try number(call, "AFTERITEMID", at: 2))
            var order = task.checkList.map(\.id).filter { $0 != line.id }
            guard let place = order.firstIndex(of: after) else { throw noItem }
            order.insert(line.id, at: place + 1)
            try TaskItem.reorderCheckList(task.id, order, by: access, in: command)
            return Answer(nil)
        },
    ]

    private static func tick(_ name: String, _ about: Text, done: Bool) -> RESTMethod {
        .write("task.checklistitem.\(name)", .task, about, [task, item]) { call, command in
            let (task, line, access) = try line(call, command.transaction)
            try TaskItem.tick(task.id, line.id, done: done, by: access, in: command)
            return Answer(true)
        }
    }

    static func line(_ call: Call, _ reader: any Reader) throws -> (TaskItem, CheckListItem, TaskAccess) {
        let task = try find(call, reader)
        let id = try number(call)
        guard let line = task.checkList.first(where: { $0.id.rawValue == id }) else { throw noItem }
        return (task, line, try access(call, reader))
    }

    private static func ordered(_ task: TaskItem, _ call: Call) throws -> [(offset: Int, element: CheckListItem)] {
        let lines = Array(task.checkList.enumerated())
        guard let order = call.parameters.value("ORDER", at: 1)?.object?.members.first else { return lines }
        let isDescending = order.value.scalarText?.lowercased().hasPrefix("desc") ?? false
        let sorted =
            switch order.key.uppercased() {
            case "ID": lines.sorted { $0.element.id < $1.element.id }
            case "TITLE": lines.sorted { ($0.element.title, $0.offset) < ($1.element.title, $1.offset) }
            case "IS_COMPLETE": lines.filter { !$0.element.isDone } + lines.filter(\.element.isDone)
            default: lines
            }
        return isDescending ? sorted.reversed() : sorted
    }

    private static func json(_ line: CheckListItem, _ place: Int, _ task: TaskItem, _ call: Call) -> JSONValue {
        [
            "ID": .id(line.id), "TASK_ID": .id(task.id), "PARENT_ID": "0", "CREATED_BY": .id(task.author), "TITLE": .string(line.title),
            "SORT_INDEX": .id(Int64(place)), "IS_COMPLETE": .yesNo(line.isDone), "IS_IMPORTANT": "N", "TOGGLED_BY": .id(line.doneBy),
            "TOGGLED_DATE": line.doneAt.json(call.zone), "MEMBERS": .array([]), "ATTACHMENTS": .array([]),
        ]
    }

    // MARK: Comments

    private static let comments: [RESTMethod] = [
        RESTMethod("task.commentitem.add", .task, Text(ru: "Комментирует задачу", en: "Comments on a task"), [task, fields]) { call in
            let fields = try call.fields("FIELDS", at: 1)
            let files = try await SentFiles.stored(fields.value("UF_FORUM_MESSAGE_DOC"), call)
            return try await call.services.portal.perform(as: call.caller.actor) { command in
                let task = try find(call, command.transaction)
                let id = try Comment.add(
                    fields.value("POST_MESSAGE")?.scalarText ?? "", to: .task(task.id), files: try files?.all(call, command.transaction) ?? [],
                    by: try access(call, command.transaction), in: command)
                return Answer(.int(id.rawValue))
            }
        },
        .read("task.commentitem.get", .task, Text(ru: "Читает комментарий", en: "Reads a comment"), [task, item]) { call, reader in
            Answer(try json([try comment(call, reader)], call, reader)[0])
        },
        .read("task.commentitem.getlist", .task, Text(ru: "Комментарии задачи", en: "The comments on a task"), [task]) { call, reader in
            let task = try find(call, reader)
            let reading = FilterReading(
                code: { ["ID", "AUTHOR_ID", "POST_DATE", "POST_MESSAGE"].contains($0.uppercased()) ? FieldCode($0) : nil }, unknown: .passOver)
            let (order, filter) = (call.parameters.value("ORDER", at: 1)?.object, call.parameters.value("FILTER", at: 2)?.object)
            let (comments, _) = try Comment.select(
                of: .task(task.id), try filter.map { try reading.tree($0) }, order: try reading.order(order ?? JSONObject()), limit: 1000,
                dates: call.dates, in: reader)
            return Answer(.array(try json(comments, call, reader)))
        },
        RESTMethod("task.commentitem.update", .task, Text(ru: "Меняет свой комментарий", en: "Changes one's own comment"), [task, item, fields]) { call in
            let fields = try call.fields("FIELDS", at: 2)
            let files = try await SentFiles.stored(fields.value("UF_FORUM_MESSAGE_DOC"), call)
            return try await call.services.portal.perform(as: call.caller.actor) { command in
                let comment = try comment(call, command.transaction)
                let kept = try files?.all(besides: comment.files, call, command.transaction)
                try Comment.edit(
                    comment.id, text: fields.value("POST_MESSAGE")?.scalarText ?? comment.text, files: kept,
                    by: try access(call, command.transaction), in: command)
                return Answer(true)
            }
        },
        .write("task.commentitem.delete", .task, Text(ru: "Удаляет комментарий", en: "Deletes a comment"), [task, item]) { call, command in
            let comment = try comment(call, command.transaction)
            try Comment.delete(comment.id, by: try access(call, command.transaction), in: command)
            return Answer(true)
        },
    ]

    private static func comment(_ call: Call, _ reader: any Reader) throws -> Comment {
        let task = try find(call, reader)
        let id = CommentID(try number(call))
        guard let comment = try Comment.load([id], in: reader).first, comment.task == task.id, !comment.isDeleted else { throw noItem }
        return comment
    }

    private static func json(_ comments: [Comment], _ call: Call, _ reader: any Reader) throws -> [JSONValue] {
        let names = try UserStore.names(of: comments.compactMap(\.author), in: reader)
        let files = Dictionary(try FileLinks.files(comments.flatMap(\.files), in: reader).map { ($0.id, $0) }) { first, _ in first }
        return comments.map { comment in
            let attached = comment.files.compactMap { files[$0] }.map { file -> JSONObject.Member in
                JSONObject.Member(file.id.description, [
                    "ATTACHMENT_ID": .id(file.id), "NAME": .string(file.name), "SIZE": .id(file.size), "FILE_ID": .id(file.id),
                    "DOWNLOAD_URL": .string(FileValue.download(file.id, call)), "VIEW_URL": .string("/files/\(file.id.rawValue)"),
                ])
            }
            return .members([
                "POST_MESSAGE_HTML": nil, "ID": .id(comment.id), "AUTHOR_ID": .id(comment.author),
                "AUTHOR_NAME": .string(comment.author.flatMap { names[$0] } ?? ""), "AUTHOR_EMAIL": "",
                "POST_DATE": .string(comment.createdAt.contractText(in: call.zone)), "POST_MESSAGE": .string(comment.text),
                "ATTACHED_OBJECTS": attached.isEmpty ? nil : .object(JSONObject(attached)),
            ])
        }
    }
}
