import Kernel

extension ItemVisit {
    /// Begins a wait. One whose condition holds already, or whose moment has passed, is over at once.
    func wait(_ token: Token, _ rule: WaitRule, _ run: Run) throws {
        let environment = try environment(of: run)
        if case .condition(let condition) = rule.goal {
            let explained = try explain(condition, in: environment)
            if explained.isTrue { return try endWait(token, .came, because: explained.text, ["condition": explained.json]) }
        }
        let moment = try rule.moment(from: token.anchor, in: environment)
        if let moment, moment.due <= now { return try endWait(token, of: moment) }
        var token = token
        token.event = nil
        token.state = .waitingForItem
        token.since = now
        state.tokens[token.id] = token
        if let moment { try plan(moment, of: token) }
        journal(
            .waitBegan, run: run.id, node: try nodeID(of: token), because: token.reason,
            .members([
                "due": moment?.planned.json, "timing": moment?.timing.json, "deadline": (moment?.isDeadline).map { .bool($0) },
            ]))
    }

    private func plan(_ moment: WaitMoment, of token: Token) throws {
        let timer = ItemTimer(
            id: try nextID(), token: token.id, run: token.run, due: moment.due, timing: moment.timing, anchor: token.anchor,
            isDeadline: moment.isDeadline, isCalendarBound: moment.isCalendarBound)
        state.timers[timer.id] = timer
    }

    /// How a wait ended. Stored names, never renamed.
    enum WaitEnd: String {
        case came = "then"
        case missed = "otherwise"
    }

    /// Lets the token go on after its wait; whatever would have woken it is gone in the same transaction.
    func endWait(
        _ token: Token, _ end: WaitEnd, from place: JournalPlace? = nil, because: Text?, _ data: [String: JSONValue] = [:]
    ) throws {
        guard let run = state.runs[token.run] else { return }
        let node = try program(of: run).nodes[token.node]
        guard case .wait(_, let missed) = node.action else { return }
        state.removeWakers(of: token.id)
        var token = token
        token.since = now
        state.tokens[token.id] = token
        journal(
            .waitEnded, run: run.id, node: node.id, cause: place, because: because,
            .sorted(data.merging(["taken": .string(end.rawValue)]) { $1 }))
        try advance(token, to: end == .came ? token.node + 1 : missed)
    }

    private func endWait(_ token: Token, of moment: WaitMoment) throws {
        var token = token
        token.anchor = max(token.anchor, moment.due)
        try endWait(token, moment.isDeadline ? .missed : .came, because: moment.reason, ["due": .int(moment.due.milliseconds)])
    }

    /// The timer of a wait is due: its token goes on in this very transaction.
    /// - Parameter reason: why, when it is not that its moment came.
    func endWait(_ token: Token, by timer: ItemTimer, because reason: Text? = nil) throws {
        var token = token
        token.anchor = max(token.anchor, timer.due)
        token.lineage = Lineage(rootItem: document, rootSeq: -timer.id, depth: 0)
        token.steps = 0
        token.reason = reason ?? WaitMoment.reason(timer.timing, isDeadline: timer.isDeadline)
        try endWait(token, timer.isDeadline ? .missed : .came, because: token.reason, ["due": .int(timer.due.milliseconds)])
    }
}

// MARK: - What happens to the item
extension ItemVisit {
    /// Ends the waits that this event of the item is meant for. A deadline that came before the event has won, however late
    /// anybody looks at it.
    func offerToWaits(_ entry: InboxEvent) throws {
        for token in state.tokens.inOrder where token.state == .waitingForItem {
            guard let run = state.runs[token.run], run.state == .running else { continue }
            do {
                try offer(entry, to: token, run)
            } catch  where !Engine.isOutage(error) {
                try fail(token, error)
            }
        }
    }

