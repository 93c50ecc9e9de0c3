import Kernel
import Storage
import TestSupport
import Testing

/// Beyond the contract of every driver: copies of a template, and rows taken out of another database.
struct MemoryDatabaseTests {
    @Test func `databases of one template begin alike and know nothing of each other`() async throws {
        let first = try await Shop.template.database()
        try await first.write { try $0.addGood(1, "Труба") }
        let second = try await Shop.template.database()

        #expect(try await second.goods() == [])
        #expect(try await first.goods() == ["Труба"])
        #expect(try await first.read { try $0.schemaDump() } == (try await second.read { try $0.schemaDump() }))
    }

    @Test func `chosen rows come over with the columns made at run time and the next numbers, without what is withheld`() async throws {
        let origin = try await TestDatabase.make(migrations: [Shop.migration])
        try await origin.write { transaction in
            try transaction.execute(transaction.dialect.definition("alter table goods add column f_weight double precision"))
            for id in 1...9 {
                try transaction.execute(
                    "insert into goods (id, name, code, f_weight, picture) values ($1, $2, $3, 0.5, $4)", [id, "Труба \(id)", "T-\(id)", [1, 2] as [UInt8]])
            }
            _ = try transaction.nextID("deals", count: 41)
        }

        let extract = try await origin.read { reader in
            try RowExtract(
                [RowSelection("goods", where: "id > $1", [6], withholding: ["code"]), RowSelection("no_such_table")], in: reader)
        }
        let copy = try await Shop.template.database()
        try await copy.load(extract)

        let rows = try await copy.read { reader in
            try reader.query("select name, code, f_weight, picture from goods order by id") {
                "\($0.text(0)) \($0.isNull(1)) \($0.double(2)) \($0.blob(3))"
            }
        }
        #expect(extract.count == 3)
        #expect(rows == (7...9).map { "Труба \($0) true 0.5 [1, 2]" })
        #expect(try await copy.write { try $0.nextID("deals") } == 42)
    }

    @Test func `a reference to a row that was left behind is refused, one to a row that comes later is not`() async throws {
        let origin = try await TestDatabase.make(migrations: [Shop.migration])
        try await origin.write { transaction in
            try transaction.addGood(1, "Труба")
            try transaction.execute("insert into orders (id, good_id) values (1, 1)")
        }
        func taken(_ tables: [String]) async throws {
            let extract = try await origin.read { try RowExtract(tables.map { RowSelection($0) }, in: $0) }
            try await Shop.template.database().load(extract)
        }

        try await taken(["orders", "goods"])
        await #expect(throws: StorageError.self) { try await taken(["orders"]) }
    }
}
