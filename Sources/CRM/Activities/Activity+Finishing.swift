import Kernel
import Storage

extension Activity {
    /// Marks an activity as done; what is done needs no reminder and is no unanswered contact any more.
    /// - Parameter result: what came of it; empty when there is nothing to say.
    /// - Throws: `Failure.notFound`, `.conflict` when it is done already.
    @discardableResult
    package static func complete(
        _ id: ActivityID, result: String = "", callOutcome: CallOutcome? = nil, in command: Command
    ) throws -> Activity {
        try command.transaction.lock(id)
        let activity = try find(id, in: command.transaction)
        guard activity.isPlanned else { throw Failure(.conflict, ActivityTexts.alreadyDone) }
        return try activity.finish(.done, result: result, callOutcome: callOutcome, in: command)
    }

    /// Makes a done activity planned again.
    /// - Throws: `Failure.notFound`, `.conflict` when it is planned.
    @discardableResult
    package static func reopen(_ id: ActivityID, in command: Command) throws -> Activity {
        try command.transaction.lock(id)
        let activity = try find(id, in: command.transaction)
        guard !activity.isPlanned else { throw Failure(.conflict, ActivityTexts.notDone) }
        // What was a reminder in the past has been given; reopening only revives one that is still to come.
        let reminder = try ActivityTiming(activity).reminderMoment.flatMap { $0 > command.now ? $0 : nil }
        try command.transaction.execute(
            """
            update activities set status = 'planned', completed_at = null, completed_by = null, remind_at = $2, changed_at = $3
            where id = $1
            """, [id, reminder, command.now])
        let reopened = try find(id, in: command.transaction)
        try reopened.changed(in: command) { ActivityReopened(document: $0, activity: reopened) }
        return reopened
    }

    /// Deletes an activity from all timelines.
    package static func delete(_ id: ActivityID, in command: Command) throws {
        try command.transaction.lock(id)
        let activity = try find(id, in: command.transaction)
        for table in ["activity_bindings", "activity_files", "activity_layouts"] {
            try command.transaction.execute("delete from \(table) where activity = $1", [id])
        }
        _ = try TimelineNote.delete(on: .activity(id), of: [], in: command)
        try command.transaction.execute("delete from activities where id = $1", [id])
        try activity.changed(in: command) { ActivityDeleted(document: $0, activity: activity) }
    }

    /// Closes what was flagged to end with the stage that an item has just left.
    static func completeOnStageChange(of item: DocumentID, in command: Command) throws {
        let ids = try bound(
            to: item, where: "a.status = 'planned' and a.completes_on_stage_change = 1", in: command.transaction)
        for activity in try load(ids, in: command.transaction) {
            _ = try activity.finish(.autoDone, result: "", callOutcome: nil, in: command)
        }
    }

    /// Makes open activities of `from` visible on `to` as well: a converted lead's plans on what it became.
    static func shareOpen(from: DocumentID, with to: DocumentID, in command: Command) throws {
        for id in try bound(to: from, where: "a.status = 'planned'", in: command.transaction) {
            try bind(id, to: to, in: command.transaction)
        }
    }

    private func finish(
        _ status: ActivityStatus, result: String, callOutcome: CallOutcome?, in command: Command
    ) throws -> Activity {
        let result = result.withoutOuterSpace
        try command.transaction.execute(
            """
            update activities set status = $2, result = $3, call_outcome = $4, completed_at = $5, completed_by = $6,
                changed_at = $5, remind_at = null where id = $1
            """,
            [
                id, status.rawValue, result.isEmpty ? self.result : result, (callOutcome ?? self.callOutcome)?.rawValue,
                command.now, command.actor.user,
            ])
        let finished = try Activity.find(id, in: command.transaction)
        try finished.changed(in: command) { ActivityCompleted(document: $0, activity: finished) }
        return finished
    }
}
