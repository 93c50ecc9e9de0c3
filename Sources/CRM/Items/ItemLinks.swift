import Kernel
import Storage

/// Links between items that are not a column of either: a deal's further contacts, what a lead became, copies.
package enum ItemLinks {
    package enum Kind: String, Sendable, CaseIterable {
        /// From a deal to a contact beside the main one.
        case contact
        /// From a lead to what it was converted into.
        case conversion
        /// From a copy to its original.
        case copy
    }

    package static func add(
        from item: DocumentID, to other: DocumentID, _ kind: Kind, sort: Int = 0, in transaction: any Transaction
    ) throws {
        try transaction.execute(
            "insert into item_links (item, kind, other, sort) values ($1, $2, $3, $4) on conflict (item, kind, other) do nothing",
            [item, kind.rawValue, other, sort])
    }

    static func replace(
        from item: DocumentID, with others: [DocumentID], _ kind: Kind, in transaction: any Transaction
    ) throws {
        try transaction.execute("delete from item_links where item = $1 and kind = $2", [item, kind.rawValue])
        for (place, other) in others.enumerated() { try add(from: item, to: other, kind, sort: place, in: transaction) }
    }

    /// What each of the items is linked to, in order.
    package static func others(
        of items: [DocumentID], _ kind: Kind, in reader: any Reader
    ) throws -> [DocumentID: [DocumentID]] {
        var result: [DocumentID: [DocumentID]] = [:]
        let rows = try reader.query(
            """
            select item, other from item_links
            where \(reader.dialect.isOneOf("item", parameter: "$1")) and kind = $2 order by item, sort, other
            """, [items.keysJSON, kind.rawValue]) { ($0.document(0), $0.document(1)) }
        for (item, other) in rows { result[item, default: []].append(other) }
        return result
    }

    /// The items that link to this one.
    package static func origins(of item: DocumentID, _ kind: Kind, in reader: any Reader) throws -> [DocumentID] {
        try reader.query(
            "select item from item_links where other = $1 and kind = $2 order by item", [item, kind.rawValue]
        ) { $0.document(0) }
    }
}
