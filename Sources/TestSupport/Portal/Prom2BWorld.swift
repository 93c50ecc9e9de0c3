import Automation
import CRM
// Foundation for reading the preset beside the sources.
import Foundation
import Kernel
import Robots
import Schema
import Storage

/// The fictional company of all stories: Prom2B's preset, its people in their roles, a clock that moves by hand.
package struct Prom2BWorld: Sendable {
    package let assembly: PortalAssembly
    package let database: any Database
    package let clock: ManualClock
    package let people: People

    /// Никита sells; Ирина is his head; Артём advises, Мария keeps the papers.
    package struct People: Sendable {
        package let administrator: UserID
        package let head: UserID
        package let manager: UserID
        package let consultant: UserID
        package let clerk: UserID
        package let accountant: UserID
        package let lawyer: UserID
        package let purchaser: UserID

        fileprivate static var nobody: People {
            People(
                administrator: 0, head: 0, manager: 0, consultant: 0, clerk: 0, accountant: 0, lawyer: 0, purchaser: 0)
        }
    }

    /// Friday, 20 November 2026, 17:40 in Moscow; the working day is 9–18, days off are Saturday and Sunday.
    package static let friday = Timestamp(milliseconds: 1_795_185_600_000)

    /// - Parameter connectors: what the portal can reach the outside with.
    package static func make(
        at start: Timestamp = Prom2BWorld.friday, connectors: [ConnectorKind] = []
    ) async throws -> Prom2BWorld {
        try await make(on: TestDatabase.make(migrations: migrations), at: start, connectors: connectors)
    }

    package static func make(
        on database: any Database, at start: Timestamp, connectors: [ConnectorKind] = []
    ) async throws -> Prom2BWorld {
        let (assembly, clock) = try await assemble(on: database, at: start, connectors)
        let people = try await hire(assembly)
        return Prom2BWorld(assembly: assembly, database: database, clock: clock, people: people)
    }

    private static func assemble(
        on database: any Database, at start: Timestamp, _ connectors: [ConnectorKind] = []
    ) async throws -> (PortalAssembly, ManualClock) {
        let clock = ManualClock(start)
        let assembly = PortalAssembly(database: database, clock: clock, live: NobodyWatches(), limits: .patient, connectors: connectors)
        _ = try await assembly.calendars.current()
        try await PresetLoader(assembly: assembly).load(preset: preset())
        return (assembly, clock)
    }

    /// The preset alone, before the first run: nobody works here. `people` names nobody.
    package static func empty(at start: Timestamp = Prom2BWorld.friday) async throws -> Prom2BWorld {
        let database = try await TestDatabase.make(migrations: migrations)
        let (assembly, clock) = try await assemble(on: database, at: start)
        return Prom2BWorld(assembly: assembly, database: database, clock: clock, people: .nobody)
    }

    /// The text of `Presets/prom2b.yaml`.
    package static func preset() throws -> String {
        var folder = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { folder.deleteLastPathComponent() }
        return try String(contentsOf: folder.appendingPathComponent("Presets/prom2b.yaml"), encoding: .utf8)
    }

    private static func hire(_ assembly: PortalAssembly) async throws -> People {
        let hired = try await assembly.portal.perform(as: .system) { try outline.found(passwordHash: nil, in: $0) }
        func person(_ login: String) throws -> UserID {
            guard let user = hired[login] else { throw Failure(.notFound, Text(verbatim: "nobody is called \(login)")) }
            return user
        }
        return People(
            administrator: try person("anna"), head: try person("irina"), manager: try person("nikita"),
            consultant: try person("artem"), clerk: try person("maria"), accountant: try person("denis"),
            lawyer: try person("ilya"), purchaser: try person("svetlana"))
    }

    private static let outline = CompanyOutline(
        people: [
            ("anna", "Anna", "Sokolova"), ("irina", "Irina", "Melnikova"), ("nikita", "Nikita", "Vorontsov"),
            ("artem", "Artem", "Zorin"), ("maria", "Maria", "Belova"), ("denis", "Denis", "Bystrov"),
            ("ilya", "Ilya", "Gorsky"), ("svetlana", "Svetlana", "Orlova"),
        ].map { login, first, last in
            let user = NewUser(
                login: "\(login)@prom2b.test", profile: UserProfile(firstName: first, lastName: last),
                isAdministrator: login == "anna")
            return .init(login, user, department: login == "nikita" ? "sales" : nil)
        },
        departments: [.init("sales", name: "Sales", head: "irina")],
        constants: [
            "Consultant": "artem", "Clerk": "maria", "Accountant": "denis", "Lawyer": "ilya", "Purchaser": "svetlana",
        ])
}

extension Prom2BWorld {
    package var portal: Portal { assembly.portal }
    package var items: ItemStore { assembly.items }

    /// A command by a person, rights included.
    package func act<T: Sendable>(_ user: UserID, _ body: @escaping @Sendable (Command) throws -> T) async throws -> T {
        try await portal.perform(as: .person(user), .interactive, body)
    }

    /// Lets virtual time pass; everything that falls due on the way happens at its own moment.
    package func pass(until moment: Timestamp) async throws {
        try await assembly.engine.runUntilQuiet(clock: clock, until: moment)
    }

    package func item(_ id: DocumentID) async throws -> Item {
        try await portal.read { [items] reader in
            guard let item = try items.item(id, in: reader) else {
                throw Failure(.notFound, Text(verbatim: "no item \(id)"))
            }
            return item
        }
    }

    /// `2026-11-23 09:00` in the portal's zone (Moscow).
    package func moment(_ text: String) throws -> Timestamp {
        let parts = text.split(separator: " ")
        guard parts.count == 2, let date = LocalDate(parsing: parts[0]), let time = LocalTime(parsing: parts[1]) else {
            throw Failure(.invalid, Text(verbatim: "no moment: \(text)"))
        }
        return try TimeZoneRules.named("Europe/Moscow").resolve(LocalDateTime(date, time))
    }
}

extension EngineLimits {
    /// Tests run on loaded machines: only the number of steps bounds a visit, not the wall clock.
    fileprivate static var patient: EngineLimits {
        var limits = EngineLimits()
        limits.atOnceTime = .seconds(60)
        limits.claimTime = .seconds(60)
        return limits
    }
}
