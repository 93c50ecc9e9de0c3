// Foundation for FileManager: databases are files.
import Foundation
import Kernel
import Storage
import StoragePostgres
import Synchronization

/// A database of its own for every test, migrated, that nobody else sees: a real SQLite file, or a real PostgreSQL database
/// when `PROM2B_TEST_POSTGRES` names a server.
package enum TestDatabase {
    /// A new database with these migrations applied, as if just installed. The migrations run once per process; each test
    /// starts from a copy. It is removed when it is closed or nobody holds it any more.
    package static func make(migrations: [Migration]) async throws -> any Database {
        guard TestServer.url != nil else { return try await sqlite(migrations: migrations) }
        return try await postgres(migrations: migrations)
    }

    /// A new database without any table.
    package static func empty() async throws -> any Database {
        guard let url = TestServer.url else { return try open(startingWith: nil) { _ in } }
        return try await TestServer.make(template: nil, on: PostgresServer(url)) { _ in }
    }

    /// A SQLite file whatever the environment says: for tests of SQLite itself.
    package static func sqlite(
        migrations: [Migration], options: @Sendable (inout SQLiteOptions) -> Void = { _ in }
    ) async throws -> SQLiteDatabase {
        try open(startingWith: try await templates.file(migrations), options)
    }

    /// A SQLite file without any table.
    package static func emptySQLite() throws -> SQLiteDatabase { try open(startingWith: nil) { _ in } }

    /// A PostgreSQL database: for tests of PostgreSQL itself.
    /// - Throws: a `Failure` when no server is named.
    package static func postgres(
        migrations: [Migration], options: @Sendable (inout PostgresOptions) -> Void = { _ in }
    ) async throws -> PostgresDatabase {
        guard let url = TestServer.url else {
            throw Failure(.unavailable, Text(verbatim: "PROM2B_TEST_POSTGRES names no server"))
        }
        let server = PostgresServer(url)
        return try await TestServer.make(template: serverTemplates.name(migrations, on: server), on: server, options)
    }

    /// A new folder that is removed at the end of the process.
    package static func folder() throws -> URL { try TestFolders.shared.make() }

    private static let templates = Templates()
    private static let serverTemplates = TestTemplates()

    private static func open(
        startingWith template: Data?, _ adjust: (inout SQLiteOptions) -> Void
    ) throws -> SQLiteDatabase {
        let file = try folder().appendingPathComponent("test.sqlite")
        try template?.write(to: file)
        var options = SQLiteOptions()
        options.durability = .unflushed
        options.removesFolderOnClose = true
        adjust(&options)
        return try SQLiteDatabase(path: file.path, options: options)
    }
}

/// Migrated database files by the names of their migrations.
private actor Templates {
    private var files: [[String]: Task<Data, any Error>] = [:]

    func file(_ migrations: [Migration]) async throws -> Data {
        let names = migrations.map(\.name)
        let file = files[names] ?? Task { try await Templates.build(migrations) }
        files[names] = file
        return try await file.value
    }

    private static func build(_ migrations: [Migration]) async throws -> Data {
        let path = try TestDatabase.folder().appendingPathComponent("template.sqlite").path
        var options = SQLiteOptions()
        options.durability = .unflushed
        let database = try SQLiteDatabase(path: path, options: options)
        _ = try await Migrator(migrations, clock: SystemClock()).migrate(database)
        // Closing moves the log into the file, which is then the whole database.
        try await database.close()
        return try Data(contentsOf: URL(fileURLWithPath: path))
    }
}

/// One folder per process, with a folder per database in it, removed when the process ends.
private final class TestFolders: Sendable {
    static let shared = TestFolders()

    private let root = URL(fileURLWithPath: NSTemporaryDirectory()).appendingPathComponent("prom2b-tests-\(getpid())")
    private let last = Mutex(0)

    private init() {
        // A process that was killed had this number before: its leftovers would be taken for ours.
        try? FileManager.default.removeItem(at: root)
        atexit { TestFolders.shared.remove() }
    }

    /// Databases that are closing just now remove their own folders at the same time, so one attempt may fail.
    private func remove() {
        var problem: (any Error)?
        for _ in 0..<10 where FileManager.default.fileExists(atPath: root.path) {
            do {
                try FileManager.default.removeItem(at: root)
            } catch {
                problem = error
            }
        }
        if let problem, FileManager.default.fileExists(atPath: root.path) {
            FileHandle.standardError.write(Data("cannot remove \(root.path): \(problem)\n".utf8))
        }
    }

    func make() throws -> URL {
        let number = last.withLock { last in
            last += 1
            return last
        }
        let folder = root.appendingPathComponent(String(number))
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }
}
