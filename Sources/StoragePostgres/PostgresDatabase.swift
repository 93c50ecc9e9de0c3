import Foundation  // Thread, to wait for the end of the connections
import Kernel
import Logging
import Storage
import Synchronization

/// A database on a PostgreSQL server, for one node or several: readers on snapshots, writers in parallel, each connection on
/// a thread of its own. What was lost on the way is done again, or said (`docs/adr/0013-concurrent-writers.md`).
package final class PostgresDatabase: Database {
    package let dialect: any Dialect = PostgresDialect()
    package let url: PostgresURL
    private let options: PostgresOptions
    private let readers: PostgresPool
    private let writers: PostgresPool
    private let channels: PostgresChannels
    private let whenClosed: @Sendable () -> Void
    private let isEnding = Mutex(false)

    /// Connects and checks that the database can be used.
    /// - Parameter whenClosed: called once all connections are closed.
    /// - Throws: a `Failure` that says what to do: server, password, name, version, encoding, rules of sorting.
    package static func open(
        _ url: PostgresURL, options: PostgresOptions = PostgresOptions(), whenClosed: @escaping @Sendable () -> Void = {}
    ) async throws -> PostgresDatabase {
        let database = PostgresDatabase(url, options, whenClosed)
        do {
            try await database.lay()
            return database
        } catch {
            try await database.close()
            throw error
        }
    }

    private init(_ url: PostgresURL, _ options: PostgresOptions, _ whenClosed: @escaping @Sendable () -> Void) {
        self.url = url
        self.options = options
        self.whenClosed = whenClosed
        let connect: @Sendable () throws -> PostgresConnection = {
            try PostgresConnection(url, applicationName: options.applicationName, settings: PostgresDatabase.settings)
        }
        readers = PostgresPool("postgres-reader", limit: options.readers, idleTime: options.idleTime, logger: options.logger, connect: connect)
        writers = PostgresPool("postgres-writer", limit: options.writers, idleTime: options.idleTime, logger: options.logger, connect: connect)
        channels = PostgresChannels(logger: options.logger, connect: connect)
    }

    deinit { end() }

    /// A session that is cut off is noticed by both sides, no statement and no lock lasts for ever, and what is confirmed is
    /// on the disk.
    private static let settings = """
        set statement_timeout = '5s'; set lock_timeout = '2s'; set idle_in_transaction_session_timeout = '10s';
        set client_connection_check_interval = '2s'; set synchronous_commit = on; set timezone = 'UTC'; set jit = off;
        set client_min_messages = warning; set standard_conforming_strings = on
        """

    package func read<T: Sendable>(_ body: @escaping @Sendable (any Reader) throws -> T) async throws -> T {
        let counter = QueryCounter.current
        return try await withCheckedThrowingContinuation { continuation in
            let read = PostgresRead(deadline: deadline, countedBy: counter, body: body, answer: continuation)
            if !readers.add(read) { read.refuse() }
        }
    }

    @discardableResult
    package func write<T: Sendable>(
        _ lane: WriteLane, _ body: @escaping @Sendable (any Transaction) throws -> T
    ) async throws -> T {
        let counter = QueryCounter.current
        return try await withCheckedThrowingContinuation { continuation in
            let write = PostgresWrite(
                lane, deadline: deadline, beforeCommit: options.beforeCommit, countedBy: counter, body: body,
                answer: continuation)
            if !writers.add(write, lane) { write.refuse() }
        }
    }

    /// What the server's clock shows now.
    package func serverTime() async throws -> Timestamp {
        try await read {
            try $0.first("select floor(extract(epoch from clock_timestamp()) * 1000)::bigint") { $0.timestamp(0) }
        } ?? Timestamp(milliseconds: 0)
    }

    /// What other nodes say on a channel, each message once. An empty message comes when listening begins and after every
    /// interruption: what was said meanwhile is lost, so the listener has to look for itself. Ends when the database is closed.
    package func listen(_ channel: String) -> AsyncStream<String> { channels.listen(channel) }

    /// Says something to all nodes that listen, this one too, on a connection of its own: never inside a transaction, where
    /// it would make commits wait for each other. What cannot be said is lost, so only say "look again".
    package func notify(_ channel: String, _ payload: String) { channels.notify(channel, payload) }

    /// Waits for what is running.
    package func close() async throws {
        end()
        await withCheckedContinuation { continuation in
            let thread = Thread { [readers, writers, channels] in
                readers.waitForEnd()
                writers.waitForEnd()
                channels.waitForEnd()
                continuation.resume()
            }
            thread.start()
        }
    }

    private var deadline: ContinuousClock.Instant { ContinuousClock.now + options.patience }

    private func lay() async throws {
        try await withCheckedThrowingContinuation { continuation in
            let foundation = PostgresFoundation(url, deadline: deadline, answer: continuation)
            if !writers.add(foundation) { foundation.refuse() }
        }
    }

    private func end() {
        guard !isEnding.withLock({ wasEnding in defer { wasEnding = true }; return wasEnding }) else { return }
        readers.close()
        writers.close()
        channels.close()
        let thread = Thread { [readers, writers, channels, whenClosed] in
            readers.waitForEnd()
            writers.waitForEnd()
            channels.waitForEnd()
            whenClosed()
        }
        thread.start()
    }
}
