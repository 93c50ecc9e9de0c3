import CRM
import Kernel
import Storage

/// Calls, meetings, letters and things to do, done ones too. Tasks come by themselves.
struct ActivitiesMove {
    let course: Course

    func run(after last: String) async throws {
        let list = SourceList(method: "crm.activity.list", parameters: .init([.init("select", ["*", "COMMUNICATIONS"])]))
        try await course.go(through: list, of: .activities, after: last) { rows, last in try await take(rows, last) }
    }

    private func take(_ all: [JSONObject], _ last: String) async throws {
        // Tasks come by themselves: nothing is asked about their rows.
        let rows = all.filter { !SourceActivity.isTask($0) }
        let bindings = try await bindings(rows)
        let activities = rows.map { SourceActivity($0, bindings: bindings[$0.value("ID")?.scalarText ?? ""] ?? []) }
        let files = try await MovedFiles(course: course).fetch(activities.filter { $0.kind != nil }.flatMap(\.files))
        try await course.write(.activities, last: last) { [course] command, tally in
            for lost in files.lost { tally.warn(lost.owner, lost.message) }
            let known = try course.records.find(MovingKind.activities.rawValue, activities.map(\.foreign), in: command.transaction)
            let people = try course.records.people(in: command.transaction)
            let items = try course.records.items(activities.flatMap(\.items), in: command.transaction)
            for activity in activities {
                try tally.take(activity.foreign, command) { tally in
                    guard let kind = activity.kind else {
                        return tally.refuse(activity.foreign, MovingTexts.otherKind.with(["kind": activity.provider]))
                    }
                    let own = activity.items.compactMap { items[$0] }
                    guard !own.isEmpty else { return tally.refuse(activity.foreign, MovingTexts.noOwner) }
                    let past = activity.past(kind, own, people, files, course, now: command.now)
                    try write(activity, past, people, known[activity.foreign], command, &tally)
                }
            }
        }
    }

    /// All items that an activity belongs to; lists only name one.
    private func bindings(_ rows: [JSONObject]) async throws -> [String: [ForeignItem]] {
        let ids = rows.compactMap { $0.value("ID")?.scalarText }
        let answers = try await course.client.batch(ids.map { SourceCall("crm.activity.binding.list", .init([.init("activityId", .string($0))])) })
        var found: [String: [ForeignItem]] = [:]
        for (id, answer) in zip(ids, answers) {
            guard case .success(let result) = answer else { continue }
            found[id] = result.elements.compactMap { ForeignItem(type: $0.object?.value("entityTypeId")?.number, id: $0.object?.value("entityId")?.number) }
        }
        return found
    }

    private func write(
        _ source: SourceActivity, _ past: PastActivity, _ people: [String: UserID], _ known: MovedRecord?, _ command: Command,
        _ tally: inout Tally
    ) throws {
        let digest = source.digest(past)
        if let known, known.digest == digest {
            tally.unchanged += 1
            return
        }
        let id: ActivityID
        if let number = known?.number, let old = try Activity.load([ActivityID(number)], in: command.transaction).first {
            id = old.id
            try command.inPast(at: past.changedAt ?? command.now, by: people[source.editor] ?? course.administrator) { try change(old, past, $0) }
            tally.changed += 1
        } else if known != nil {
            // Somebody has deleted it here: that is respected.
            tally.unchanged += 1
            return
        } else {
            let author = people[source.author] ?? course.administrator
            id = try command.inPast(at: source.createdAt(course) ?? command.now, by: author) { try Activity.retell(past, in: $0) }
            tally.made += 1
        }
        try course.records.save(MovingKind.activities.rawValue, source.foreign, own: String(id.rawValue), digest: digest, in: command.transaction)
    }

    private func change(_ old: Activity, _ past: PastActivity, _ command: Command) throws {
        let draft = past.draft
        var changes = ActivityChanges()
        (changes.subject, changes.description) = (draft.subject, draft.description)
        (changes.deadline, changes.start, changes.end) = (.some(draft.deadline), .some(draft.start), .some(draft.end))
        (changes.responsible, changes.isImportant, changes.reminderMinutes) = (draft.responsible, draft.isImportant, .some(draft.reminderMinutes))
        (changes.items, changes.files) = (draft.items, draft.files)
        try Activity.edit(old.id, changes, in: command)
        if past.isDone, old.isPlanned { try Activity.complete(old.id, in: command) }
        if !past.isDone, !old.isPlanned { try Activity.reopen(old.id, in: command) }
    }
}

/// An activity as the source gives it.
struct SourceActivity: Sendable {
    let row: JSONObject
    /// Items in the order: what it was made on first.
    let items: [ForeignItem]

    init(_ row: JSONObject, bindings: [ForeignItem]) {
        self.row = row
        let owner = ForeignItem(type: row.value("OWNER_TYPE_ID")?.number, id: row.value("OWNER_ID")?.number)
        let clients = (row.value("COMMUNICATIONS")?.elements ?? []).compactMap {
            ForeignItem(type: $0.object?.value("ENTITY_TYPE_ID")?.number, id: $0.object?.value("ENTITY_ID")?.number)
        }
        var seen: Set<ForeignItem> = []
        items = ((owner.map { [$0] } ?? []) + bindings + (bindings.isEmpty ? clients : [])).filter { seen.insert($0).inserted }
    }

