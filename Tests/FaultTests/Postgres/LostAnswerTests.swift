import OrderWorld
import Storage
import StoragePostgres
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// F6: the answer to a commit is lost, and the server has not come to its end with it when it is asked what became of it.
struct LostAnswerTests {
    /// On a server of its own: a transaction of somebody else that ends meanwhile would hide a wrong answer.
    @Test func `a commit that still runs when it is looked up is waited for and not done again`() async throws {
        let server = try await OwnPostgres.start(["autovacuum": "off"])
        let (runs, commits) = (Counter(), Counter())
        var options = PostgresOptions()
        options.beforeCommit = { socket in
            // The commit goes out, its answer does not come in.
            if commits.next() == 3 { shutdown(socket, Int32(SHUT_RD)) }
        }
        let database = try await PostgresDatabase.open(server.makeDatabase("slow"), options: options)
        try await database.write { try $0.execute("create table deeds (id bigint generated always as identity, name text, number bigint)") }
        try await database.write { transaction in
            for statement in Self.waitAtCommit { try transaction.execute(statement) }
        }

        try await database.write { transaction in
            _ = runs.next()
            try transaction.execute("set local statement_timeout = 0")
            try transaction.execute("set local client_connection_check_interval = 0")
            try transaction.execute("insert into deeds (name, number) values ('a', nextval('commits'))")
        }

        #expect(runs.next() == 2 && commits.next() == 4)
        #expect(try await database.read { try $0.query("select name from deeds") { $0.text(0) } } == ["a"])
        try await database.close()
        try await server.remove()
    }

    /// The first commit on `deeds` lasts until somebody has asked what became of it, or has done its work again without waiting.
    private static let waitAtCommit = [
        "create sequence commits",
        """
        create function wait_for_question() returns trigger language plpgsql as $$
        begin
            while currval('commits') = 1 loop
                perform pg_stat_clear_snapshot();
                exit when exists (
                    select from pg_stat_activity where pid <> pg_backend_pid() and state = 'idle'
                    and (query like '%pg_xact_status%' or query = 'commit'));
                perform pg_sleep(0.005);
            end loop;
            return null;
        end $$
        """,
        """
        create constraint trigger slow_commit after insert on deeds
        deferrable initially deferred for each row execute function wait_for_question()
        """,
    ]
}
