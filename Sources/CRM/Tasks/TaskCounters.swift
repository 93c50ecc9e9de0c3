import Kernel
import Storage

/// The numbers beside «Задачи».
package struct TaskCounters: Sendable, Equatable {
    /// Past their deadline, which the person does or helps with.
    package let overdue: Int
    package let today: Int
    /// Open ones which the person does or helps with.
    package let doing: Int
    /// Submitted for the person's control.
    package let toControl: Int

    /// - Parameter tomorrow: the first moment of tomorrow in the portal's zone (`TaskBoardDays.tomorrow`).
    package static func of(
        _ person: UserID, now: Timestamp, tomorrow: Timestamp, in reader: any Reader
    ) throws -> TaskCounters {
        let doing = try doing(person, now: now, tomorrow: tomorrow, in: reader)
        return TaskCounters(
            overdue: doing.overdue, today: doing.today, doing: doing.all, toControl: try toControl(person, in: reader))
    }

    private static func doing(
        _ person: UserID, now: Timestamp, tomorrow: Timestamp, in reader: any Reader
    ) throws -> (overdue: Int, today: Int, all: Int) {
        try reader.first(
            """
            select coalesce(sum(case when deadline < $2 then 1 else 0 end), 0),
                coalesce(sum(case when deadline >= $2 and deadline < $3 then 1 else 0 end), 0), count(*)
            from tasks where deleted_at is null and state in ('waiting', 'in_progress')
                and id in (select task from task_members where person = $1 and role in ('responsible', 'participant'))
            """, [person, now, tomorrow]
        ) { ($0.int(0), $0.int(1), $0.int(2)) } ?? (0, 0, 0)
    }

    private static func toControl(_ person: UserID, in reader: any Reader) throws -> Int {
        try reader.count(
            """
            select count(*) from tasks where deleted_at is null and state = 'awaiting_control'
                and id in (select task from task_members where person = $1 and role = 'author')
            """, [person])
    }
}
