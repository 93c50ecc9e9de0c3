import Kernel

/// Whose fields they are: those of items of one kind, or those of people.
package enum FieldOwner: Hashable, Sendable {
    case items(EntityType)
    /// Who works here. Only fields of administrators: what the portal itself knows of a person is a `UserProfile`.
    case people

    package static let all: [FieldOwner] = EntityType.allCases.map(FieldOwner.items) + [.people]

    /// As the tables of fields have it; no kind of items has that of people.
    var number: Int {
        switch self {
        case .items(let entity): entity.rawValue
        case .people: 0
        }
    }

    init?(number: Int) {
        guard let owner = FieldOwner.all.first(where: { $0.number == number }) else { return nil }
        self = owner
    }

    /// The code in settings and addresses: `DEAL`, `USER`.
    package var code: String {
        switch self {
        case .items(let entity): entity.code
        case .people: "USER"
        }
    }

    package init?(code: some StringProtocol) {
        guard let owner = FieldOwner.all.first(where: { $0.code == code.uppercased() }) else { return nil }
        self = owner
    }

    /// What programs call it: `CRM_DEAL`, `USER`.
    package var contractCode: String {
        switch self {
        case .items(let entity): "CRM_\(entity.code)"
        case .people: "USER"
        }
    }

    /// What the codes of its own fields begin with.
    package var prefix: String {
        switch self {
        case .items: "UF_CRM_"
        case .people: "UF_USR_"
        }
    }

    /// The code of an own field that somebody calls by a name, with the beginning or without.
    package func code(named name: String) -> String {
        let name = name.uppercased()
        return name.hasPrefix(prefix) ? name : prefix + name
    }

    package var pluralName: Text {
        switch self {
        case .items(let entity): entity.pluralName
        case .people: Text(ru: "Сотрудники", en: "People")
        }
    }

    /// Nil for people.
    package var entity: EntityType? {
        switch self {
        case .items(let entity): entity
        case .people: nil
        }
    }

    /// The side table of its own fields, one typed column a field.
    package var customTable: String {
        switch self {
        case .items(let entity): entity.customTable
        case .people: "person_custom"
        }
    }

    /// The types that its own fields may have. Nobody could tell who may open the file of a person's field.
    package var types: [any FieldType] {
        switch self {
        case .items: FieldTypes.forCustomFields
        case .people: FieldTypes.forCustomFields.filter { !($0 is FileField) }
        }
    }
}
