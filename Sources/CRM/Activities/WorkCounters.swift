import Kernel
import Storage

/// The numbers around every page for one person: beside the entries of the rail what is overdue and what has come in, and
/// what nobody has read yet.
package struct WorkCounters: Sendable, Equatable {
    package struct Pair: Sendable, Equatable {
        /// Items whose planned activity is past its deadline; tasks past theirs.
        package let overdue: Int
        /// Items whose client waits for an answer; tasks that wait for the person's control.
        package let incoming: Int

        package init(overdue: Int = 0, incoming: Int = 0) {
            self.overdue = overdue
            self.incoming = incoming
        }
    }

    package let leads: Pair
    package let deals: Pair
    package let tasks: Pair
    /// Assignments of processes that wait for the person's answer.
    package let assignments: Int
    package let unreadMessages: Int
    /// Under the bell.
    package let unreadNotices: Int

    /// One query. The numbers are those of the filters `activity=overdue` and `activity=incoming` on the person's own items,
    /// and of `TaskCounters`.
    package static func of(_ person: UserID, now: Timestamp, in reader: any Reader) throws -> WorkCounters {
        let rows = try reader.query(
            """
            \(items("leads")) union all \(items("deals")) union all
            select 'tasks', coalesce(sum(case when t.deadline < $2 and t.state in ('waiting', 'in_progress')
                    and m.role in ('responsible', 'participant') then 1 else 0 end), 0),
                coalesce(sum(case when t.state = 'awaiting_control' and m.role = 'author' then 1 else 0 end), 0)
            from task_members m join tasks t on t.id = m.task where m.person = $1 and t.deleted_at is null
                and t.state in ('waiting', 'in_progress', 'awaiting_control')
            union all select 'assignments', 0, count(*) from assignment_people where person = $1 and waits = 1
            union all select 'messages', 0, count(*) from messages where recipient = $1 and read_at is null
            union all select 'notices', 0, count(*) from notifications where person = $1 and read_at is null
            """, [person, now]
        ) { ($0.text(0), Pair(overdue: $0.int(1), incoming: $0.int(2))) }
        let pairs = Dictionary(uniqueKeysWithValues: rows)
        return WorkCounters(
            leads: pairs["leads"] ?? Pair(), deals: pairs["deals"] ?? Pair(), tasks: pairs["tasks"] ?? Pair(),
            assignments: pairs["assignments"]?.incoming ?? 0, unreadMessages: pairs["messages"]?.incoming ?? 0, unreadNotices: pairs["notices"]?.incoming ?? 0)
    }

    private static func items(_ table: String) -> String {
        let own = "select count(*) from \(table) where responsible_id = $1 and deleted_at is null"
        return "select '\(table)', (\(own) and next_activity_at < $2), (\(own) and incoming_count > 0)"
    }
}
