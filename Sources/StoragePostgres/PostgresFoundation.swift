import CPostgres
import Kernel
import Storage

/// Checks a database before anything is done with it, and lays what the driver itself needs there.
final class PostgresFoundation: PostgresJob, @unchecked Sendable {
    private static let oldestVersion = 150_000

    private let url: PostgresURL
    private let deadline: ContinuousClock.Instant
    private let continuation: CheckedContinuation<Void, any Error>

    init(_ url: PostgresURL, deadline: ContinuousClock.Instant, answer continuation: CheckedContinuation<Void, any Error>) {
        self.url = url
        self.deadline = deadline
        self.continuation = continuation
    }

    func refuse() { continuation.resume(throwing: Failure(.unavailable, PostgresTexts.stopping)) }

    func run(in session: PostgresSession) {
        continuation.resume(with: Result { try lay(session) })
    }

    private func lay(_ session: PostgresSession) throws {
        let connection: PostgresConnection
        do {
            connection = try session.connection(until: deadline)
        } catch let failure as PostgresFailure {
            throw PostgresRefusal(url, failure).explained
        }
        do {
            try check(connection)
            try requireOwnSession(connection)
            try prepare(connection)
        } catch let failure as PostgresFailure where failure.state == "42501" {
            session.undo(connection, replans: false)
            let command = "alter database \"\(url.name)\" owner to …"
            throw Failure(.forbidden, PostgresTexts.mayNotCreate.with(["name": url.name, "command": command]))
        } catch let failure as PostgresFailure {
            session.undo(connection, replans: false)
            throw failure.explained
        }
    }

    private func check(_ connection: PostgresConnection) throws {
        if connection.serverVersion < PostgresFoundation.oldestVersion {
            let version = try connection.answer("show server_version")
            throw Failure(.invalid, PostgresTexts.tooOld.with(["version": version]))
        }
        let values = ["name": url.name, "command": PostgresRefusal.creation(of: url.name)]
        let encoding = try connection.answer("show server_encoding")
        if encoding != "UTF8" {
            throw Failure(.invalid, PostgresTexts.wrongEncoding.with(values.merging(["encoding": encoding]) { $1 }))
        }
        // 'i' is ICU, 'b' PostgreSQL's own (17 and later); 'c' leaves it to the operating system.
        let provider = try connection.answer("select datlocprovider from pg_database where datname = current_database()")
        if provider == "c" { throw Failure(.invalid, PostgresTexts.wrongLocale.with(values)) }
    }

    /// A pooler that lends a session for one transaction or one statement mixes up what belongs to a session: settings, prepared
    /// statements, locks, whom the server notifies. It is known by its sessions: one that we keep is another one later, or
    /// that of somebody else.
    private func requireOwnSession(_ connection: PostgresConnection) throws {
        let other = try PostgresConnection(url, applicationName: "prom2b", settings: "select 1")
        let question = "select pg_backend_pid()"
        var (own, others) = (Set([try connection.answer(question)]), Set([try other.answer(question)]))
        if own.isDisjoint(with: others) {
            // Two at once have two of the pooler's sessions, and give them back in one order or the other.
            own.insert(try connection.answer("begin; \(question)"))
            others.insert(try other.answer("begin; \(question)"))
            for each in [connection, other] { try each.command("commit") }
            // Not by turns: a pooler that takes turns would seem to keep them apart.
            for _ in 1...3 { own.insert(try connection.answer(question)) }
            for _ in 1...3 { others.insert(try other.answer(question)) }
        }
        if own.count == 1, others.count == 1, own != others { return }
        throw Failure(.invalid, PostgresTexts.pooler)
    }

    /// Two nodes may come at the same moment, hence the lock.
    private func prepare(_ connection: PostgresConnection) throws {
        let isLaid = try connection.answer(
            """
            select count(*) from pg_proc
            where proname = 'prom2b_server_life' and pronamespace = current_schema()::regnamespace
            """)
        if isLaid != "0" { return }
        try connection.command(
            """
            begin; select pg_advisory_xact_lock(\(PostgresLocks.family), \(PostgresLocks.writers));
            \(PostgresFoundation.functions)
            commit
            """)
    }

