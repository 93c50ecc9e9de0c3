import Storage
import Testing

/// What every driver does with the text and the values of a statement.
struct StatementContract {
    @Test(arguments: Driver.allCases)
    func `parameters keep their numbers, whatever their order in the text`(driver: Driver) async throws {
        let database = try await driver.open()

        try await database.write { transaction in
            try transaction.execute("insert into goods (name, id, code) values ($2, $1, $3)", [7, "Труба", "T-7"])
        }

        let row = try await database.read { reader in
            try reader.first("select id, name, code from goods") { ($0.int(0), $0.text(1), $0.text(2)) }
        }
        #expect(try #require(row) == (7, "Труба", "T-7"))
    }

    @Test(arguments: Driver.allCases)
    func `a parameter can be used twice and a tenth is not the first`(driver: Driver) async throws {
        let database = try await driver.open()

        let numbers = try await database.read { reader in
            let sum = (1...10).map { "$\($0) * 1" }.joined(separator: ", ")
            return try reader.first("select \(sum), $10 + $1", (1...10).map { $0 as any SQLConvertible }) { row in
                (0...10).map { row.int($0) }
            }
        }

        #expect(numbers == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    }

    @Test(arguments: Driver.allCases)
    func `what looks like a parameter inside a string, a name or a comment is left alone`(driver: Driver) async throws {
        let database = try await driver.open()

        let texts = try await database.read { reader in
            try reader.first(
                """
                select 'it''s $1' as "a $1", -- $1 and 'an open quote
                    /* $2 * 'too */ $1 as b
                """, ["цена $1"]
            ) { [$0.text(0), $0.text(1)] }
        }

        #expect(texts == ["it's $1", "цена $1"])
    }

    @Test(arguments: Driver.allCases)
    func `too few or too many arguments are an error`(driver: Driver) async throws {
        let database = try await driver.open()

        for arguments in [["Труба"], ["Труба", "T", "лишнее"]] {
            await #expect(throws: StorageError.self) {
                try await database.read {
                    try $0.count("select count(*) from goods where name = $1 and code = $2", arguments)
                }
            }
        }
    }

