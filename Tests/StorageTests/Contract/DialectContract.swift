import Storage
import Testing

/// The fragments of the dialect do on every driver what their comments say.
struct DialectContract {
    @Test(arguments: Driver.allCases)
    func `least and greatest compare two expressions`(driver: Driver) async throws {
        let database = try await driver.open()

        let ends = try await database.read { reader in
            let sql = "select \(reader.dialect.least("$1", "$2 + 1")), \(reader.dialect.greatest("$1", "$2 + 1"))"
            return try reader.first(sql, [5, 7]) { [$0.int(0), $0.int(1)] }
        }

        #expect(ends == [5, 8])
    }

    @Test(arguments: Driver.allCases)
    func `is one of takes ids and texts, none and thousands`(driver: Driver) async throws {
        let database = try await driver.open()
        try await database.write { transaction in
            try transaction.addGood(1, "Труба \"А\"")
            try transaction.addGood(.max, "Кран")
        }

        func names(_ column: String, _ list: String) async throws -> [String] {
            try await database.read { reader in
                let dialect = reader.dialect
                let condition = column == "id" ? dialect.isOneOf(column, parameter: "$1") : dialect.isOneOf(column, texts: "$1")
                return try reader.query("select name from goods where \(condition) order by id", [list]) { $0.text(0) }
            }
        }
        #expect(try await names("id", "[9223372036854775807,1,2]") == ["Труба \"А\"", "Кран"])
        #expect(try await names("name", #"["Труба \"А\"","Нет"]"#) == ["Труба \"А\""])
        #expect(try await names("id", "[]") == [])
        #expect(try await names("id", "[" + (1...50_000).map(String.init).joined(separator: ",") + "]").count == 1)
    }

    @Test(arguments: Driver.allCases)
    func `rows can be locked and skipped where that is needed`(driver: Driver) async throws {
        let database = try await driver.open()

        try await database.write { transaction in
            try transaction.addGood(1, "a")
            for lock in [transaction.dialect.forUpdate, transaction.dialect.skipLocked] {
                let ids = try transaction.query("select id from goods order by id limit 1 \(lock)") { $0.int(0) }
                #expect(ids == [1])
            }
        }
    }

    @Test(arguments: Driver.allCases)
    func `texts of a group are joined with any separator`(driver: Driver) async throws {
        let database = try await driver.open()
        try await database.write { for id in 1...2 { try $0.addGood(Int64(id), "a") } }

        let joined = try await database.read { reader in
            try reader.first("select \(reader.dialect.joined("name", separator: "','")) from goods") { $0.text(0) }
        }

        #expect(joined == "a','a")
    }

    @Test(arguments: Driver.allCases)
    func `the schema lists what a migration made`(driver: Driver) async throws {
        let database = try await driver.open()

        let dump = try await database.read { try $0.schemaDump() }

        #expect(dump.contains("create table goods") || dump.contains("CREATE TABLE goods"))
        #expect(dump.contains("orders_by_good"))
        #expect(dump.split(separator: "\n").count == 5)
    }
}
