import Automation
import CRM
import Kernel
import Storage

/// What `{=…}` means on a CRM item: its fields, those of its contact, company and original deal, constants, results of
/// earlier robots. Linked items and constants are read when they are asked for first.
struct ItemEnvironment: EvaluationEnvironment {
    let setting: EvaluationSetting
    let item: Item
    let results: [String: [String: Value]]
    let items: ItemStore
    let reader: any Reader

    func value(object: String, field: String) throws -> Value? {
        switch object {
        case "Document": return try documentValue(field)
        case "GlobalConst", "GlobalVar": return try ConstantStore.values(in: reader)[field]
        case NamedProcess.parameters: return results[object].map { $0[field] ?? .null }
        case "Constant", "Variable", "Workflow", "User", "System": return nil
        default: return results[object].map { $0[field] ?? .null }
        }
    }

    // MARK: Fields

    private func documentValue(_ name: String) throws -> Value? {
        if let dot = name.firstIndex(of: ".") {
            return try linkedValue(String(name[..<dot]).uppercased(), String(name[name.index(after: dot)...]))
        }
        switch name.uppercased() {
        case "NEXT_ACTIVITY_AT": return item.nextActivityAt.map(Value.dateTime) ?? .null
        case "PREVIOUS_STAGE_ID": return try previousStage()
        case "CLOSED": return .bool(item.isClosed)
        case "IS_PAID": return .bool(item.isPaid)
        case "ASSIGNED_BY_FRIENDLY": return try render(item.value(.responsible), as: .friendly)
        default: return try fieldValue(name, of: item)
        }
    }

    private func fieldValue(_ name: String, of item: Item) throws -> Value? {
        let fields = try items.catalog.catalog(in: reader).fields
        if let field = fields.field(FieldCode(name), of: item.entity) { return item.value(field.code) }
        switch name.uppercased() {
        case "FULL_NAME": return .string(item.fullName.isEmpty ? item.title : item.fullName)
        case "CLOSED": return .bool(item.isClosed)
        default: return try companionValue(name, fields, item)
        }
    }

    /// `ASSIGNED_BY_PRINTABLE`, `UF_CRM_X_PRINTABLE` of old templates: the field as people see it.
    private func companionValue(_ name: String, _ fields: FieldRegistry, _ item: Item) throws -> Value? {
        for suffix in ["_PRINTABLE", "_FRIENDLY"] where name.hasSuffix(suffix) {
            let code = FieldCode(name.dropLast(suffix.count))
            guard let field = fields.field(code, of: item.entity) else { return nil }
            return .string(try shown(field, of: item))
        }
        return nil
    }

    /// `CONTACT.PHONE`, `COMPANY.TITLE`, `ORIGINAL.CLOSED`, `LEAD.TITLE`; empty when nothing is linked.
    private func linkedValue(_ link: String, _ field: String) throws -> Value? {
        let target: DocumentID?
        switch link {
        case "CONTACT": target = item.contact
        case "COMPANY": target = item.company
        case "ORIGINAL": target = item.original
        case "LEAD": target = item.lead
        default: return nil
        }
        guard let target, let linked = try items.item(target, in: reader) else { return .null }
        return try fieldValue(field, of: linked)
    }

    private func previousStage() throws -> Value {
        try StageHistory.of(item.id, in: reader).last?.fromStage.map(Value.string) ?? .null
    }

    // MARK: Showing

    func render(_ value: Value, of reference: FieldReference, as modifier: Modifier) throws -> Value? {
        guard reference.object == "Document", modifier == .printable || modifier == .friendly,
            let field = try items.catalog.catalog(in: reader).fields.field(FieldCode(reference.field), of: item.entity)
        else { return nil }
        let names = try items.names(of: value.references, in: reader)
        return .string(field.text(value, setting.language, names))
    }

    func render(_ value: Value, as modifier: Modifier) throws -> Value? {
        switch modifier {
        case .printable, .friendly:
            guard !value.references.isEmpty else { return nil }
            let names = try items.names(of: value.references, in: reader)
            return .string(value.references.map { names[$0] ?? "№ \($0.id)" }.joined(separator: ", "))
        case .responsible: return item.value(.responsible)
        case .user, .server, .local, .date, .bool, .int, .double, .string, .src, .shortlink, .publink: return nil
        }
    }

    private func shown(_ field: Field, of item: Item) throws -> String {
        let names = try items.names(of: item.value(field.code).references, in: reader)
        return item.display(field, setting.language, names)
    }
}
