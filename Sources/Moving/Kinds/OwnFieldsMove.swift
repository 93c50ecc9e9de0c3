import CRM
import Kernel
import Storage

/// How the source's own fields of an entity are kept here.
struct OwnFields: Sendable {
    struct Place: Sendable {
        let field: FieldCode
        /// What each choice is called here.
        let options: [String: String]
    }

    /// By the name at the source.
    var places: [String: Place] = [:]
}

/// A field that the source's administrators made.
struct SourceField: Sendable {
    let name: String
    let title: Text
    let foreignType: String
    let isMultiple: Bool
    let isRequired: Bool
    let isInList: Bool
    let isInFilter: Bool
    let sort: Int?
    let options: [FieldOption]
    let linked: EntityType?
    private let rows: Int64

    init?(_ row: JSONObject, _ books: [String: [JSONObject]]) {
        guard let name = row.value("FIELD_NAME")?.scalarText?.uppercased(), name.hasPrefix("UF_") else { return nil }
        self.name = name
        title = SourceField.title(row) ?? Text(verbatim: name)
        foreignType = row.value("USER_TYPE_ID")?.scalarText?.lowercased() ?? "string"
        isMultiple = row.value("MULTIPLE")?.flag ?? false
        isRequired = row.value("MANDATORY")?.flag ?? false
        isInList = row.value("SHOW_IN_LIST")?.flag ?? false
        isInFilter = row.value("SHOW_FILTER").map { $0.flag ?? true } ?? true
        sort = row.value("SORT")?.number.map { Int(clamping: $0) }
        let settings = row.value("SETTINGS")?.object
        rows = settings?.value("ROWS")?.number ?? 1
        let linked = EntityType.allCases.filter { settings?.value($0.code)?.flag ?? false }
        self.linked = linked.count == 1 ? linked[0] : nil
        if foreignType == "crm_status" {
            // A field that chooses from one of the portal's lists.
            let book = books[settings?.value("ENTITY_TYPE")?.scalarText ?? ""] ?? []
            options = book.compactMap { SourceField.option($0.value("STATUS_ID"), $0.value("NAME")) }
        } else {
            options = (row.value("LIST")?.elements ?? []).compactMap { SourceField.option($0["ID"], $0["VALUE"]) }
        }
    }

    private static func option(_ code: JSONValue?, _ name: JSONValue?) -> FieldOption? {
        guard let code = code?.scalarText, !code.isEmpty else { return nil }
        let text = name?.scalarText?.withoutOuterSpace ?? ""
        return FieldOption(code, Text(verbatim: text.isEmpty ? code : text))
    }

    /// A text, or one for each language.
    private static func title(_ row: JSONObject) -> Text? {
        for name in ["EDIT_FORM_LABEL", "LIST_COLUMN_LABEL", "LIST_FILTER_LABEL"] {
            switch row.value(name) {
            case .object(let object)?:
                let first = object.members.first?.value.scalarText ?? ""
                let russian = object.value("ru")?.scalarText ?? first
                if !russian.isEmpty { return Text(ru: russian, en: object.value("en")?.scalarText ?? russian) }
            case let value?:
                if let text = value.scalarText?.withoutOuterSpace, !text.isEmpty { return Text(verbatim: String(text.prefix(200))) }
            case nil: continue
            }
        }
        return nil
    }

    /// The type that keeps its values here; nil for one that is not known.
    var type: String? {
        switch foreignType {
        case "string", "string_formatted": rows > 1 ? "text" : "string"
        case "integer", "double", "date", "datetime", "employee", "file", "crm": foreignType
        // Of these there is one a field here.
        case "boolean", "money": isMultiple ? "string" : foreignType
        case "enumeration", "crm_status": options.isEmpty ? "string" : "enumeration"
        case "url": "web"
        case "address", "text": "text"
        default: nil
        }
    }
}

/// Makes the fields of one entity that are missing here, and learns where the values of each go.
struct OwnFieldsMove {
    let entity: EntityType
    let course: Course
    let books: [String: [JSONObject]]

