import CRM
import FoundationEssentials
import Kernel

/// What a program writes into an item's fields, sorted into what the portal takes. Unknown and read-only fields are passed over,
/// as the original does.
struct FieldInput: Sendable {
    var values: [FieldCode: Value] = [:]
    var communications: [CommunicationEdit] = []
    /// Without a sum of its own.
    var currency: String?

    /// - Parameters:
    ///   - fields: by the API's names, files already put into the store.
    ///   - isNew: immutable fields count while an item is made.
    /// - Throws: `RESTFailure` for a value of the wrong form.
    init(_ fields: JSONObject, of entity: EntityType, _ registry: FieldRegistry, isNew: Bool) throws {
        let known = Dictionary(RESTField.all(of: entity, in: registry).map { ($0.name, $0) }) { first, _ in first }
        currency = fields.value("CURRENCY_ID")?.scalarText?.uppercased()
        if currency?.isEmpty == true { currency = nil }
        for (name, json) in fields {
            let code = FieldCode(name)
            let field = known[code.rawValue] ?? registry.field(code, of: entity).flatMap { known[$0.code.rawValue] }
            guard let field, !field.isReadOnly, isNew || !field.isImmutable, let own = field.field else { continue }
            if case .communications(let kind) = own.storage {
                communications += try FieldInput.edits(json, kind)
            } else {
                values[own.code] = try value(json, own)
            }
        }
    }

    /// - Parameter own: fields of people; what else was sent is no business of theirs.
    init(_ parameters: Parameters, own: [Field]) throws {
        for field in own { values[field.code] = try parameters[field.code.rawValue].map { try value($0, field) } }
    }

    private func value(_ json: JSONValue, _ field: Field) throws -> Value {
        if field.isMultiple {
            let list = try json.elements.filter { !$0.isVoid }.map { try single($0, field) }
            return list.isEmpty ? .null : .list(list)
        }
        if case .array(let elements) = json, elements.count <= 1 { return try elements.first.map { try single($0, field) } ?? .null }
        return try single(json, field)
    }

    /// Programs that write back what they have read say `None` or `0` for null, which no day, person or list has.
    private func isNothing(_ text: String, _ field: Field) -> Bool {
        switch field.type.code {
        case "string", "text": false
        case "employee", "crm", "file", "date", "datetime": text == "0" || text == "None"
        case "enumeration", "source": text == "None" || text == "0" && !field.options.contains { $0.code == "0" }
        default: text == "None"
        }
    }

    private func single(_ json: JSONValue, _ field: Field) throws -> Value {
        if json.isVoid || json == .bool(false) && field.type.code != "boolean" { return .null }
        guard let text = json.scalarText else {
            throw RESTFailure("Field \(field.code): a single value is expected.")
        }
        if isNothing(text, field) { return .null }
        switch field.type.code {
        case "boolean":
            guard let flag = json.flag else { throw RESTFailure("Field \(field.code): Y or N is expected.") }
            return .bool(flag)
        case "employee", "crm", "file":
            if let document = DocumentID(contractCode: text) { return .item(document) }
            return .string(text)
        case "money":
            let parts = text.split(separator: "|", omittingEmptySubsequences: false)
            guard let money = Money(parsing: String(parts[0]), currency: parts.count > 1 ? String(parts[1]) : currency ?? "") else {
                throw RESTFailure("Field \(field.code): \(text) is no amount.")
            }
            return money.currency.isEmpty ? .string(money.decimalString) : .money(money)
        default: return .string(text)
        }
    }

    /// `[{VALUE, VALUE_TYPE}, {ID, VALUE}, {ID, DELETE: Y}]`; also single texts.
    private static func edits(_ json: JSONValue, _ kind: Communication.Kind) throws -> [CommunicationEdit] {
        let entries: [JSONValue]
        if case .object(let object) = json, object.value("VALUE") != nil || object.value("ID") != nil { entries = [json] } else { entries = json.elements }
        return entries.compactMap { entry in
            guard case .object(let object) = entry else {
                return entry.scalarText.flatMap { $0.isEmpty ? nil : .add(Communication(kind, $0)) }
            }
            let raw = object.value("VALUE")?.scalarText
            let type = object.value("VALUE_TYPE")?.scalarText.flatMap { $0.isEmpty ? nil : $0.uppercased() }
            if let id = object.value("ID")?.number, id > 0 {
                let isGone = object.value("DELETE")?.flag ?? false || raw?.isEmpty ?? false
                return isGone ? .delete(id) : .change(id, raw: raw, type: type)
            }
            return raw.flatMap { $0.isEmpty ? nil : .add(Communication(kind, $0, type: type ?? "WORK")) }
        }
    }
}

extension FieldInput {
    /// A new currency without a new sum: the sum that is there is meant in it.
    mutating func adoptCurrency(for item: Item) {
        let code: FieldCode = item.entity == .company ? "REVENUE" : .amount
        guard let currency, values[code] == nil, case .money(let money) = item.value(code), money.currency != currency else { return }
        values[code] = .money(Money(minorUnits: money.minorUnits, currency: currency))
    }
}

/// Puts files that came within parameters into the store, before the transaction begins.
enum FileInput {
    /// The fields with numbers of stored files in the place of `{"fileData": [name, base64]}` and `[name, base64]`.
    static func stored(_ fields: JSONObject, of entity: EntityType, _ call: Call) async throws -> JSONObject {
        let registry = try await call.services.portal.read { [items = call.services.items] in try items.catalog.catalog(in: $0).fields }
        var fields = fields
        for (name, json) in fields {
            guard let field = registry.field(FieldCode(name), of: entity), field.type.code == "file" else { continue }
            if field.isMultiple, file(json) == nil {
                var ids: [JSONValue] = []
                for element in json.elements { ids.append(try await stored(element, call)) }
                fields[name] = .array(ids)
            } else {
                fields[name] = try await stored(json, call)
            }
        }
        return fields
    }

    private static func stored(_ json: JSONValue, _ call: Call) async throws -> JSONValue {
        if let (name, bytes) = file(json) {
            let file = try await call.services.files.add(named: name, bytes: bytes, as: call.caller.actor)
            return .string(String(file.id.rawValue))
        }
        if case .object(let object) = json {
            if object.value("remove")?.flag ?? false { return .null }
            return object.value("id") ?? .null
        }
        return json
    }

    /// The name and content of a file that travels as base64; nil when it is none.
    static func file(_ json: JSONValue) -> (String, [UInt8])? {
        var pair = json
        if case .object(let object) = json { pair = object.value("fileData") ?? .null }
        guard let elements = pair.array, elements.count == 2, let name = elements[0].string, let text = elements[1].string,
            !name.isEmpty, let data = Data(base64Encoded: text.filter { !$0.isWhitespace })
        else { return nil }
        return (name, [UInt8](data))
    }
}
