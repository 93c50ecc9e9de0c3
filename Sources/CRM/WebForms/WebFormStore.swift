import Kernel
import Storage

/// Web forms: making, changing and finding them.
package struct WebFormStore: Sendable {
    private let catalog: CatalogCache

    package init(catalog: CatalogCache) { self.catalog = catalog }

    private static let columns = """
        id, token, title, intro, button, thanks, fields, source, responsible, queue, distributes, is_active, created_at
        """

    /// Every form, the oldest first.
    package static func all(in reader: any Reader) throws -> [WebForm] {
        try reader.query("select \(columns) from web_forms order by id", read)
    }

    /// Nil when there is none.
    package static func form(_ id: WebFormID, in reader: any Reader) throws -> WebForm? {
        try reader.first("select \(columns) from web_forms where id = $1", [id], read)
    }

    /// The form of a public address; nil when there is none.
    package static func form(token: String, in reader: any Reader) throws -> WebForm? {
        try reader.first("select \(columns) from web_forms where token = $1", [token], read)
    }

    /// - Throws: `Failure` `.invalid` naming the setting.
    package func create(_ settings: WebForm.Settings, in command: Command) throws -> WebFormID {
        try command.require(.configureAutomation)
        let settings = try checked(settings, in: command.transaction)
        let id = WebFormID(try command.transaction.nextID("web_forms"))
        try command.transaction.execute(
            """
            insert into web_forms (id, token, title, intro, button, thanks, fields, source, responsible, queue, distributes,
                next_in_queue, is_active, created_by, created_at, changed_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, $12, $13, $14, $14)
            """,
            [id, String(SecretToken().text.prefix(22))] + settings.stored + [command.actor.user, command.now])
        return id
    }

    /// - Throws: `Failure` `.invalid` naming the setting.
    package func change(_ id: WebFormID, to settings: WebForm.Settings, in command: Command) throws {
        try command.require(.configureAutomation)
        let settings = try checked(settings, in: command.transaction)
        let changed = try command.transaction.execute(
            """
            update web_forms set title = $2, intro = $3, button = $4, thanks = $5, fields = $6, source = $7,
                responsible = $8, queue = $9, distributes = $10, is_active = $11, changed_at = $12
            where id = $1
            """, [id] + settings.stored + [command.now])
        guard changed == 1 else { throw Failure(.notFound, WebFormTexts.noSuchForm) }
    }

    /// Removes a form; its leads stay.
    package func delete(_ id: WebFormID, in command: Command) throws {
        try command.require(.configureAutomation)
        try command.transaction.execute("delete from web_forms where id = $1", [id])
    }

    /// What a form may ask for: fields a visitor can type into.
    package func offeredFields(in reader: any Reader) throws -> [Field] {
        try catalog.catalog(in: reader).fields.fields(of: .lead).filter(WebFormStore.isOffered)
    }

    static func isOffered(_ field: Field) -> Bool {
        let kinds: Set<String> = [
            "string", "text", "integer", "double", "money", "boolean", "date", "datetime", "enumeration", "phone",
            "email",
            "web", "im",
        ]
        let flags: FieldFlags = [.readOnly, .technical, .hidden]
        return field.flags.isDisjoint(with: flags) && kinds.contains(field.type.code) && field.code != .source
    }

    private func checked(_ settings: WebForm.Settings, in reader: any Reader) throws -> WebForm.Settings {
        var result = settings
        result.title = settings.title.withoutOuterSpace
        guard (1...200).contains(result.title.count) else {
            throw Failure(.invalid, WebFormTexts.title, field: "title")
        }
        result.intro = try WebFormStore.text(settings.intro, limit: 2000, "intro")
        result.button = try WebFormStore.text(settings.button, limit: 50, "button")
        result.thanks = try WebFormStore.text(settings.thanks, limit: 2000, "thanks")
        try checkFields(settings.fields, in: reader)
        guard try catalog.catalog(in: reader).fields.field(.source, of: .lead)?.option(settings.source) != nil else {
            throw Failure(.invalid, WebFormTexts.badSource, field: "source")
        }
        result.queue = try WebFormStore.people(settings, in: reader)
        return result
    }

    private func checkFields(_ fields: [WebForm.FormField], in reader: any Reader) throws {
        guard !fields.isEmpty else { throw Failure(.invalid, WebFormTexts.noFields, field: "fields") }
        let offered = Set(try offeredFields(in: reader).map(\.code))
        var seen: Set<FieldCode> = []
        for field in fields {
            let code = String(field.code.rawValue.prefix(50))
            guard offered.contains(field.code) else {
                throw Failure(.invalid, WebFormTexts.badField.with(["code": code]), field: "fields")
            }
            guard seen.insert(field.code).inserted else {
                throw Failure(.invalid, WebFormTexts.twice.with(["code": code]), field: "fields")
            }
            _ = try WebFormStore.text(field.label, limit: 200, "fields")
        }
        guard !seen.isDisjoint(with: [.phone, .email]) else {
            throw Failure(.invalid, WebFormTexts.noContact, field: "fields")
        }
    }

    /// The queue without doubles; everybody in it and the responsible must work.
    private static func people(_ settings: WebForm.Settings, in reader: any Reader) throws -> [UserID] {
        var queue: [UserID] = []
        for person in settings.queue where !queue.contains(person) { queue.append(person) }
        let named = queue + (settings.responsible.map { [$0] } ?? [])
        guard try UserStore.active(named, in: reader).count == named.count else {
            throw Failure(.invalid, WebFormTexts.badPerson, field: "queue")
        }
        guard !settings.distributes || !queue.isEmpty else {
            throw Failure(.invalid, WebFormTexts.emptyQueue, field: "queue")
        }
        return queue
    }

    private static func text(_ text: String, limit: Int, _ field: String) throws -> String {
        let text = text.withoutOuterSpace
        guard text.count <= limit else {
            throw Failure(.invalid, WebFormTexts.tooLong.with(["limit": String(limit)]), field: field)
        }
        return text
    }

    private static func read(_ row: Row) throws -> WebForm {
        WebForm(
            id: row.id(0), token: row.text(1),
            settings: WebForm.Settings(
                title: row.text(2), intro: row.text(3), button: row.text(4), thanks: row.text(5),
                fields: (try JSONValue(parsing: row.text(6)).array ?? []).compactMap(WebForm.FormField.init(json:)),
                source: row.text(7), responsible: row.optionalID(8), queue: try people(row.text(9)),
                distributes: row.bool(10), isActive: row.bool(11)),
            createdAt: row.timestamp(12))
    }

    static func people(_ json: String) throws -> [UserID] {
        (try JSONValue(parsing: json).array ?? []).compactMap { $0.int.map { UserID($0) } }
    }
}

extension WebForm.Settings {
    /// From `title` to `is_active`, in the order of the columns.
    fileprivate var stored: [any SQLConvertible] {
        [
            title, intro, button, thanks, JSONValue.array(fields.map(\.json)).text, source, responsible, storedQueue,
            distributes, isActive,
        ]
    }

    var storedQueue: String { JSONValue.array(queue.map { .int($0.rawValue) }).text }
}

extension WebForm.FormField {
    fileprivate var json: JSONValue {
        ["code": .string(code.rawValue), "label": .string(label), "required": .bool(isRequired)]
    }

    fileprivate init?(json: JSONValue) {
        guard let code = json["code"]?.string else { return nil }
        self.init(FieldCode(code), label: json["label"]?.string ?? "", isRequired: json["required"]?.bool ?? false)
    }
}