    @Test(arguments: Driver.allCases)
    func `every type of value comes back as it went in`(driver: Driver) async throws {
        let database = try await driver.open()
        let text = "Ёлка «№1» 𝄞 👩‍👩‍👧 ' \" \\ \n\t;--"

        try await database.write { transaction in
            try transaction.execute(
                "insert into goods (id, name, code, price, picture) values ($1, $2, $3, $4, $5)",
                [Int64.min, text, "", -0.1, [0, 255, 39] as [UInt8]])
        }

        try await database.read { reader in
            let found: Void? = try reader.first("select id, name, code, price, picture from goods") { row in
                #expect(row.int64(0) == .min)
                #expect(row.text(1) == text)
                #expect(row.text(2) == "" && !row.isNull(2))
                #expect(row.double(3) == -0.1)
                #expect(row.blob(4) == [0, 255, 39])
                #expect(
                    (0...4).map { row.value($0) } == [
                        .integer(.min), .text(text), .text(""), .real(-0.1), .blob([0, 255, 39]),
                    ])
            }
            #expect(found != nil)
        }
    }

    @Test(arguments: Driver.allCases)
    func `null is not an empty value`(driver: Driver) async throws {
        let database = try await driver.open()

        try await database.write { transaction in
            try transaction.execute(
                "insert into goods (id, name, code, price, picture) values ($1, $2, $3, $4, $5)",
                [1, "", nil as String?, nil as Double?, [] as [UInt8]])
        }

        try await database.read { reader in
            let found: Void? = try reader.first("select name, code, price, picture from goods") { row in
                #expect((0...3).map { row.isNull($0) } == [false, true, true, false])
                #expect(row.optionalText(1) == nil && row.optional(2, Row.double) == nil)
                #expect(row.blob(3) == [])
                #expect(row.value(1) == .null)
            }
            #expect(found != nil)
        }
    }

    @Test(arguments: Driver.allCases)
    func `a blob of eight megabytes survives`(driver: Driver) async throws {
        let database = try await driver.open()
        let bytes = [UInt8](repeating: 0, count: 4_194_304) + [UInt8](repeating: 255, count: 4_194_304)

        try await database.write {
            try $0.execute("insert into goods (id, name, picture) values (1, 'Фото', $1)", [bytes])
        }

        let back = try await database.read { try $0.first("select picture from goods") { $0.blob(0) } }
        #expect(back == bytes)
    }

    @Test(arguments: Driver.allCases)
    func `a text cannot be put into a column of numbers`(driver: Driver) async throws {
        let database = try await driver.open()

        await #expect(throws: StorageError.self) {
            try await database.write {
                try $0.execute("insert into goods (id, name, price) values (1, 'a', $1)", ["дорого"])
            }
        }
    }

    @Test(arguments: Driver.allCases)
    func `plain text columns sort by code point`(driver: Driver) async throws {
        let database = try await driver.open()
        try await database.write { transaction in
            for (id, name) in ["я", "Я", "b", "B", "а", "10", "9"].enumerated() {
                try transaction.addGood(Int64(id), name)
            }
        }

        let sorted = try await database.read { try $0.query("select name from goods order by name") { $0.text(0) } }

        #expect(sorted == ["10", "9", "B", "b", "Я", "а", "я"])
    }

    @Test(arguments: Driver.allCases)
    func `execute counts the rows it changed and nothing else`(driver: Driver) async throws {
        let database = try await driver.open()

        let counts = try await database.write { transaction in
            [
                try transaction.execute("insert into goods (id, name) values (1, 'a'), (2, 'b'), (3, 'c')"),
                try transaction.execute("update goods set name = 'z' where id >= $1", [2]),
                try transaction.execute("update goods set name = 'z' where id = 99"),
                try transaction.execute("delete from goods where id = 1"),
                try transaction.execute("create index orders_by_gift on sequences (last)"),
            ]
        }

        #expect(counts == [3, 2, 0, 1, 0])
    }

    @Test(arguments: Driver.allCases)
    func `an upsert returns the row as it is then`(driver: Driver) async throws {
        let database = try await driver.open()
        let upsert = """
            insert into goods (id, name, code) values ($1, $2, 'A')
            on conflict (code) do update set name = excluded.name returning id, name
            """

        let rows = try await database.write { transaction in
            try [(1, "первый"), (2, "второй")].flatMap { id, name in
                try transaction.query(upsert, [id, name]) { "\($0.int(0)) \($0.text(1))" }
            }
        }

        #expect(rows == ["1 первый", "1 второй"])
    }

    @Test(arguments: Driver.allCases)
    func `a query can be made for each row of the same query`(driver: Driver) async throws {
        let database = try await driver.open()
        try await database.write { for id in 1...3 { try $0.addGood(Int64(id), "g\(id)") } }
        let sql = "select id from goods where id > $1 order by id"

        let later = try await database.read { reader in
            try reader.query(sql, [0]) { row in try reader.query(sql, [row.int(0)]) { $0.int(0) } }
        }

        #expect(later == [[2, 3], [3], []])
    }

    @Test(arguments: Driver.allCases)
    func `a query is the same after its reading was broken off`(driver: Driver) async throws {
        let database = try await driver.open()
        try await database.write { for id in 1...3 { try $0.addGood(Int64(id), "g\(id)") } }

        try await database.read { reader in
            for _ in 1...2 {
                let first = try reader.first("select id from goods order by id") { $0.int(0) }
                #expect(first == 1)
                let error = errorOf {
                    try reader.query("select id from goods order by id") { if $0.int(0) == 2 { throw Refusal() } }
                }
                #expect(error is Refusal)
            }
            let all = try reader.query("select id from goods order by id") { $0.int(0) }
            #expect(all == [1, 2, 3])
        }
    }
}
