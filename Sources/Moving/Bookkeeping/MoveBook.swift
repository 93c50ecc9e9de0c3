import Kernel
import Storage

/// What became of the records of one batch.
struct Tally: Sendable {
    struct Refusal: Sendable {
        let foreign: String
        let message: Text
        /// The record came, something of it did not.
        let isPartial: Bool
    }

    var made = 0
    var changed = 0
    var unchanged = 0
    private(set) var refusals: [Refusal] = []

    var refused: Int { refusals.count { !$0.isPartial } }

    mutating func add(_ other: Tally) {
        made += other.made
        changed += other.changed
        unchanged += other.unchanged
        refusals += other.refusals
    }

    mutating func refuse(_ foreign: String, _ message: Text) { refusals.append(Refusal(foreign: foreign, message: message, isPartial: false)) }
    mutating func warn(_ foreign: String, _ message: Text) { refusals.append(Refusal(foreign: foreign, message: message, isPartial: true)) }
}

/// The rows of `moves` and `move_steps`: a move that was cut goes on with the batch after the last one that was committed.
enum MoveBook {
    struct Step: Sendable {
        /// The last foreign number that is dealt with.
        var last: String
        var isFinished: Bool
    }

    /// The move of this source that was cut, or a new one.
    static func begin(_ source: String, at now: Timestamp, in transaction: any Transaction) throws -> (id: Int64, isContinued: Bool) {
        let cut = try transaction.first(
            "select id from moves where source = $1 and state = 'running' order by id desc limit 1", [source]) { $0.int64(0) }
        if let cut { return (cut, true) }
        let id = try transaction.nextID("moves")
        try transaction.execute(
            "insert into moves (id, source, state, started_at, changed_at) values ($1, $2, 'running', $3, $3)", [id, source, now])
        return (id, false)
    }

    static func finish(_ move: Int64, at now: Timestamp, in transaction: any Transaction) throws {
        try transaction.execute(
            "update moves set state = 'finished', changed_at = $2, finished_at = $2 where id = $1", [move, now])
    }

    static func step(_ kind: MovingKind, of move: Int64, in reader: any Reader) throws -> Step {
        try reader.first("select last, is_finished from move_steps where move = $1 and kind = $2", [move, kind.rawValue]) {
            Step(last: $0.text(0), isFinished: $0.bool(1))
        } ?? Step(last: "", isFinished: false)
    }

    /// Writes down how far a kind has come, in the transaction of its batch.
    static func record(_ tally: Tally, _ kind: MovingKind, last: String, of move: Int64, at now: Timestamp, in transaction: any Transaction) throws {
        try transaction.execute(
            """
            insert into move_steps (move, kind, last, is_finished, made, changed, unchanged, refused)
            values ($1, $2, $3, 0, $4, $5, $6, $7)
            on conflict (move, kind) do update set last = excluded.last, made = move_steps.made + excluded.made,
                changed = move_steps.changed + excluded.changed, unchanged = move_steps.unchanged + excluded.unchanged,
                refused = move_steps.refused + excluded.refused
            """, [move, kind.rawValue, last, tally.made, tally.changed, tally.unchanged, tally.refused])
        try write(tally.refusals, kind, of: move, in: transaction)
        try transaction.execute("update moves set changed_at = $2 where id = $1", [move, now])
    }

    private static func write(_ refusals: [Tally.Refusal], _ kind: MovingKind, of move: Int64, in transaction: any Transaction) throws {
        guard !refusals.isEmpty else { return }
        var place = try transaction.count("select coalesce(max(place), 0) from move_refusals where move = $1 and kind = $2", [move, kind.rawValue])
        for refusal in refusals {
            place += 1
            try transaction.execute(
                """
                insert into move_refusals (move, kind, foreign_id, place, is_partial, message_ru, message_en)
                values ($1, $2, $3, $4, $5, $6, $7)
                """,
                [
                    move, kind.rawValue, refusal.foreign, place, refusal.isPartial, refusal.message.russian, refusal.message.english,
                ])
        }
    }

    /// Forgets what a kind has come to, before it is gone through again.
    static func forget(_ kind: MovingKind, of move: Int64, in transaction: any Transaction) throws {
        try transaction.execute("delete from move_steps where move = $1 and kind = $2", [move, kind.rawValue])
        try transaction.execute("delete from move_refusals where move = $1 and kind = $2", [move, kind.rawValue])
    }

    static func finish(_ kind: MovingKind, of move: Int64, leftOut reason: Text?, in transaction: any Transaction) throws {
        try transaction.execute(
            """
            insert into move_steps (move, kind, last, is_finished, made, changed, unchanged, refused, left_out_ru, left_out_en)
            values ($1, $2, '', 1, 0, 0, 0, 0, $3, $4)
            on conflict (move, kind) do update set is_finished = 1, left_out_ru = excluded.left_out_ru, left_out_en = excluded.left_out_en
            """, [move, kind.rawValue, reason?.russian, reason?.english])
    }
}
