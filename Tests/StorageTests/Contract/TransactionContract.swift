import Storage
import Testing

/// What every driver promises about transactions.
struct TransactionContract {
    @Test(arguments: Driver.allCases)
    func `a body that throws leaves nothing behind, and its own error comes out`(driver: Driver) async throws {
        let database = try await driver.open()

        await #expect(throws: Refusal()) {
            try await database.write { transaction in
                try transaction.addGood(1, "a")
                throw Refusal()
            }
        }

        #expect(try await database.goods() == [])
    }

    @Test(arguments: Driver.allCases)
    func `a value that must be unique is refused by name of the column`(driver: Driver) async throws {
        let database = try await driver.open()
        try await database.write { try $0.addGood(1, "a", code: "A") }

        for (id, code) in [(1, "B"), (2, "A")] {
            let error = await #expect(throws: StorageError.self) {
                try await database.write { try $0.addGood(Int64(id), "секрет", code: code) }
            }
            guard case .uniqueViolation(let column) = try #require(error) else {
                Issue.record("not a unique violation: \(String(describing: error))")
                continue
            }
            #expect(column.contains(id == 1 ? "id" : "code") && !column.contains("секрет"))
        }
    }

    @Test(arguments: Driver.allCases)
    func `a reference to nothing is refused`(driver: Driver) async throws {
        let database = try await driver.open()
        try await database.write { try $0.addGood(1, "a") }
        let statements = [
            "insert into orders (id, good_id) values (1, 99)",
            "insert into orders (id, good_id) values (1, 99) returning id",
            "insert into orders (id, good_id) values (1, 1), (2, 99) returning id",
        ]

        for sql in statements {
            let error = await #expect(throws: StorageError.self) {
                try await database.write { _ = try $0.first(sql) { $0.int(0) } }
            }
            #expect(error?.isForeignKeyViolation == true)
        }
        #expect(try await database.read { try $0.count("select count(*) from orders") } == 0)
    }

    @Test(arguments: Driver.allCases)
    func `a reference checked at the commit fails its own transaction only`(driver: Driver) async throws {
        let database = try await driver.open()

        let errors = await inParallel(8) { number in
            try await database.write { transaction in
                try transaction.addGood(Int64(number), "a")
                let gift = number == 3 ? 99 : number
                try transaction.execute(
                    "insert into orders (id, good_id, gift_id) values ($1, $1, $2)", [number, gift])
            }
        }

        #expect(errors.keys.sorted() == [3])
        #expect((errors[3] as? StorageError)?.isForeignKeyViolation == true)
        #expect(try await database.goods().count == 7)
    }

    @Test(arguments: Driver.allCases)
    func `a wrong statement is reported with its text and without its values`(driver: Driver) async throws {
        let database = try await driver.open()
        let sql = "select nothing from goods where name = $1"

        let error = await #expect(throws: StorageError.self) {
            try await database.read { try $0.query(sql, ["секрет"]) { $0.text(0) } }
        }

        guard case .other(let message, let statement) = try #require(error) else {
            Issue.record("another error: \(String(describing: error))")
            return
        }
        #expect(statement == sql && message.contains("nothing") && !message.contains("секрет"))
    }

    @Test(arguments: Driver.allCases)
    func `a savepoint that throws undoes its part, nested or not`(driver: Driver) async throws {
        let database = try await driver.open()

        try await database.write { transaction in
            try transaction.addGood(1, "kept")
            let outer = errorOf {
                try transaction.savepoint {
                    try transaction.addGood(2, "undone")
                    try transaction.savepoint { try transaction.addGood(3, "undone with it") }
                    throw Refusal()
                }
            }
            #expect(outer is Refusal)
            try transaction.savepoint {
                try transaction.addGood(4, "kept too")
                let inner = errorOf { try transaction.savepoint { try transaction.addGood(4, "twice") } }
                #expect(inner is StorageError)
            }
        }

        #expect(try await database.goods() == ["kept", "kept too"])
    }

    @Test(arguments: Driver.parallel)
    func `a reader sees one state, whatever is written meanwhile`(driver: Driver) async throws {
        let database = try await driver.open()
        try await database.write { try $0.addGood(1, "before") }
        let hasRead = Gate()
        let mayGoOn = Gate()

        async let seen = database.read { reader in
            let first = try reader.count("select count(*) from goods")
            hasRead.open()
            try mayGoOn.waitBlocking()
            return [first, try reader.count("select count(*) from goods")]
        }
        await hasRead.wait()
        try await database.write { try $0.addGood(2, "meanwhile") }
        mayGoOn.open()

        #expect(try await seen == [1, 1])
        #expect(try await database.goods().count == 2)
    }

    @Test(arguments: Driver.allCases)
    func `a reader cannot write`(driver: Driver) async throws {
        let database = try await driver.open()

        await #expect(throws: StorageError.self) {
            try await database.read {
                try $0.query("insert into goods (id, name) values (1, 'a') returning id") { $0.int(0) }
            }
        }

        #expect(try await database.goods() == [])
    }

    @Test(arguments: Driver.allCases)
    func `many writers in parallel lose nothing`(driver: Driver) async throws {
        let database = try await driver.open()

        let errors = await inParallel(400) { number in
            try await database.write(number % 3 == 0 ? .bulk : .interactive) { transaction in
                let id = try transaction.nextID("goods")
                try transaction.addGood(id, "g")
            }
        }

        #expect(errors.isEmpty)
        #expect(try await database.read { try $0.count("select count(*) from goods") } == 400)
        #expect(try await database.read { try $0.count("select max(id) from goods") } == 400)
    }

    @Test(arguments: Driver.allCases)
    func `transactions that fail harm none of those beside them`(driver: Driver) async throws {
        let database = try await driver.open()

        let errors = await inParallel(200) { number in
            try await database.write { transaction in
                try transaction.addGood(Int64(number), "g")
                switch number % 4 {
                case 1: throw Refusal()
                case 2: try transaction.addGood(Int64(number), "twice")
                case 3: try transaction.execute("this is no sql")
                default: break
                }
            }
        }

        #expect(errors.keys.allSatisfy { $0 % 4 != 0 } && errors.count == 150)
        let kept = try await database.read { try $0.query("select id from goods order by id") { $0.int(0) } }
        #expect(kept == (0..<200).filter { $0 % 4 == 0 })
    }

    @Test(arguments: Driver.allCases)
    func `actions after the commit run in order, once, and see what was committed`(driver: Driver) async throws {
        let database = try await driver.open()
        let log = Shared<[String]>([])

        try await database.write { transaction in
            try transaction.addGood(1, "a")
            transaction.afterCommit { log.change { $0.append("first") } }
            let error = errorOf {
                try transaction.savepoint {
                    transaction.afterCommit { log.change { $0.append("undone") } }
                    throw Refusal()
                }
            }
            #expect(error is Refusal)
            try transaction.savepoint { transaction.afterCommit { log.change { $0.append("second") } } }
            #expect(log.value == [])
        }

        #expect(log.value == ["first", "second"])
    }

    @Test(arguments: Driver.allCases)
    func `actions of a transaction that failed never run`(driver: Driver) async throws {
        let database = try await driver.open()
        let didRun = Shared(false)

        await #expect(throws: Refusal.self) {
            try await database.write { transaction in
                transaction.afterCommit { didRun.change { $0 = true } }
                throw Refusal()
            }
        }
        try await database.write { try $0.addGood(1, "the next one") }

        #expect(!didRun.value)
    }

    @Test(arguments: Driver.allCases)
    func `a cancelled task still writes`(driver: Driver) async throws {
        let database = try await driver.open()
        let hasBegun = Gate()
        let mayGoOn = Gate()

        let task = Task {
            try await database.write { transaction in
                try transaction.addGood(1, "before")
                hasBegun.open()
                try mayGoOn.waitBlocking()
                try transaction.addGood(2, "after")
            }
        }
        await hasBegun.wait()
        task.cancel()
        mayGoOn.open()

        try await task.value
        #expect(try await database.goods() == ["before", "after"])
    }

    @Test(arguments: Driver.allCases)
    func `what remembers rows hears of every undone savepoint, and of no other`(driver: Driver) async throws {
        let database = try await driver.open()

        let undone = try await database.write { transaction in
            let memory = transaction.attachment { Memory() }
            try transaction.savepoint { try transaction.addGood(1, "kept") }
            let kept = memory.undone
            _ = errorOf {
                try transaction.savepoint {
                    try transaction.addGood(2, "lost")
                    throw Refusal()
                }
            }
            return [kept, memory.undone]
        }

        #expect(undone == [0, 1])
    }

    @Test(arguments: Driver.allCases)
    func `many rows are inserted as they were given`(driver: Driver) async throws {
        let database = try await driver.open()

        try await database.write { transaction in
            try transaction.insert([], ["id", "name"], into: "goods")
            try transaction.insert((1...40).map { [Int64($0), "good \($0)"] }, ["id", "name"], into: "goods")
        }

        #expect(try await database.goods() == (1...40).map { "good \($0)" })
    }

    @Test(arguments: Driver.allCases)
    func `after closing nothing is read or written, and closing twice is fine`(driver: Driver) async throws {
        let database = try await driver.open()

        try await database.close()
        try await database.close()

        await #expect(throws: (any Error).self) { try await database.goods() }
        await #expect(throws: (any Error).self) { try await database.write { try $0.addGood(1, "late") } }
    }

    @Test(arguments: Driver.allCases)
    func `a counter knows the statements of reads and writes, also of child tasks`(driver: Driver) async throws {
        let database = try await driver.open()

        let (_, statements) = try await QueryCounter.count {
            try await database.write { try $0.addGood(1, "a") }
            async let names = database.goods()
            _ = try await names
        }

        #expect(
            statements == [
                "insert into goods (id, name, code) values ($1, $2, $3)", "select name from goods order by id",
            ])
    }
}

private final class Memory: SavepointAware {
    private(set) var undone = 0

    func savepointWasUndone() { undone += 1 }
}

extension StorageError {
    fileprivate var isForeignKeyViolation: Bool {
        if case .foreignKeyViolation = self { true } else { false }
    }
}
