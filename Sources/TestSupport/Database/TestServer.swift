// Foundation for the environment.
import Foundation
import Kernel
import Storage
import StoragePostgres
import Synchronization

/// The PostgreSQL server on which the tests run when `PROM2B_TEST_POSTGRES` names one: `bin/test` starts it.
package enum TestServer {
    /// The server's own database, as in `postgres://localhost/postgres`; nil when the tests run on SQLite.
    package static let url: PostgresURL? = ProcessInfo.processInfo.environment["PROM2B_TEST_POSTGRES"].map {
        do {
            return try PostgresURL($0)
        } catch {
            fatalError("PROM2B_TEST_POSTGRES: \(error)")
        }
    }

    /// A new database that is removed when it is closed or nobody holds it any more.
    /// - Parameter template: of which it is a copy; nil for one without tables.
    static func make(
        template: String?, on server: PostgresServer, _ adjust: (inout PostgresOptions) -> Void
    ) async throws -> PostgresDatabase {
        await places.take()
        let name = nextName()
        try await inThread { try server.create(name, template: template) }
        var options = PostgresOptions()
        options.readers = 4
        options.writers = 4
        // Many databases at once on a loaded machine: here nobody waits for a page.
        options.patience = .seconds(60)
        options.idleTime = 0.5
        adjust(&options)
        // Some worlds live as long as the process; without work they have no connections either.
        let place = Place(in: places)
        Thread {
            Thread.sleep(forTimeInterval: 2)
            place.leave()
        }.start()
        return try await PostgresDatabase.open(server.url.database(name), options: options) {
            do {
                try server.drop(name)
            } catch {
                FileHandle.standardError.write(Data("cannot drop \(name): \(error)\n".utf8))
            }
            place.leave()
        }
    }

    static func nextName() -> String {
        let number = last.withLock { last in
            last += 1
            return last
        }
        return "prom2b_test_\(getpid())_\(number)"
    }

    private static let last = Mutex(0)
    private static let places = Places(24)

    /// Blocking work away from the threads of Swift's tasks.
    static func inThread<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            Thread { continuation.resume(with: Result { try body() }) }.start()
        }
    }
}

/// Migrated databases of the server by the names of their migrations; test databases are copies of them. They go with the
/// server.
actor TestTemplates {
    private var names: [[String]: Task<String, any Error>] = [:]

    func name(_ migrations: [Migration], on server: PostgresServer) async throws -> String {
        let key = migrations.map(\.name)
        let name = names[key] ?? Task { try await TestTemplates.build(migrations, server) }
        names[key] = name
        return try await name.value
    }

    private static func build(_ migrations: [Migration], _ server: PostgresServer) async throws -> String {
        let name = TestServer.nextName()
        try await TestServer.inThread { try server.create(name) }
        let database = try await PostgresDatabase.open(server.url.database(name))
        _ = try await Migrator(migrations, clock: SystemClock()).migrate(database)
        try await database.close()
        return name
    }
}

/// One of the places, given back once.
private final class Place: Sendable {
    private let places: Places
    private let isLeft = Mutex(false)

    init(in places: Places) { self.places = places }

    func leave() {
        let wasLeft = isLeft.withLock { isLeft in
            defer { isLeft = true }
            return isLeft
        }
        if !wasLeft { places.giveBack() }
    }
}

/// So many databases are open at the same time: Swift begins all tests at once, and each connection is a process of the
/// server.
private final class Places: Sendable {
    private struct State {
        var free: Int
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    init(_ count: Int) { state = Mutex(State(free: count)) }

    func take() async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                if state.free == 0 {
                    state.waiting.append(continuation)
                    return false
                }
                state.free -= 1
                return true
            }
            if isFree { continuation.resume() }
        }
    }

    func giveBack() {
        let next: CheckedContinuation<Void, Never>? = state.withLock { state in
            if state.waiting.isEmpty {
                state.free += 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume()
    }
}
