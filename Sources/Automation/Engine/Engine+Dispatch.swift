import Kernel
import Logging
import ServiceLifecycle
import Storage

extension Engine: Service {
    /// What one look at the agenda did.
    package struct Tick: Sendable, Hashable {
        package let visited: Int
        /// When the next item is due; nil when nothing is planned.
        package let nextDue: Timestamp?
    }

    /// The dispatcher: does what is due, sleeps until more is, ends with the program. What it was about to do is done by
    /// the next one: everything is in the agenda.
    package func run() async throws {
        await cancelWhenGracefulShutdown {
            var pause = TimeSpan.seconds(0)
            while !Task.isCancelled {
                do {
                    let tick = try await self.tick()
                    pause = .seconds(0)
                    if tick.visited == 0 { await self.sleeper.sleep(until: tick.nextDue ?? .distantFuture, self.clock) }
                } catch {
                    pause = min(pause + .seconds(1), .seconds(30))
                    self.log.error(
                        "the dispatcher could not work", metadata: ["error": "\(error)", "pause": "\(pause)"])
                    await self.clock.sleep(until: self.clock.now + pause)
                }
            }
        }
    }

    /// Visits items that are due, a bounded number in one transaction.
    @discardableResult
    package func tick() async throws -> Tick {
        sleeper.beginLook()
        let due = try await database.read { try self.nextDue(in: $0) }
        guard let due, due <= clock.now else { return Tick(visited: 0, nextDue: due) }
        let visited = try await database.write(.automation) { try self.visitDue(in: $0, at: self.clock.now) }
        return Tick(visited: visited, nextDue: try await database.read { try self.nextDue(in: $0) })
    }

    /// When the first item is due; nil when nothing is planned. Items on hold do not count.
    package func nextDue(in reader: any Reader) throws -> Timestamp? {
        let heads = AgendaLane.allCases.map {
            "select (select min(due_at) from automation_agenda where hold = 0 and lane = \($0.rawValue)) as due_at"
        }
        let due = try reader.first("select min(due_at) from (\(heads.joined(separator: " union all "))) as heads") {
            $0.optionalTimestamp(0)
        }
        guard let due, let due, due < .distantFuture else { return nil }
        return due
    }

    /// One claim of the dispatcher in an open transaction: visits due items and what they touch; returns how many were due.
    package func visitDue(in transaction: any Transaction, at now: Timestamp) throws -> Int {
        let scope = TransactionScope.of(transaction)
        scope.isSettling = true
        defer { scope.isSettling = false }
        let deadline = clock.now + limits.claimTime
        var visited = 0
        for item in try claim(in: transaction, at: now) where visited == 0 || clock.now < deadline {
            // Somebody is changing the item now: it stays due, and waiting for it could become a circle.
            guard try transaction.tryLock(item.key) else { continue }
            try visit(item, in: transaction, at: now, visitBudget)
            visited += 1
            while let touched = scope.takeTouched() { try visit(touched, in: transaction, at: now, visitBudget) }
        }
        return visited
    }

    /// Takes due items, each lane its share, so that a mass of due timers does not keep people waiting.
    private func claim(in transaction: any Transaction, at now: Timestamp) throws -> [DocumentID] {
        try AgendaLane.allCases.flatMap { lane in
            try transaction.query(
                """
                select item from automation_agenda where hold = 0 and lane = $1 and due_at <= $2
                order by due_at, item limit $3 \(transaction.dialect.skipLocked)
                """, [lane.rawValue, now, lane.share]
            ) { $0.document(0) }
        }
    }

    /// Plays the agenda in virtual time: jumps from due moment to due moment until nothing is due before `end`, and leaves
    /// the clock at `end`. For tests and the simulator.
    package func runUntilQuiet(clock: ManualClock, until end: Timestamp) async throws {
        while let due = try await database.read({ try self.nextDue(in: $0) }), due <= end {
            if due > clock.now { clock.advance(to: due) }
            try await tick()
        }
        if end > clock.now { clock.advance(to: end) }
    }
}
