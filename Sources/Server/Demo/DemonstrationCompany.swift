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
        let assembly = PortalAssembly(database: database, clock: clock, live: NobodyWatches())
        guard try await assembly.portal.read({ try UserStore.isEmpty(in: $0) }) else { return false }
        _ = try await assembly.calendars.current()
        let people = try await hire(assembly)
        var life = DemonstrationLife(assembly: assembly, clock: clock, data: data, people: people, end: now)
        try await life.live()
        return true
    }

    private func hire(_ assembly: PortalAssembly) async throws -> [String: UserID] {
        let hash = try await PasswordHasher(power: 12, parallelism: 1).hash(Self.password)
        return try await assembly.portal.perform(as: .system) { [data] command in
            try SettingsStore.change(in: command) { settings in
                settings.companyName = data.name
                settings.administratorEmail = Self.login
            }
            for goods in data.goods {
                let price = Money(minorUnits: goods.price * 100)
                try ProductStore.save(Product(name: goods.name, unit: WelcomeTexts.piece.russian, price: price, taxRate: 2000), command)
            }
            return try data.outline.found(passwordHash: hash, in: command)
        }
    }
}

extension DemonstrationData {
    fileprivate var outline: CompanyOutline {
        CompanyOutline(
            people: people.map { person in
                let profile = UserProfile(firstName: person.first, lastName: person.last, position: person.position)
                let user = NewUser(login: person.login, profile: profile, isAdministrator: person.administrator ?? false)
                return .init(person.code, user, department: person.department, role: person.role)
            },
            departments: departments.map { .init($0.code, name: $0.name, parent: $0.parent, head: $0.head) },
            constants: constants)
    }
}
