import CRM
import FoundationEssentials
import Kernel
import Logging
import Robots
import Schema
import Storage
import Web

/// A portal opened for measuring, on a folder that is thrown away afterwards.
struct BenchPortal {
    static let people = 12
    private static let batch = 1000

    let database: any Database
    let composition: Composition

    var assembly: PortalAssembly { composition.assembly }
    var portal: Portal { composition.assembly.portal }

    /// What a first visit loads, gzipped.
    var assetBytes: Int { composition.services.assets.gzippedSize }

    /// Batches of the writer so far, each one flush; 0 on PostgreSQL, whose server counts itself.
    var commits: Int { (database as? SQLiteDatabase)?.statistics.commits ?? 0 }

    static func open(
        _ folder: String, durability: SQLiteOptions.Durability = .full, clock: any WallClock = SystemClock()
    ) async throws -> BenchPortal {
        try await open(BenchSite(folder: folder), durability: durability, clock: clock)
    }

    /// - Parameter wrap: stands between the portal and its database: a recorder, say.
    static func open(
        _ site: BenchSite, durability: SQLiteOptions.Durability = .full, clock: any WallClock = SystemClock(),
        through wrap: (any Database) -> any Database = { $0 }
    ) async throws -> BenchPortal {
        try FileManager.default.createDirectory(atPath: site.folder, withIntermediateDirectories: true)
        let database = wrap(try await site.connect(durability))
        _ = try await Migrator(migrations, clock: clock).migrate(database)
        var log = Logger(label: "bench")
        log.logLevel = .error
        let composition = try await Composition(
            database: database, files: site.folder + "/files", secrets: SecretBox(key: SecretBox.newKey()), clock: clock, log: log)
        return BenchPortal(database: database, composition: composition)
    }

    func close() async throws { try await database.close() }

    /// Loads the preset and hires twelve people, the first of them administrator.
    /// - Returns: their ids.
    func found(preset: String) async throws -> [UserID] {
        _ = try await composition.prepare(preset: preset, demo: false)
        return try await portal.perform(as: .system) { command in
            let people = try (0..<Self.people).map { number in
                let profile = UserProfile(
                    firstName: BenchTexts.firstNames[number % BenchTexts.firstNames.count], lastName: BenchTexts.lastNames[number])
                let new = NewUser(login: "person\(number)@bench.test", profile: profile, isAdministrator: number == 0)
                return try UserStore.insert(new, passwordHash: nil, in: command)
            }
            let department = try DepartmentStore.create(name: BenchTexts.department, parent: nil, in: command)
            for person in people { try DepartmentStore.setDepartments(of: person, to: [department], in: command) }
            try DepartmentStore.setHead(of: department, to: people[1], in: command)
            for code in ["Consultant", "Clerk", "Accountant", "Lawyer", "Purchaser"] {
                try ConstantStore.setValue(of: code, to: .user(people[2]), in: command)
            }
            return people
        }
    }

    /// Makes deals in all stages of all pipelines, seven of ten in the first pipeline, a client company to every fifty.
    /// - Returns: how many a second.
    func fill(deals: Int, people: [UserID]) async throws -> Double {
        let start = ContinuousClock.now
        let companies = try await makeCompanies(max(deals / 50, 1), people)
        let pipelines = try await portal.read { [assembly] in try assembly.pipelines.all(in: $0).of(.deal) }
        let stages = pipelines.map { ($0.id.number, $0.stages.map(\.code)) }
        let now = composition.clock.now
        for first in stride(from: 0, to: deals, by: Self.batch) {
            let drafts = (first..<min(first + Self.batch, deals)).map { number in
                let (pipeline, codes) = number % 10 < 7 || stages.count < 2 ? stages[0] : stages[1 + number % (stages.count - 1)]
                return ItemDraft(
                    .deal,
                    [
                        .title: .string("\(BenchTexts.goods[number % BenchTexts.goods.count]) \(number)"),
                        .amount: .money(Money(minorUnits: Int64(number % 997 + 3) * 100_000)),
                        .company: .item(companies[number % companies.count]),
                    ], pipeline: pipeline, stage: codes[number / 10 % codes.count], responsible: people[number % people.count],
                    createdAt: now - .minutes(Int64(number % 500_000)))
            }
            try await make(drafts)
        }
        return Double(deals) / (ContinuousClock.now - start).inSeconds
    }

    private func makeCompanies(_ count: Int, _ people: [UserID]) async throws -> [DocumentID] {
        var made: [DocumentID] = []
        for first in stride(from: 0, to: count, by: Self.batch) {
            made += try await make(
                (first..<min(first + Self.batch, count)).map { number in
                    let title = "\(BenchTexts.companies[number % BenchTexts.companies.count]) \(number)"
                    return ItemDraft(.company, [.title: .string(title)], responsible: people[number % people.count])
                })
        }
        return made
    }

    @discardableResult
    private func make(_ drafts: [ItemDraft]) async throws -> [DocumentID] {
        try await portal.perform(as: .system, .bulk) { [items = assembly.items] command in
            try items.createMany(drafts, startsAutomation: false, command)
        }
    }

    /// A session as a browser has one.
    /// - Returns: the header `Cookie`.
    func signIn(_ user: UserID) async throws -> String {
        let opened = try await composition.services.signIn.open(for: user, address: "127.0.0.1", agent: "bench")
        return "prom2b=\(opened.token.text)"
    }
}
