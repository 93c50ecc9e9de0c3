import Kernel

extension ItemVisit {
    /// Plans the moment a pause or a robot's timing means. A moment that has passed lets the token go on at once.
    func delay(_ token: Token, _ timing: Timing, _ run: Run) throws {
        var token = token
        let planned = try timing.planned(from: token.anchor, in: try environment(of: run))
        if case .at(let moment) = planned, moment <= now {
            token.anchor = max(token.anchor, moment)
            return try advance(token)
        }
        let timer = ItemTimer(
            id: try nextID(), token: token.id, run: run.id, due: planned.due, timing: timing, anchor: token.anchor)
        state.timers[timer.id] = timer
        token.state = .waitingForTime
        token.since = now
        state.tokens[token.id] = token
        journal(
            .planned, run: run.id, node: try nodeID(of: token), because: token.reason,
            .members(["due": planned.json, "timing": timing.json, "field": timing.field.map { .string($0) }]))
    }

    /// Consumes a due timer: its token goes on in this very transaction.
    func wake(_ timer: ItemTimer) throws {
        state.timers[timer.id] = nil
        guard var token = state.tokens[timer.token] else { return }
        if token.state == .waitingForItem { return try endWait(token, by: timer) }
        guard token.state == .waitingForTime else { return }
        token.state = .ready
        token.since = now
        token.anchor = max(token.anchor, timer.due)
        token.lineage = Lineage(rootItem: document, rootSeq: -timer.id, depth: 0)
        token.steps = 0
        token.reason = EngineTexts.momentCame.with(["timing": timer.timing.title()])
        try advance(token)
    }

    /// Plans moments anew after their field or the calendar has changed.
    func replan(_ entry: InboxEvent) throws {
        let isCalendar = entry.event.kind == Engine.calendarChanged
        for timer in state.timers.inOrder
        where timer.timing.field != nil || isCalendar && timer.timing.dependsOnCalendar {
            guard let run = state.runs[timer.run], let token = state.tokens[timer.token] else { continue }
            do {
                if token.state != .waitingForItem { try replan(timer, of: token, in: run, entry) }
            } catch  where !Engine.isOutage(error) {
                try fail(token, error)
            }
        }
        for token in state.tokens.inOrder where token.state == .waitingForItem {
            do {
                try replanWait(token, entry)
            } catch  where !Engine.isOutage(error) {
                try fail(token, error)
            }
        }
    }

    private func replan(_ timer: ItemTimer, of token: Token, in run: Run, _ entry: InboxEvent) throws {
        let planned = try timer.timing.planned(from: timer.anchor, in: try environment(of: run))
        guard planned.due != timer.due else { return }
        var moved = timer
        moved.due = planned.due
        state.timers[timer.id] = moved
        let before = PlannedMoment.at(timer.due)
        journal(
            .replanned, run: run.id, node: try nodeID(of: token), cause: entry.cause, because: entry.event.reason,
            ["from": timer.due == .distantFuture ? .null : before.json, "due": planned.json])
    }
}

extension PlannedMoment {
    /// When the agenda must look: never, while the field is empty.
    var due: Timestamp {
        switch self {
        case .at(let moment): moment
        case .unknownUntilFilled: .distantFuture
        }
    }

    var json: JSONValue {
        switch self {
        case .at(let moment): .int(moment.milliseconds)
        case .unknownUntilFilled: .null
        }
    }
}
