import Kernel

/// Every field of every entity, system and custom, as one immutable snapshot.
package struct FieldRegistry: Sendable {
    private let fields: [EntityType: [Field]]
    private let places: [EntityType: [FieldCode: Int]]

    /// Only what the portal itself declares.
    package static let system = FieldRegistry(
        LeadFields.all + DealFields.all + ContactFields.all + CompanyFields.all)

    package init(_ all: [Field]) {
        var fields: [EntityType: [Field]] = [:]
        var places: [EntityType: [FieldCode: Int]] = [:]
        for field in all {
            let place = fields[field.entity, default: []].count
            fields[field.entity, default: []].append(field)
            for code in [field.code] + field.aliases {
                places[field.entity, default: [:]][code] = place
            }
        }
        self.fields = fields
        self.places = places
    }

    /// The entity's fields in their order, without the hidden ones.
    package func fields(of entity: EntityType) -> [Field] { all(of: entity).filter { !$0.isHidden } }

    /// Also those that were deleted, whose data is kept.
    package func all(of entity: EntityType) -> [Field] { fields[entity] ?? [] }

    /// Finds a field by its code or another name of it; nil when the entity has none, or it was deleted.
    package func field(_ code: FieldCode, of entity: EntityType) -> Field? {
        guard let place = places[entity]?[code], let field = fields[entity]?[place], !field.isHidden else { return nil }
        return field
    }

    /// The same for callers who need it.
    /// - Throws: `Failure` `.invalid` naming the code.
    package func require(_ code: FieldCode, of entity: EntityType) throws -> Field {
        guard let field = field(code, of: entity) else {
            throw Failure(
                .invalid, FieldTexts.noField.with(["code": Text(verbatim: code.rawValue), "entity": entity.pluralName]),
                field: code.rawValue)
        }
        return field
    }

    /// The field that people call by this title, in any language and case: headings of imported files, `{{Название}}`.
    package func field(titled title: String, of entity: EntityType) -> Field? {
        let wanted = title.withoutOuterSpace.lowercased()
        return fields(of: entity).first {
            $0.title.russian.lowercased() == wanted || $0.title.english.lowercased() == wanted
        }
    }
}
