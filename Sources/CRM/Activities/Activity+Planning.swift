import Kernel
import Storage

extension Activity {
    /// Plans an activity; a person whom another one (or a robot) gives it to is told. Returns its id.
    ///
    /// With a `robotKey` that was used before nothing is made and the earlier activity's id comes back.
    /// The right to change the items is checked by the caller: activities have none of their own.
    /// - Throws: `Failure.invalid` with the field that is wrong.
    @discardableResult
    package static func plan(_ draft: ActivityDraft, in command: Command) throws -> ActivityID {
        if let key = draft.robotKey, let made = try made(byRobot: key, in: command.transaction) { return made }
        let id = try insert(ActivityRow(draft), in: command)
        let activity = try find(id, in: command.transaction)
        let text = ActivityTexts.planned.with([
            "kind": activity.kind.title, "subject": Text(verbatim: activity.subject),
        ])
        let notice = NoticeDraft("activity_planned", text, link: activity.items.first.map(Destination.item))
        try Notice.send(notice, to: [activity.responsible], in: command)
        try activity.changed(in: command) { ActivityPlanned(document: $0, activity: activity) }
        return id
    }

    /// Changes an activity's content or time; a changed time is reminded of anew.
    @discardableResult
    package static func edit(_ id: ActivityID, _ changes: ActivityChanges, in command: Command) throws -> Activity {
        try command.transaction.lock(id)
        let before = try find(id, in: command.transaction)
        try before.apply(changes, in: command)
        let activity = try find(id, in: command.transaction)
        guard activity != before else { return before }
        for item in before.items where !activity.items.contains(item) { try NextStep.refresh(item, in: command) }
        try activity.changed(in: command) {
            ActivityChanged(document: $0, activity: activity, deadlineBefore: before.deadline)
        }
        return activity
    }

    /// Moves the deadline; the start and end of a meeting or call move along by as much.
    @discardableResult
    package static func reschedule(_ id: ActivityID, to deadline: Timestamp, in command: Command) throws -> Activity {
        try command.transaction.lock(id)
        let activity = try find(id, in: command.transaction)
        var changes = ActivityChanges()
        changes.deadline = .some(deadline)
        if let old = activity.deadline ?? activity.start {
            let shift = deadline - old
            changes.start = .some(activity.start.map { $0 + shift })
            changes.end = .some(activity.end.map { $0 + shift })
        }
        return try edit(id, changes, in: command)
    }

    private func apply(_ changes: ActivityChanges, in command: Command) throws {
        let start = changes.start ?? start
        let end = changes.end ?? end
        let deadline = changes.deadline ?? deadline
        let reminder = changes.reminderMinutes ?? reminderMinutes
        let responsible = changes.responsible ?? responsible
        let timing = try ActivityTiming(deadline: deadline, start: start, end: end, reminderMinutes: reminder)
        let isSameMoment = timing.reminderMoment == (try ActivityTiming(self)).reminderMoment
        if responsible.rawValue <= 0 { throw Failure(.invalid, ActivityTexts.noResponsible, field: "responsible") }
        try command.transaction.execute(
            """
            update activities set subject = $2, description = $3, deadline = $4, start_at = $5, end_at = $6, responsible = $7,
                important = $8, reminder_minutes = $9, completes_on_stage_change = $10, changed_at = $11,
                remind_at = case when $12 = 1 then remind_at else $13 end, color = $14
            where id = $1
            """,
            [
                id, try changes.subject.map(Activity.checkedSubject) ?? subject, changes.description ?? description,
                deadline,
                start, end, responsible, changes.isImportant ?? isImportant, reminder,
                changes.completesOnStageChange ?? completesOnStageChange, command.now, isSameMoment,
                isPlanned ? timing.upcomingReminder(at: command.now) : nil, (changes.color ?? color)?.rawValue,
            ])
        if let items = changes.items { try Activity.setItems(items, of: id, in: command.transaction) }
        if let files = changes.files { try Activity.setFiles(files, of: id, in: command.transaction) }
    }
}

/// The moments of an activity, checked together.
struct ActivityTiming {
    let reminderMoment: Timestamp?

    init(deadline: Timestamp?, start: Timestamp?, end: Timestamp?, reminderMinutes: Int?) throws {
        if let start, let end, end < start { throw Failure(.invalid, ActivityTexts.reversed, field: "end") }
        guard let minutes = reminderMinutes else {
            reminderMoment = nil
            return
        }
        guard (0...43_200).contains(minutes) else {
            throw Failure(.invalid, ActivityTexts.badReminder, field: "reminder")
        }
        guard let moment = start ?? deadline else {
            throw Failure(.invalid, ActivityTexts.reminderWithoutTime, field: "reminder")
        }
        reminderMoment = moment - .minutes(Int64(minutes))
    }

    init(_ activity: Activity) throws {
        try self.init(
            deadline: activity.deadline, start: activity.start, end: activity.end,
            reminderMinutes: activity.reminderMinutes)
    }

    /// A reminder whose moment has passed before it was set is given at once.
    func upcomingReminder(at now: Timestamp) -> Timestamp? { reminderMoment.map { max($0, now) } }
}
