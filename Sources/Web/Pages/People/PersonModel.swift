import CRM
import Kernel
import Storage

/// A person's card: who they are, where they stand, what names them. One snapshot.
struct PersonModel: Sendable {
    let user: User
    let departments: [Department]
    let supervisors: [UserID]
    let roles: [Role]
    let mentions: [PersonMention]
    let own: OwnValues
    let directory: PeopleSnapshot
    let dates: DateWriter
    let now: Timestamp

    static func load(_ page: PageRequest) async throws -> PersonModel {
        let id: UserID = try page.id()
        let directory = try await page.services.people.snapshot()
        let dates = page.dates
        let now = page.now
        let items = page.services.items
        return try await page.services.portal.read { reader in
            let user = try UserStore.requireUser(id, in: reader)
            let own = try DepartmentStore.departments(of: id, in: reader)
            return PersonModel(
                user: user, departments: directory.departments.filter { own.contains($0.id) },
                supervisors: try DepartmentStore.supervisors(of: id, in: reader).filter { $0 != id },
                roles: try RoleStore.all(in: reader).filter { holds($0, user: id, own) },
                mentions: try page.services.staff.mentions(of: id, in: reader),
                own: try OwnValues(of: id, items, in: reader), directory: directory, dates: dates, now: now)
        }
    }

    /// Roles given by name or by the person's own departments; those of everybody say nothing about this one.
    private static func holds(_ role: Role, user: UserID, _ departments: [DepartmentID]) -> Bool {
        role.members.contains { member in
            switch member {
            case .user(let id): id == user
            case .department(let id, _): departments.contains(id)
            case .everybody: false
            }
        }
    }
}

/// What administrators want to know of a person besides the profile.
struct OwnValues: Sendable {
    let fields: [CRM.Field]
    let values: [FieldCode: Value]
    let names: Names

    init(of user: UserID, _ items: ItemStore, in reader: any Reader) throws {
        let own = try PersonFields(items.catalog, in: reader)
        fields = own.fields
        values = try own.values(of: user, in: reader)
        names = try items.names(of: values.values.flatMap(\.references), in: reader)
    }
}
