// Foundation for DispatchSemaphore: a commit waits on its own thread until the server is dead.
import Foundation
import Storage
import StoragePostgres
import Synchronization
import TestSupport

/// Strikes a PostgreSQL server down at chosen commits and brings it up again.
final class Blows: Sendable {
    enum Kind: CaseIterable {
        /// `kill -9`, and when the server is up again the commit is sent on the old connection: it never arrives.
        case beforeCommit
        /// `kill -9` while the commit is on its way: nobody knows whether it arrived.
        case duringCommit
        /// `pg_ctl restart -m immediate` while the commit is on its way.
        case restart
    }

    private struct State {
        var commits = 0
        var last: Task<Void, any Error>?
        var count = 0
        var isOver = false
        var guest: @Sendable () throws -> Void = {}
    }

    private let server: OwnPostgres
    private let plan: [Int: Kind]
    private let afterwards: @Sendable (Int) async throws -> Void
    private let state = Mutex(State())

    /// - Parameters:
    ///   - plan: what happens at which commit, counted from 1.
    ///   - afterwards: called when the server is up again, with the number of the blow.
    init(on server: OwnPostgres, _ plan: [Int: Kind], afterwards: @escaping @Sendable (Int) async throws -> Void) {
        self.server = server
        self.plan = plan
        self.afterwards = afterwards
    }

    /// How a database is opened whose commits are counted. It waits long: the machine may be busy with other tests.
    var options: PostgresOptions {
        var options = PostgresOptions()
        options.readers = 4
        options.writers = 6
        options.patience = .seconds(120)
        options.beforeCommit = { [self] _ in commit() }
        return options
    }

    var commits: Int { state.withLock(\.commits) }

    /// Lets somebody else work on the server after a blow before the commit goes on.
    func beforeAnyoneReturns(_ guest: @escaping @Sendable () throws -> Void) { state.withLock { $0.guest = guest } }

    /// No more blows. Waits until the server is up again after the last one; returns how many there were.
    func end() async throws -> Int {
        let last = state.withLock { state in
            state.isOver = true
            return state.last
        }
        try await last?.value
        return state.withLock(\.count)
    }

    private func commit() {
        let isDead = DispatchSemaphore(value: 0)
        let kind: Kind? = state.withLock { state in
            state.commits += 1
            guard !state.isOver, let kind = plan[state.commits] else { return nil }
            state.count += 1
            state.last = Task { [previous = state.last, count = state.count] in
                defer { isDead.signal() }
                try await previous?.value
                try await strike(kind) { isDead.signal() }
                try await afterwards(count)
            }
            return kind
        }
        if kind == .beforeCommit { isDead.wait() }
    }

    private func strike(_ kind: Kind, dead: () -> Void) async throws {
        switch kind {
        case .beforeCommit:
            try await server.kill()
            try await server.start()
            try state.withLock { $0.guest }()
            dead()
        case .duringCommit:
            try await server.kill()
            try await server.start()
        case .restart:
            try await server.restartAtOnce()
        }
    }
}
