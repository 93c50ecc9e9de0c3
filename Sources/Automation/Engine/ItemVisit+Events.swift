import Kernel

extension ItemVisit {
    /// Takes notice of one event: the stage first, then the robots that wait for it, the moments it moves, the triggers.
    func handle(_ entry: InboxEvent) throws {
        let event = entry.event
        try lookAtPosition()
        if event.document == document, Engine.entryEvents.contains(event.kind) { try enterIfNew(entry) }
        if state.agenda.isHeld { return }
        try wakeSubscribers(of: entry)
        guard event.document == document else { return }
        if event.kind == .itemChanged || event.kind == Engine.calendarChanged { try replan(entry) }
        if let position { try offerToTriggers(entry, at: position) }
    }

    /// Looks where the item stands; runs of another stay end at once: their timers can never act on the new one.
    func lookAtPosition() throws {
        position = try engine.source.position(of: document, in: transaction)
        for run in state.liveRuns where run.visit != position?.visit {
            let left = position.map { EngineTexts.leftStage.with(["stage": $0.stage]) } ?? EngineTexts.itemGone
            try cancel(run, because: moveReason.map { EngineTexts.because.with(["what": left, "why": $0]) } ?? left)
        }
    }

    private func enterIfNew(_ entry: InboxEvent) throws {
        guard let position, position.visit > state.agenda.visit else { return }
        state.agenda.visit = position.visit
        let results = triggerResults
        triggerResults = [:]
        let reason = entry.event.reason ?? EngineTexts.entered
        let seq = journal(
            .stageEntered, node: position.stage, cause: entry.cause, because: entry.event.reason,
            .members([
                "visit": .int(position.visit), "event": .string(entry.event.kind.rawValue),
                "user": entry.event.user.map { .int($0.rawValue) },
            ]))
        if entry.isAutomatic, try isLooping(entry, at: position) { return }
        try start(position, results: results, reason: reason, lineage: entry.lineage, causeSeq: seq)
    }

    /// Refuses an automatic entry that can only be part of a circle, and puts the item on hold.
    private func isLooping(_ entry: InboxEvent, at position: StagePosition) throws -> Bool {
        let guardian = LoopGuard(transaction: transaction, limits: engine.limits)
        if entry.lineage.depth > engine.limits.chainedMoves {
            try hold(
                .loop,
                EngineTexts.fastLoop.with(["cycle": try cycle(guardian), "limit": String(engine.limits.chainedMoves)]))
            return true
        }
        if try guardian.allowsEntry(of: document, into: position.stage, at: now) { return false }
        try hold(.loop, EngineTexts.slowLoop.with(["cycle": try cycle(guardian), "stage": position.stage]))
        return true
    }

    /// The last stages as «A → B → A», for people to recognise the circle.
    private func cycle(_ guardian: LoopGuard) throws -> String {
        let unsaved = state.journal.filter { $0.kind == .stageEntered }.compactMap(\.node)
        let stages = (try guardian.recentStages(of: document, 8) + unsaved).suffix(8)
        guard let last = stages.last, let before = stages.dropLast().lastIndex(of: last) else {
            return stages.joined(separator: " → ")
        }
        return stages[before...].joined(separator: " → ")
    }

    private func start(
        _ position: StagePosition, results: [String: [String: Value]], reason: Text, lineage: Lineage, causeSeq: Int64
    ) throws {
        guard let compiled = try engine.store.running(position.pipeline, in: transaction),
            let program = compiled.programs[position.stage], !program.entries.isEmpty
        else { return }
        let run = Run(
            id: try nextID(), definition: compiled.definition, version: compiled.version, stage: position.stage,
            visit: position.visit, state: .running, reason: reason, causeSeq: causeSeq, anchor: position.enteredAt,
            results: results, startedAt: now)
        state.runs[run.id] = run
        journal(
            .runStarted, run: run.id, node: position.stage, because: reason,
            ["version": .int(compiled.version), "visit": .int(position.visit)])
        for entry in program.entries {
            let id = try nextID()
            state.tokens[id] = Token(
                id: id, run: run.id, parent: nil, node: entry, state: .ready, anchor: position.enteredAt, since: now,
                lineage: lineage, reason: reason)
        }
    }

    /// Readies the tokens that wait for the event; any other waker of theirs goes.
    private func wakeSubscribers(of entry: InboxEvent) throws {
        guard let correlation = entry.event.correlation else { return }
        let waiting = state.subscriptions.inOrder.filter {
            $0.kind == entry.event.kind && $0.correlation == correlation
        }
        for subscription in waiting {
            guard var token = state.tokens[subscription.token], token.state == .waitingForEvent else { continue }
            state.removeWakers(of: token.id)
            token.state = .ready
            token.since = now
            token.event = entry.event
            token.reason = entry.event.reason ?? EngineTexts.eventCame
            token.lineage = entry.lineage
            token.anchor = max(token.anchor, entry.at)
            if !entry.isAutomatic { token.steps = 0 }
            state.tokens[token.id] = token
            journal(
                .resumed, run: token.run, node: try nodeID(of: token), cause: entry.cause, because: entry.event.reason,
                .members([
                    "event": .string(entry.event.kind.rawValue), "user": entry.event.user.map { .int($0.rawValue) },
                ]))
        }
    }
}
