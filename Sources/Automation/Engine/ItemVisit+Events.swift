import Kernel

extension ItemVisit {
    /// Takes notice of one event: the stage first, then the robots and waits that it ends, the moments it moves, the triggers.
    func handle(_ entry: InboxEvent) throws {
        let event = entry.event
        try lookAtPosition()
        if event.document == document, Engine.entryEvents.contains(event.kind) { try enterIfNew(entry) }
        if state.agenda.isHeld { return }
        let woken = try wakeSubscribers(of: entry)
        if event.kind.noun == "delivery" { try notice(entry, isAwaited: woken) }
        guard event.document == document else { return }
        if event.kind == Engine.versionPublished { return try carryOver(entry) }
        if event.kind == Engine.momentsSkipped { return try skipMoments(entry) }
        if event.kind == Engine.processOrdered { return try obey(entry) }
        try offerToWaits(entry)
        if event.kind == Engine.fieldsChanged { return try replan(entry) }
        if event.kind == .itemChanged || event.kind == Engine.calendarChanged { try replan(entry) }
        guard let position else { return }
        try startProcesses(entry, at: position)
        if !state.agenda.isHeld { try offerToTriggers(entry, at: position) }
    }

    /// Looks where the item stands; runs of another stay end at once: their timers can never act on the new one.
    func lookAtPosition() throws {
        position = try engine.source.position(of: document, in: transaction)
        for run in state.liveRuns where run.hasLost(position) {
            let left = position.map { EngineTexts.leftStage.with(["stage": $0.stage]) } ?? EngineTexts.itemGone
            try leave(run, because: moveReason.map { EngineTexts.because.with(["what": left, "why": $0]) } ?? left)
        }
        if position?.visit != state.agenda.visit { try withdrawDeliveries() }
    }

    private func enterIfNew(_ entry: InboxEvent) throws {
        guard let position, position.visit > state.agenda.visit else { return }
        state.agenda.visit = position.visit
        let results = triggerResults
        triggerResults = [:]
        let reason = entry.event.reason ?? EngineTexts.entered
        let state = entry.isAutomatic ? try fingerprint(entry) : nil
        let wasSeen = try state.map { try isRepeated($0, at: position) } ?? false
        let seq = journal(
            .stageEntered, node: position.stage, cause: entry.cause, because: entry.event.reason,
            .members([
                "visit": .int(position.visit), "event": .string(entry.event.kind.rawValue),
                "user": entry.event.user.map { .int($0.rawValue) }, "state": state.map { .string($0) },
            ]))
        if wasSeen { return try hold(.loop, try fastLoop()) }
        if entry.isAutomatic, try isLooping(entry, at: position) { return }
        try start(position, results: results, reason: reason, lineage: entry.lineage, causeSeq: seq)
    }

    /// Refuses an automatic entry that can only be part of a circle, and puts the item on hold.
    private func isLooping(_ entry: InboxEvent, at position: StagePosition) throws -> Bool {
        let guardian = LoopGuard(transaction: transaction, limits: engine.limits)
        if entry.lineage.depth > engine.limits.chainedMoves {
            try hold(.loop, try fastLoop())
            return true
        }
        if try guardian.allowsEntry(of: document, into: position.stage, of: position.pipeline, at: now) { return false }
        try hold(.loop, EngineTexts.slowLoop.with(["cycle": try cycle(guardian), "stage": position.stage]))
        return true
    }

    /// What must not come twice on one stage: the outside event and the item as it is.
    private func fingerprint(_ entry: InboxEvent) throws -> String? {
        try engine.source.fingerprint(of: document, in: transaction).map {
            "\(entry.lineage.rootItem.key)/\(entry.lineage.rootSeq)/\($0)"
        }
    }

    /// Whether the item has entered the stage before because of the same outside event, being the same: it would go on
    /// for ever.
    private func isRepeated(_ state: String, at position: StagePosition) throws -> Bool {
        let earlier = self.state.journal.contains { $0.kind == .stageEntered && $0.node == position.stage && $0.data["state"]?.string == state }
        if earlier { return true }
        let entries = try LoopGuard(transaction: transaction, limits: engine.limits)
            .recentEntries(of: document, into: position.stage, engine.limits.chainedMoves)
        return entries.contains { $0["state"]?.string == state }
    }

    private func fastLoop() throws -> Text {
        let guardian = LoopGuard(transaction: transaction, limits: engine.limits)
        return EngineTexts.fastLoop.with(["cycle": try cycle(guardian), "limit": String(engine.limits.chainedMoves)])
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

    /// Starts the active version's process of the stage on which the item stands.
    /// - Parameter anchor: what its moments count from; the stage entry unless given.
    func start(
        _ position: StagePosition, from anchor: Timestamp? = nil, results: [String: [String: Value]], reason: Text,
        lineage: Lineage, causeSeq: Int64
    ) throws {
        guard let compiled = try engine.store.running(position.pipeline, in: transaction),
            let program = compiled.programs[position.stage], !program.entries.isEmpty
        else { return }
        let anchor = anchor ?? position.enteredAt
        let run = Run(
            id: try nextID(), definition: compiled.definition, version: compiled.version, stage: position.stage,
            visit: position.visit, state: .running, reason: reason, causeSeq: causeSeq, anchor: anchor,
            results: results, startedAt: now)
        state.runs[run.id] = run
        journal(
            .runStarted, run: run.id, node: position.stage, because: reason,
            ["version": .int(compiled.version), "visit": .int(position.visit)])
        for entry in program.entries {
            let id = try nextID()
            state.tokens[id] = Token(
                id: id, run: run.id, parent: nil, node: entry, state: .ready, anchor: anchor, since: now, lineage: lineage,
                reason: reason)
        }
    }

    /// Readies the tokens that wait for the event; any other waker of theirs goes. Tells whether there were any.
    func wakeSubscribers(of entry: InboxEvent) throws -> Bool {
        guard let correlation = entry.event.correlation else { return false }
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
        return !waiting.isEmpty
    }
}

extension Run {
    /// Whether it can act no more where the item stands now: it belongs to another stay, or the item is gone.
    fileprivate func hasLost(_ position: StagePosition?) -> Bool {
        guard let position else { return true }
        return !isProcess && visit != position.visit && leftAt == nil
    }
}
