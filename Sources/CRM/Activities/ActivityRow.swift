import Kernel
import Storage

/// A row of `activities` that is about to be written: planned, reported or long done.
struct ActivityRow {
    var draft: ActivityDraft
    var status = ActivityStatus.planned
    var callOutcome: CallOutcome?
    var durationSeconds: Int?
    var source: String?
    var origin: String?
    /// Nil is the command's moment.
    var changedAt: Timestamp?
    /// Of one that is done; nil is the command's moment, and whoever carries it out.
    var completedAt: Timestamp?
    var completedBy: UserID?

    init(_ draft: ActivityDraft) { self.draft = draft }
}

extension Activity {
    static func insert(_ row: ActivityRow, in command: Command) throws -> ActivityID {
        let draft = row.draft
        let subject = try checkedSubject(draft.subject)
        guard draft.responsible.rawValue > 0 else {
            throw Failure(.invalid, ActivityTexts.noResponsible, field: "responsible")
        }
        let timing = try ActivityTiming(
            deadline: draft.deadline, start: draft.start, end: draft.end, reminderMinutes: draft.reminderMinutes)
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
                id, draft.kind.rawValue, draft.direction.rawValue, row.status.rawValue, subject, draft.description, draft.deadline,
                draft.start, draft.end, draft.responsible, command.actor.user, draft.isImportant, draft.isIncoming, draft.reminderMinutes,
                isPlanned ? timing.upcomingReminder(at: command.now) : nil, draft.completesOnStageChange,
                row.callOutcome?.rawValue, row.durationSeconds, draft.address, row.source, row.origin, draft.robotKey,
                command.now, row.changedAt ?? command.now, isPlanned ? nil : row.completedAt ?? command.now, completedBy,
                draft.color?.rawValue, draft.typeCode,
            ])
        try setItems(draft.items, of: id, in: command.transaction)
        try setFiles(draft.files, of: id, in: command.transaction)
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
