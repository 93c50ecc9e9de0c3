import Kernel
import Storage

/// What happens by itself when a moment passes: reminders of activities, deadlines of tasks, of assignments and of
/// programs' answers. Each once.
package enum Reminders {
    /// Gives everything that has come due by the command's moment, at most `limit` of a kind, earliest first; a row that was
    /// taken is never taken again. Returns how many were given.
    package static func give(limit: Int = 200, in command: Command) throws -> Int {
        try remindOfActivities(limit, in: command) + noticeOverdueTasks(limit, in: command) + Assignment.expire(limit, in: command)
            + ProgramCall.expire(limit, in: command)
    }

    /// When the next one is due; nil when none is planned.
    package static func nextMoment(in reader: any Reader) throws -> Timestamp? {
        let moments = try [
            "select min(remind_at) from activities where remind_at is not null",
            "select min(notice_at) from tasks where notice_at is not null",
            "select min(deadline) from assignments where state = 'open' and deadline is not null",
            "select min(deadline) from program_calls where state = 'open' and deadline is not null",
        ].map { try reader.first($0) { $0.optionalTimestamp(0) } ?? nil }
        return moments.compactMap(\.self).min()
    }

    private static func remindOfActivities(_ limit: Int, in command: Command) throws -> Int {
        let ids: [ActivityID] = try command.transaction.query(
            """
            update activities set remind_at = null where id in (
                select id from activities where remind_at <= $1 order by remind_at limit $2 \(command.transaction.dialect.skipLocked))
            returning id
            """, [command.now, limit]
        ) { $0.id(0) }
        for activity in try Activity.load(ids.sorted(), in: command.transaction) where activity.isPlanned {
            let text = ActivityTexts.reminder.with([
                "kind": activity.kind.title, "subject": Text(verbatim: activity.subject),
            ])
            let notice = NoticeDraft(
                "reminder", text, link: activity.items.first.map(Destination.item), tag: "reminder:\(activity.id)")
            try Notice.send(notice, to: [activity.responsible], in: command)
        }
        return ids.count
    }

    private static func noticeOverdueTasks(_ limit: Int, in command: Command) throws -> Int {
        let ids: [TaskItemID] = try command.transaction.query(
            """
            update tasks set notice_at = null where id in (
                select id from tasks where notice_at <= $1 order by notice_at limit $2 \(command.transaction.dialect.skipLocked))
            returning id
            """, [command.now, limit]
        ) { $0.id(0) }
        for task in try TaskItem.load(ids.sorted(), in: command.transaction) {
            let people = Set([task.responsible, task.author] + task.participants)
            try Notice.send(TaskNotices.overdue(task), to: people, in: command)
            LiveChanges.of(command.transaction).add(task: task.id)
            for item in task.items {
                LiveChanges.of(command.transaction).add(item: item)
                command.raise(TaskOverdue(document: item, task: task))
            }
        }
        return ids.count
    }
}

/// Gives reminders while the server runs.
package struct ReminderClock: Sendable {
    private let portal: Portal

    package init(portal: Portal) { self.portal = portal }

    /// Runs until the surrounding task is cancelled; looks again at the next due moment, at the latest in half a minute,
    /// because a nearer reminder may be set meanwhile.
    /// - Throws: what the database throws; the caller logs it and starts again.
    package func run() async throws {
        while !Task.isCancelled {
            try await giveDue()
            let next = try await portal.read { try Reminders.nextMoment(in: $0) }
            let latest = portal.clock.now + .seconds(30)
            await portal.clock.sleep(until: min(next ?? latest, latest))
        }
    }

    /// Gives what is due now, in short transactions; returns how many were given.
    @discardableResult
    package func giveDue() async throws -> Int {
        var total = 0
        while true {
            let given = try await portal.perform(as: .system, .automation) { try Reminders.give(in: $0) }
            total += given
            if given == 0 { return total }
        }
    }
}
