import CRM
import Kernel
import Storage

/// Tasks with their people, check lists and the items they belong to.
struct TasksMove {
    let course: Course

    private static let selected: [JSONValue] = [
        "ID", "TITLE", "DESCRIPTION", "STATUS", "REAL_STATUS", "PRIORITY", "CREATED_BY", "CREATED_DATE", "CHANGED_BY", "CHANGED_DATE",
        "RESPONSIBLE_ID", "ACCOMPLICES", "AUDITORS", "DEADLINE", "START_DATE_PLAN", "END_DATE_PLAN", "DATE_START", "CLOSED_DATE", "CLOSED_BY",
        "PARENT_ID", "ALLOW_CHANGE_DEADLINE", "TASK_CONTROL", "UF_CRM_TASK", "UF_TASK_WEBDAV_FILES",
    ]

    func run(after last: String) async throws {
        let list = SourceList(
            method: "tasks.task.list", parameters: .init([.init("select", .array(Self.selected))]), path: ["tasks"], rowID: "id")
        try await course.go(through: list, of: .tasks, after: last) { rows, last in try await take(rows, last) }
    }

    private func take(_ rows: [JSONObject], _ last: String) async throws {
        let lists = try await course.client.batch(
            rows.map { SourceCall("task.checklistitem.getlist", .init([.init("TASKID", .string($0.value("id")?.scalarText ?? ""))])) })
        let tasks = zip(rows, lists).map { SourceTask($0, checkList: (try? $1.get())?.elements.compactMap(\.object)) }
        let attached = try await attached(to: tasks)
        let files = try await MovedFiles(course: course).fetch(attached.values.flatMap(\.self))
        try await course.write(.tasks, last: last) { [course] command, tally in
            for lost in files.lost { tally.warn(lost.owner, lost.message) }
            let kind = MovingKind.tasks.rawValue
            var known = try course.records.find(kind, tasks.flatMap { [$0.foreign, $0.text("parentId")] }, in: command.transaction)
            let people = try course.records.people(in: command.transaction)
            let items = try course.records.items(tasks.flatMap(\.items), in: command.transaction)
            for task in tasks {
                try tally.take(task.foreign, command) { tally in
                    let own = files.ids(attached[task.foreign] ?? [])
                    let reading = TaskReading(task, people, items, known[task.text("parentId")], own, course)
                    if let record = try write(task, reading, known[task.foreign], command, &tally) {
                        known[task.foreign] = record
                        try course.records.save(kind, task.foreign, own: record.own, digest: record.digest, in: command.transaction)
                    }
                }
            }
        }
    }

    /// Files lie on the disk of the source, which describes each by its number.
    private func attached(to tasks: [SourceTask]) async throws -> [String: [MovedFiles.Wanted]] {
        let numbers = tasks.flatMap { task in task.files.map { (task: task.foreign, id: $0) } }
        let calls = numbers.map { SourceCall("disk.attachedObject.get", .init([.init("id", .string($0.id))])) }
        let answers = course.options.withFiles ? try await course.client.batch(calls) : []
        var found: [String: [MovedFiles.Wanted]] = [:]
        for (place, number) in numbers.enumerated() {
            let described = answers.indices.contains(place) ? try? answers[place].get() : nil
            let wanted = MovedFiles.Wanted(owner: number.task, place: "TASK", json: described ?? ["ID": .string(number.id)])
            found[number.task, default: []].append(wanted)
        }
        return found
    }

    /// Nil when there is nothing to remember anew.
    private func write(
        _ source: SourceTask, _ reading: TaskReading, _ known: MovedRecord?, _ command: Command, _ tally: inout Tally
    ) throws -> MovedRecord? {
        let digest = reading.digest
        if let known, known.digest == digest {
            tally.unchanged += 1
            return nil
        }
        let id: TaskItemID
        if let number = known?.number, try TaskItem.find(TaskItemID(number), in: command.transaction) != nil {
            id = TaskItemID(number)
            _ = try command.inPast(at: reading.past.changedAt ?? command.now, by: reading.editor) {
                try TaskItem.edit(id, reading.changes, by: .portal, in: $0)
            }
            tally.changed += 1
        } else if known != nil {
            // Somebody has deleted it here: that is respected.
            tally.unchanged += 1
            return nil
        } else {
            id = try command.inPast(at: reading.createdAt ?? command.now, by: reading.draft.author) {
                try TaskItem.create(reading.draft, by: .portal, in: $0)
            }
            tally.made += 1
        }
        let moment = reading.past.completedAt ?? reading.past.changedAt ?? reading.createdAt ?? command.now
        try command.inPast(at: moment, by: reading.past.completedBy ?? reading.draft.author) {
            try TaskItem.retell(reading.past, of: id, now: command.now, in: $0)
        }
        return MovedRecord(own: String(id.rawValue), digest: digest)
    }
}

/// A task as the source gives it, with names in camel case.
struct SourceTask: Sendable {
    let row: JSONObject
    /// Nil when the source does not give it.
    let checkList: [JSONObject]?

    init(_ row: JSONObject, checkList: [JSONObject]?) {
        self.row = row
        self.checkList = checkList
    }

    var foreign: String { text("id") }
    func text(_ name: String) -> String { row.value(name)?.scalarText ?? "" }
    func people(_ name: String) -> [String] { (row.value(name)?.elements ?? []).compactMap { $0.scalarText ?? $0["id"]?.scalarText } }
    var items: [ForeignItem] { (row.value("ufCrmTask")?.elements ?? []).compactMap { $0.scalarText.flatMap(ForeignItem.init(code:)) } }

