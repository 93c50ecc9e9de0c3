import CRM
import Foundation  // DispatchSemaphore: a reader holds its snapshot on its own thread
import Kernel
import Schema
import Storage
import TestSupport
import Testing

@Suite struct LogAlarmTests {
    @Test func `administrators are told once that a reader outside lets the log grow, and again when it has doubled`() async throws {
        let database = try await file()
        let portal = Portal(database: database, clock: ManualClock(TestPortal.monday))
        let administrator = try await portal.perform(as: .system) { command in
            let profile = UserProfile(firstName: "Anna", lastName: "Main")
            return try UserStore.insert(NewUser(login: "anna@prom2b.test", profile: profile, isAdministrator: true), passwordHash: nil, in: command)
        }
        // Beyond what SQLite lets a log grow to before it moves it into the file.
        let limit = 16 << 20
        let alarm = LogAlarm(portal, limit: limit) { [database] in database.logSize }
        #expect(try await alarm.look() == nil)
        let (isHeld, mayEnd) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let holder = Thread {
            _ = try? SQLiteFile(database.path).read { reader in
                _ = try reader.count("select count(*) from users")
                isHeld.signal()
                mayEnd.wait()
            }
        }
        holder.start()
        isHeld.wait()

        try await grow(database, to: limit)
        let first = try await alarm.look()
        let second = try await alarm.look()
        try await grow(database, to: 3 * limit)
        let third = try await alarm.look()

        #expect(first.map { $0 >= limit } == true && second == nil && third.map { $0 >= 3 * limit } == true)
        let notices = try await portal.read { try Notice.list(of: administrator, in: $0) }
        #expect(notices.count == 1 && notices.first?.text.russian.contains("МБ") == true)
        mayEnd.signal()
        try await database.close()
    }

    private func file() async throws -> SQLiteDatabase {
        var options = SQLiteOptions()
        options.durability = .unflushed
        options.removesFolderOnClose = true
        let database = try SQLiteDatabase(path: TestDatabase.folder().path + "/prom2b.sqlite", options: options)
        _ = try await Migrator(migrations, clock: SystemClock()).migrate(database)
        try await database.write { try $0.execute("create table filler (text text not null)") }
        return database
    }

    private func grow(_ database: SQLiteDatabase, to size: Int) async throws {
        while database.logSize < size {
            try await database.write { try $0.execute("insert into filler (text) values ($1)", [String(repeating: "x", count: 100_000)]) }
        }
    }
}