    /// Numbers come from sequences of PostgreSQL, which no transaction holds: writers do not wait for each other's numbers,
    /// and a snapshot that is kept open for long does not slow them down. A sequence begins where the table `sequences`
    /// stands. Several numbers in a row need a moment in which nobody else takes one.
    ///
    /// `prom2b_server_life` answers the same number as long as the server has not crashed: it stands in a sequence that a crash resets,
    /// and of several sessions that come at once after it one gives it.
    private static let functions = """
        create or replace function prom2b_take_numbers(wanted text, quantity bigint) returns bigint language plpgsql as $$
        declare
            sequence text := 'numbers of ' || wanted;
            key int := hashtext(wanted);
            taken bigint;
        begin
            if to_regclass(quote_ident(sequence)) is null then
                begin
                    execute format('create sequence %I start %s', sequence,
                        coalesce((select last from sequences where name = wanted), 0) + 1);
                exception when duplicate_table or unique_violation then null;
                end;
            end if;
            if quantity = 1 then
                perform pg_advisory_lock_shared(\(family), key);
                taken := nextval(quote_ident(sequence)::regclass);
                perform pg_advisory_unlock_shared(\(family), key);
            else
                perform pg_advisory_lock(\(family), key);
                taken := nextval(quote_ident(sequence)::regclass) + quantity - 1;
                perform setval(quote_ident(sequence)::regclass, taken);
                perform pg_advisory_unlock(\(family), key);
            end if;
            return taken;
        end $$;
        create or replace function prom2b_numbers() returns table (name text, last bigint) language sql as $$
            select substr(sequencename, 12), last_value from pg_sequences
            where schemaname = current_schema() and sequencename like 'numbers of %' and last_value is not null
        $$;
        create unlogged sequence if not exists prom2b_lives;
        create or replace function prom2b_server_life() returns bigint language plpgsql as $$
        begin
            if not (select is_called from prom2b_lives) then
                perform pg_advisory_xact_lock(\(PostgresLocks.family), \(PostgresLocks.lives));
                if not (select is_called from prom2b_lives) then
                    perform setval('prom2b_lives', 1 + floor(random() * 1e15)::bigint);
                end if;
            end if;
            return (select last_value from prom2b_lives);
        end $$;
        """

    /// Advisory locks of two numbers, apart from those of `PostgresLocks`.
    private static let family = PostgresLocks.family + 1
}

/// Why a server let nobody in, found out without reading its words, which may be in any language.
struct PostgresRefusal {
    private let url: PostgresURL
    private let failure: PostgresFailure

    init(_ url: PostgresURL, _ failure: PostgresFailure) {
        self.url = url
        self.failure = failure
    }

    var explained: Failure {
        let place = url.description
        guard case .cannotOpen(let answer) = failure.storage, PQping(url.text) == PQPING_OK else {
            return Failure(
                .unavailable, PostgresTexts.unreachable.with(["place": place, "answer": PostgresRefusal.words(failure)]))
        }
        if isWelcome(at: "postgres") || isWelcome(at: "template1") {
            let command = PostgresRefusal.creation(of: url.name)
            return Failure(.notFound, PostgresTexts.noSuchDatabase.with(["name": url.name, "command": command]))
        }
        let isFull = answer.contains("too many") || answer.contains("remaining connection slots")
        let text = isFull ? PostgresTexts.tooManyConnections : PostgresTexts.wrongPassword
        return Failure(isFull ? .unavailable : .unauthenticated, text.with(["place": place]))
    }

    static func creation(of name: String) -> String {
        """
        create database "\(name)" template template0 encoding 'UTF8' locale_provider icu icu_locale 'ru' locale 'C.UTF-8'
        """
    }

    private func isWelcome(at database: String) -> Bool {
        do {
            _ = try PostgresConnection(url.database(database), applicationName: "prom2b", settings: "select 1")
            return true
        } catch {
            return false
        }
    }

    private static func words(_ failure: PostgresFailure) -> String {
        switch failure.storage {
        case .cannotOpen(let words), .other(let words, _): words
        default: String(describing: failure.storage)
        }
    }
}
