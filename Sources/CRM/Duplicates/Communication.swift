import Kernel
import Storage

/// A way to reach a client: one phone, address or messenger name of an item. Two are equal when they say the same, wherever
/// they are stored.
package struct Communication: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case phone = "PHONE"
        case email = "EMAIL"
        case web = "WEB"
        case messenger = "IM"
    }

    /// Its row, by which programs change it; nil while it is not stored.
    package internal(set) var id: Int64?
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

    package static func == (left: Self, right: Self) -> Bool {
        (left.kind, left.valueType, left.raw) == (right.kind, right.valueType, right.raw)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        hasher.combine(valueType)
        hasher.combine(raw)
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
            var kept = Communication(kind, text, type: known.valueType)
            kept.id = known.id
            return kept
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
    /// The texts as a JSON array, for `Dialect.isOneOf(_:texts:)`.
    package var textsJSON: String { JSONValue.array(map(JSONValue.string)).text }
}
