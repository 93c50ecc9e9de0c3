import Kernel
import Storage

/// I8: nothing that was planned for a moment comes earlier.
enum EarlyRobots {
    @Sendable static func list(_ reader: any Reader) throws -> [String] {
        let plans = try reader.query(
            """
            select item, run, node, seq, at, kind, data from automation_journal
            where kind in ('robot.planned', 'robot.replanned', 'robot.done') and node is not null order by item, seq
            """
        ) { row in
            (
                key: "\(row.int64(0)) \(row.int64(1)) \(row.text(2))", at: row.timestamp(4), kind: row.text(5),
                due: try JSONValue(parsing: row.text(6))["due"]?.int
            )
        }
        var planned: [String: Int64] = [:]
        var early: [String] = []
        for entry in plans {
            if entry.kind == "robot.done" {
                if let due = planned[entry.key], entry.at.milliseconds < due { early.append(entry.key) }
            } else {
                planned[entry.key] = entry.due
            }
        }
        return early
    }
}
