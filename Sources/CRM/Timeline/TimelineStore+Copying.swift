import Kernel
import Storage

extension TimelineStore {
    /// Writes a line that stands on one item into the history of another, by the same hand, as of now.
    static func copy(_ entry: Int64, to item: DocumentID, _ command: Command) throws {
        let id = try command.transaction.nextID("timeline")
        try command.transaction.execute(
            """
            insert into timeline (id, item, at, kind, data, origin, origin_title, run_id, node, user_id, reason, reason_en)
            select $1, $2, $3, kind, data, origin, origin_title, run_id, node, user_id, reason, reason_en from timeline where id = $4
            """, [id, item, command.now, entry])
    }

    /// Takes a line out of the history, with its note: only of what stands elsewhere too or was a program's.
    static func remove(_ entry: Int64, of item: DocumentID, _ command: Command) throws {
        try command.transaction.execute("delete from timeline where id = $1 and item = $2", [entry, item])
        _ = try TimelineNote.delete(on: .entry(entry), of: [], in: command)
    }
}
