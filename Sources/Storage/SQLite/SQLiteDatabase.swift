import Foundation  // FileManager, to remove the folder of a test's database
import GRDB
import Kernel
import Synchronization

/// A database in one file beside the program: readers in parallel on snapshots, one writer with group commit.
package final class SQLiteDatabase: Database {
    package let dialect: any Dialect = SQLiteDialect()
    /// Where the file is; `-wal`, `-shm` and `.lock` stand beside it.
    package let path: String
    private let pool: DatabasePool
    private let readers: ReadThreads
    private let writer: SQLiteWriter
    private let ending = Ending()

    /// Opens or creates the database. Blocks for some milliseconds: for the start of the program and for tests.
    /// - Throws: `StorageError.inUse` when another process has it, `.cannotOpen` when the file cannot be used.
    package init(path: String, options: SQLiteOptions = SQLiteOptions()) throws {
        let lock = try ProcessLock(onDatabase: path)
        do {
            pool = try DatabasePool(path: path, configuration: GRDB.Configuration(options))
            try pool.writeWithoutTransaction { try SQLiteConnection($0).setDurability(options.durability) }
        } catch {
            lock.release()
            throw StorageError.opening(path, error)
        }
        self.path = path
        readers = ReadThreads(pool: pool, limit: options.readers)
        writer = SQLiteWriter(pool: pool, options: options)
        writer.start { [pool, writer, readers, ending] in
            ending.end(
                with: Result {
                    defer { lock.release() }
                    readers.close()
                    try writer.finish()
                    // The readers first: the last connection removes the log, which a reader may not.
                    pool.releaseMemory()
                    try pool.close()
                    if options.removesFolderOnClose {
                        try FileManager.default.removeItem(at: URL(fileURLWithPath: path).deletingLastPathComponent())
                    }
                })
        }
    }

    deinit { writer.queue.close() }

    /// Bytes of the write-ahead log beside the file. It begins anew when it was moved into the file and no reader needs it.
    package var logSize: Int {
        (try? FileManager.default.attributesOfItem(atPath: path + "-wal"))?[.size] as? Int ?? 0
    }

    package func read<T: Sendable>(_ body: @escaping @Sendable (any Reader) throws -> T) async throws -> T {
        let counter = QueryCounter.current
        return try await withCheckedThrowingContinuation { continuation in
            let isAccepted = readers.add { connection in
                continuation.resume(
                    with: Result { try SQLiteReader.read(on: connection.get(), countedBy: counter, body) })
            }
            if !isAccepted { continuation.resume(throwing: Failure(.unavailable, StorageTexts.stopping)) }
        }
    }

    @discardableResult
    package func write<T: Sendable>(
        _ lane: WriteLane, _ body: @escaping @Sendable (any Transaction) throws -> T
    ) async throws -> T {
        let counter = QueryCounter.current
        return try await withCheckedThrowingContinuation { continuation in
            let request = WriteRequest(countedBy: counter, body: body, answer: continuation)
            if !writer.queue.add(request, lane) { request.fail(Failure(.unavailable, StorageTexts.stopping)) }
        }
    }

    /// Runs the transactions that wait, waits for the reads, and releases the file.
    package func close() async throws {
        writer.queue.close()
        try await withCheckedThrowingContinuation { ending.wait($0) }
    }

    package var statistics: WriteStatistics { writer.statistics }
}

/// Tells those who wait for the end of the database, however many, and also those who ask later.
private final class Ending: Sendable {
    private enum State {
        case waited(for: [CheckedContinuation<Void, any Error>])
        case over(Result<Void, any Error>)
    }

    private let state = Mutex(State.waited(for: []))

    func wait(_ continuation: CheckedContinuation<Void, any Error>) {
        let result: Result<Void, any Error>? = state.withLock { state in
            switch state {
            case .waited(let others):
                state = .waited(for: others + [continuation])
                return nil
            case .over(let result):
                return result
            }
        }
        if let result { continuation.resume(with: result) }
    }

    func end(with result: Result<Void, any Error>) {
        let waiting: [CheckedContinuation<Void, any Error>] = state.withLock { state in
            defer { state = .over(result) }
            if case .waited(let continuations) = state { return continuations } else { return [] }
        }
        for continuation in waiting { continuation.resume(with: result) }
    }
}
