import CRM
import Kernel
import Robots
import Storage

/// A living company to look at: its structure, and two months of work that really happened, in virtual time, by the same
/// commands and robots that people use.
struct DemonstrationCompany: Sendable {
    static let login = "admin@demo.test"
    static let password = "prom2b-demo"
    /// How far back its history goes.
    private static let days = 60

    let database: any Database
    let data: DemonstrationData
    let now: Timestamp

    /// Builds the company when the portal has no users yet.
    /// - Returns: whether it was built.
    @discardableResult
    func build() async throws -> Bool {
        let clock = ManualClock(now - .days(Int64(Self.days)))
        let assembly = PortalAssembly(database: database, clock: clock, live: SilentChannel())
        guard try await assembly.portal.read({ try UserStore.isEmpty(in: $0) }) else { return false }
        _ = try await assembly.calendars.current()
        let people = try await hire(assembly)
        var life = DemonstrationLife(assembly: assembly, clock: clock, data: data, people: people, end: now)
        try await life.live()
        return true
    }

    private func hire(_ assembly: PortalAssembly) async throws -> [String: UserID] {
        let accounts = Accounts(portal: assembly.portal, hasher: PasswordHasher(power: 12, parallelism: 1))
        var people: [String: UserID] = [:]
        for person in data.people {
            let profile = UserProfile(firstName: person.first, lastName: person.last, position: person.position)
            let new = NewUser(login: person.login, profile: profile, isAdministrator: person.administrator ?? false)
            people[person.code] = try await accounts.create(new, password: Self.password, as: .system)
        }
        let hired = people
        try await assembly.portal.perform(as: .system) { command in try organise(hired, assembly, command) }
        return people
    }

    private func organise(_ people: [String: UserID], _ assembly: PortalAssembly, _ command: Command) throws {
        try SettingsStore.change(in: command) { settings in
            settings.companyName = data.name
            settings.administratorEmail = Self.login
        }
        var departments: [String: DepartmentID] = [:]
        for department in data.departments {
            departments[department.code] = try DepartmentStore.create(
                name: department.name, parent: department.parent.flatMap { departments[$0] }, in: command)
        }
        for person in data.people {
            guard let user = people[person.code], let department = departments[person.department] else { continue }
            try DepartmentStore.setDepartments(of: user, to: [department], in: command)
        }
        for department in data.departments {
            guard let id = departments[department.code] else { continue }
            try DepartmentStore.setHead(of: id, to: people[department.head], in: command)
        }
        for (code, person) in data.constants {
            guard let user = people[person] else { continue }
            try ConstantStore.setValue(of: code, to: .user(user), in: command)
        }
        for role in try RoleStore.all(in: command.transaction) {
            let members = data.people.filter { $0.role == role.code && $0.role != nil }.compactMap { people[$0.code] }
            if !members.isEmpty { try RoleStore.setMembers(of: role.id, to: members.map(RoleMember.user), in: command) }
        }
    }
}

/// Nobody watches while the past is made.
private struct SilentChannel: LiveChannel {
    func publish(_ change: LiveChange) {}
}
