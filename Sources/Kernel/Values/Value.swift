/// The value of a field, of an expression or of a robot's parameter. One type for all three, so nothing is converted on
/// the way from a card through a condition into a task.
package enum Value: Hashable, Sendable {
    /// Not filled.
    case null
    case bool(Bool)
    case int(Int64)
    case double(Double)
    case string(String)
    case date(LocalDate)
    case dateTime(Timestamp)
    case money(Money)
    /// A person, a file, a CRM item, a list option: `kind` says which, `id` which one.
    case reference(Reference)
    /// A multiple field, a list of people.
    case list([Value])
}

/// What a reference value points to.
package struct Reference: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case user
        case department
        case file
        /// A CRM item of an entity type (lead 1, deal 2, contact 3, company 4).
        case item(type: Int)
        case task
        case activity
    }

    package let kind: Kind
    package let id: Int64

    package init(_ kind: Kind, _ id: Int64) {
        self.kind = kind
        self.id = id
    }
}

extension Value {
    package static func user(_ id: UserID) -> Value { .reference(Reference(.user, id.rawValue)) }
    package static func file(_ id: FileID) -> Value { .reference(Reference(.file, id.rawValue)) }
    package static func item(_ id: DocumentID) -> Value { .reference(Reference(.item(type: id.type), id.id)) }

    /// Nothing that a person would call filled: null, an empty or blank text, an empty list. `false` and 0 are filled.
    package var isEmpty: Bool {
        switch self {
        case .null: true
        case .string(let text): text.allSatisfy(\.isWhitespace)
        case .list(let values): values.allSatisfy(\.isEmpty)
        case .bool, .int, .double, .date, .dateTime, .money, .reference: false
        }
    }

    /// A list's elements, a single value as a list of one, nothing for null.
    package var elements: [Value] {
        switch self {
        case .null: []
        case .list(let values): values
        case .bool, .int, .double, .string, .date, .dateTime, .money, .reference: [self]
        }
    }

    /// The people among the elements.
    package var userIDs: [UserID] {
        elements.compactMap { element in
            guard case .reference(let reference) = element, reference.kind == .user else { return nil }
            return UserID(reference.id)
        }
    }
}
