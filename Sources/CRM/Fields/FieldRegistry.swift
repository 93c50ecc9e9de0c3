import Kernel

/// Every field of items and people, system and custom, as one immutable snapshot.
package struct FieldRegistry: Sendable {
    private let fields: [FieldOwner: [Field]]
    private let places: [FieldOwner: [FieldCode: Int]]

    /// Only what the portal itself declares.
    package static let system = FieldRegistry(
        LeadFields.all + DealFields.all + ContactFields.all + CompanyFields.all)

    package init(_ all: [Field]) {
        var fields: [FieldOwner: [Field]] = [:]
        var places: [FieldOwner: [FieldCode: Int]] = [:]
        for field in all {
            let place = fields[field.owner, default: []].count
            fields[field.owner, default: []].append(field)
            for code in [field.code] + field.aliases {
                places[field.owner, default: [:]][code] = place
            }
        }
        self.fields = fields
        self.places = places
    }

    /// The owner's fields in their order, without the hidden ones.
    package func fields(of owner: FieldOwner) -> [Field] { all(of: owner).filter { !$0.isHidden } }
    package func fields(of entity: EntityType) -> [Field] { fields(of: .items(entity)) }

    /// Also those that were deleted, whose data is kept.
    package func all(of owner: FieldOwner) -> [Field] { fields[owner] ?? [] }
    package func all(of entity: EntityType) -> [Field] { all(of: .items(entity)) }

    /// Finds a field by its code or another name of it; nil when the owner has none, or it was deleted.
    package func field(_ code: FieldCode, of owner: FieldOwner) -> Field? {
        guard let place = places[owner]?[code], let field = fields[owner]?[place], !field.isHidden else { return nil }
        return field
    }

    package func field(_ code: FieldCode, of entity: EntityType) -> Field? { field(code, of: .items(entity)) }

    /// The same for callers who need it.
    /// - Throws: `Failure` `.invalid` naming the code.
    package func require(_ code: FieldCode, of owner: FieldOwner) throws -> Field {
        guard let field = field(code, of: owner) else {
            throw Failure(
                .invalid, FieldTexts.noField.with(["code": Text(verbatim: code.rawValue), "entity": owner.pluralName]),
                field: code.rawValue)
        }
        return field
    }

    package func require(_ code: FieldCode, of entity: EntityType) throws -> Field { try require(code, of: .items(entity)) }

    /// The field that people call by this title, in any language and case: headings of imported files, `{{Название}}`.
    package func field(titled title: String, of entity: EntityType) -> Field? {
        let wanted = title.withoutOuterSpace.lowercased()
        return fields(of: entity).first {
            $0.title.russian.lowercased() == wanted || $0.title.english.lowercased() == wanted
        }
    }
}
