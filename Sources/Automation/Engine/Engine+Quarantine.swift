import Kernel
import Logging
import Storage

/// Items at which the process died. One that may have killed it is visited alone, in a transaction of its own, so that it
/// takes no neighbour's work along; after several crashes nobody visits it until a person has looked.
extension Engine {
    /// Takes down whom the process before was visiting when it died. Call it before anything is visited.
    package func examineLastEnd() async throws {
        guard let breadcrumbs, !breadcrumbs.left.isEmpty else { return }
        let trails = breadcrumbs.left
        log.error("the process died during visits", metadata: ["items": "\(trails.map(\.item))"])
        try await database.write(.automation) { transaction in
            for trail in trails { try self.suspect(trail, in: transaction, at: self.clock.now) }
        }
        breadcrumbs.forget()
    }

    private func suspect(_ trail: Breadcrumbs.Trail, in transaction: any Transaction, at now: Timestamp) throws {
        let crashes = try transaction.first(
            """
            insert into automation_suspects (item, crashes, robot, at) values ($1, 1, $2, $3)
            on conflict (item) do update set crashes = automation_suspects.crashes + 1, robot = excluded.robot, at = excluded.at
            returning crashes
            """, [trail.item, trail.robot, now]
        ) { $0.int(0) }
        if let crashes, crashes >= limits.crashes { try quarantine(trail.item, trail.robot, in: transaction, at: now) }
    }

    /// Holds the item with an incident that names the robot; an item that was never committed is held when it comes.
    private func quarantine(_ item: DocumentID, _ robot: String, in transaction: any Transaction, at now: Timestamp) throws {
        guard let visit = try ItemVisit(self, item, in: transaction, at: now, visitBudget) else { return }
        let title = robot.isEmpty ? EngineTexts.holdTitle.russian : robot
        let message = EngineTexts.quarantined.with(["robot": title, "count": String(limits.crashes)])
        try visit.hold(.crash, message, title: title)
        try visit.save()
    }

    /// Whether the item may have killed the process, and how often.
    func crashes(of item: DocumentID, in transaction: any Transaction) throws -> Int {
        try transaction.count("select crashes from automation_suspects where item = $1", [item])
    }

    /// The next suspect that is due; it is visited alone.
    func nextSuspect(in transaction: any Transaction, at now: Timestamp) throws -> DocumentID? {
        try transaction.first(
            """
            select item from automation_agenda where hold = 0 and due_at <= $1
            and item in (select item from automation_suspects) order by due_at, item limit 1 \(transaction.dialect.skipLocked)
            """, [now]
        ) { $0.document(0) }
    }

    func visitAlone(_ suspect: DocumentID, in transaction: any Transaction, at now: Timestamp) throws {
        if try crashes(of: suspect, in: transaction) >= limits.crashes {
            let robot = try transaction.first("select robot from automation_suspects where item = $1", [suspect]) { $0.text(0) }
            return try quarantine(suspect, robot ?? "", in: transaction, at: now)
        }
        try visit(suspect, in: transaction, at: now, visitBudget)
        try acquit(suspect, in: transaction)
    }

    func acquit(_ item: DocumentID, in transaction: any Transaction) throws {
        try transaction.execute("delete from automation_suspects where item = $1", [item])
    }
}
