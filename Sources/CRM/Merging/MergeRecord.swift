import Kernel
import Storage

/// A merging as it is stored: what went into which item, when and by whom.
package struct MergeRecord: Sendable {
    /// For how long merged items can be parted again; afterwards the bookkeeping is removed.
    package static let lifetime = TimeSpan.days(30)

    package let id: Int64
    /// The item that stayed.
    package let master: DocumentID
    /// What went into it.
    package let items: [DocumentID]
    package let at: Timestamp
    /// Nil for a merging by the portal itself.
    package let person: UserID?
    package let undoneAt: Timestamp?

    /// Whether the items can be parted now.
    package func isUndoable(at now: Timestamp) -> Bool { undoneAt == nil && now - at <= MergeRecord.lifetime }

    /// - Throws: `Failure` `.notFound`.
    static func find(_ id: Int64, in reader: any Reader) throws -> MergeRecord {
        guard let record = try records(where: "id = $1", [id], in: reader).first else {
            throw Failure(.notFound, MergeTexts.noMerge)
        }
        return record
    }

    /// What has been merged into an item and can still be taken out of it, the latest first.
    package static func undoable(of master: DocumentID, at now: Timestamp, in reader: any Reader) throws -> [MergeRecord] {
        try records(where: "master = $1 and undone_at is null and at >= $2", [master, now - lifetime], in: reader)
    }

    /// Where items are now that went into others, perhaps over several mergings; those that did not are left out.
    package static func masters(of items: some Sequence<DocumentID>, in reader: any Reader) throws -> [DocumentID: DocumentID] {
        var steps: [DocumentID: DocumentID] = [:]
        var seen: Set<DocumentID> = []
        var asked = Set(items)
        while !asked.isEmpty {
            let found = try reader.query(
                """
                select i.item, m.master from merge_items i join merges m on m.id = i.merge
                where m.undone_at is null and \(reader.dialect.isOneOf("i.item", parameter: "$1")) order by m.id
                """, [asked.keysJSON]) { ($0.document(0), $0.document(1)) }
            for (item, master) in found { steps[item] = master }
            seen.formUnion(asked)
            asked = Set(found.map(\.1)).subtracting(seen)
        }
        let places = items.map { item in
            // An item that came back and took the other in makes a circle.
            var (place, passed) = (item, Set([item]))
            while let next = steps[place], passed.insert(next).inserted { place = next }
            return (item, place)
        }
        return Dictionary(places.filter { $0.0 != $0.1 }) { first, _ in first }
    }

    private static func records(
        where condition: String, _ arguments: [any SQLConvertible], in reader: any Reader
    ) throws -> [MergeRecord] {
        let heads = try reader.query(
            "select id, master, at, person, undone_at from merges where \(condition) order by id desc", arguments
        ) { (id: $0.int64(0), master: $0.document(1), at: $0.timestamp(2), person: $0.optionalID(3) as UserID?, undone: $0.optionalTimestamp(4)) }
        let items = try reader.query(
            "select merge, item from merge_items where \(reader.dialect.isOneOf("merge", parameter: "$1")) order by item",
            [heads.map(\.id).idsJSON]) { ($0.int64(0), $0.document(1)) }
        let byMerge = Dictionary(grouping: items, by: \.0).mapValues { $0.map(\.1) }
        return heads.map {
            MergeRecord(id: $0.id, master: $0.master, items: byMerge[$0.id] ?? [], at: $0.at, person: $0.person, undoneAt: $0.undone)
        }
    }

    static func insert(_ items: [Item], _ command: Command) throws -> Int64 {
        let transaction = command.transaction
        let id = try transaction.nextID("merges")
        try transaction.execute(
            "insert into merges (id, master, at, person) values ($1, $2, $3, $4)", [id, items[0].id, command.now, command.actor.user])
        for item in items.dropFirst() {
            try transaction.execute("insert into merge_items (merge, item) values ($1, $2)", [id, item.id])
        }
        return id
    }

    /// Removes the bookkeeping of one merging that is too old to be taken back; that it happened stays known.
    /// - Returns: how many rows were removed; call again while it is not 0.
    package static func forgetOld(_ command: Command) throws -> Int {
        let old = try command.transaction.first(
            """
            select id from merges m where at < $1 and (exists (select 1 from merge_moves r where r.merge = m.id)
                or exists (select 1 from merge_values v where v.merge = m.id)) order by id limit 1
            """, [command.now - lifetime]
        ) { $0.int64(0) }
        guard let old else { return 0 }
        return try command.transaction.execute("delete from merge_moves where merge = $1", [old])
            + command.transaction.execute("delete from merge_values where merge = $1", [old])
    }
}
