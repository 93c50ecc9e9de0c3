import Kernel
import Storage

/// A person of the portal.
struct UserField: FieldType {
    var code: String { "employee" }
    var title: Text { FieldTexts.user }
    var columns: [FieldColumn] { [FieldColumn(.integer)] }
    var isSortable: Bool { false }

    /// Takes `12` and `user_12`.
    func parse(_ text: String, for field: Field, in context: FieldContext) throws -> Value {
        if let reference = Value.reference(parsing: text), reference.kind == .user { return .reference(reference) }
        guard let id = UserID(text), id.rawValue > 0 else { throw field.refusal(FieldTexts.notUser) }
        return .user(id)
    }

    func accept(_ value: Value, for field: Field, in context: FieldContext) throws -> Value {
        switch value {
        case .reference(let reference) where reference.kind == .user: value
        case .int(let id) where id > 0: .user(UserID(id))
        case .string(let text): try parse(text, for: field, in: context)
        case .null, .bool, .int, .double, .date, .dateTime, .money, .reference, .list: throw field.refusal(FieldTexts.notUser)
        }
    }

    func text(_ value: Value, for field: Field, _ language: Language, _ names: Names) -> String {
        guard case .reference(let reference) = value else { return value.printable }
        return names[reference] ?? FieldTexts.unknownPerson.with(["id": String(reference.id)])[language]
    }

    func store(_ value: Value) -> [SQLValue] { [.reference(value)] }
    func read(_ columns: [SQLValue]) -> Value { Value.integer(columns[0]).map { .user(UserID($0)) } ?? .null }
}

extension SQLValue {
    /// The id of a reference; null for every other value.
    static func reference(_ value: Value) -> SQLValue {
        if case .reference(let reference) = value { .integer(reference.id) } else { .null }
    }
}
