import Kernel
import Storage
import TestSupport
import Testing

struct MigratorTests {
    private let clock = ManualClock(Timestamp(seconds: 1_795_000_000))
    private let first = Migration("2026-11-23-001-goods", statements: ["create table goods (id bigint primary key)"])
    private let second = Migration("2026-11-24-001-price") { transaction in
        try transaction.execute("insert into goods (id) values (1)")
        try transaction.execute(transaction.dialect.definition("alter table goods add column price bigint"))
    }

    @Test func `each migration is applied once, in order, with its time`() async throws {
        let database = try await TestDatabase.empty()

        #expect(try await Migrator([first], clock: clock).migrate(database) == [first.name])
        #expect(try await Migrator([first, second], clock: clock).pending(in: database).map(\.name) == [second.name])
        clock.advance(by: .hours(1))
        #expect(try await Migrator([first, second], clock: clock).migrate(database) == [second.name])
        #expect(try await Migrator([first, second], clock: clock).migrate(database) == [])

        let applied = try await database.read { reader in
            try reader.query("select name, applied_at from schema_migrations order by name") {
                "\($0.text(0)) \($0.timestamp(1).seconds)"
            }
        }
        #expect(applied == ["\(first.name) 1795000000", "\(second.name) 1795003600"])
        #expect(try await database.read { try $0.count("select count(price) + count(*) from goods") } == 1)
    }

    @Test func `a migration that fails leaves the state before it`() async throws {
        let database = try await TestDatabase.empty()
        let broken = Migration(
            "2026-11-25-001-broken", statements: ["create table suppliers (id bigint primary key)", "create nonsense"])
        let migrator = Migrator([first, second, broken], clock: clock)

        await #expect(throws: StorageError.self) { try await migrator.migrate(database) }

        #expect(try await migrator.applied(in: database) == [first.name, second.name])
        #expect(try await migrator.pending(in: database).map(\.name) == [broken.name])
        await #expect(throws: StorageError.self) {
            try await database.read { try $0.count("select count(*) from suppliers") }
        }
    }

    @Test func `a database newer than the program is refused and says what to do`() async throws {
        let database = try await TestDatabase.empty()
        _ = try await Migrator([first, second], clock: clock).migrate(database)

        let failure = await #expect(throws: Failure.self) {
            try await Migrator([first], clock: clock).migrate(database)
        }

        #expect(failure?.code == .conflict)
        #expect(failure?.message.english.contains(second.name) == true)
        #expect(failure?.message.russian.contains("Запустите ту версию") == true)
    }

    @Test func `the dump of the schema does not depend on spacing and tells every change`() async throws {
        let spaced = Migration(first.name, statements: ["create table goods (\n    id   bigint primary key\n)"])
        let databases = try await (TestDatabase.empty(), TestDatabase.empty())
        _ = try await Migrator([first], clock: clock).migrate(databases.0)
        _ = try await Migrator([spaced], clock: clock).migrate(databases.1)

        let dumps = try await (databases.0.read { try $0.schemaDump() }, databases.1.read { try $0.schemaDump() })
        _ = try await Migrator([first, second], clock: clock).migrate(databases.0)
        let changed = try await databases.0.read { try $0.schemaDump() }

        #expect(
            dumps.0.replacing("( ", with: "(").replacing(" )", with: ")")
                == dumps.1.replacing("( ", with: "(").replacing(" )", with: ")"))
        #expect(changed != dumps.0 && changed.contains("price"))
    }

    @Test func `every test starts from its own copy of the migrated database`() async throws {
        let databases = try await (
            TestDatabase.make(migrations: [Shop.migration]), TestDatabase.make(migrations: [Shop.migration])
        )

        try await databases.0.write { try $0.addGood(1, "a") }

        #expect(try await databases.0.goods() == ["a"])
        #expect(try await databases.1.goods() == [])
    }
}
