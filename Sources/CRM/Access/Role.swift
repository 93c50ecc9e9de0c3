import Kernel

package enum RoleTag {}
package typealias RoleID = Identifier<RoleTag>

/// How far a right of a role reaches, before it is known for whom. Raw values are stored.
package enum RightScope: String, Sendable, CaseIterable, Comparable {
    case none
    case own
    /// Own items and those of the people in the same departments.
    case department
    /// Also those of the people in all departments below.
    case tree
    case all

    package var title: Text {
        switch self {
        case .none: AccessTexts.scopeNone
        case .own: AccessTexts.scopeOwn
        case .department: AccessTexts.scopeDepartment
        case .tree: AccessTexts.scopeTree
        case .all: AccessTexts.scopeAll
        }
    }

    private var width: Int {
        switch self {
        case .none: 0
        case .own: 1
        case .department: 2
        case .tree: 3
        case .all: 4
        }
    }

    package static func < (left: Self, right: Self) -> Bool { left.width < right.width }
}

extension Operation {
    package var title: Text {
        switch self {
        case .read: AccessTexts.read
        case .create: AccessTexts.create
        case .update: AccessTexts.update
        case .delete: AccessTexts.delete
        case .export: AccessTexts.export
        case .import: AccessTexts.importing
        }
    }

    /// What may be chosen in the matrix: there is no «own» item before it is created.
    package var scopes: [RightScope] {
        switch self {
        case .read, .update, .delete, .export: RightScope.allCases
        case .create, .import: [.none, .all]
        }
    }
}

extension PortalPermission {
    package var title: Text {
        switch self {
        case .configureAutomation: AccessTexts.configureAutomation
        case .configurePortal: AccessTexts.configurePortal
        }
    }
}

/// Who has a role.
package enum RoleMember: Hashable, Sendable {
    case user(UserID)
    case department(DepartmentID, withSubdepartments: Bool)
    case everybody

    /// `kind` and `member_id` as stored.
    var stored: (kind: String, id: Int64) {
        switch self {
        case .user(let id): ("user", id.rawValue)
        case .department(let id, withSubdepartments: false): ("department", id.rawValue)
        case .department(let id, withSubdepartments: true): ("tree", id.rawValue)
        case .everybody: ("everybody", 0)
        }
    }

    init?(kind: String, id: Int64) {
        switch kind {
        case "user": self = .user(UserID(id))
        case "department": self = .department(DepartmentID(id), withSubdepartments: false)
        case "tree": self = .department(DepartmentID(id), withSubdepartments: true)
        case "everybody": self = .everybody
        default: return nil
        }
    }
}

/// What a role allows: a scope for each entity and operation, and the flags.
package struct RoleRights: Hashable, Sendable {
    private var scopes: [EntityType: [Operation: RightScope]] = [:]
    package var permissions: Set<PortalPermission> = []

    package init() {}

    /// The same scope for these operations of every entity.
    package init(_ scope: RightScope, for operations: [Operation] = Operation.allCases) {
        for entity in EntityType.allCases {
            for operation in operations { self[entity, operation] = scope }
        }
    }

    package subscript(entity: EntityType, operation: Operation) -> RightScope {
        get { scopes[entity]?[operation] ?? .none }
        set { scopes[entity, default: [:]][operation] = newValue == .none ? nil : newValue }
    }

    /// The widest of each: several roles add up.
    mutating func widen(by other: RoleRights) {
        for entity in EntityType.allCases {
            for operation in Operation.allCases {
                self[entity, operation] = max(self[entity, operation], other[entity, operation])
            }
        }
        permissions.formUnion(other.permissions)
    }
}

/// A named set of rights with those who have it: one column group of the matrix on the roles page.
package struct Role: Identifiable, Hashable, Sendable {
    package let id: RoleID
    /// Of a default role: `HEAD`; nil for one made by hand.
    package let code: String?
    package let name: Text
    package let rights: RoleRights
    package let members: [RoleMember]
}
