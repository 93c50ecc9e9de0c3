import Kernel
import Storage

/// The rows of `communications`.
enum CommunicationRows {
    static func load(_ items: [DocumentID], in reader: any Reader) throws -> [DocumentID: [Communication]] {
        var result: [DocumentID: [Communication]] = [:]
        let rows = try reader.query(
            """
            select item, kind, value_type, raw, id from communications
            where \(reader.dialect.isOneOf("item", parameter: "$1")) order by item, sort
            """, [items.keysJSON]
        ) { row in (row.document(0), row.text(1), row.text(2), row.text(3), row.int64(4)) }
        for (item, kind, type, raw, id) in rows {
            guard let kind = Communication.Kind(rawValue: kind) else { continue }
            var communication = Communication(kind, raw, type: type)
            communication.id = id
            result[item, default: []].append(communication)
        }
        return result
    }

    /// Makes the rows of an item be these: known ones keep their numbers, by which programs remember them.
    static func replace(of item: DocumentID, with list: [Communication], in transaction: any Transaction) throws {
        var known = try load([item], in: transaction)[item] ?? []
        var fresh: [(Int, Communication)] = []
        for (place, value) in list.enumerated() {
            let match = known.firstIndex { $0.id == value.id } ?? known.firstIndex { $0.kind == value.kind && $0.normalized == value.normalized }
            guard let match, let id = known[match].id else {
                fresh.append((place, value))
                continue
            }
            known.remove(at: match)
            try transaction.execute(
                "update communications set kind = $2, value_type = $3, raw = $4, normalized = $5, sort = $6 where id = $1",
                [id, value.kind.rawValue, value.valueType, value.raw, value.normalized, place])
        }
        for gone in known.compactMap(\.id) { try transaction.execute("delete from communications where id = $1", [gone]) }
        guard !fresh.isEmpty else { return }
        let first = try transaction.nextID("communications", count: Int64(fresh.count))
        for (number, (place, value)) in fresh.enumerated() { try insert(value, of: item, first + Int64(number), place, transaction) }
    }

    static func insert(_ lists: [(DocumentID, [Communication])], in transaction: any Transaction) throws {
        let count = lists.reduce(0) { $0 + $1.1.count }
        guard count > 0 else { return }
        var id = try transaction.nextID("communications", count: Int64(count))
        for (item, list) in lists {
            for (place, value) in list.enumerated() {
                try insert(value, of: item, id, place, transaction)
                id += 1
            }
        }
    }

    private static func insert(
        _ value: Communication, of item: DocumentID, _ id: Int64, _ place: Int, _ transaction: any Transaction
    ) throws {
        try transaction.execute(
            """
            insert into communications (id, item, kind, value_type, raw, normalized, sort)
            values ($1, $2, $3, $4, $5, $6, $7)
            """, [id, item, value.kind.rawValue, value.valueType, value.raw, value.normalized, place])
    }
}
