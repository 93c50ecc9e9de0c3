import FoundationEssentials
import Kernel
import Storage
import StoragePostgres

/// Where a measured portal lives: a folder with SQLite in it, or a PostgreSQL database with a folder for files and keys.
struct BenchSite: Sendable {
    let folder: String
    /// The database; nil for SQLite.
    var postgres: PostgresURL?

    var name: String { postgres == nil ? "SQLite" : "PostgreSQL" }
    var file: String { folder + "/prom2b.sqlite" }

    /// The portal as the command line of `prom2b serve` names it.
    /// - Parameter node: each node keeps its own things in a folder of its own.
    func arguments(node: Int = 0) -> [String] {
        guard let postgres else { return ["--data", folder] }
        return ["--data", "\(folder)/node\(node)", "--files-folder", folder + "/files", "--database", postgres.text]
    }

    func connect(_ durability: SQLiteOptions.Durability = .full) async throws -> any Database {
        guard let postgres else {
            var options = SQLiteOptions()
            options.durability = durability
            return try SQLiteDatabase(path: file, options: options)
        }
        return try await PostgresDatabase.open(postgres)
    }

    /// A number from the database while a server works on it.
    func count(_ sql: String) throws -> Int {
        guard let postgres else { return try SQLiteFile(file).read { try $0.count(sql) } }
        return Int(try BenchTool.psql(sql, postgres)) ?? 0
    }

    /// A copy that nobody else works on.
    func copy(_ name: String) throws -> BenchSite {
        let target = folder + "-" + name
        try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
        guard let postgres else {
            try SQLiteFile(file).copy(to: target + "/prom2b.sqlite")
            return BenchSite(folder: target)
        }
        try PostgresServer(postgres.database("postgres")).create(postgres.name + "_" + name, template: postgres.name)
        return BenchSite(folder: target, postgres: postgres.database(postgres.name + "_" + name))
    }

    func remove() throws {
        if let postgres { try PostgresServer(postgres.database("postgres")).drop(postgres.name) }
        try FileManager.default.removeItem(atPath: folder)
    }

    // MARK: Flushing

    /// The folder on the disk that makes the portal durable.
    func flushed() throws -> String {
        guard let postgres else { return folder }
        return try BenchTool.psql("show data_directory", postgres)
    }

    /// On PostgreSQL the whole server flushes or does not; SQLite is told when it is opened.
    func setFlushing(_ isOn: Bool) throws {
        guard let postgres else { return }
        let word = isOn ? "on" : "off"
        try PostgresServer(postgres).command("alter system set fsync = \(word)")
        try PostgresServer(postgres).command("select pg_reload_conf()")
        // The server reads its settings when it gets round to it.
        for _ in 0..<100 where try BenchTool.psql("show fsync", postgres) != word {}
    }

    /// How often the PostgreSQL server has flushed its log since it was started; 0 for SQLite.
    func serverFlushes() throws -> Int {
        try postgres.map { Int(try BenchTool.psql("select wal_sync from pg_stat_wal", $0)) ?? 0 } ?? 0
    }
}
