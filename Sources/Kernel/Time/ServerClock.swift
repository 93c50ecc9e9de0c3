import Synchronization

/// The clock of a server as a node keeps it: what it was when it was asked last, and the time since boot that has passed since.
/// Nodes that share a server agree on what is due, whatever their own clocks show. Before the first answer it is the node's
/// own clock. A class because everybody who holds it must see the same time.
package final class ServerClock: WallClock {
    private let own: any WallClock
    private let sinceBoot: @Sendable () -> Timestamp
    /// The server's time less the time since boot.
    private let lead = Mutex<TimeSpan?>(nil)

    /// - Parameters:
    ///   - own: the node's own clock; afterwards only its sleep is used.
    ///   - sinceBoot: how long the machine has been up, suspension included.
    package init(_ own: any WallClock = SystemClock(), sinceBoot: @escaping @Sendable () -> Timestamp = HybridClock.machineUptime) {
        self.own = own
        self.sinceBoot = sinceBoot
    }

    package var now: Timestamp {
        let boot = sinceBoot()
        return lead.withLock { $0 }.map { boot + $0 } ?? own.now
    }

    /// Asks the server for its time. An answer that took longer than a second says too little and is passed over, unless it
    /// is the first one.
    package func ask(_ server: () async throws -> Timestamp) async rethrows {
        let asked = sinceBoot()
        let answer = try await server()
        let took = sinceBoot() - asked
        let middle = asked + TimeSpan(milliseconds: took.milliseconds / 2)
        lead.withLock { lead in
            if lead == nil || took <= .seconds(1) { lead = answer - middle }
        }
    }

    /// By how much the node's own clock is ahead of the server's.
    package var ownLead: TimeSpan { own.now - now }

    /// Wakes at least once a second.
    package func sleep(until moment: Timestamp) async {
        let left = min(max(.seconds(0), moment - now), .seconds(1))
        await own.sleep(until: own.now + left)
    }
}
