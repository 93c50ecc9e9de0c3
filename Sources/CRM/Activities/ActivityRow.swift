import Kernel
import Storage

/// A row of `activities` that is about to be written: what drafts and registered contacts have in common.
struct ActivityRow {
    var kind: ActivityKind
    var direction: ActivityDirection
    var status = ActivityStatus.planned
    var subject: String
    var description = ""
    var deadline: Timestamp?
    var start: Timestamp?
    var end: Timestamp?
    var responsible: UserID
    var isImportant = false
    var isIncoming = false
    var reminderMinutes: Int?
    var completesOnStageChange = false
    var callOutcome: CallOutcome?
    var durationSeconds: Int?
    var address = ""
    var color: ActivityColor?
    var typeCode: String?
    var source: String?
    var origin: String?
    var robotKey: String?
    /// Nil is the command's moment.
    var changedAt: Timestamp?
    /// Of one that is done; nil is the command's moment, and whoever carries it out.
    var completedAt: Timestamp?
    var completedBy: UserID?
    var items: [DocumentID]
    var files: [FileID] = []

    init(
        _ kind: ActivityKind, _ direction: ActivityDirection, subject: String, responsible: UserID, items: [DocumentID]
    ) {
        self.kind = kind
        self.direction = direction
        self.subject = subject
        self.responsible = responsible
        self.items = items
    }

    init(_ draft: ActivityDraft) {
        self.init(
            draft.kind, draft.direction, subject: draft.subject, responsible: draft.responsible, items: draft.items)
        description = draft.description
        deadline = draft.deadline
        start = draft.start
        end = draft.end
        isImportant = draft.isImportant
        reminderMinutes = draft.reminderMinutes
        completesOnStageChange = draft.completesOnStageChange
        address = draft.address
        color = draft.color
        typeCode = draft.typeCode
        isIncoming = draft.isIncoming
        robotKey = draft.robotKey
        files = draft.files
    }
}

extension Activity {
    static func insert(_ row: ActivityRow, in command: Command) throws -> ActivityID {
        let subject = try checkedSubject(row.subject)
        guard row.responsible.rawValue > 0 else {
            throw Failure(.invalid, ActivityTexts.noResponsible, field: "responsible")
        }
        let timing = try ActivityTiming(
            deadline: row.deadline, start: row.start, end: row.end, reminderMinutes: row.reminderMinutes)
        let isPlanned = row.status == .planned
        let completedBy: UserID? = isPlanned ? nil : row.completedBy ?? command.actor.user
        let id = ActivityID(try command.transaction.nextID("activities"))
        try command.transaction.execute(
            """
            insert into activities (id, kind, direction, status, subject, description, result, deadline, start_at, end_at,
                responsible, author, important, incoming, reminder_minutes, remind_at, completes_on_stage_change,
                call_outcome, duration_seconds, address, source, origin, robot_key, created_at, changed_at, completed_at,
                completed_by, color, type_code)
            values ($1, $2, $3, $4, $5, $6, '', $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
                $23, $24, $25, $26, $27, $28)
            """,
            [
                id, row.kind.rawValue, row.direction.rawValue, row.status.rawValue, subject, row.description,
                row.deadline,
                row.start, row.end, row.responsible, command.actor.user, row.isImportant, row.isIncoming,
                row.reminderMinutes, isPlanned ? timing.upcomingReminder(at: command.now) : nil,
                row.completesOnStageChange,
                row.callOutcome?.rawValue, row.durationSeconds, row.address, row.source, row.origin, row.robotKey,
                command.now, row.changedAt ?? command.now, isPlanned ? nil : row.completedAt ?? command.now,
                completedBy, row.color?.rawValue, row.typeCode,
            ])
        try setItems(row.items, of: id, in: command.transaction)
        try setFiles(row.files, of: id, in: command.transaction)
        return id
    }

    static func checkedSubject(_ text: String) throws -> String {
        let subject = text.withoutOuterSpace
        if subject.isEmpty { throw Failure(.invalid, ActivityTexts.noSubject, field: "subject") }
        if subject.count > 500 { throw Failure(.invalid, ActivityTexts.longSubject, field: "subject") }
        return subject
    }

    static func setItems(_ items: [DocumentID], of id: ActivityID, in transaction: any Transaction) throws {
        if items.isEmpty { throw Failure(.invalid, ActivityTexts.noItem, field: "items") }
        try transaction.execute("delete from activity_bindings where activity = $1", [id])
        for item in Set(items).sorted() { try bind(id, to: item, in: transaction) }
    }

    static func bind(_ id: ActivityID, to item: DocumentID, in transaction: any Transaction) throws {
        let isClient = item.entity == .contact || item.entity == .company
        try transaction.execute(
            """
            insert into activity_bindings (activity, item, is_client) values ($1, $2, $3)
            on conflict (activity, item) do nothing
            """, [id, item, isClient])
    }

    static func setFiles(_ files: [FileID], of id: ActivityID, in transaction: any Transaction) throws {
        try transaction.execute("delete from activity_files where activity = $1", [id])
        for file in Set(files).sorted() {
            try transaction.execute("insert into activity_files (activity, file) values ($1, $2)", [id, file])
        }
    }

    /// After each change: next steps of the items, the responsible's counters, one event for every item.
    func changed(in command: Command, raising event: (DocumentID) -> any CRMEvent) throws {
        LiveChanges.of(command.transaction).add(bell: responsible)
        for item in items {
            try NextStep.refresh(item, in: command)
            command.raise(event(item))
        }
    }
}
