import Kernel

/// What people may do with the items of an entity.
package enum Operation: String, Sendable, CaseIterable {
    case read, create, update, delete, export, `import`
}

/// What goes beyond items: given by roles as flags, held by every administrator.
package enum PortalPermission: String, Sendable, CaseIterable {
    /// Robots, triggers, pipelines, stages, constants, web forms.
    case configureAutomation
    /// Portal settings, people, departments, roles, custom fields.
    case configurePortal
}

/// Whose items a right covers.
package enum AccessScope: Sendable, Hashable {
    case none
    /// Items the viewer is responsible for.
    case own
    /// Items of these people: the viewer's departments with everything below them. Always contains the viewer.
    case people(Set<UserID>)
    case all

    package func allows(responsible: UserID?, viewer: UserID) -> Bool {
        switch self {
        case .none: false
        case .own: responsible == viewer
        case .people(let people): responsible.map(people.contains) ?? false
        case .all: true
        }
    }
}

/// A signed-in person with the rights that follow from roles, worked out once per request. Every query takes one.
package struct Viewer: Sendable {
    package let user: UserID
    package let isAdministrator: Bool
    private let rights: [EntityType: [Operation: AccessScope]]
    private let permissions: Set<PortalPermission>

    package init(
        user: UserID, isAdministrator: Bool, rights: [EntityType: [Operation: AccessScope]] = [:],
        permissions: Set<PortalPermission> = []
    ) {
        self.user = user
        self.isAdministrator = isAdministrator
        self.rights = rights
        self.permissions = permissions
    }

    /// Administrators may do everything.
    package func scope(_ operation: Operation, of entity: EntityType) -> AccessScope {
        isAdministrator ? .all : rights[entity]?[operation] ?? .none
    }

    package func may(_ operation: Operation, _ entity: EntityType, responsible: UserID?) -> Bool {
        scope(operation, of: entity).allows(responsible: responsible, viewer: user)
    }

    package func may(_ permission: PortalPermission) -> Bool {
        isAdministrator || permissions.contains(permission)
    }
}
