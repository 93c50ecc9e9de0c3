import Kernel
import Storage
import Synchronization

/// The way every change goes: one transaction per decision, with its events, timeline and at-once robots.
package final class Portal: Sendable {
    package let database: any Database
    package let clock: any WallClock
    private let listeners = Mutex<[any EventListener]>([])

    package init(database: any Database, clock: any WallClock) {
        self.database = database
        self.clock = clock
    }

    /// Adds a listener; called while the program is put together, before the first command. Order is the order of handling.
    package func listen(_ listener: any EventListener) {
        listeners.withLock { $0.append(listener) }
    }

    /// Carries out a command in a transaction of its own: durable when this returns, nothing done when it throws.
    package func perform<T: Sendable>(
        as actor: Actor, _ lane: WriteLane = .interactive, _ body: @escaping @Sendable (Command) throws -> T
    ) async throws -> T {
        try await database.write(lane) { transaction in
            try self.perform(as: actor, in: transaction, body)
        }
    }

    /// The same inside a transaction that is already open, as its outermost command.
    package func perform<T>(as actor: Actor, in transaction: any Transaction, _ body: (Command) throws -> T) throws -> T {
        let now = clock.now
        let result = try carryOut(as: actor, in: transaction, at: now, body)
        for listener in listeners.withLock({ $0 }) {
            try listener.finish(transaction, at: now)
        }
        return result
    }

    /// A command inside another one (a robot acting during a visit): its events reach the listeners at once, but the
    /// end of the outermost command is awaited before automation goes on.
    package func carryOut<T>(
        as actor: Actor, in transaction: any Transaction, at now: Timestamp, _ body: (Command) throws -> T
    ) throws -> T {
        let command = Command(transaction, as: actor, at: now)
        let result = try body(command)
        let listeners = listeners.withLock { $0 }
        var events = command.takeEvents()
        while !events.isEmpty {
            for event in events {
                for listener in listeners { try listener.handle(event, in: command) }
            }
            events = command.takeEvents()
        }
        for listener in listeners { listener.commandEnded(transaction) }
        return result
    }

    /// Reads on one consistent snapshot.
    package func read<T: Sendable>(_ body: @escaping @Sendable (any Reader) throws -> T) async throws -> T {
        try await database.read(body)
    }
}
