import CRM
import Kernel

/// A field of an item as the API describes it: derived from the registry, and a few that the original keeps apart.
struct RESTField: Sendable {
    enum Source: Sendable {
        case field(Field)
        /// The currency of the amount, a column of its own there.
        case currency(of: FieldCode)
        /// Whether the item has any phone or address.
        case presence(Communication.Kind)
        case isClosed
        /// Whether it has a messenger.
        case hasMessenger
    }

    /// `OPPORTUNITY`
    let name: String
    let source: Source
    let type: String
    /// The dictionary of a `crm_status` field.
    let statusType: String?
    let isReadOnly: Bool
    let isImmutable: Bool

    var field: Field? { if case .field(let field) = source { field } else { nil } }
    var isMultifield: Bool { type == "crm_multifield" }
    var isCustom: Bool { field?.isCustom ?? false }
    var isMultiple: Bool { field?.isMultiple ?? false }
    var isRequired: Bool { (field?.isRequired ?? false) && !isReadOnly }

    /// What the tests and orders of lists call it.
    var code: FieldCode { field?.code ?? FieldCode(name) }
}

extension RESTField {
    /// The fields of an entity, in the order of its card.
    static func all(of entity: EntityType, in registry: FieldRegistry) -> [RESTField] {
        registry.fields(of: entity).filter { !hidden(entity).contains($0.code) }.flatMap { field -> [RESTField] in
            var fields = [RESTField(field)]
            if !field.isCustom, field.type.code == "money", field.code != .paidAmount {
                fields.append(plain("CURRENCY_ID", .currency(of: field.code), "crm_currency", isReadOnly: false))
            }
            if field.code == .email, !field.isCustom {
                fields.append(plain("HAS_PHONE", .presence(.phone), "char"))
                fields.append(plain("HAS_EMAIL", .presence(.email), "char"))
                fields.append(plain("HAS_IMOL", .hasMessenger, "char"))
            }
            if field.code == "CLOSEDATE" { fields.append(plain("CLOSED", .isClosed, "char")) }
            return fields
        }
    }

    /// What the original does not have, or only as part of another field.
    private static func hidden(_ entity: EntityType) -> Set<FieldCode> {
        switch entity {
        case .lead: [.pipeline]
        case .contact: [.title]
        case .deal, .company: []
        }
    }

    private static func plain(_ name: String, _ source: Source, _ type: String, isReadOnly: Bool = true) -> RESTField {
        RESTField(name: name, source: source, type: type, statusType: nil, isReadOnly: isReadOnly, isImmutable: false)
    }

    init(_ field: Field) {
        let isLead = field.entity == .lead
        self.init(
            name: isLead && field.code == "STAGE_SEMANTIC_ID" ? "STATUS_SEMANTIC_ID" : field.code.rawValue, source: .field(field),
            type: RESTField.type(of: field), statusType: RESTField.dictionary(of: field), isReadOnly: field.isReadOnly,
            isImmutable: field.entity == .deal && field.code == .pipeline)
    }

    private static func type(of field: Field) -> String {
        switch field.type.code {
        case "text": "string"
        case "money": field.isCustom ? "money" : "double"
        case "boolean": field.isCustom ? "boolean" : "char"
        case "enumeration": field.isCustom ? "enumeration" : "crm_status"
        case "employee": field.isCustom ? "employee" : "user"
        case "source", "crm_status": "crm_status"
        case "crm": field.isCustom ? "crm" : "crm_\(field.linkedEntity?.code.lowercased() ?? "entity")"
        case "phone", "email", "web", "messenger": field.isCustom ? (field.type.code == "web" ? "url" : "string") : "crm_multifield"
        default: field.type.code
        }
    }

    private static func dictionary(of field: Field) -> String? {
        if field.isCustom { return nil }
        switch field.code {
        case .source: return "SOURCE"
        case "HONORIFIC": return "HONORIFIC"
        case "COMPANY_TYPE": return "COMPANY_TYPE"
        case "TYPE_ID": return field.entity == .deal ? "DEAL_TYPE" : "CONTACT_TYPE"
        default:
            guard let entity = field.entity, field.code == .stage(of: entity) else { return nil }
            return entity == .lead ? "STATUS" : entity == .deal ? "DEAL_STAGE" : nil
        }
    }

    /// The entry of a `*.fields` answer.
    func description(_ language: Language) -> JSONValue {
        let title = field?.title[language] ?? name
        var entry = JSONObject.of([
            "type": .string(type), "isRequired": .bool(isRequired), "isReadOnly": .bool(isReadOnly), "isImmutable": .bool(isImmutable),
            "isMultiple": .bool(isMultiple), "isDynamic": .bool(isCustom), "title": .string(isCustom ? name : title),
        ])
        if let statusType { entry["statusType"] = .string(statusType) }
        if type == "enumeration", let field {
            entry["items"] = .array(field.options.filter { !$0.isHidden }.map { ["ID": .string($0.code), "VALUE": .string($0.name[language])] })
        }
        if isCustom {
            for label in ["listLabel", "formLabel", "filterLabel"] { entry[label] = .string(title) }
        }
        return .object(entry)
    }
}

extension JSONObject {
    /// The members in the given order; nil values are left out.
    static func of(_ members: KeyValuePairs<String, JSONValue?>) -> JSONObject {
        JSONObject(members.compactMap { key, value in value.map { Member(key, $0) } })
    }
}
