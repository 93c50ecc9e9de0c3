import Kernel
import Storage
import TestSupport
import Testing

/// A portal moves from one database to another: between SQLite files, and to PostgreSQL and back when there is a server.
struct DatabaseCopyTests {
    @Test func `everything arrives, custom columns and the next numbers too, there and back`() async throws {
        let origin = try await filled(TestDatabase.sqlite(migrations: [Shop.migration]))
        let target = try await TestDatabase.make(migrations: [Shop.migration])
        let back = try await TestDatabase.sqlite(migrations: [Shop.migration])

        let tables = try await DatabaseCopy(from: origin, to: target).run()
        #expect(tables.first { $0.name == "goods" }?.rows == 5000)
        _ = try await target.write { try $0.nextID("deals") }
        _ = try await DatabaseCopy(from: target, to: back).run()

        for database in [target, back] as [any Database] {
            #expect(try await contents(database) == contents(origin))
        }
        #expect(try await back.write { try $0.nextID("deals") } == 19)
        #expect(try await back.write { try $0.nextVersion("catalog") } == 2)
    }

    @Test func `rows that migrations write give way to those of the source`() async throws {
        let origin = try await filled(TestDatabase.sqlite(migrations: [Shop.migration]))
        let target = try await TestDatabase.make(migrations: [Shop.migration])
        try await target.write { transaction in
            try transaction.execute(transaction.dialect.definition("alter table goods add column f_weight double precision"))
            try transaction.addGood(1, "what every shop begins with")
        }

        _ = try await DatabaseCopy(from: origin, to: target, seeded: ["goods"]).run()

        #expect(try await contents(target) == contents(origin))
    }

    @Test func `a target with data is refused and left alone`() async throws {
        let origin = try await filled(TestDatabase.sqlite(migrations: [Shop.migration]))
        let target = try await TestDatabase.make(migrations: [Shop.migration])
        try await target.write { try $0.addGood(1, "its own") }

        let failure = await #expect(throws: Failure.self) { try await DatabaseCopy(from: origin, to: target).run() }

        #expect(failure?.code == .conflict)
        #expect(try await target.goods() == ["its own"])
    }

    @Test func `a copy that fails half-way keeps nothing`() async throws {
        let origin = try await filled(TestDatabase.sqlite(migrations: [Shop.migration]))
        let target = try await TestDatabase.make(migrations: [Shop.migration])
        // Comes after the goods, and the target has no such table.
        try await origin.write { try $0.execute($0.dialect.definition("create table later (id bigint primary key)")) }

        await #expect(throws: (any Error).self) { try await DatabaseCopy(from: origin, to: target).run() }

        #expect(try await target.goods() == [])
        #expect(try await target.read { try $0.count("select count(*) from sequences") } == 0)
    }

    private func filled(_ database: any Database) async throws -> any Database {
        try await database.write { transaction in
            try transaction.execute(transaction.dialect.definition("alter table goods add column f_weight double precision"))
            for id in 1...5000 {
                try transaction.execute(
                    "insert into goods (id, name, code, price, picture, f_weight) values ($1, $2, $3, $4, $5, $6)",
                    [id * 7, "Труба №\(id)", id % 3 == 0 ? nil : "T-\(id)", id % 2 == 0 ? Double(id) / 3 : nil, [UInt8(id % 256), 0], Double(id)])
            }
            try transaction.execute("insert into orders (id, good_id, gift_id) values (1, 7, 14), (2, 7, null)")
            _ = try transaction.nextID("deals", count: 17)
            _ = try transaction.nextVersion("catalog")
        }
        return database
    }

    private func contents(_ database: any Database) async throws -> [[SQLValue]] {
        try await database.read { reader in
            let goods = try reader.query("select id, name, code, price, picture, f_weight from goods order by id") { row in
                (0..<6).map { row.value($0) }
            }
            return goods + (try reader.query("select id, good_id, gift_id from orders order by id") { row in (0..<3).map { row.value($0) } })
        }
    }
}
