import CRM
import Kernel
import Storage

/// What a program writes into a task, checked: people work here, items and files are within the caller's reach.
struct TaskInput {
    private let call: Call
    private let reader: any Reader
    private let fields: JSONObject
    private let files: SentFiles?

    /// - Parameter fields: by either of their names.
    init(_ fields: JSONObject, files: SentFiles?, _ call: Call, _ reader: any Reader) {
        self.call = call
        self.reader = reader
        self.files = files
        self.fields = JSONObject(fields.map { JSONObject.Member(TaskField.named($0.key)?.name ?? $0.key.uppercased(), $0.value) })
    }

    static func failure(_ text: String) -> RESTFailure { RESTFailure(400, "ERROR_CORE", text) }

    /// The sent files of a task, before its fields are read.
    static func files(_ fields: JSONObject) -> JSONValue? {
        fields.first { TaskField.named($0.key)?.name == "UF_TASK_WEBDAV_FILES" }?.value
    }

    func draft() throws -> TaskDraft {
        guard let responsible = try person("RESPONSIBLE_ID") else {
            throw TaskInput.failure("The field RESPONSIBLE_ID is not defined or invalid.")
        }
        var draft = TaskDraft(title: fields["TITLE"]?.scalarText ?? "", responsible: responsible)
        draft.description = fields["DESCRIPTION"]?.scalarText ?? ""
        draft.author = try person("CREATED_BY")
        draft.participants = try people("ACCOMPLICES") ?? []
        draft.observers = try people("AUDITORS") ?? []
        draft.deadline = try moment("DEADLINE")
        draft.planStart = try moment("START_DATE_PLAN")
        draft.planEnd = try moment("END_DATE_PLAN")
        draft.isImportant = try isImportant ?? false
        draft.mayChangeDeadline = try flag("ALLOW_CHANGE_DEADLINE") ?? false
        draft.isControlled = try flag("TASK_CONTROL") ?? false
        draft.parent = try parent()
        draft.items = try items() ?? []
        draft.files = try files?.all(call, reader) ?? []
        return draft
    }

    func changes(of task: TaskItem) throws -> TaskChanges {
        var changes = TaskChanges()
        changes.title = fields["TITLE"]?.scalarText
        changes.description = fields["DESCRIPTION"].map { $0.scalarText ?? "" }
        changes.responsible = try person("RESPONSIBLE_ID")
        changes.participants = try people("ACCOMPLICES")
        changes.observers = try people("AUDITORS")
        if fields["DEADLINE"] != nil { changes.deadline = .some(try moment("DEADLINE")) }
        if fields["START_DATE_PLAN"] != nil || fields["END_DATE_PLAN"] != nil {
            let start = fields["START_DATE_PLAN"] == nil ? task.plan?.start : try moment("START_DATE_PLAN")
            let end = fields["END_DATE_PLAN"] == nil ? task.plan?.end : try moment("END_DATE_PLAN")
            changes.plan = (start, end)
        }
        changes.isImportant = try isImportant
        changes.mayChangeDeadline = try flag("ALLOW_CHANGE_DEADLINE")
        changes.isControlled = try flag("TASK_CONTROL")
        if fields["PARENT_ID"] != nil { changes.parent = .some(try parent()) }
        changes.items = try items(besides: task.items)
        changes.files = try files?.all(besides: task.files, call, reader)
        return changes
    }

    /// The state that `STATUS` asks for.
    func state() throws -> TaskState? {
        guard let json = fields["STATUS"], !json.isVoid else { return nil }
        guard let code = json.number, let state = TaskState.allCases.first(where: { Int64($0.code) == code }) else {
            throw TaskInput.failure("The field STATUS is not defined or invalid.")
        }
        return state
    }

    private var isImportant: Bool? {
        get throws {
            guard let json = fields["PRIORITY"], !json.isVoid else { return nil }
            guard let number = json.number, (0...2).contains(number) else {
                throw TaskInput.failure("The field PRIORITY is not defined or invalid.")
            }
            return number == 2
        }
    }

    private func flag(_ name: String) throws -> Bool? {
        guard let json = fields[name] else { return nil }
        guard let flag = json.flag else { throw TaskInput.failure("The field \(name): Y or N is expected.") }
        return flag
    }

    private func moment(_ name: String) throws -> Timestamp? { try call.moment(fields[name], name, code: "ERROR_CORE") }

    private func person(_ name: String) throws -> UserID? {
        guard let json = fields[name], !json.isVoid else { return nil }
        return try checked([json], name).first
    }

    private func people(_ name: String) throws -> [UserID]? { try fields[name].map { try checked($0.elements.filter { !$0.isVoid }, name) } }

    private func checked(_ list: [JSONValue], _ name: String) throws -> [UserID] {
        let ids = list.compactMap { $0.number.map { UserID($0) } }
        let known = Set(try UserStore.active(ids, in: reader))
        guard ids.count == list.count, ids.allSatisfy(known.contains) else {
            throw TaskInput.failure("The field \(name): there is no such person.")
        }
        return ids
    }

    private func parent() throws -> TaskItemID? {
        guard let json = fields["PARENT_ID"], !json.isVoid, json.number != 0 else { return nil }
        guard let id = json.number.map({ TaskItemID($0) }) else { throw TaskInput.failure("The field PARENT_ID is not defined or invalid.") }
        return try TaskItem.find(id, for: .reading(call.viewer, in: reader), in: reader).id
    }

    /// - Parameter present: items that may stay even if the caller does not see them.
    private func items(besides present: [DocumentID] = []) throws -> [DocumentID]? {
        guard let json = fields["UF_CRM_TASK"] else { return nil }
        if json.flag == false { return [] }
        return try json.elements.filter { !$0.isVoid }.map { element in
            guard let item = element.scalarText.flatMap(DocumentID.init(contractCode:)) else {
                throw TaskInput.failure("The field UF_CRM_TASK: D_12 is expected.")
            }
            return present.contains(item) ? item : try ClassicItemMethods.find(item, call, reader).id
        }
    }
}
