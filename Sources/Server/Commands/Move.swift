import ArgumentParser
import FoundationEssentials
import Kernel
import Logging
import Schema
import Storage

/// Carries a portal from one database to another.
struct Move: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Carries a portal from SQLite to PostgreSQL or back.",
        discussion: """
            The portal must be stopped, the target empty. All of it is copied and compared, or nothing.
            Files stay in their folder.
            """)

    @Option(help: "Where the portal is: a folder, or postgres://user:password@host:5432/name.") var from: String
    @Option(help: "Where it goes: a folder, or postgres://user:password@host:5432/name.") var to: String

    func run() async throws {
        do {
            try await move()
        } catch {
            throw explain(error)
        }
    }

    private func move() async throws {
        guard from.contains("://") || FileManager.default.fileExists(atPath: from + "/prom2b.sqlite") else {
            throw Failure(.notFound, MoveTexts.noPortal.with(["place": from]))
        }
        if !to.contains("://") { try FileManager.default.createDirectory(atPath: to, withIntermediateDirectories: true) }
        let log = Logger(label: "prom2b")
        let source = try await PortalDatabase.open(from, clock: SystemClock(), log: log, applicationName: "prom2b-move")
        try await requireStopped(source)
        let target = try await PortalDatabase.open(to, clock: SystemClock(), log: log, applicationName: "prom2b-move")
        let tables = try await DatabaseCopy(from: source, to: target, seeded: seededTables).run()
        try await source.close()
        try await target.close()
        for table in tables where table.rows > 0 { FileHandleOutput.standardOutput.write("\(table.rows)\t\(table.name)\n") }
        let rows = tables.reduce(0) { $0 + $1.rows }
        let files = "\(from.contains("://") ? "data" : from)/files"
        FileHandleOutput.standardOutput.say(
            MoveTexts.done.with(["rows": String(rows), "tables": String(tables.count), "files": files]))
    }

    /// A SQLite file is locked by whoever has it open; a PostgreSQL database tells who is connected.
    private func requireStopped(_ source: any Database) async throws {
        guard source.dialect.name == "postgresql" else { return }
        let running = try await source.read { reader in
            try reader.count(
                "select count(*) from pg_stat_activity where datname = current_database() and application_name = 'prom2b'")
        }
        if running > 0 { throw Failure(.conflict, MoveTexts.running) }
    }
}
