import Kernel
import Storage

extension ItemConditions: ComparisonWriting {
    /// Adds what a program asks.
    /// - Throws: `Failure` `.invalid` naming a field that the entity does not have.
    mutating func add(_ tree: FieldTree) throws { add(try sql(tree)) }

    private mutating func sql(_ tree: FieldTree) throws -> String {
        switch tree {
        case .all(let parts): return try joined(parts, " and ", empty: "1 = 1")
        case .any(let parts): return try joined(parts, " or ", empty: "1 = 0")
        case .test(let code, let comparison):
            if let test = try special(code, comparison) { return test }
            return test(comparison, try comparand(code))
        }
    }

    private mutating func joined(_ parts: [FieldTree], _ word: String, empty: String) throws -> String {
        if parts.isEmpty { return empty }
        var tests: [String] = []
        for part in parts { tests.append(try sql(part)) }
        return "(\(tests.joined(separator: word)))"
    }

    // MARK: Columns

    private mutating func comparand(_ code: FieldCode) throws -> Comparand {
        if let known = ItemConditions.own[code], known.entities.contains(query.entity) {
            return Comparand(
                column: known.column, isText: known.isText, isMoment: false, isReference: false, isMultiple: false,
                store: { known.isText ? .text($0.printable) : $0.truth.map { .integer($0 ? 1 : 0) } })
        }
        let field = try registry.require(code, of: query.entity)
        let column: String
        switch field.storage {
        case .system(let columns): column = "t.\(columns[0])"
        case .custom(let columns):
            useCustom()
            column = "c.\(columns[0])"
        case .communications, .contacts: column = "t.id"
        }
        let context = FieldContext(dates: dates)
        return Comparand(
            column: column, isText: field.columnKinds.first == .text && !(field.type is DateField),
            isMoment: field.type is DateTimeField, isReference: field.type is UserField || field.type is ItemField,
            isMultiple: field.isMultiple,
            store: { value in
                guard let accepted = try? field.type.accept(value, for: field, in: context) else { return nil }
                return field.type.store(accepted)[0]
            })
    }

    /// What programs ask for and the registry knows under another name.
    private static let own: [FieldCode: (column: String, isText: Bool, entities: Set<EntityType>)] = [
        "CURRENCY_ID": ("t.currency", true, [.lead, .deal, .company]),
        "HAS_PHONE": ("t.has_phone", false, [.lead, .contact, .company]),
        "HAS_EMAIL": ("t.has_email", false, [.lead, .contact, .company]),
        "CLOSED": ("case when t.semantics = 'P' then 0 else 1 end", false, [.lead, .deal]),
    ]

    /// Phones and addresses are rows of their own, further contacts are links.
    private mutating func special(_ code: FieldCode, _ comparison: FieldComparison) throws -> String? {
        guard let field = registry.field(code, of: query.entity) else { return nil }
        let key = DocumentID(query.entity, 0).key
        let rows: String
        var tests: [String] = []
        switch field.storage {
        case .communications(let kind):
            rows = "select 1 from communications m where m.item = t.id + \(key) and m.kind = \(argument(kind.rawValue))"
            let known = comparison.values.filter { !$0.isEmpty }.map { Communication(kind, $0.printable).normalized }
            if comparison.kind == .contains || comparison.kind == .like {
                for text in known { tests.append("exists (\(rows) and m.normalized like \(argument("%" + SearchText.escaped(text) + "%")) escape '\\')") }
            } else if !known.isEmpty {
                tests.append("exists (\(rows) and \(dialect.isOneOf("m.normalized", texts: argument(known.textsJSON))))")
            }
        case .contacts:
            rows = "select 1 from item_links l where l.kind = 'contact' and l.item = t.id + \(key)"
            let keys = comparison.values.compactMap { try? field.type.accept($0, for: field, in: FieldContext()).documents.first }
            if !keys.isEmpty { tests.append("exists (\(rows) and \(dialect.isOneOf("l.other", parameter: argument(keys.keysJSON))))") }
        case .system, .custom: return nil
        }
        if comparison.values.contains(where: { $0.isEmpty || $0.printable == "0" }) { tests.append("not exists (\(rows))") }
        let test = tests.isEmpty ? "1 = 0" : "(\(tests.joined(separator: " or ")))"
        return comparison.isNegated ? "not \(test)" : test
    }
}
