import ArgumentParser
import FoundationEssentials
import Kernel
import Robots
import Schema
import Storage

/// Where a portal keeps everything: the database, its lock, the files.
struct PortalFolder: ParsableArguments {
    @Option(help: "The folder of the portal: database and files. Made when it does not exist.")
    var data = "data"

    /// Opens the database of the folder and brings its schema up to date.
    /// - Throws: `Failure` or `StorageError.inUse` when another process of the portal is running on it.
    func open(clock: any WallClock) async throws -> any Database {
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        let database = try SQLiteDatabase(path: data + "/prom2b.sqlite")
        _ = try await Migrator(migrations, clock: clock).migrate(database)
        return database
    }

    var files: String { data + "/files" }
}

/// Prints what went wrong so that a person at a terminal knows what to do, and ends the program.
func explain(_ error: any Error) -> ExitCode {
    let message =
        switch error {
        case let failure as Failure: (failure.field.map { "\($0): " } ?? "") + failure.message.russian
        case let StorageError.inUse(text): text
        default: String(describing: error)
        }
    FileHandleOutput.standardError.write("prom2b: \(message)\n")
    return ExitCode(1)
}
