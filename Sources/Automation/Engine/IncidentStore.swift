import Kernel
import Storage

/// What stopped, for people to decide about.
package struct Incident: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        /// A robot could not do its work: retry or skip.
        case robot
        /// Something was not delivered, or nobody knows, and its robot has not waited for it: retry or skip.
        case delivery
        /// Automation went round in circles: the item is on hold until somebody releases it.
        case loop
        /// The item could not be worked on at all: on hold.
        case visit
        /// The program died several times while a robot worked on the item: quarantined.
        case crash
    }

    package let id: Int64
    package let item: DocumentID
    package let kind: Kind
    /// The robot's id in its pipeline; nil when the whole item is meant.
    package let node: String?
    /// The robot's title, or what stopped.
    package let title: String
    package let message: Text
    package let at: Timestamp
    let run: Int64?
    let token: Int64?
}

struct IncidentStore {
    let transaction: any Transaction

    func open(
        _ id: Int64, _ kind: Incident.Kind, item: DocumentID, run: Int64? = nil, token: Int64? = nil,
        node: String? = nil,
        title: String, message: Text, at now: Timestamp
    ) throws {
        try transaction.execute(
            """
            insert into automation_incidents (id, item, run, token, node, kind, title, message, at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """, [id, item, run, token, node, kind.rawValue, title, message.json.text, now])
    }

    func resolve(_ id: Int64, as resolution: Resolution, by user: UserID?, at now: Timestamp) throws {
        try transaction.execute(
            "update automation_incidents set resolved_at = $2, resolved_by = $3, resolution = $4 where id = $1 and resolved_at is null",
            [id, now, user, resolution.rawValue])
    }

    /// The branches of these tokens are gone, so nobody need decide about them any more.
    func close(tokens: [Int64], of item: DocumentID, at now: Timestamp) throws {
        for token in tokens {
            try transaction.execute(
                """
                update automation_incidents set resolved_at = $3, resolution = $4
                where item = $1 and token = $2 and resolved_at is null
                """, [item, token, now, Resolution.cancelled.rawValue])
        }
    }

    func resolveHolds(of item: DocumentID, by user: UserID?, at now: Timestamp) throws {
        try transaction.execute(
            """
            update automation_incidents set resolved_at = $2, resolved_by = $3, resolution = $4
            where item = $1 and resolved_at is null and kind in ($5, $6, $7)
            """,
            [
                item, now, user, Resolution.released.rawValue, Incident.Kind.loop.rawValue, Incident.Kind.visit.rawValue,
                Incident.Kind.crash.rawValue,
            ])
    }

    enum Resolution: String {
        case retried
        case skipped
        case released
        /// The item left the stage.
        case cancelled
    }
}

extension Incident {
    static let columns = "id, item, kind, node, title, message, at, run, token"

    init(_ row: Row) throws {
        self.init(
            id: row.int64(0), item: row.document(1), kind: Kind(rawValue: row.text(2)) ?? .visit,
            node: row.optionalText(3),
            title: row.text(4), message: try Text(stored: row.text(5)) ?? Text(verbatim: ""), at: row.timestamp(6),
            run: row.isNull(7) ? nil : row.int64(7), token: row.isNull(8) ? nil : row.int64(8))
    }

    /// The undecided incident of a robot in its run.
    static func open(run: Int64, node: String, of item: DocumentID, in reader: any Reader) throws -> Incident? {
        try reader.first(
            """
            select \(columns) from automation_incidents
            where item = $1 and run = $2 and node = $3 and resolved_at is null order by id limit 1
            """, [item, run, node], Incident.init)
    }

    /// An incident that nobody has decided about.
    static func open(_ id: Int64, in reader: any Reader) throws -> Incident? {
        try reader.first(
            "select \(columns) from automation_incidents where id = $1 and resolved_at is null", [id], Incident.init)
    }
}
