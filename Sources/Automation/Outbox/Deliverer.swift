import Kernel
import Logging
import ServiceLifecycle
import Storage
import Synchronization

/// Carries effects outside after their transactions are durable: claims (and commits the claim) before it touches the
/// network, tells the item what came of it afterwards.
///
/// A crash at any point leaves a claim whose lease runs out; what then happens is what the delivery promises. Several
/// deliverers on several nodes may run on one database.
package final class Deliverer: Sendable {
    /// Whether anything may leave the portal now; asked in every claim's own transaction, so a hold that is committed
    /// holds on every node.
    package typealias Gate = @Sendable (any Reader) throws -> Bool

    let engine: Engine
    let connectors: [ConnectorKind: any Connector]
    let gate: Gate
    let dice: @Sendable () -> Double
    /// Who holds a claim, for people who read the table.
    let owner: String
    private let isStopping = Mutex(false)

    /// How often a deliverer looks when something keeps it waiting that no clock tells: a hold, another node.
    static let patience = TimeSpan.seconds(5)
    /// Lost claims taken care of in one transaction.
    static let recovered = 50

    /// - Parameters:
    ///   - gate: by default the engine's own hold.
    ///   - dice: 0 ..< 1, for the jitter of retries.
    package init(
        engine: Engine, connectors: [any Connector], gate: @escaping Gate = { try EngineHold.current(in: $0) == nil },
        dice: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
    ) {
        self.engine = engine
        self.connectors = Dictionary(uniqueKeysWithValues: connectors.map { ($0.kind, $0) })
        self.gate = gate
        self.dice = dice
        owner = String(UInt64.random(in: .min ... .max), radix: 36)
    }

    /// What one look at the outbox found.
    package struct Look: Sendable {
        /// Claimed for this node: durable, so now they may be sent.
        package let claimed: [Delivery]
        /// When to look again, unless woken; nil when nothing waits.
        package let next: Timestamp?
    }

    /// One attempt of a claimed delivery, to its end: the outcome is durable when this returns, or the lease brings it back.
    ///
    /// A node that slept on its claim does not begin: the call would outlive the lease, and meet somebody else's.
    package func carryOut(_ claim: Delivery) async {
        let limits = connectors[claim.connector]?.limits ?? ChannelLimits()
        guard engine.clock.now + limits.timeout <= claim.lease else { return }
        let outcome = await attempt(claim)
        do {
            try await engine.database.write(.automation) { transaction in
                try self.finish(claim, outcome, in: transaction, at: self.engine.clock.now)
            }
        } catch {
            engine.log.error(
                "an outcome could not be written down", metadata: ["delivery": "\(claim.id)", "error": "\(error)"])
        }
        engine.outboxSleeper.wake()
    }

    private func attempt(_ claim: Delivery) async -> DeliveryOutcome {
        guard let connector = connectors[claim.connector] else {
            return .refused(DeliveryFailure(OutboxTexts.cannotTell))
        }
        guard claim.isUnsure, claim.promise == .queryable else { return await connector.deliver(claim) }
        switch await connector.lookUp(claim) {
        case .done(let receipt): return .delivered(receipt)
        case .notDone: return await connector.deliver(claim)
        case .cannotTell(let why): return .unknown(DeliveryFailure(why))
        }
    }

    /// Claims and carries out everything that is due, and waits for it. For tests and the simulator, in virtual time.
    /// - Returns: how many attempts were made.
    @discardableResult
    package func deliverDue() async throws -> Int {
        let claimed = try await look().claimed
        await withDiscardingTaskGroup { group in
            for claim in claimed { group.addTask { await self.carryOut(claim) } }
        }
        return claimed.count
    }
}

extension Deliverer: Service {
    /// Works until the program stops; then claims nothing more and waits for the answers that are under way.
    package func run() async throws {
        await withGracefulShutdownHandler {
            await withDiscardingTaskGroup { group in
                while !isStopping.withLock({ $0 }), !Task.isCancelled {
                    for claim in await self.nextClaims() { group.addTask { await self.carryOut(claim) } }
                }
            }
        } onGracefulShutdown: {
            self.isStopping.withLock { $0 = true }
            self.engine.outboxSleeper.wake()
        }
    }

    /// Claims what is due, or sleeps until something may be. It never waits for a receiver: one that is slow holds up
    /// nobody but itself.
    private func nextClaims() async -> [Delivery] {
        do {
            let look = try await look()
            if look.claimed.isEmpty {
                await engine.outboxSleeper.sleep(until: look.next ?? .distantFuture, engine.clock)
            }
            return look.claimed
        } catch {
            engine.log.error("the deliverer could not work", metadata: ["error": "\(error)"])
            await engine.clock.sleep(until: engine.clock.now + Self.patience)
            return []
        }
    }
}