    private func offer(_ entry: InboxEvent, to token: Token, _ run: Run) throws {
        let node = try program(of: run).nodes[token.node]
        guard case .wait(let rule, _) = node.action else { return }
        if let timer = state.timers.inOrder.first(where: { $0.token == token.id }), timer.due < entry.at {
            // Behind a closed gate an administrator decides what becomes of it.
            if !isGateClosed { try endWait(token, by: timer) }
            return
        }
        if case .event(let kind, _, _) = rule.goal {
            guard let trigger = engine.store.catalog[trigger: kind] else {
                throw Failure(.notFound, EngineTexts.unknownTrigger.with(["kind": kind]))
            }
            guard trigger.events.contains(entry.event.kind), try trigger.matches(entry.event, rule.trigger(id: node.id)) else { return }
        }
        guard let met = try met(rule, by: entry, run) else { return }
        if case .event = rule.goal { remember(entry.event.payload, of: node.id, in: run.id) }
        var token = token
        token.lineage = entry.lineage
        token.reason = entry.event.reason ?? EngineTexts.eventCame
        token.anchor = max(token.anchor, entry.at)
        if !entry.isAutomatic { token.steps = 0 }
        var data: [String: JSONValue] = ["event": .string(entry.event.kind.rawValue)]
        data["user"] = entry.event.user.map { .int($0.rawValue) }
        data["condition"] = met.condition
        try endWait(token, .came, from: entry.cause, because: entry.event.reason ?? met.text, data)
    }

    /// Whether what the wait asks for holds now, and why; nil when it does not.
    private func met(_ rule: WaitRule, by entry: InboxEvent, _ run: Run) throws -> (text: Text?, condition: JSONValue?)? {
        if case .moment = rule.goal { return nil }
        guard let condition = rule.condition else { return (nil, nil) }
        let explained = try explain(condition, in: try environment(of: run, changed: entry.event.changedFields))
        return explained.isTrue ? (explained.text, explained.json) : nil
    }

    /// Plans the moment of a wait anew after a field or the calendar has changed: another of its moments may come first now.
    func replanWait(_ token: Token, _ entry: InboxEvent) throws {
        guard let run = state.runs[token.run], case .wait(let rule, _) = try program(of: run).nodes[token.node].action,
            let timer = state.timers.inOrder.first(where: { $0.token == token.id }),
            let moment = try rule.moment(from: timer.anchor, in: try environment(of: run)),
            moment.due != timer.due || moment.isDeadline != timer.isDeadline
        else { return }
        state.timers[timer.id] = nil
        try plan(moment, of: token)
        journal(
            .replanned, run: run.id, node: try nodeID(of: token), cause: entry.cause, because: entry.event.reason,
            ["from": timer.due == .distantFuture ? .null : .int(timer.due.milliseconds), "due": moment.planned.json])
    }
}

/// The moment that ends a wait without any event: the first of those that its rule has.
struct WaitMoment {
    let timing: Timing
    let planned: PlannedMoment
    let isDeadline: Bool
    let isCalendarBound: Bool
    var due: Timestamp { planned.due }
    var reason: Text { Self.reason(timing, isDeadline: isDeadline) }

    static func reason(_ timing: Timing, isDeadline: Bool) -> Text {
        (isDeadline ? EngineTexts.deadlineCame : EngineTexts.momentCame).with(["timing": timing.title()])
    }
}

extension WaitRule {
    /// Of several moments the first; at the same moment what is waited for has come. Nil when only the item can end the wait.
    func moment(from anchor: Timestamp, in environment: any EvaluationEnvironment) throws -> WaitMoment? {
        let isCalendarBound = timings.contains(where: \.dependsOnCalendar)
        func moment(_ timing: Timing, _ isDeadline: Bool) throws -> WaitMoment {
            WaitMoment(
                timing: timing, planned: try timing.planned(from: anchor, in: environment), isDeadline: isDeadline,
                isCalendarBound: isCalendarBound)
        }
        let own: WaitMoment? = if case .moment(let timing) = goal { try moment(timing, false) } else { nil }
        guard let deadline = try deadline.map({ try moment($0, true) }) else { return own }
        guard let own else { return deadline }
        return own.due <= deadline.due ? own : deadline
    }

    /// Whether it would be over at once, for previews.
    func isOver(from anchor: Timestamp, in environment: any EvaluationEnvironment, at now: Timestamp) throws -> Bool {
        if case .condition(let condition) = goal, try condition.evaluate(in: environment).isTrue { return true }
        return try moment(from: anchor, in: environment).map { $0.due <= now } ?? false
    }

    /// The event that is waited for as a trigger's setting; its own condition is asked by the engine.
    func trigger(id: String) -> TriggerSetting {
        guard case .event(let kind, let parameters, _) = goal else { return TriggerSetting(id: id, kind: "", title: "") }
        return TriggerSetting(id: id, kind: kind, title: "", parameters: parameters)
    }
}
