import CRM
import Kernel

extension RESTField {
    /// The value as the classic methods give it: ids, numbers and sums as text, flags as `Y` and `N`.
    func classic(_ item: Item, _ call: Call) -> JSONValue {
        switch source {
        case .currency: return .string(item.currency)
        case .presence(let kind): return .yesNo(item.communications.contains { $0.kind == kind })
        case .hasMessenger: return .yesNo(item.communications.contains { $0.kind == .messenger })
        case .isClosed: return .yesNo(item.isClosed)
        case .field(let field):
            if case .communications(let kind) = field.storage { return RESTField.multifield(kind, item) }
            return classic(item.value(field.code), of: field, call)
        }
    }

    private func classic(_ value: Value, of field: Field, _ call: Call) -> JSONValue {
        if field.isMultiple { return .array(value.elements.map { classic($0, field, call) }) }
        return value.isEmpty ? empty(field) : classic(value, field, call)
    }

    /// An own field of a person with its value.
    static func member(_ value: Value?, of field: Field, _ call: Call) -> JSONObject.Member {
        JSONObject.Member(field.code.rawValue, RESTField(field).classic(value ?? .null, of: field, call))
    }

    private func empty(_ field: Field) -> JSONValue {
        switch type {
        case "char": "N"
        case "boolean": "0"
        case "double" where field.type.code == "money": "0.00"
        case "date", "datetime": ""
        default: nil
        }
    }

    private func classic(_ value: Value, _ field: Field, _ call: Call) -> JSONValue {
        switch value {
        case .bool(let flag): return field.isCustom ? .string(flag ? "1" : "0") : .yesNo(flag)
        case .money(let money): return .string(field.isCustom ? "\(money.decimalString)|\(money.currency)" : money.decimalString)
        case .date(let day): return .string(call.zone.startOfDay(day).contractText(in: call.zone))
        case .dateTime(let moment): return .string(moment.contractText(in: call.zone))
        case .reference(let reference):
            if reference.kind == .file { return FileValue.classic(FileID(reference.id), call) }
            if field.isCustom, field.linkedEntity == nil, let document = value.documents.first { return .string(document.contractCode) }
            return field.code == .contacts ? .int(reference.id) : .string(String(reference.id))
        case .int(let number): return .string(String(number))
        case .double(let number): return .string(JSONValue.double(number).scalarText ?? "")
        case .string(let text): return .string(text)
        case .null, .list: return nil
        }
    }

    private static func multifield(_ kind: Communication.Kind, _ item: Item) -> JSONValue {
        .array(
            item.communications.filter { $0.kind == kind }.map { value in
                [
                    "ID": .string(value.id.map(String.init) ?? ""), "VALUE_TYPE": .string(value.valueType), "VALUE": .string(value.raw),
                    "TYPE_ID": .string(kind.rawValue),
                ]
            })
    }

    /// The value as `crm.item.*` give it: numbers as numbers.
    func modern(_ item: Item, _ call: Call) -> JSONValue {
        switch source {
        case .currency: return .string(item.currency)
        case .presence, .hasMessenger, .isClosed: return classic(item, call)
        case .field(let field):
            let value = item.value(field.code)
            if field.isMultiple { return .array(value.elements.map { modern($0, field, call) }) }
            if value.isEmpty {
                switch type {
                case "char": return "N"
                case "double" where field.type.code == "money": return 0
                default: return nil
                }
            }
            return modern(value, field, call)
        }
    }

    private func modern(_ value: Value, _ field: Field, _ call: Call) -> JSONValue {
        switch value {
        case .bool(let flag): return .yesNo(flag)
        case .money(let money) where !field.isCustom: return .amount(money.minorUnits)
        case .int(let number): return .int(number)
        case .double(let number): return .double(number)
        case .reference(let reference):
            if reference.kind == .file { return FileValue.modern(FileID(reference.id), call) }
            if field.isCustom, field.linkedEntity == nil, let document = value.documents.first { return .string(document.contractCode) }
            return .int(reference.id)
        case .string(let text): return field.isCustom && type == "enumeration" ? Int64(text).map(JSONValue.int) ?? .string(text) : .string(text)
        case .money, .date, .dateTime: return classic(value, field, call)
        case .null, .list: return nil
        }
    }
}

extension Item {
    /// Of its amount; the portal's while it has none.
    fileprivate var currency: String {
        if case .money(let money) = value(entity == .company ? "REVENUE" : .amount) { return money.currency }
        return "RUB"
    }
}

extension JSONValue {
    static func yesNo(_ flag: Bool) -> JSONValue { flag ? "Y" : "N" }

    /// Minor units as a number: whole sums without a fraction.
    static func amount(_ minorUnits: Int64) -> JSONValue {
        minorUnits % 100 == 0 ? .int(minorUnits / 100) : .double(Double(minorUnits) / 100)
    }
}

/// A file as a value.
enum FileValue {
    static func classic(_ id: FileID, _ call: Call) -> JSONValue {
        ["id": .int(id.rawValue), "showUrl": .string("/files/\(id.rawValue)"), "downloadUrl": .string(path(id, call))]
    }

    private static func path(_ id: FileID, _ call: Call) -> String { call.caller.address(of: id) }

    /// The whole address at which the caller's key fetches it.
    static func download(_ id: FileID, _ call: Call) -> String { call.origin + path(id, call) }

    static func modern(_ id: FileID, _ call: Call) -> JSONValue {
        [
            "id": .int(id.rawValue), "url": .string(call.origin + "/files/\(id.rawValue)"),
            "urlMachine": .string(download(id, call)),
        ]
    }
}
