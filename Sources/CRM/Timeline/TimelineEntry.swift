import Kernel
import Storage

/// One line of an item's history: what happened, when, by whose hand and why. Never changed, only pinned; only what a program
/// wrote there as a message can be taken out.
package struct TimelineEntry: Sendable, Hashable {
    package let id: Int64
    package let item: DocumentID
    package let at: Timestamp
    package let line: TimelineLine
    package let actor: Actor
    package let pinnedAt: Timestamp?

    package var isPinned: Bool { pinnedAt != nil }

    /// Everything it speaks of, for loading names.
    package var references: [Reference] {
        line.data.values.flatMap { value in value.elements.flatMap(\.references) }
            + (actor.user.map { [Reference(.user, $0.rawValue)] } ?? [])
    }

    /// The fields of a `fields_changed` line.
    package var changes: [FieldChange] {
        let codes = line.data["fields"]?.elements ?? []
        let from = list("from")
        let to = list("to")
        guard from.count == codes.count, to.count == codes.count else { return [] }
        return codes.indices.map { FieldChange(FieldCode(codes[$0].printable), from: from[$0], to: to[$0]) }
    }

    /// A list as it is: unlike `elements`, with its nulls.
    private func list(_ name: String) -> [Value] {
        if case .list(let values) = line.data[name] { values } else { [] }
    }
}

/// The rows of `timeline`.
package enum TimelineStore {
    /// Writes a line in the name of the command's actor; returns its number.
    @discardableResult
    package static func write(
        _ line: TimelineLine, on item: DocumentID, at moment: Timestamp? = nil, _ command: Command
    ) throws -> Int64 {
        let id = try command.transaction.nextID("timeline")
        let actor = command.actor
        var run: Int64?
        var node: String?
        if case .robot(_, let number, let place) = actor.origin { (run, node) = (number, place) }
        try command.transaction.execute(
            """
            insert into timeline (id, item, at, kind, data, origin, origin_title, run_id, node, user_id, reason, reason_en)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """,
            [
                id, item, moment ?? command.now, line.kind, json(line.data),
                actor.origin.code, actor.origin.title, run, node, actor.user, actor.reason?.russian,
                actor.reason?.storedEnglish,
            ])
        return id
    }

    /// The line of an item's history that a comment or a program's message is; nil when it has none there.
    /// - Parameter number: that of the comment or message.
    package static func entry(of number: Int64, on item: DocumentID, in reader: any Reader) throws -> Int64? {
        let comment = try reader.first(
            """
            select t.id from comment_items l join timeline t on t.item = l.item and t.kind = 'comment' and t.data = $3
            where l.comment = $1 and l.item = $2
            """, [number, item, json(["comment": .int(number)])]) { $0.int64(0) }
        if let comment { return comment }
        return try reader.first("select entry from timeline_messages where id = $1 and item = $2", [number, item]) { $0.int64(0) }
    }

    /// A page of an item's history, newest first: by when things happened, which for what an import brought in is not the order
    /// in which they were written.
    /// - Parameter before: the id of the last entry seen.
    package static func page(
        of item: DocumentID, before: Int64? = nil, limit: Int = 50, in reader: any Reader
    ) throws -> [TimelineEntry] {
        let seen = before == nil ? "" : "and (at, id) < (select at, id from timeline where id = $3)"
        return try reader.query(
            "select \(columns) from timeline where item = $1 \(seen) order by at desc, id desc limit $2",
            before.map { [item, limit, $0] as [any SQLConvertible] } ?? [item, limit], read)
    }

    /// What is pinned above the history, the latest pinned first.
    package static func pinned(of item: DocumentID, in reader: any Reader) throws -> [TimelineEntry] {
        try reader.query(
            "select \(columns) from timeline where item = $1 and pinned_at is not null order by pinned_at desc, id desc",
            [item], read)
    }

    /// The latest changes of an item's fields, newest first.
    package static func changes(of item: DocumentID, limit: Int = 200, in reader: any Reader) throws -> [TimelineEntry] {
        try reader.query(
            "select \(columns) from timeline where item = $1 and kind = 'fields_changed' order by id desc limit $2", [item, limit],
            read)
    }

    package static func pin(_ entry: Int64, of item: DocumentID, _ command: Command) throws {
        try command.transaction.execute(
            "update timeline set pinned_at = $3 where id = $1 and item = $2 and pinned_at is null", [entry, item, command.now])
    }

    package static func unpin(_ entry: Int64, of item: DocumentID, _ command: Command) throws {
        try command.transaction.execute("update timeline set pinned_at = null where id = $1 and item = $2", [entry, item])
    }

    private static let columns = """
        id, item, at, kind, data, origin, origin_title, run_id, node, user_id, reason, reason_en, pinned_at
        """

    private static func read(_ row: Row) throws -> TimelineEntry {
        var data: [String: Value] = [:]
        for (name, value) in try JSONValue(parsing: row.text(4)).object ?? JSONObject() { data[name] = try Value(json: value) }
        let reason = row.optionalText(10).map { Text(stored: $0, row.optionalText(11)) }
        let title = row.optionalText(6) ?? ""
        let origin: Actor.Origin =
            switch row.text(5) {
            case "robot": .robot(title: title, run: row.isNull(7) ? 0 : row.int64(7), node: row.optionalText(8) ?? "")
            case "trigger": .trigger(title: title)
            case "web_form": .webForm(title: title)
            case "importer": .importer(file: title)
            case "integration": .integration(title: title)
            case "person": .person
            default: .system
            }
        return TimelineEntry(
            id: row.int64(0), item: row.document(1), at: row.timestamp(2), line: TimelineLine(row.text(3), data),
            actor: Actor(origin: origin, user: row.optionalID(9), reason: reason), pinnedAt: row.optionalTimestamp(12))
    }

    private static func json(_ data: [String: Value]) -> String {
        JSONValue.object(JSONObject(data.sorted { $0.key < $1.key }.map { JSONObject.Member($0.key, $0.value.json) })).text
    }
}

/// Writes the history: one entry for every event that has something to say.
package struct TimelineListener: EventListener {
    package init() {}

    package func handle(_ event: any CRMEvent, in command: Command) throws {
        guard event.document.entity != nil else { return }
        var moment: Timestamp?
        // An item that an import dated back begins its history then.
        if let created = event as? ItemCreated { moment = created.item.createdAt }
        guard let line = event.timeline else { return }
        try TimelineStore.write(line, on: event.document, at: moment, command)
    }
}
