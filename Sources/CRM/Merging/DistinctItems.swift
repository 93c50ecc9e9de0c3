import Kernel
import Storage

/// Pairs of items that look alike and that people have decided to be different: a decision for everybody, with its author.
package struct DistinctPair: Hashable, Sendable {
    package let first: DocumentID
    package let second: DocumentID
    package let at: Timestamp
    package let person: UserID?
}

/// The rows of `distinct_items`.
package enum DistinctItems {
    private static let shown = 200

    /// Says that none of these is another of them.
    package static func mark(_ ids: [DocumentID], _ command: Command) throws {
        let sorted = Set(ids).sorted()
        try MergePlan.checkCount(sorted)
        for (place, first) in sorted.enumerated() {
            for second in sorted.dropFirst(place + 1) {
                try command.transaction.execute(
                    """
                    insert into distinct_items (first, second, at, person) values ($1, $2, $3, $4) on conflict (first, second) do nothing
                    """, [first, second, command.now, command.actor.user])
            }
        }
    }

    /// Takes the decision about a pair back.
    package static func unmark(_ first: DocumentID, _ second: DocumentID, _ command: Command) throws {
        try command.transaction.execute(
            "delete from distinct_items where first = $1 and second = $2", [min(first, second), max(first, second)])
    }

    /// The latest decisions about items of a kind.
    package static func pairs(of entity: EntityType, in reader: any Reader) throws -> [DistinctPair] {
        try reader.query(
            "select first, second, at, person from distinct_items where first between $1 and $2 order by at desc, first limit \(shown)",
            [DocumentID(entity, 0), DocumentID(entity, .max >> 16)]
        ) { DistinctPair(first: $0.document(0), second: $0.document(1), at: $0.timestamp(2), person: $0.optionalID(3)) }
    }

    /// What has been told apart from an item.
    package static func others(of item: DocumentID, in reader: any Reader) throws -> Set<DocumentID> {
        Set(
            try reader.query(
                "select second from distinct_items where first = $1 union select first from distinct_items where second = $1", [item]
            ) { $0.document(0) })
    }

    /// Of some items, the pairs that have been told apart, the smaller number first.
    static func pairs(among items: some Sequence<DocumentID>, in reader: any Reader) throws -> Set<[DocumentID]> {
        Set(
            try reader.query(
                "select first, second from distinct_items where \(reader.dialect.isOneOf("first", parameter: "$1"))", [items.keysJSON]
            ) { [$0.document(0), $0.document(1)] })
    }
}
