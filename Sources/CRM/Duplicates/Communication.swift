import Kernel
import Storage

/// A way to reach a client: one phone, address or messenger name of an item.
package struct Communication: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case phone = "PHONE"
        case email = "EMAIL"
        case web = "WEB"
        case messenger = "IM"
    }

    package let kind: Kind
    /// `WORK`, `MOBILE`, `HOME`, `FAX`, `MAILING`, `OTHER`; of messengers `TELEGRAM`, `WHATSAPP`…
    package var valueType: String
    /// As it was written.
    package let raw: String
    /// What duplicates are recognised by: E.164, lower-case address.
    package let normalized: String

    package init(_ kind: Kind, _ raw: String, type valueType: String = "WORK") {
        self.kind = kind
        self.valueType = valueType
        self.raw = raw
        normalized = Communication.normalized(kind, raw)
    }

    static func normalized(_ kind: Kind, _ raw: String) -> String {
        switch kind {
        case .phone: PhoneNumber(raw)?.normalized ?? raw
        case .email: EmailAddress(raw)?.normalized ?? raw.lowercased()
        case .web: raw.lowercased()
        case .messenger: raw.lowercased()
        }
    }

    /// The field under which an item shows it.
    package var field: FieldCode { FieldCode(kind.rawValue) }

    /// The list that follows from new texts, keeping the type of those that stay.
    static func list(_ kind: Kind, _ texts: [String], keeping old: [Communication]) -> [Communication] {
        texts.map { text in
            let fresh = Communication(kind, text)
            guard let known = old.first(where: { $0.kind == kind && $0.normalized == fresh.normalized }) else { return fresh }
            return Communication(kind, text, type: known.valueType)
        }
    }
}

/// The rows of `communications`.
enum CommunicationRows {
    static func load(_ items: [DocumentID], in reader: any Reader) throws -> [DocumentID: [Communication]] {
        var result: [DocumentID: [Communication]] = [:]
        let rows = try reader.query(
            """
            select item, kind, value_type, raw from communications
            where \(reader.dialect.isOneOf("item", parameter: "$1")) order by item, sort
            """, [items.keysJSON]
        ) { row in (row.document(0), row.text(1), row.text(2), row.text(3)) }
        for (item, kind, type, raw) in rows {
            guard let kind = Communication.Kind(rawValue: kind) else { continue }
            result[item, default: []].append(Communication(kind, raw, type: type))
        }
        return result
    }

    static func replace(of item: DocumentID, with list: [Communication], in transaction: any Transaction) throws {
        try transaction.execute("delete from communications where item = $1", [item])
        guard !list.isEmpty else { return }
        try insert([(item, list)], in: transaction)
    }

    static func insert(_ lists: [(DocumentID, [Communication])], in transaction: any Transaction) throws {
        let count = lists.reduce(0) { $0 + $1.1.count }
        guard count > 0 else { return }
        var id = try transaction.nextID("communications", count: Int64(count))
        for (item, list) in lists {
            for (place, value) in list.enumerated() {
                try transaction.execute(
                    """
                    insert into communications (id, item, kind, value_type, raw, normalized, sort)
                    values ($1, $2, $3, $4, $5, $6, $7)
                    """, [id, item, value.kind.rawValue, value.valueType, value.raw, value.normalized, place])
                id += 1
            }
        }
    }
}

extension Sequence<DocumentID> {
    /// The keys as a JSON array, for `Dialect.isOneOf`.
    var keysJSON: String { "[" + map { String($0.key) }.joined(separator: ",") + "]" }
}

extension Sequence<Int64> {
    var idsJSON: String { "[" + map { String($0) }.joined(separator: ",") + "]" }
}

extension Sequence<String> {
    var textsJSON: String { JSONValue.array(map(JSONValue.string)).text }
}
