import CRM
import Foundation
import Kernel
import Schema
import Storage
import Synchronization
import TestSupport

/// A portal in a folder of its own, held open and written to by this process, as a running server does it.
final class LoadedPortal: Sendable {
    /// The folder that holds everything: the portal, archives, restored portals.
    let scratch: String
    let database: SQLiteDatabase
    private let files: FileStore
    private let isStopped = Mutex(false)
    private let written = Mutex(0)

    var folder: String { scratch + "/portal" }
    var archive: String { scratch + "/prom2b.tar" }
    /// Where an archive is restored to.
    var target: String { scratch + "/restored" }

    static func make() async throws -> LoadedPortal {
        let scratch = try TestDatabase.folder().path
        try FileManager.default.createDirectory(atPath: scratch + "/portal", withIntermediateDirectories: true)
        var options = SQLiteOptions()
        options.durability = .unflushed
        let database = try SQLiteDatabase(path: scratch + "/portal/prom2b.sqlite", options: options)
        _ = try await Migrator(migrations, clock: SystemClock()).migrate(database)
        try await database.write { transaction in
            for table in ["left_hand", "right_hand"] {
                try transaction.execute(transaction.dialect.definition("create table \(table) (id bigint primary key, filler text not null)"))
            }
        }
        return try LoadedPortal(scratch, database)
    }

    private init(_ scratch: String, _ database: SQLiteDatabase) throws {
        self.scratch = scratch
        self.database = database
        files = try FileStore(directory: scratch + "/portal/files", portal: Portal(database: database, clock: SystemClock()))
    }

    /// Transactions that write a row here and a row there, and now and then a file, until `stop`.
    func work() async throws {
        while !isStopped.withLock({ $0 }) {
            try await write(1)
            written.withLock { $0 += 1 }
            if count % 10 == 0 { try await addFile("file \(count).txt") }
        }
    }

    /// How many transactions `work` has made.
    var count: Int { written.withLock { $0 } }

    func stop() { isStopped.withLock { $0 = true } }

    func write(_ count: Int) async throws {
        for _ in 0..<count {
            try await database.write { transaction in
                let id = try transaction.nextID("hands")
                let filler = String(repeating: "x", count: 2000)
                try transaction.execute("insert into left_hand (id, filler) values ($1, $2)", [id, filler])
                try transaction.execute("insert into right_hand (id, filler) values ($1, $2)", [id, filler])
            }
        }
    }

    func addFile(_ name: String) async throws {
        _ = try await files.add(named: name, bytes: Array("content of \(name)".utf8), as: .system)
    }

    func close() async throws { try await database.close() }

    /// The terminal of a person who reads Russian.
    private static let russian = ["LC_ALL": "ru_RU.UTF-8"]

    func run(_ arguments: String...) async throws -> ChildProcess.Ending {
        try await ChildProcess.run(ChildProcess.program("prom2b"), arguments, environment: Self.russian)
    }

    func shell(_ command: String) async throws -> ChildProcess.Ending {
        try await ChildProcess.run(URL(fileURLWithPath: "/bin/bash"), ["-c", command], environment: Self.russian)
    }
}
