import Kernel
import Storage

/// How much hangs on an item, for people who choose which of several stays.
package struct MergeFootprint: Sendable {
    package var deals = 0
    package var activities = 0
    package var tasks = 0
    package var comments = 0

    package init() {}

    /// Of each item; a fixed number of queries.
    package static func read(_ ids: [DocumentID], in reader: any Reader) throws -> [DocumentID: MergeFootprint] {
        var result = Dictionary(uniqueKeysWithValues: ids.map { ($0, MergeFootprint()) })
        func count(_ sql: String, _ arguments: String, _ part: WritableKeyPath<MergeFootprint, Int>, _ id: (Int64) -> DocumentID) throws {
            for (number, count) in try reader.query(sql, [arguments], { ($0.int64(0), $0.int(1)) }) { result[id(number)]?[keyPath: part] = count }
        }
        let isOne = reader.dialect.isOneOf("item", parameter: "$1")
        for (table, part) in [
            ("activity_bindings", \MergeFootprint.activities), ("task_items", \.tasks), ("comment_items", \.comments),
        ] as [(String, WritableKeyPath<MergeFootprint, Int>)] {
            try count("select item, count(*) from \(table) where \(isOne) group by item", ids.keysJSON, part) { DocumentID(key: $0) }
        }
        if let entity = ids.first?.entity, let column = entity.columnOfDeals {
            let isClient = reader.dialect.isOneOf(column, parameter: "$1")
            try count(
                "select \(column), count(*) from deals where \(isClient) and deleted_at is null group by \(column)",
                ids.map(\.id).idsJSON, \.deals) { DocumentID(entity, $0) }
        }
        return result
    }
}

extension EntityType {
    /// Through which column deals point to an item of the kind.
    fileprivate var columnOfDeals: String? {
        switch self {
        case .lead: "lead_id"
        case .contact: "contact_id"
        case .company: "company_id"
        case .deal: nil
        }
    }
}
