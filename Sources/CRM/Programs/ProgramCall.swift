import Kernel
import Storage

/// It was a program's turn to carry out a robot: what it was told under, and what it has answered.
package struct ProgramCall: Sendable, Hashable {
    /// Stored names, never renamed.
    package enum State: String, Sendable {
        /// The process waits for the program's answer.
        case open
        /// Nobody waits: the process went on when it was told.
        case sent
        case answered
        /// The time it had has passed.
        case expired
    }

    /// The number of the delivery by which it was told, and of the call.
    package let delivery: Int64
    /// The robot's stored kind.
    package let kind: String
    package let item: DocumentID
    /// The robot's id and title.
    package let node: String
    package let title: String
    package let state: State
    /// Until when the process waits; nil waits for ever.
    package let deadline: Timestamp?
    /// What the program gave back, by the codes of the robot's results.
    package let results: [String: Value]
    package let createdAt: Timestamp

    /// What the program names when it answers; with the portal's mark it is the `event_token`.
    package var name: String { "robot_call/\(delivery)/\(createdAt.milliseconds)" }
}

extension ProgramCall {
    private static let columns = "delivery, kind, item, node, title, state, deadline, results, created_at"

    package static func call(_ delivery: Int64, in reader: any Reader) throws -> ProgramCall? {
        try reader.first("select \(columns) from program_calls where delivery = $1", [delivery], read)
    }

    /// The call that a robot's step has made.
    package static func call(step key: String, in reader: any Reader) throws -> ProgramCall? {
        try reader.first("select \(columns) from program_calls where step_key = $1", [key], read)
    }

    /// Notes that it is a program's turn. A step that is carried out again after a failure waits anew under the same number.
    package static func begin(
        _ delivery: Int64, of kind: String, step key: String, on item: DocumentID, node: String, title: String, waits: Bool,
        until deadline: Timestamp?, in command: Command
    ) throws {
        try command.transaction.execute(
            """
            insert into program_calls (delivery, kind, item, node, title, step_key, state, deadline, results, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, '{}', $9)
            on conflict (delivery) do update set state = excluded.state, deadline = excluded.deadline, results = '{}', closed_at = null
            """,
            [delivery, kind, item, node, title, key, (waits ? State.open : .sent).rawValue, waits ? deadline : nil, command.now])
    }

    /// The program has done its part: the process goes on.
    /// - Throws: `Failure` `.conflict` when nobody waits for it.
    package static func answer(_ delivery: Int64, _ results: [String: Value], in command: Command) throws {
        let given = JSONObject(results.sorted { $0.key < $1.key }.map { JSONObject.Member($0.key, $0.value.json) })
        let closed = try command.transaction.execute(
            """
            update program_calls set state = 'answered', results = $2, closed_at = $3 where delivery = $1 and state = 'open'
            """, [delivery, JSONValue.object(given).text, command.now])
        guard closed == 1, let call = try call(delivery, in: command.transaction) else { throw Failure(.conflict, ProgramTexts.notWaiting) }
        command.raise(ProgramCallClosed(call: call))
    }

    /// Ends what programs have not answered in time, at most `limit`, earliest first. Returns how many.
    static func expire(_ limit: Int, in command: Command) throws -> Int {
        let calls = try command.transaction.query(
            """
            update program_calls set state = 'expired', closed_at = $1 where delivery in (
                select delivery from program_calls where state = 'open' and deadline is not null and deadline <= $1
                order by deadline limit $2 \(command.transaction.dialect.skipLocked))
            returning \(columns)
            """, [command.now, limit], read)
        for call in calls.sorted(by: { $0.delivery < $1.delivery }) { command.raise(ProgramCallClosed(call: call)) }
        return calls.count
    }

    /// Forgets calls that began before a moment, at most a thousand. Returns how many.
    package static func forget(before moment: Timestamp, in command: Command) throws -> Int {
        try command.transaction.execute(
            "delete from program_calls where delivery in (select delivery from program_calls where created_at < $1 limit 1000)", [moment])
    }

    private static func values(_ text: String) throws -> [String: Value] {
        let members = try JSONValue(parsing: text).object?.members ?? []
        return Dictionary(try members.map { ($0.key, try Value(json: $0.value)) }) { $1 }
    }

    private static func read(_ row: Row) throws -> ProgramCall {
        ProgramCall(
            delivery: row.int64(0), kind: row.text(1), item: row.document(2), node: row.text(3), title: row.text(4),
            state: State(rawValue: row.text(5)) ?? .sent, deadline: row.optionalTimestamp(6),
            results: try values(row.text(7)), createdAt: row.timestamp(8))
    }
}