    var foreign: String { text("ID") }
    var author: String { text("AUTHOR_ID") }
    var editor: String { row.value("EDITOR_ID")?.scalarText ?? text("RESPONSIBLE_ID") }
    var provider: String { text("PROVIDER_ID").isEmpty ? text("TYPE_ID") : text("PROVIDER_ID") }
    private func text(_ name: String) -> String { row.value(name)?.scalarText ?? "" }

    static func isTask(_ row: JSONObject) -> Bool {
        let provider = row.value("PROVIDER_ID")?.scalarText?.uppercased() ?? ""
        return row.value("TYPE_ID")?.scalarText == "3" || ["TASKS", "CRM_TASKS_TASK", "CRM_TASKS_TASK_COMMENT"].contains(provider)
    }

    /// Nil for what the portal has nothing like.
    var kind: ActivityKind? {
        switch text("PROVIDER_ID").uppercased() {
        case "CRM_MEETING": return .meeting
        case "CRM_CALL", "VOXIMPLANT_CALL", "CRM_CALL_LIST", "CRM_EXTERNAL_CHANNEL": return .call
        case "CRM_EMAIL", "CRM_EMAIL_COMPRESSED": return .mail
        case "CRM_WEBFORM": return .form
        case "CRM_TODO", "CRM_REQUEST", "IMOPENLINES_SESSION", "CRM_SMS", "CRM_DELIVERY", "CRM_VISIT", "CRM_ZOOM", "CRM_NOTIFICATION",
            "CRM_CALENDAR_SHARING", "CRM_WHATSAPP", "CRM_LF_MESSAGE", "ZOOM", "VISIT_TRACKER":
            return .todo
        default: break
        }
        switch row.value("TYPE_ID")?.number {
        case 1: return .meeting
        case 2: return .call
        case 4: return .mail
        case 6: return .todo
        default: return nil
        }
    }

    var files: [MovedFiles.Wanted] {
        (row.value("FILES")?.elements ?? []).map { MovedFiles.Wanted(owner: foreign, place: "ACTIVITY", json: $0) }
    }

    func createdAt(_ course: Course) -> Timestamp? { moment("CREATED", course) }

    private func moment(_ name: String, _ course: Course) -> Timestamp? {
        let text = text(name)
        // «Some time» is said with a year that never comes.
        if text.isEmpty || text.hasPrefix("9999") { return nil }
        return course.target.items.dates.moment(.string(text))
    }

    func past(
        _ kind: ActivityKind, _ items: [DocumentID], _ people: [String: UserID], _ files: MovedFiles.Found, _ course: Course, now: Timestamp
    ) -> PastActivity {
        let subject = PlainText.of(text("SUBJECT")).withoutLineBreaks.withoutOuterSpace
        var draft = ActivityDraft(
            kind, subject: subject.isEmpty ? kind.title.russian : String(subject.prefix(500)),
            responsible: people[text("RESPONSIBLE_ID")] ?? course.administrator, items: items)
        draft.direction = text("DIRECTION") == "1" ? .incoming : .outgoing
        draft.description = PlainText.of(text("DESCRIPTION"))
        draft.deadline = moment("DEADLINE", course)
        (draft.start, draft.end) = (moment("START_TIME", course), moment("END_TIME", course))
        if kind == .todo || draft.start == draft.deadline && draft.end == draft.deadline { (draft.start, draft.end) = (nil, nil) }
        if let start = draft.start, let end = draft.end, end < start { draft.end = nil }
        draft.isImportant = text("PRIORITY") == "3"
        draft.address = (row.value("COMMUNICATIONS")?.elements ?? []).lazy.compactMap { $0.object?.value("VALUE")?.scalarText }.first ?? ""
        draft.files = files.ids(self.files)
        var past = PastActivity(draft)
        past.isDone = row.value("COMPLETED")?.flag ?? false
        past.changedAt = moment("LAST_UPDATED", course)
        past.completedAt = past.changedAt
        past.draft.reminderMinutes = reminder(past, now: now)
        return past
    }

    private func reminder(_ past: PastActivity, now: Timestamp) -> Int? {
        let units: [Int64: Int64] = [1: 1, 2: 60, 3: 1440]
        guard !past.isDone, let unit = units[row.value("NOTIFY_TYPE")?.number ?? 0], let count = row.value("NOTIFY_VALUE")?.number,
            let moment = past.draft.start ?? past.draft.deadline, (1...43_200).contains(count), count * unit <= 43_200
        else { return nil }
        return moment - .minutes(count * unit) > now ? Int(count * unit) : nil
    }

    /// Reminders pass by themselves; they are no change.
    func digest(_ past: PastActivity) -> String {
        func text(_ moment: Timestamp?) -> String { moment.map { String($0.milliseconds) } ?? "" }
        let draft = past.draft
        return MovedRecord.digest(
            [
                draft.kind.rawValue, draft.direction.rawValue, draft.subject, draft.description, text(draft.deadline), text(draft.start),
                text(draft.end), draft.responsible.description, String(draft.isImportant), String(past.isDone), draft.address,
            ] + draft.items.map(\.description).sorted() + draft.files.map(\.description).sorted())
    }
}
