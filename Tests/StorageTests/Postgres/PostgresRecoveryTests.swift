import Foundation  // shutdown of a socket
import Kernel
import Storage
import StoragePostgres
import TestSupport
import Testing

/// What happens when the server or the network fails at a bad moment.
@Suite(.enabled(if: TestServer.url != nil, "PROM2B_TEST_POSTGRES names no server: this is the run on SQLite"))
struct PostgresRecoveryTests {
    @Test func `a connection that breaks in the middle of a transaction is replaced and the work done once`() async throws {
        let database = try await TestDatabase.postgres(migrations: [Shop.migration])
        let runs = Shared(0)
        let actions = Shared(0)

        try await database.write { transaction in
            runs.change { $0 += 1 }
            transaction.afterCommit { actions.change { $0 += 1 } }
            try transaction.addGood(1, "a")
            if runs.value == 1 { _ = try transaction.count("select count(*) from pg_terminate_backend(pg_backend_pid())") }
            try transaction.addGood(2, "b")
        }

        #expect(runs.value == 2 && actions.value == 1)
        #expect(try await database.goods() == ["a", "b"])
    }

    @Test func `a connection that breaks in the middle of a read is replaced`() async throws {
        let database = try await TestDatabase.postgres(migrations: [Shop.migration])
        try await database.write { try $0.addGood(1, "a") }
        let runs = Shared(0)

        let names = try await database.read { reader in
            runs.change { $0 += 1 }
            if runs.value == 1 { _ = try reader.count("select count(*) from pg_terminate_backend(pg_backend_pid())") }
            return try reader.query("select name from goods") { $0.text(0) }
        }

        #expect(names == ["a"] && runs.value == 2)
    }

    @Test func `a body that hides a broken connection cannot go on as if nothing were`() async throws {
        let database = try await TestDatabase.postgres(migrations: [Shop.migration])
        let runs = Shared(0)

        try await database.write { transaction in
            runs.change { $0 += 1 }
            if runs.value == 1 {
                _ = errorOf { try transaction.count("select count(*) from pg_terminate_backend(pg_backend_pid())") }
                #expect(errorOf { try transaction.savepoint { try transaction.addGood(9, "alone") } } != nil)
            } else {
                try transaction.addGood(1, "a")
            }
        }

        #expect(try await database.goods() == ["a"])
    }

    @Test func `a commit whose answer is lost is looked up and not repeated`() async throws {
        let commits = Shared(0)
        let runs = Shared(0)
        let database = try await TestDatabase.postgres(migrations: [Shop.migration]) { options in
            options.beforeCommit = { socket in
                commits.change { $0 += 1 }
                // The commit goes out, its answer does not come in.
                if commits.value == 1 { shutdown(socket, Int32(SHUT_RD)) }
            }
        }

        try await database.write { transaction in
            runs.change { $0 += 1 }
            try transaction.addGood(transaction.nextID("goods"), "a")
        }

        #expect(runs.value == 1 && commits.value == 1)
        #expect(try await database.goods() == ["a"])
    }

    @Test func `a commit that never arrived is done again`() async throws {
        let commits = Shared(0)
        let database = try await TestDatabase.postgres(migrations: [Shop.migration]) { options in
            options.beforeCommit = { socket in
                commits.change { $0 += 1 }
                if commits.value == 1 { shutdown(socket, Int32(SHUT_RDWR)) }
            }
        }

        try await database.write { try $0.addGood(1, "a") }

        #expect(commits.value == 2)
        #expect(try await database.goods() == ["a"])
    }

    /// Numbers are taken under a lock of the session; a statement that is stopped in the middle of it must not keep it.
    @Test func `a transaction that is undone leaves no lock with its session`() async throws {
        let database = try await TestDatabase.postgres(migrations: [Shop.migration])

        await #expect(throws: Refusal.self) {
            try await database.write { transaction in
                _ = try transaction.count("select count(*) from pg_advisory_lock(4711, 1)")
                throw Refusal()
            }
        }

        let left = try await database.read { try $0.count("select count(*) from pg_locks where locktype = 'advisory' and classid = 4711") }
        #expect(left == 0)
    }

    @Test func `sessions that meet after a crash agree on the server's life`() async throws {
        let database = try await TestDatabase.postgres(migrations: [Shop.migration])

        for _ in 1...100 {
            // What a crash makes of an unlogged sequence.
            try await database.write { try $0.execute("alter sequence prom2b_lives restart") }
            let lives = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 1...8 { group.addTask { try await database.write { try $0.count("select prom2b_server_life()") } } }
                return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
            }
            #expect(lives.count == 1)
        }
    }

    @Test func `plans made before a change of the schema are made anew`() async throws {
        let database = try await TestDatabase.postgres(migrations: [Shop.migration]) { $0.readers = 1 }
        try await database.write { try $0.addGood(1, "a") }
        @Sendable func columns() async throws -> Int {
            try await database.read { try $0.query("select * from goods") { $0.isNull(4) ? 5 : 0 }.first ?? 0 }
        }
        for _ in 1...3 { #expect(try await columns() == 5) }

        try await database.write { try $0.execute("alter table goods add column weight bigint") }

        #expect(try await columns() == 5)
    }

    @Test func `a parameter may be null at first and a value later, and the other way round`() async throws {
        let database = try await TestDatabase.postgres(migrations: [Shop.migration]) { $0.writers = 1 }
        let rows: [(Int64, String?, Double?)] = [(1, nil, nil), (2, "b", nil), (3, nil, 1.5), (4, "d", 2.5), (5, nil, nil)]

        for row in rows {
            try await database.write {
                try $0.execute("insert into goods (id, name, code, price) values ($1, 'g', $2, $3)", [row.0, row.1, row.2])
            }
        }

        let back = try await database.read { reader in
            try reader.query("select id, code, price from goods order by id") { ($0.int64(0), $0.optionalText(1), $0.optional(2, Row.double)) }
        }
        #expect(back.map(\.0) == [1, 2, 3, 4, 5])
        #expect(back.map(\.1) == [nil, "b", nil, "d", nil])
        #expect(back.map(\.2) == [nil, nil, 1.5, 2.5, nil])
    }

    @Test func `sums of big numbers are read as numbers`() async throws {
        let database = try await TestDatabase.postgres(migrations: [Shop.migration])

        let sums = try await database.read { reader in
            try reader.query(
                """
                select sum(n), sum(-n), sum(n) / 8 from (values (9000000000000000000::bigint), (7)) as v (n)
                union all select 0::numeric, 10000::numeric, 123456.75::numeric
                """) { row in (numbers: (0...2).map { row.int64($0) }, double: row.double(2)) }
        }

        #expect(sums[0].numbers.prefix(2) == [9_000_000_000_000_000_007, -9_000_000_000_000_000_007])
        #expect(sums[1].numbers == [0, 10_000, 123_456] && sums[1].double == 123_456.75)
    }
}
