import CRM
import Kernel
import Storage

/// A family of `catalog.*` methods for rows that all fit into memory: `list`, `get`, `getFields`, `add`, `update`, `delete`.
struct CatalogFamily: Sendable {
    /// `section` of `catalog.section.list`; also what a single row is called in answers.
    private let name: String
    /// What the rows are called in answers.
    private let rows: String
    private let about: Text
    private let described: [PlainField]

    init(_ name: String, rows: String, scopeAbout about: Text, described: [PlainField]) {
        self.name = name
        self.rows = rows
        self.about = about
        self.described = described
    }

    private static let missing = RESTFailure(400, "200040300000", "The element does not exist.")

    /// - Parameters:
    ///   - list: all rows, with `id`.
    ///   - save: adds one when the id is nil, else changes it, and gives its id; nil makes the family read-only.
    ///   - delete: takes one away.
    ///   - refusal: why none is added; nil for families to which one is, or which programs only read.
    func methods(
        list: @escaping @Sendable (Call, any Reader) throws -> [JSONObject],
        save: (@Sendable (JSONObject, Int64?, Command) throws -> Int64)? = nil,
        delete: (@Sendable (Int64, Command) throws -> Void)? = nil, refusal: String? = nil
    ) -> [RESTMethod] {
        reading(list) + (save.map { writing($0, list) } ?? []) + (delete.map { [deleting($0, list)] } ?? [])
            + (refusal.map { [refusing($0)] } ?? [])
    }

    private func refusing(_ reason: String) -> RESTMethod {
        RESTMethod("catalog.\(name).add", .catalog, about(Text(ru: "не добавляется", en: "none is added")), [ProductMethods.fields]) { _ in
            throw RESTFailure(400, "0", reason)
        }
    }

    private func reading(_ list: @escaping @Sendable (Call, any Reader) throws -> [JSONObject]) -> [RESTMethod] {
        [
            RESTMethod("catalog.\(name).getFields", .catalog, about(Text(ru: "описание полей", en: "describes the fields"))) { _ in
                Answer([name: described.json])
            },
            .read("catalog.\(name).list", .catalog, about(Text(ru: "список по 50", en: "by fifty")), ListParameters.all) { call, reader in
                var page = try RowList(rows: try list(call, reader)).asked(call).selected(call, always: ["id"]).page(call)
                page.result = [rows: page.result]
                return page
            },
            .read("catalog.\(name).get", .catalog, about(Text(ru: "читает", en: "reads it")), [ProductMethods.id]) { call, reader in
                Answer([name: .object(try CatalogFamily.row(try call.parameters.id(or: CatalogFamily.missing), try list(call, reader)))])
            },
        ]
    }

    private func writing(
        _ save: @escaping @Sendable (JSONObject, Int64?, Command) throws -> Int64,
        _ list: @escaping @Sendable (Call, any Reader) throws -> [JSONObject]
    ) -> [RESTMethod] {
        @Sendable func answer(_ id: Int64, _ call: Call, _ command: Command) throws -> Answer {
            Answer([name: .object(try CatalogFamily.row(id, try list(call, command.transaction)))])
        }
        return [
            .write("catalog.\(name).add", .catalog, about(Text(ru: "добавляет", en: "adds one")), [ProductMethods.fields]) { call, command in
                try answer(try save(try call.fields(), nil, command), call, command)
            },
            .write(
                "catalog.\(name).update", .catalog, about(Text(ru: "изменяет", en: "changes it")), [ProductMethods.id, ProductMethods.fields]
            ) { call, command in
                let id = try call.parameters.id(or: CatalogFamily.missing)
                _ = try CatalogFamily.row(id, try list(call, command.transaction))
                return try answer(try save(try call.fields(), id, command), call, command)
            },
        ]
    }

    private func deleting(
        _ delete: @escaping @Sendable (Int64, Command) throws -> Void, _ list: @escaping @Sendable (Call, any Reader) throws -> [JSONObject]
    ) -> RESTMethod {
        .write("catalog.\(name).delete", .catalog, about(Text(ru: "удаляет", en: "deletes it")), [ProductMethods.id]) { call, command in
            let id = try call.parameters.id(or: CatalogFamily.missing)
            _ = try CatalogFamily.row(id, try list(call, command.transaction))
            try delete(id, command)
            return Answer(true)
        }
    }

    private static func row(_ id: Int64, _ rows: [JSONObject]) throws -> JSONObject {
        guard let row = rows.first(where: { $0["id"]?.int == id }) else { throw missing }
        return row
    }

    private func about(_ deed: Text) -> Text { about.does(deed) }
}

extension Text {
    /// «Единица измерения: читает»: what a method of a family does.
    func does(_ deed: Text) -> Text { Text(ru: "\(russian): \(deed.russian)", en: "\(english): \(deed.english)") }
}
