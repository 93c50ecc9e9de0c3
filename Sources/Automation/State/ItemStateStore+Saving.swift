import Kernel
import Storage

extension ItemStateStore {
    /// Writes what has changed since `load`, and when the item is due next.
    /// - Throws: `StorageError.other` when somebody else has changed the item: the lock did not hold.
    func save(_ state: ItemState, at now: Timestamp) throws {
        try saveRuns(state)
        try saveTokens(state)
        try saveTimers(state)
        try saveSubscriptions(state)
        try append(state.journal)
        try saveAgenda(state, at: now)
    }

    private func saveAgenda(_ state: ItemState, at now: Timestamp) throws {
        let agenda = state.agenda
        let changed = try transaction.execute(
            """
            update automation_agenda
            set lane = $3, due_at = $4, version = version + 1, fails = $5, hold = $6, visit = $7, journal_seq = $8
            where item = $1 and version = $2
            """,
            [
                agenda.item, state.loadedVersion, agenda.lane.rawValue, max(state.nextDue(at: now), now), agenda.fails,
                agenda.isHeld,
                agenda.visit, agenda.journalSeq,
            ])
        guard changed == 1 else {
            throw StorageError.other(
                message: "automation_agenda changed under the lock of item \(agenda.item)",
                sql: "update automation_agenda")
        }
    }

    private func saveRuns(_ state: ItemState) throws {
        for run in state.runs.added {
            try transaction.execute(
                """
                insert into automation_runs (id, item, definition, version, stage, visit, state, reason, cause_seq, anchor_at,
                    results, started_at, ended_at, acted, left_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
                """,
                [
                    run.id, state.agenda.item, run.definition, run.version, run.stage, run.visit, run.state.rawValue,
                    run.reason.json.text, run.causeSeq, run.anchor, StoredResults.text(run.results), run.startedAt,
                    run.endedAt, run.acted.sorted().joined(separator: ","), run.leftAt,
                ])
        }
        for run in state.runs.changed {
            try transaction.execute(
                """
                update automation_runs
                set state = $2, results = $3, ended_at = $4, version = $5, acted = $6, left_at = $7 where id = $1
                """,
                [
                    run.id, run.state.rawValue, StoredResults.text(run.results), run.endedAt, run.version,
                    run.acted.sorted().joined(separator: ","), run.leftAt,
                ])
        }
    }

    private func saveTokens(_ state: ItemState) throws {
        for id in state.tokens.removed { try transaction.execute("delete from automation_tokens where id = $1", [id]) }
        for token in state.tokens.added {
            try transaction.execute(
                """
                insert into automation_tokens (id, run, item, parent, node, state, pending, loops, anchor_at, since, root_item,
                    root_seq, depth, steps, reason, event)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
                """,
                [token.id, token.run, state.agenda.item, token.parent] + columns(of: token))
        }
        for token in state.tokens.changed {
            try transaction.execute(
                """
                update automation_tokens set node = $2, state = $3, pending = $4, loops = $5, anchor_at = $6, since = $7,
                    root_item = $8, root_seq = $9, depth = $10, steps = $11, reason = $12, event = $13
                where id = $1
                """, [token.id] + columns(of: token))
        }
    }

    private func columns(of token: Token) -> [any SQLConvertible] {
        [
            token.node, token.state.rawValue, token.pending, StoredLoops.text(token.loops), token.anchor, token.since,
            token.lineage.rootItem, token.lineage.rootSeq, token.lineage.depth, token.steps, token.reason.json.text,
            token.event.map(\.json.text),
        ]
    }

    private func saveTimers(_ state: ItemState) throws {
        for id in state.timers.removed { try transaction.execute("delete from automation_timers where id = $1", [id]) }
        for timer in state.timers.added {
            let spec = JSONValue.members([
                "timing": timer.timing.json, "anchor": .int(timer.anchor.milliseconds), "deadline": timer.isDeadline ? true : nil,
            ])
            try transaction.execute(
                """
                insert into automation_timers (id, token, item, run, due_at, spec, field, calendar_bound)
                values ($1, $2, $3, $4, $5, $6, $7, $8)
                """,
                [
                    timer.id, timer.token, state.agenda.item, timer.run, timer.due, spec.text, timer.timing.field,
                    timer.isCalendarBound,
                ])
        }
        for timer in state.timers.changed {
            try transaction.execute("update automation_timers set due_at = $2 where id = $1", [timer.id, timer.due])
        }
    }

    private func saveSubscriptions(_ state: ItemState) throws {
        for id in state.subscriptions.removed {
            try transaction.execute("delete from automation_subscriptions where id = $1", [id])
        }
        for subscription in state.subscriptions.added {
            try transaction.execute(
                "insert into automation_subscriptions (id, token, item, run, kind, correlation) values ($1, $2, $3, $4, $5, $6)",
                [
                    subscription.id, subscription.token, state.agenda.item, subscription.run,
                    subscription.kind.rawValue,
                    subscription.correlation,
                ])
        }
    }

    private func append(_ journal: [JournalEntry]) throws {
        let columns = ["item", "seq", "at", "kind", "run", "node", "cause_item", "cause_seq", "reason", "data"]
        let rows = journal.map { entry -> [any SQLConvertible] in
            [
                entry.item, entry.seq, entry.at, entry.kind.rawValue, entry.run, entry.node, entry.causeItem,
                entry.causeSeq, entry.reason.map(\.json.text), entry.data.text,
            ]
        }
        try transaction.insert(rows, columns, into: "automation_journal")
    }
}
