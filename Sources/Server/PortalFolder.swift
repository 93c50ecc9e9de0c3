import ArgumentParser
import FoundationEssentials
import Kernel
import Logging
import Robots
import Schema
import Storage
import StoragePostgres

/// Where a portal keeps everything: the database, its lock, the files.
struct PortalFolder: ParsableArguments {
    @Option(help: "The folder of the portal: database and files. Made when it does not exist.")
    var data = "data"

    @Option(
        help: ArgumentHelp(
            "A PostgreSQL database in place of the file in the folder: postgres://user:password@host:5432/name.",
            discussion: "PROM2B_DATABASE says the same, and keeps the password out of the list of processes."))
    var database: String?

    /// Opens the database and brings its schema up to date.
    /// - Throws: `Failure`, or `StorageError.inUse` when another process of the portal is running on the file.
    func open(clock: any WallClock, log: Logger = Logger(label: "prom2b")) async throws -> any Database {
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        return try await PortalDatabase.open(address ?? data, clock: clock, log: log)
    }

    /// The address of the PostgreSQL database; nil when the portal is on SQLite.
    var address: String? {
        let named = database ?? ProcessInfo.processInfo.environment["PROM2B_DATABASE"]
        return named.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Whether a portal may be there: on PostgreSQL that is seen when it is opened.
    var exists: Bool { address != nil || FileManager.default.fileExists(atPath: data + "/prom2b.sqlite") }

    @Option(help: "The folder of uploaded files, in place of the one in --data: nodes of one portal share it.")
    var filesFolder: String?

    var files: String { filesFolder ?? data + "/files" }
}

/// A database by its address: `postgres://…`, or the folder of the SQLite file.
enum PortalDatabase {
    static func open(
        _ address: String, clock: any WallClock, log: Logger, applicationName: String = "prom2b"
    ) async throws -> any Database {
        let database = try await connect(address, log, applicationName)
        do {
            _ = try await Migrator(migrations, clock: clock).migrate(database)
            return database
        } catch {
            try await database.close()
            throw error
        }
    }

    private static func connect(_ address: String, _ log: Logger, _ applicationName: String) async throws -> any Database {
        guard address.contains("://") else {
            var options = SQLiteOptions()
            options.logger = log
            return try SQLiteDatabase(path: address + "/prom2b.sqlite", options: options)
        }
        var options = PostgresOptions()
        options.logger = log
        options.applicationName = applicationName
        return try await PostgresDatabase.open(PostgresURL(address), options: options)
    }
}

extension Language {
    /// Of the person at the terminal, as `LC_ALL`, `LC_MESSAGES` or `LANG` says, the first of them that says anything.
    static func ofTerminal(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> Language {
        let names = ["LC_ALL", "LC_MESSAGES", "LANG"]
        let locale = names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        return locale?.lowercased().hasPrefix("ru") == true ? .russian : .english
    }
}

/// Prints what went wrong so that a person at a terminal knows what to do, and ends the program.
func explain(_ error: any Error) -> ExitCode {
    let message =
        switch error {
        case let failure as Failure: (failure.field.map { "\($0): " } ?? "") + failure.message[.ofTerminal()]
        case let StorageError.inUse(text), let StorageError.cannotOpen(text): text
        default: String(describing: error)
        }
    FileHandleOutput.standardError.write("prom2b: \(message)\n")
    return ExitCode(1)
}
