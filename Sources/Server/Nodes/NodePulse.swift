import Kernel
import Logging
import ServiceLifecycle
import Storage
import StoragePostgres

/// Says while the server runs that this node is alive, and at the end that it has stopped.
struct NodePulse: Service {
    let name: String
    let database: any Database
    let clock: any WallClock
    let serverClock: ServerClock?
    let log: Logger

    func run() async throws {
        guard let id = await attempt({ try NodeStore.start(name, in: $0, at: clock.now) }) else { return }
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                let next = clock.now + Node.pulse
                while clock.now < next, !Task.isCancelled { await clock.sleep(until: next) }
                if !Task.isCancelled { await serverClock?.keep(with: database, log) }
                if !Task.isCancelled { _ = await attempt { try NodeStore.pulse(of: id, in: $0, at: clock.now) } }
            }
        }
        _ = await attempt { try NodeStore.stop(id, in: $0, at: clock.now) }
    }

    /// People only look at the table: what cannot be written is logged, and the node goes on.
    private func attempt<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async -> T? {
        do {
            return try await database.write(.bulk, body)
        } catch {
            log.warning("the node could not say that it is alive", metadata: ["error": "\(error)"])
            return nil
        }
    }
}

extension ServerClock {
    /// The clock of the portal's database server, asked for the first time; nil where the database is a file of this machine.
    static func start(with database: any Database, _ log: Logger) async throws -> ServerClock? {
        guard let database = database as? PostgresDatabase else { return nil }
        let clock = ServerClock()
        try await clock.ask { try await database.serverTime() }
        let lead = clock.ownLead
        if lead > .seconds(1) || lead < .seconds(-1) {
            log.warning("this machine's clock is not that of the database server, which counts", metadata: ["by": "\(lead)"])
        }
        return clock
    }

    /// Asks again. A server that does not answer has its old time: ours goes on evenly.
    fileprivate func keep(with database: any Database, _ log: Logger) async {
        guard let database = database as? PostgresDatabase else { return }
        do {
            try await ask { try await database.serverTime() }
        } catch {
            log.warning("the database server did not tell its time", metadata: ["error": "\(error)"])
        }
    }
}
