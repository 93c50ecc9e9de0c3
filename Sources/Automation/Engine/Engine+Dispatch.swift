import Kernel
import Logging
import ServiceLifecycle
import Storage
import Synchronization

extension Engine: Service {
    /// What one look at the agenda did.
    package struct Tick: Sendable, Hashable {
        package let visited: Int
        /// When the next item is due; nil when nothing is planned.
        package let nextDue: Timestamp?
    }

    /// What a node's dispatcher remembers between claims. Nothing of it is truth: losing it costs a look at the agenda.
    struct DispatchMemory {
        var lanes = LaneSchedule()
        /// The earliest moment of the last claim of each lane, less the slack.
        var marks: [AgendaLane: Timestamp] = [:]
        var sweptAt: Timestamp?
        var persistedAt: Timestamp?
        /// Whether anything was done since time was last written down.
        var hasWorked = false
        /// Whether this node has seen its clock being set and nobody has decided yet.
        var doubtsClock = false

        /// Whether there was a doubt.
        mutating func forgetDoubt() -> Bool {
            defer { doubtsClock = false }
            return doubtsClock
        }
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
        try await watchClock()
        if try await database.read({ try EngineHold.current(in: $0) }) != nil { return Tick(visited: 0, nextDue: nil) }
        try await advanceRollout()
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
        let rollout = "select (select min(started_at) from automation_rollouts where ended_at is null) as due_at"
        let looks = (heads + [rollout]).joined(separator: " union all ")
        let due = try reader.first("select min(due_at) from (\(looks)) as heads") {
            $0.optionalTimestamp(0)
        }
        guard let due, let due, due < .distantFuture else { return nil }
        return due
    }

    /// One claim of the dispatcher in an open transaction: visits due items and what they touch; returns how many were due.
    package func visitDue(in transaction: any Transaction, at now: Timestamp) throws -> Int {
        guard try EngineHold.current(in: transaction) == nil else { return 0 }
        let scope = TransactionScope.of(transaction)
        scope.isSettling = true
        defer { scope.isSettling = false }
        if try scope.hasSuspects(in: transaction), let suspect = try nextSuspect(in: transaction, at: now) {
            try visitAlone(suspect, in: transaction, at: now)
            meterAfterCommit(of: transaction, scope)
            return 1
        }
        let deadline = clock.now + limits.claimTime
        let queues = try claim(in: transaction, at: now)
        dispatch.withLock { $0.lanes.join(queues.filter { !$0.value.isEmpty }.keys) }
        var visited = 0
        for (lane, item) in dispatch.withLock({ $0.lanes.order(queues) }) where visited == 0 || clock.now < deadline {
            // Somebody is changing the item now: it stays due, and waiting for it could become a circle.
            guard try transaction.tryLock(item.key) else { continue }
            try visit(item, in: transaction, at: now, visitBudget)
            dispatch.withLock { $0.lanes.serve(lane) }
            visited += 1
            while let touched = scope.takeTouched() { try visitTouched(touched, in: transaction, at: now, visitBudget) }
        }
        meterAfterCommit(of: transaction, scope)
        return visited
    }

    /// Takes due items, each lane its share and what others leave, so that a mass of due timers does not keep people waiting.
    private func claim(in transaction: any Transaction, at now: Timestamp) throws -> [AgendaLane: [DocumentID]] {
        let marks = marks(in: transaction, at: now)
        var queues: [AgendaLane: [DocumentID]] = [:]
        var left = AgendaLane.together
        for lane in AgendaLane.allCases {
            let rows = try transaction.query(
                """
                select item, due_at from automation_agenda
                where hold = 0 and lane = $1 and due_at >= $2 and due_at <= $3
                and not exists (select 1 from automation_suspects s where s.item = automation_agenda.item)
                order by due_at, item limit $4 \(transaction.dialect.skipLocked)
                """, [lane.rawValue, marks[lane] ?? Timestamp(milliseconds: 0), now, max(lane.share, left)]
            ) { ($0.document(0), $0.timestamp(1)) }
            queues[lane] = rows.map(\.0)
            left -= rows.count
            let mark = (rows.first?.1).map { $0 - limits.claimSlack }
            dispatch.withLock { $0.marks[lane] = mark ?? $0.marks[lane] }
        }
        return queues
    }

    /// From which moment on each lane is searched. Where several nodes write, rows that were claimed leave a graveyard at
    /// the head of the index: a claim begins behind it, and every so often one looks at everything. One writer needs none.
    private func marks(in transaction: any Transaction, at now: Timestamp) -> [AgendaLane: Timestamp] {
        guard !transaction.dialect.skipLocked.isEmpty else { return [:] }
        return dispatch.withLock { memory in
            if let swept = memory.sweptAt, now - swept < limits.sweepEvery, now >= swept { return memory.marks }
            memory.sweptAt = now
            memory.marks = [:]
            return [:]
        }
    }

    /// Plays the agenda in virtual time: jumps from due moment to due moment until nothing is due before `end`, and leaves
    /// the clock at `end`. For tests and the simulator.
    package func runUntilQuiet(clock: ManualClock, until end: Timestamp) async throws {
        while let due = try await database.read({ try EngineHold.current(in: $0) == nil ? self.nextDue(in: $0) : nil }), due <= end {
            if due > clock.now { clock.advance(to: due) }
            try await tick()
        }
        if end > clock.now { clock.advance(to: end) }
    }
}
