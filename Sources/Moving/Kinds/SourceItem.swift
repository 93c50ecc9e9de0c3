import CRM
import Kernel

/// A company, contact, lead or deal as the source gives it, sorted into our fields but not yet understood.
struct SourceItem: Sendable {
    /// What lists do not give.
    struct Details: Sendable {
        /// Nil when the source does not give them.
        var products: [JSONObject]?
        var contacts: [JSONObject] = []
        /// The stages it went through, oldest first; of more than fifty the first, and those are not taken.
        var stays: [JSONObject] = []
    }

    let entity: EntityType
    let row: JSONObject
    let details: Details
    /// Fields whose values stand in the row, in the order of their codes.
    let values: [(field: Field, json: JSONValue, options: [String: String])]

    var foreign: String { row.value("ID")?.scalarText ?? "" }
    func text(_ name: String) -> String? { row.value(name)?.scalarText.flatMap { $0.isEmpty ? nil : $0 } }

    init(_ row: JSONObject, _ entity: EntityType, _ registry: FieldRegistry, _ own: OwnFields, _ details: Details) {
        self.entity = entity
        self.row = row
        self.details = details
        var values: [(field: Field, json: JSONValue, options: [String: String])] = []
        for field in registry.fields(of: entity) where !field.isCustom && !SourceItem.apart.contains(field.code) && field.code != .stage(of: entity) {
            if case .communications = field.storage { continue }
            let names = [field.code] + field.aliases
            guard let json = names.lazy.compactMap({ row.value($0.rawValue) }).first else { continue }
            values.append((field, json, [:]))
        }
        for (name, place) in own.places.sorted(by: { $0.key < $1.key }) {
            guard let json = row.value(name), let field = registry.field(place.field, of: entity) else { continue }
            values.append((field, json, place.options))
        }
        self.values = values
    }

    /// What is worked out here, or looked at apart.
    private static let apart: Set<FieldCode> = [
        .id, .pipeline, "STAGE_SEMANTIC_ID", .paidAmount, .contacts, .original, .createdAt, "CREATED_BY_ID", .responsible,
    ]

    // MARK: What it points to

    /// Items that it is linked with, the contacts of a deal among them.
    var links: [ForeignItem] {
        var links = contacts
        for value in values where value.field.type.code == "crm" { links += value.json.elements.compactMap { SourceItem.item($0, of: value.field) } }
        return links
    }

    /// All contacts of a deal, the main one first.
    var contacts: [ForeignItem] {
        let main = row.value("CONTACT_ID")?.number.flatMap { $0 > 0 ? ForeignItem(.contact, $0) : nil }
        let sorted = details.contacts.sorted { ($0.value("SORT")?.number ?? 0) < ($1.value("SORT")?.number ?? 0) }
        let all = sorted.compactMap { $0.value("CONTACT_ID")?.number }.map { ForeignItem(.contact, $0) }
        return (main.map { [$0] } ?? []) + all.filter { $0 != main }
    }

    static func item(_ json: JSONValue, of field: Field) -> ForeignItem? {
        guard let text = json.scalarText, text != "0", !text.isEmpty else { return nil }
        if let item = ForeignItem(code: text) { return item }
        guard let entity = field.linkedEntity, let id = Int64(text), id > 0 else { return nil }
        return ForeignItem(entity, id)
    }

    var files: [MovedFiles.Wanted] {
        values.filter { $0.field.type.code == "file" }.flatMap { value in
            SourceItem.files(value.json).map { MovedFiles.Wanted(owner: foreign, place: "\(entity.code):\(value.field.code)", json: $0) }
        }
    }

    /// One file is an object, several are a list.
    static func files(_ json: JSONValue) -> [JSONValue] {
        if case .object(let object) = json, object.value("downloadUrl") != nil || object.value("id") != nil { return [json] }
        return json.elements.filter { $0.object != nil }
    }

    var communications: [Communication] {
        Communication.Kind.allCases.flatMap { kind in
            (row.value(kind.rawValue)?.elements ?? []).compactMap { entry in
                let raw = (entry.object?.value("VALUE") ?? entry).scalarText?.withoutOuterSpace ?? ""
                let type = entry.object?.value("VALUE_TYPE")?.scalarText?.uppercased() ?? ""
                return raw.isEmpty ? nil : Communication(kind, raw, type: type.isEmpty ? "WORK" : type)
            }
        }
    }
}
