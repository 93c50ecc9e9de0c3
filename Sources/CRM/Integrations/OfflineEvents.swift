import Kernel
import Storage

/// Events that wait for programs which come and ask: one row for each event and item, however often it happened.
package enum OfflineEvents {
    package struct Entry: Sendable {
        package let id: Int64
        package let event: String
        package let data: JSONValue
        package let at: Timestamp
    }

    package static func add(_ notice: EventNotice, about item: DocumentID, in command: Command) throws {
        try command.transaction.execute(
            """
            insert into offline_events (id, handler, event, item, data, at) values ($1, $2, $3, $4, $5, $6)
            on conflict (handler, event, item) do update set at = excluded.at, data = excluded.data, process = null, failed_at = null
            """,
            [try command.transaction.nextID("offline_events"), notice.handler, notice.event, item, notice.data.text, command.now])
    }

    /// What waits, the oldest first; without what somebody has reserved.
    package static func waiting(limit: Int = 50, in reader: any Reader) throws -> [Entry] {
        try reader.query(
            "select id, event, data, at from offline_events where process is null and failed_at is null order by id limit $1", [limit], read)
    }

    /// Takes what waits: away for good, or reserved under a name until it is cleared.
    package static func take(limit: Int, reservedFor process: String?, in command: Command) throws -> [Entry] {
        let entries = try waiting(limit: limit, in: command.transaction)
        for entry in entries {
            if let process {
                try command.transaction.execute("update offline_events set process = $2 where id = $1", [entry.id, process])
            } else {
                try command.transaction.execute("delete from offline_events where id = $1", [entry.id])
            }
        }
        return entries
    }

    /// Forgets what was reserved: all of it, or these.
    package static func clear(_ process: String, _ ids: [Int64]?, in command: Command) throws {
        guard let ids else {
            try command.transaction.execute("delete from offline_events where process = $1", [process])
            return
        }
        for id in ids { try command.transaction.execute("delete from offline_events where id = $1 and process = $2", [id, process]) }
    }

    /// Marks what could not be worked on.
    package static func fail(_ process: String, _ ids: [Int64], in command: Command) throws {
        for id in ids {
            try command.transaction.execute(
                "update offline_events set failed_at = $3 where id = $1 and process = $2", [id, process, command.now])
        }
    }

    private static func read(_ row: Row) throws -> Entry {
        Entry(id: row.int64(0), event: row.text(1), data: try JSONValue(parsing: row.text(2)), at: row.timestamp(3))
    }
}
