import Kernel
import Storage

/// What kind of values a field holds: how they are stored, read from a form, checked and shown. One file a type.
///
/// Types deal with single values; `Field` puts several together when the field is multiple.
package protocol FieldType: Sendable {
    /// The stored name, `date`; never renamed.
    var code: String { get }
    var title: Text { get }
    /// The columns of one value: the first carries the field's name, others add their suffix.
    var columns: [FieldColumn] { get }
    var isSortable: Bool { get }
    /// What a filter may ask of it.
    var tests: Set<FilterTest.Kind> { get }
    /// Reads what a person typed (never blank).
    /// - Throws: `Failure` `.invalid` naming the field.
    func parse(_ text: String, for field: Field, in context: FieldContext) throws -> Value
    /// Checks a value that came from a program and brings it to the type's own form.
    func accept(_ value: Value, for field: Field, in context: FieldContext) throws -> Value
    /// How people see it.
    func text(_ value: Value, for field: Field, _ language: Language, _ names: Names) -> String
    /// One SQL value for each of `columns`.
    func store(_ value: Value) -> [SQLValue]
    func read(_ columns: [SQLValue]) -> Value
}

/// A column of a field type.
package struct FieldColumn: Hashable, Sendable {
    package enum Kind: String, Sendable {
        case integer = "bigint"
        case real = "double precision"
        case text
    }

    package let suffix: String
    package let kind: Kind

    package init(_ kind: Kind, suffix: String = "") {
        self.kind = kind
        self.suffix = suffix
    }
}

/// What reading a value depends on besides the field.
package struct FieldContext: Sendable {
    /// How typed dates are meant: in which zone, in which order.
    package let dates: DateSetting
    /// Sums without a currency are meant in this one.
    package let currency: String

    package init(dates: DateSetting = DateSetting(), currency: String = "RUB") {
        self.dates = dates
        self.currency = currency
    }
}

extension FieldType {
    package var isSortable: Bool { true }
    package var tests: Set<FilterTest.Kind> { [.equals, .filled] }

    package func accept(_ value: Value, for field: Field, in context: FieldContext) throws -> Value {
        guard case .string(let text) = value else { throw field.refusal(FieldTexts.wrongKind) }
        return try parse(text, for: field, in: context)
    }
}

extension Field {
    /// The error that a value is not acceptable here; `{field}` in the message becomes the field's title.
    package func refusal(_ message: Text) -> Failure {
        Failure(.invalid, message.with(["field": title]), field: code.rawValue)
    }

    /// Reads what a form sent under the field's name: blanks are no values.
    package func parse(_ texts: [String], in context: FieldContext) throws -> Value {
        let filled = texts.map(\.withoutOuterSpace).filter { !$0.isEmpty }
        return try gathered(filled.map { try type.parse($0, for: self, in: context) })
    }

    /// Checks a value of any origin and brings it to the stored form; emptiness becomes `.null`.
    package func accept(_ value: Value, in context: FieldContext) throws -> Value {
        let filled = value.elements.filter { !$0.isEmpty }
        return try gathered(filled.map { try type.accept($0, for: self, in: context) })
    }

    private func gathered(_ values: [Value]) throws -> Value {
        if values.isEmpty { return .null }
        guard isMultiple else {
            guard values.count == 1 else { throw refusal(FieldTexts.onlyOne) }
            return values[0]
        }
        var seen: Set<Value> = []
        return .list(values.filter { seen.insert($0).inserted })
    }

    /// How people see the value; empty for nothing.
    package func text(_ value: Value, _ language: Language, _ names: Names) -> String {
        value.elements.map { type.text($0, for: self, language, names) }.joined(separator: ", ")
    }

    /// The columns of the field with their kinds; a multiple field keeps its values as one JSON array.
    package var columnKinds: [FieldColumn.Kind] { isMultiple ? [.text] : type.columns.map(\.kind) }

    /// One SQL value for each of `storage.columns`.
    func store(_ value: Value) -> [SQLValue] {
        if value.isEmpty { return storage.columns.map { _ in .null } }
        guard isMultiple else { return type.store(value) }
        return [.text(JSONValue.array(value.elements.map { type.store($0)[0].json }).text)]
    }

    func read(_ columns: [SQLValue]) throws -> Value {
        if columns.first == .null { return .null }
        guard isMultiple, case .text(let text) = columns.first else { return type.read(columns) }
        let elements = try JSONValue(parsing: text).array ?? []
        return .list(elements.map { type.read([SQLValue($0)]) })
    }
}

extension SQLValue {
    var json: JSONValue {
        switch self {
        case .integer(let number): .int(number)
        case .real(let number): .double(number)
        case .text(let text): .string(text)
        case .null, .blob: .null
        }
    }

    fileprivate init(_ json: JSONValue) {
        switch json {
        case .int(let number): self = .integer(number)
        case .double(let number): self = .real(number)
        case .string(let text): self = .text(text)
        case .null, .bool, .array, .object: self = .null
        }
    }
}
