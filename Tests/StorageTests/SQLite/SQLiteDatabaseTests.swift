import Foundation  // files
import Kernel
import Storage
import TestSupport
import Testing

/// What holds for the file of a SQLite database.
struct SQLiteDatabaseTests {
    @Test func `a database opened for work flushes each commit and keeps a log`() async throws {
        let database = try await TestDatabase.sqlite(migrations: [Shop.migration]) { $0.durability = .full }

        let settings = try await database.write { transaction in
            try ["synchronous", "journal_mode", "foreign_keys", "journal_size_limit", "mmap_size", "temp_store"].map {
                name in
                try transaction.first("pragma \(name)") { $0.text(0) }
            }
        }

        #expect(settings == ["2", "wal", "1", "67108864", "0", "2"])
    }

    @Test func `only the writer does checkpoints`() async throws {
        let database = try await TestDatabase.sqlite(migrations: [Shop.migration])

        let writing = try await database.write { try $0.count("pragma wal_autocheckpoint") }
        #expect(writing == 1000)
        await #expect(throws: StorageError.self) {
            try await database.read { _ = try $0.query("pragma wal_checkpoint", []) { $0.int(0) } }
        }
    }

    @Test func `the log does not grow for ever`() async throws {
        let database = try await TestDatabase.sqlite(migrations: [Shop.migration])
        let page = [UInt8](repeating: 7, count: 4000)

        for id in 0..<3000 {
            try await database.write {
                try $0.execute("insert into goods (id, name, picture) values ($1, 'g', $2)", [id, page])
            }
        }

        let log = try FileManager.default.attributesOfItem(atPath: database.path + "-wal")[.size] as? Int
        #expect(try #require(log) < 8_000_000)
    }

    @Test func `a second process is refused until the first one ends`() async throws {
        let path = try TestDatabase.folder().appendingPathComponent("shop.sqlite").path
        let first = try SQLiteDatabase(path: path)

        let error = #expect(throws: StorageError.self) { try SQLiteDatabase(path: path) }
        guard case .inUse(let message) = try #require(error) else {
            Issue.record("another error: \(String(describing: error))")
            return
        }
        #expect(message.contains(path) && message.contains("pid \(getpid())"))

        try await first.close()
        try await SQLiteDatabase(path: path).close()
    }

    @Test func `a lock held by a stranger's file descriptor counts as well`() throws {
        let path = try TestDatabase.folder().appendingPathComponent("shop.sqlite").path
        let stranger = open(path + ".lock", O_RDWR | O_CREAT, 0o600)
        defer { close(stranger) }
        #expect(flock(stranger, LOCK_EX) == 0)

        #expect(throws: StorageError.self) { try SQLiteDatabase(path: path) }
    }

    @Test func `a file that cannot be opened is named`() throws {
        let folder = try TestDatabase.folder()
        let text = folder.appendingPathComponent("notes.txt")
        try Data(repeating: 65, count: 5000).write(to: text)

        for path in [folder.appendingPathComponent("nowhere/shop.sqlite").path, text.path] {
            let error = #expect(throws: StorageError.self) { try SQLiteDatabase(path: path) }
            guard case .cannotOpen(let message) = try #require(error) else {
                Issue.record("another error: \(String(describing: error))")
                continue
            }
            #expect(message.contains(path))
        }
    }

    @Test func `what was confirmed survives a process that dies without closing`() async throws {
        let database = try await TestDatabase.sqlite(migrations: [Shop.migration])
        let copy = try TestDatabase.folder().appendingPathComponent("copy.sqlite").path

        try await database.write { for id in 1...100 { try $0.addGood(Int64(id), "g") } }
        // The file and its log as a killed process leaves them.
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: database.path + suffix, toPath: copy + suffix)
        }

        let revived = try SQLiteDatabase(path: copy)
        #expect(try await revived.goods().count == 100)
        try await revived.close()
    }

    @Test func `closing leaves one whole file`() async throws {
        let database = try await TestDatabase.sqlite(migrations: [Shop.migration]) { $0.removesFolderOnClose = false }
        try await database.write { try $0.addGood(1, "a") }
        _ = try await database.goods()

        try await database.close()

        #expect(!FileManager.default.fileExists(atPath: database.path + "-wal"))
        let reopened = try SQLiteDatabase(path: database.path)
        #expect(try await reopened.goods() == ["a"])
        try await reopened.close()
    }

    @Test func `a full disk undoes the transaction, keeps what was confirmed and passes`() async throws {
        let database = try await TestDatabase.sqlite(migrations: [Shop.migration])
        try await database.write { transaction in
            try transaction.addGood(1, "kept")
            let pages = try transaction.count("pragma page_count")
            _ = try transaction.count("pragma max_page_count = \(pages + 3)")
        }
        let big = [UInt8](repeating: 1, count: 100_000)
        let addBig: @Sendable (any Transaction) throws -> Void = { transaction in
            try transaction.addGood(2, "before the big one")
            try transaction.execute("insert into goods (id, name, picture) values (3, 'big', $1)", [big])
        }

        await #expect(throws: StorageError.diskFull) { try await database.write(addBig) }
        #expect(try await database.goods() == ["kept"])

        _ = try await database.write { try $0.count("pragma max_page_count = 100000") }
        try await database.write(addBig)
        #expect(try await database.goods() == ["kept", "before the big one", "big"])
    }

    @Test func `a body that hides a full disk cannot go on writing`() async throws {
        let database = try await TestDatabase.sqlite(migrations: [Shop.migration])
        try await database.write { transaction in
            let pages = try transaction.count("pragma page_count")
            _ = try transaction.count("pragma max_page_count = \(pages)")
        }

        await #expect(throws: StorageError.diskFull) {
            try await database.write { transaction in
                try transaction.addGood(1, "part")
                do {
                    let big = [UInt8](repeating: 1, count: 100_000)
                    try transaction.execute("insert into goods (id, name, picture) values (2, 'big', $1)", [big])
                } catch StorageError.diskFull {
                    try transaction.addGood(3, "alone")
                }
            }
        }

        #expect(try await database.goods() == [])
    }

    @Test func `a body that ends its transaction itself keeps nothing of the batch`() async throws {
        let database = try await TestDatabase.sqlite(migrations: [Shop.migration])

        await #expect(throws: StorageError.self) {
            try await database.write { transaction in
                try transaction.addGood(1, "a")
                try transaction.execute("rollback")
            }
        }
        try await database.write { try $0.addGood(2, "the next one") }

        #expect(try await database.goods() == ["the next one"])
    }

    @Test func `more reads than connections wait for each other without stopping other tasks`() async throws {
        let database = try await TestDatabase.sqlite(migrations: [Shop.migration])
        try await database.write { try $0.addGood(1, "a") }

        let errors = await inParallel(200) { _ in
            let names = try await database.goods()
            #expect(names == ["a"])
        }

        #expect(errors.isEmpty)
    }

    /// Measures the whole process, so it says something only when it runs alone: `PROM2B_BENCHMARK=1`.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["PROM2B_BENCHMARK"] != nil))
    func `the memory of statements is given back when their texts never repeat`() async throws {
        let database = try await TestDatabase.sqlite(migrations: [Shop.migration])
        let before = residentBytes()

        for part in 0..<10 {
            try await database.read { reader in
                for number in (part * 1000)..<(part * 1000 + 1000) {
                    let answer = try reader.count(
                        """
                        select count(*) + \(number) from goods g left join orders o on o.good_id = g.id
                        left join goods gift on gift.id = o.gift_id where g.name = 'a' and gift.code is not null
                        """)
                    #expect(answer == number)
                }
            }
        }

        #expect(residentBytes() - before < 50_000_000)
    }

    @Test func `a database nobody holds closes itself and removes its folder`() async throws {
        var database: SQLiteDatabase? = try TestDatabase.emptySQLite()
        let folder = URL(fileURLWithPath: try #require(database).path).deletingLastPathComponent().path
        #expect(FileManager.default.fileExists(atPath: folder))

        database = nil

        try await eventually { !FileManager.default.fileExists(atPath: folder) }
    }
}

/// The memory of this process that is in RAM.
private func residentBytes() -> Int {
    guard let file = fopen("/proc/self/statm", "r") else { return 0 }
    defer { fclose(file) }
    var buffer = [CChar](repeating: 0, count: 128)
    guard fgets(&buffer, 128, file) != nil else { return 0 }
    let fields = String(decoding: buffer.map(UInt8.init(bitPattern:)), as: UTF8.self).split(separator: " ")
    return (Int(fields[1]) ?? 0) * 4096
}
