import Kernel
import Logging
import ServiceLifecycle
import Storage

/// Says while the server runs that this node is alive, and at the end that it has stopped.
struct NodePulse: Service {
    let name: String
    let database: any Database
    let clock: any WallClock
    let log: Logger

    func run() async throws {
        guard let id = await attempt({ try NodeStore.start(name, in: $0, at: clock.now) }) else { return }
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                let next = clock.now + Node.pulse
                while clock.now < next, !Task.isCancelled { await clock.sleep(until: next) }
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