    var files: [String] { (row.value("ufTaskWebdavFiles")?.elements ?? []).compactMap(\.scalarText).filter { $0 != "0" && !$0.isEmpty } }

    var state: TaskState {
        switch text("realStatus").isEmpty ? text("status") : text("realStatus") {
        case "3": .inProgress
        case "4": .awaitingControl
        case "5": .completed
        case "6": .deferred
        case "7": .declined
        default: .waiting
        }
    }
}

/// A task as the portal understands it.
struct TaskReading {
    let draft: TaskDraft
    let past: TaskPast
    let createdAt: Timestamp?
    let editor: UserID

    init(
        _ source: SourceTask, _ people: [String: UserID], _ items: [ForeignItem: DocumentID], _ parent: MovedRecord?, _ files: [FileID], _ course: Course
    ) {
        func person(_ name: String) -> UserID? { people[source.text(name)] }
        func moment(_ text: String) -> Timestamp? { text.isEmpty ? nil : course.target.items.dates.moment(.string(text)) }
        let title = source.text("title").withoutLineBreaks.withoutOuterSpace
        var draft = TaskDraft(title: title.isEmpty ? "—" : String(title.prefix(500)), responsible: person("responsibleId") ?? course.administrator)
        draft.description = PlainText.of(source.text("description"))
        draft.author = person("createdBy") ?? course.administrator
        draft.participants = source.people("accomplices").compactMap { people[$0] }
        draft.observers = source.people("auditors").compactMap { people[$0] }
        draft.deadline = moment(source.text("deadline"))
        if let start = moment(source.text("startDatePlan")), let end = moment(source.text("endDatePlan")), start < end {
            (draft.planStart, draft.planEnd) = (start, end)
        }
        draft.isImportant = source.text("priority") == "2"
        draft.mayChangeDeadline = source.row.value("allowChangeDeadline")?.flag ?? false
        draft.isControlled = source.row.value("taskControl")?.flag ?? false
        draft.parent = parent?.number.map { TaskItemID($0) }
        draft.items = source.items.compactMap { items[$0] }
        draft.files = files
        self.draft = draft
        createdAt = moment(source.text("createdDate"))
        editor = person("changedBy") ?? draft.author ?? course.administrator

        var past = TaskPast(source.state)
        past.startedAt = moment(source.text("dateStart"))
        past.completedAt = moment(source.text("closedDate"))
        past.completedBy = person("closedBy")
        past.changedAt = moment(source.text("changedDate"))
        past.checkList = TaskReading.lines(source.checkList ?? []).map { line in
            let isDone = line.row.value("IS_COMPLETE")?.flag ?? false
            let by = line.row.value("TOGGLED_BY")?.scalarText.flatMap { people[$0] }
            let at = line.row.value("TOGGLED_DATE")?.scalarText.flatMap(moment)
            return TaskPast.Line(
                line.title, doneBy: isDone ? by : nil, doneAt: isDone ? at ?? past.changedAt ?? Timestamp(milliseconds: 0) : nil)
        }
        self.past = past
    }

    /// Lists of lists are one list here: a heading stands before its lines, the one that the source makes by itself does not.
    private static func lines(_ rows: [JSONObject]) -> [(title: String, row: JSONObject)] {
        func text(_ row: JSONObject, _ name: String) -> String { row.value(name)?.scalarText ?? "" }
        let parents = Set(rows.map { text($0, "PARENT_ID") })
        let headings = rows.filter { parents.contains(text($0, "ID")) }
        let named = headings.filter { !text($0, "TITLE").hasPrefix("BX_CHECKLIST") }
        let titles = Dictionary(named.map { (text($0, "ID"), text($0, "TITLE")) }) { first, _ in first }
        let ids = Set(headings.map { text($0, "ID") })
        return rows.filter { !ids.contains(text($0, "ID")) }.compactMap { row in
            let title = PlainText.of(text(row, "TITLE")).withoutOuterSpace
            guard !title.isEmpty else { return nil }
            let heading = named.count > 1 ? titles[text(row, "PARENT_ID")] : nil
            return (String((heading.map { "\($0): " } ?? "") + title).prefix(500).description, row)
        }
    }

    var changes: TaskChanges {
        var changes = TaskChanges()
        (changes.title, changes.description, changes.responsible) = (draft.title, draft.description, draft.responsible)
        (changes.participants, changes.observers, changes.deadline) = (draft.participants, draft.observers, .some(draft.deadline))
        changes.plan = (draft.planStart, draft.planEnd)
        (changes.isImportant, changes.mayChangeDeadline, changes.isControlled) = (draft.isImportant, draft.mayChangeDeadline, draft.isControlled)
        (changes.parent, changes.items, changes.files) = (.some(draft.parent), draft.items, draft.files)
        return changes
    }

    var digest: String {
        func text(_ moment: Timestamp?) -> String { moment.map { String($0.milliseconds) } ?? "" }
        let people = [draft.participants, draft.observers].map { $0.map(\.description).sorted().joined(separator: ",") }
        let lines = (past.checkList ?? []).map { "\($0.title)\u{1F}\($0.doneAt != nil)" }
        return MovedRecord.digest(
            [
                draft.title, draft.description, draft.author?.description ?? "", draft.responsible.description, text(draft.deadline),
                text(draft.planStart), text(draft.planEnd), String(draft.isImportant), String(draft.mayChangeDeadline),
                String(draft.isControlled), draft.parent?.description ?? "", past.state.rawValue, text(past.completedAt),
            ] + people + draft.items.map(\.description) + draft.files.map(\.description) + lines)
    }
}
