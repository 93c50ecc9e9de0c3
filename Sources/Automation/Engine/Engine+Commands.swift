import Kernel
import Storage

/// What people decide about stopped automation. Each runs in the given transaction and settles it.
extension Engine {
    /// Lets a failed robot try again.
    /// - Throws: `Failure` `.notFound` when somebody has already decided or the item has left the stage.
    package func retry(incident id: Int64, by user: UserID?, in transaction: any Transaction, at now: Timestamp) throws
    {
        try decide(id, .retried, .retried, by: user, in: transaction, at: now) { visit, token in
            var token = token
            token.state = .ready
            token.steps = 0
            token.since = now
            visit.state.tokens[token.id] = token
        }
    }

    /// Goes on behind a failed robot without it.
    /// - Throws: `Failure` `.notFound` when somebody has already decided or the item has left the stage.
    package func skip(incident id: Int64, by user: UserID?, in transaction: any Transaction, at now: Timestamp) throws {
        try decide(id, .skipped, .passed, by: user, in: transaction, at: now) { visit, token in
            var token = token
            token.steps = 0
            try visit.advance(token)
        }
    }

    private func decide(
        _ id: Int64, _ resolution: IncidentStore.Resolution, _ kind: JournalKind, by user: UserID?,
        in transaction: any Transaction,
        at now: Timestamp, _ change: (ItemVisit, Token) throws -> Void
    ) throws {
        let open = try Incident.open(id, in: transaction)
        if let open, open.kind == .delivery { return try decideDelivery(open, resolution, kind, by: user, in: transaction, at: now) }
        guard let incident = open, incident.kind == .robot, let visit = try ItemVisit(self, incident.item, in: transaction, at: now, visitBudget),
            let token = incident.token.flatMap({ visit.state.tokens[$0] }), token.state == .failed
        else { throw Failure(.notFound, EngineTexts.noIncident) }
        try IncidentStore(transaction: transaction).resolve(id, as: resolution, by: user, at: now)
        visit.journal(
            kind, run: incident.run, node: incident.node,
            .members(["incident": .int(id), "user": user.map { .int($0.rawValue) }]))
        try change(visit, token)
        if resolution == .skipped, let run = incident.run, let node = incident.node {
            try OutboxStore(transaction: transaction).abandon(run: run, node: node, of: incident.item, at: now)
        }
        try visit.save()
        TransactionScope.of(transaction).touch(incident.item)
        try settle(in: transaction, at: now)
    }

    /// Ends the hold of an item: its allowances are full again, what waited goes on, a stage that was entered on hold starts.
    /// - Throws: `Failure` `.notFound` when the item is not on hold.
    package func release(_ item: DocumentID, by user: UserID?, in transaction: any Transaction, at now: Timestamp)
        throws
    {
        guard let visit = try ItemVisit(self, item, in: transaction, at: now, visitBudget), visit.state.agenda.isHeld
        else {
            throw Failure(.notFound, EngineTexts.notHeld)
        }
        try LoopGuard(transaction: transaction, limits: limits).reset(item)
        try IncidentStore(transaction: transaction).resolveHolds(of: item, by: user, at: now)
        try acquit(item, in: transaction)
        visit.state.agenda.isHeld = false
        for token in visit.state.tokens.inOrder where token.steps > 0 {
            visit.state.tokens[token.id]?.steps = 0
        }
        visit.journal(.released, .members(["user": user.map { .int($0.rawValue) }]))
        try visit.save()
        try post(
            PostedEvent(kind: Engine.released, document: item, payload: [:], reason: EngineTexts.released, user: user),
            in: transaction, at: now)
        try settle(in: transaction, at: now)
    }

    /// Ends the hold that an incident tells of.
    /// - Throws: `Failure` `.notFound` when somebody has already decided.
    package func release(incident id: Int64, by user: UserID?, in transaction: any Transaction, at now: Timestamp) throws {
        guard let incident = try Incident.open(id, in: transaction) else { throw Failure(.notFound, EngineTexts.noIncident) }
        try release(incident.item, by: user, in: transaction, at: now)
    }

    /// Stops all automation of an item until it is released.
    package func hold(_ item: DocumentID, because reason: Text, in transaction: any Transaction, at now: Timestamp)
        throws
    {
        guard let visit = try ItemVisit(self, item, in: transaction, at: now, visitBudget), !visit.state.agenda.isHeld
        else { return }
        visit.state.agenda.isHeld = true
        visit.journal(.held, because: reason)
        try visit.save()
    }

    /// Plans anew the moments of an item that count from its fields and asks the conditions it waits for, without offering
    /// the change to triggers: after an import. Call `settle` before the transaction ends.
    package func replanFields(of item: DocumentID, in transaction: any Transaction, at now: Timestamp) throws {
        let counts = try transaction.exists(
            """
            select 1 from automation_timers where item = $1 and field is not null
            union all select 1 from automation_tokens where item = $1 and state = \(TokenState.waitingForItem.rawValue)
            """, [item])
        guard counts else { return }
        try post(PostedEvent(kind: Engine.fieldsChanged, document: item, payload: [:]), in: transaction, at: now)
    }

    /// Plans anew what depends on the calendar when the rules of time zones are not those of the last start.
    /// - Parameter version: of the zone data in use: `2026b`.
    package func adoptZoneRules(_ version: String) async throws {
        try await database.write(.automation) { transaction in
            let known = try transaction.meta("zone_rules")
            guard known != version else { return }
            if known != nil { try self.recalculateTimers(in: transaction, at: self.clock.now) }
            try transaction.setMeta("zone_rules", version)
        }
    }

    /// Plans anew every moment that depends on the working calendar, item by item, in the bulk lane. Called in the
    /// transaction that changes working hours, holidays or the time zone.
    package func recalculateTimers(in transaction: any Transaction, at now: Timestamp) throws {
        let affected = "select item from automation_timers where calendar_bound = 1"
        try transaction.execute(
            """
            update automation_agenda
            set event_seq = event_seq + 1, due_at = \(transaction.dialect.least("due_at", "$1")),
                lane = case when due_at <= $1 then lane else $2 end
            where item in (\(affected))
            """, [now, AgendaLane.bulk.rawValue])
        try transaction.execute(
            """
            insert into automation_inbox (item, seq, kind, about, payload, reason, root_item, root_seq, depth, at)
            select item, event_seq, $1, item, '{}', $2, item, event_seq, 0, $3
            from automation_agenda where item in (\(affected))
            """, [Engine.calendarChanged.rawValue, EngineTexts.calendarChanged.json.text, now])
        wakeAfterCommit(of: transaction)
    }
}
