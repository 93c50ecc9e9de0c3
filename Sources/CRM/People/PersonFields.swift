import Kernel
import Storage

/// What administrators want to know of people besides their profiles: the columns of `person_custom`.
package struct PersonFields: Sendable {
    /// In their order.
    package let fields: [Field]
    private let context: FieldContext

    package init(_ catalog: CatalogCache, in reader: any Reader) throws {
        fields = try catalog.catalog(in: reader).fields.fields(of: .people)
        context = FieldContext(dates: catalog.dates)
    }

    /// Of everybody who has any.
    package func values(in reader: any Reader) throws -> [UserID: [FieldCode: Value]] {
        Dictionary(uniqueKeysWithValues: try rows("", [], in: reader))
    }

    package func values(of user: UserID, in reader: any Reader) throws -> [FieldCode: Value] {
        try rows(" where user_id = $1", [user], in: reader).first?.1 ?? [:]
    }

    private func rows(
        _ condition: String, _ parameters: [any SQLConvertible], in reader: any Reader
    ) throws -> [(UserID, [FieldCode: Value])] {
        if fields.isEmpty { return [] }
        let columns = fields.flatMap(\.storage.columns).joined(separator: ", ")
        return try reader.query("select user_id, \(columns) from person_custom\(condition)", parameters) { row in
            var values: [FieldCode: Value] = [:]
            var place = 1
            for field in fields {
                let width = field.storage.columns.count
                let value = try field.read((place..<place + width).map(row.value))
                if !value.isEmpty { values[field.code] = value }
                place += width
            }
            return (row.id(0), values)
        }
    }

    /// Writes these values and leaves the others as they are.
    /// - Parameter isNew: everything that is required must be among the values.
    /// - Throws: `Failure` `.invalid` naming the field.
    package func set(_ values: [FieldCode: Value], of user: UserID, isNew: Bool = false, in command: Command) throws {
        try command.require(.configurePortal)
        let known = isNew ? [:] : try self.values(of: user, in: command.transaction)
        let changed = try fields.compactMap { field -> (Field, Value)? in
            guard let value = values[field.code] ?? (isNew ? .null : nil) else { return nil }
            let before = known[field.code] ?? .null
            let accepted = try field.accept(value, in: context)
            if field.isRequired, accepted.isEmpty { throw field.refusal(FieldTexts.required) }
            try field.requireReferences(of: accepted, known: before, command)
            return accepted == before ? nil : (field, accepted)
        }
        guard !changed.isEmpty else { return }
        let columns = changed.flatMap(\.0.storage.columns)
        let places = columns.indices.map { "$\($0 + 2)" }.joined(separator: ", ")
        try command.transaction.execute(
            """
            insert into person_custom (user_id, \(columns.joined(separator: ", "))) values ($1, \(places))
            on conflict (user_id) do update set \(columns.map { "\($0) = excluded.\($0)" }.joined(separator: ", "))
            """, [user] + changed.flatMap { $0.0.store($0.1) })
        command.raise(PeopleChanged(user: user))
    }
}