    func run() async throws {
        let parameters = JSONObject([.init("filter", ["LANG": "ru"]), .init("order", ["SORT": "ASC"])])
        let fields = try await rows(parameters).compactMap { SourceField($0, books) }
        let found = try await course.target.portal.perform(as: course.actor, .bulk) { [course] command in
            var tally = Tally()
            var found = OwnFields()
            for field in fields {
                do {
                    found.places[field.name] = try command.transaction.savepoint { try place(field, command, &tally) }
                } catch let failure as Failure {
                    tally.refuse(field.name, MovingTexts.lostField.with(["field": field.title, "reason": failure.message]))
                }
            }
            try MoveBook.record(tally, .settings, last: "", of: course.move, at: command.now, in: command.transaction)
            return found
        }
        course.learn(found, of: entity)
    }

    /// Some portals know no filter by language, and then give no titles.
    private func rows(_ parameters: JSONObject) async throws -> [JSONObject] {
        let method = "crm.\(entity.code.lowercased()).userfield.list"
        let rows = try await course.client.all(method, parameters)
        return rows.isEmpty ? try await course.client.all(method) : rows
    }

    private func place(_ source: SourceField, _ command: Command, _ tally: inout Tally) throws -> OwnFields.Place {
        let store = FieldStore(course.target.items.catalog)
        let registry = try store.registry(in: command.transaction)
        let type = source.type ?? "text"
        let code = FieldCode(source.name)
        if source.type == nil {
            tally.warn(source.name, MovingTexts.unknownType.with(["field": source.title, "type": Text(verbatim: source.foreignType)]))
        }
        if let here = registry.field(code, of: entity), here.isMultiple == source.isMultiple, OwnFieldsMove.holds(here.type.code, type) {
            return try adopt(here, source, store, command, &tally)
        }
        var own = code
        if registry.field(code, of: entity) != nil {
            own = FieldCode(String(source.name.prefix(45)) + "_B24")
            tally.warn(source.name, MovingTexts.otherType.with(["field": source.title, "code": Text(verbatim: code.rawValue), "own": Text(verbatim: own.rawValue)]))
            if let here = registry.field(own, of: entity) { return try adopt(here, source, store, command, &tally) }
        }
        try store.create(draft(source, own, type, options: source.options), command)
        tally.made += 1
        return OwnFields.Place(field: own, options: [:])
    }

    /// Whether a field of this type keeps the values of that one.
    private static func holds(_ here: String, _ type: String) -> Bool {
        let texts: Set<String> = ["string", "text"]
        return here == type || texts.contains(here) && texts.contains(type)
    }

    /// A field that is here already: choices of the same name are the same, others are added.
    private func adopt(
        _ here: Field, _ source: SourceField, _ store: FieldStore, _ command: Command, _ tally: inout Tally
    ) throws -> OwnFields.Place {
        var options = here.options
        var names: [String: String] = [:]
        for option in source.options {
            if let place = options.firstIndex(where: { $0.code == option.code }) {
                if options[place].name.russian != option.name.russian, options[place].name.english != option.name.russian {
                    options[place].name = option.name
                }
            } else if let same = options.first(where: { $0.name.russian == option.name.russian }) {
                names[option.code] = same.code
            } else {
                options.append(option)
            }
        }
        if options == here.options {
            tally.unchanged += 1
        } else {
            let draft = FieldDraft(
                entity, here.code, type: here.type.code, title: here.title, isRequired: here.isRequired, isReadOnly: here.isReadOnly,
                isMultiple: here.isMultiple, requiredFrom: here.requiredFrom, isInList: here.isInList, isInFilter: here.isInFilter,
                isOnCard: here.isOnCard, options: options, linkedEntity: here.linkedEntity)
            try store.update(draft, command)
            tally.changed += 1
        }
        return OwnFields.Place(field: here.code, options: names)
    }

    private func draft(_ source: SourceField, _ code: FieldCode, _ type: String, options: [FieldOption]) -> FieldDraft {
        FieldDraft(
            entity, code, type: type, title: source.title, isRequired: source.isRequired, isMultiple: source.isMultiple,
            isInList: source.isInList, isInFilter: source.isInFilter, options: type == "enumeration" ? options : [],
            linkedEntity: type == "crm" ? source.linked : nil)
    }
}
