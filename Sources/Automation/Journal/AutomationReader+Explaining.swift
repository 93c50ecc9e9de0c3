import Kernel
import Storage

extension AutomationReader {
    func decisions(_ journal: [JournalEntry]) -> [TriggerDecision] {
        journal.reversed().compactMap { entry in
            guard entry.kind == .triggerApplied || entry.kind == .triggerDeclined else { return nil }
            return TriggerDecision(
                trigger: entry.node ?? "", title: entry.data["title"]?.string ?? "",
                stage: entry.data["stage"]?.string ?? "",
                event: EventKind(entry.data["event"]?.string ?? ""), at: entry.at,
                isApplied: entry.kind == .triggerApplied,
                reason: entry.reason)
        }
    }

    func visits(
        _ journal: [JournalEntry], _ runs: [RunRow], _ live: [LiveToken], _ deliveries: [Delivery], in reader: any Reader
    ) throws -> [StageVisit] {
        let entries = Dictionary(grouping: journal.filter { $0.run != nil }) { $0.run ?? 0 }
        return try journal.reversed().compactMap { entered in
            guard [.stageEntered, .stageRestarted, .processStarted].contains(entered.kind), let stage = entered.node else { return nil }
            let visit = entered.data["visit"]?.int ?? 0
            let process = entered.kind == .processStarted ? entered.data["title"]?.string ?? stage : nil
            guard let run = runs.first(where: { $0.cause == entered.seq && $0.stage == stage }) else {
                return StageVisit(
                    stage: stage, process: process, run: nil, visit: visit, enteredAt: entered.at, reason: entered.reason, version: nil, state: nil,
                    endedAt: nil, cancelled: nil, robots: [])
            }
            let story = entries[run.id] ?? []
            let program = try store.keptVersion(run.definition, run.version, in: reader)?.programs[run.stage]
            let tokens = live.filter { $0.run == run.id }
            let cancelled = story.last { $0.kind == .runCancelled || $0.kind == .runLeft }
            return StageVisit(
                stage: stage, process: process, run: run.id, visit: visit, enteredAt: entered.at, reason: entered.reason, version: run.version,
                state: run.state,
                endedAt: run.endedAt, cancelled: cancelled?.reason,
                robots: program.map { robots(of: $0, story, tokens, cancelled, deliveries.filter { $0.run == run.id }) } ?? [])
        }
    }

    private func robots(
        of program: Program, _ story: [JournalEntry], _ tokens: [LiveToken], _ cancelled: JournalEntry?,
        _ deliveries: [Delivery]
    ) -> [RobotExplanation] {
        program.stops.map { stop in
            let entries = story.filter { $0.node == stop.id }
            let token = tokens.first { program.nodes[$0.node].id == stop.id }
            return explain(stop, entries, token, cancelled, deliveries.last { $0.node == stop.id })
        }
    }

    private func explain(
        _ stop: Program.Stop, _ entries: [JournalEntry], _ token: LiveToken?, _ cancelled: JournalEntry?,
        _ delivery: Delivery?
    ) -> RobotExplanation {
        let acted = entries.last { [.done, .waiting, .failed, .skipped].contains($0.kind) }
        let inputs = entries.last { $0.data["inputs"] != nil }?.data["inputs"]?.object ?? JSONObject()
        let results = entries.reduce(into: [String: Value]()) { all, entry in
            for (name, json) in entry.data["results"]?.object ?? JSONObject() { all[name] = Value(stored: json) }
        }
        let due = entries.last { [.planned, .replanned, .waitBegan].contains($0.kind) }?.data["due"]?.int
        let end = entries.last { $0.kind == .waitBegan || $0.kind == .waitEnded }
        return RobotExplanation(
            id: stop.id, kind: stop.robot?.kind, rule: stop.rule, hasCome: (end?.data["taken"]?.string).map { $0 == "then" }, title: stop.title, timing: stop.timing,
            state: token.map { state($0, entries) } ?? state(entries, cancelled),
            planned: due.map(Timestamp.init(milliseconds:)),
            inputs: inputs.map { RobotExplanation.Input(name: $0.key, value: Value(stored: $0.value)) },
            results: results,
            duration: acted?.data["ms"]?.int.map(TimeSpan.init(milliseconds:)),
            cause: (entries.last { $0.kind == .resumed || $0.kind == .waitEnded } ?? acted)?.reason,
            runs: entries.count { $0.kind == .done }, delivery: delivery)
    }

    private func state(_ token: LiveToken, _ entries: [JournalEntry]) -> RobotExplanation.State {
        guard token.state == .failed, let failure = entries.last(where: { $0.kind == .failed }) else {
            return token.explained()
        }
        return .failed(failure.reason ?? Text(verbatim: ""), incident: failure.data["incident"]?.int)
    }

    /// What became of a robot on which no token stands any more.
    private func state(_ entries: [JournalEntry], _ cancelled: JournalEntry?) -> RobotExplanation.State {
        guard let last = entries.last else { return .notReached }
        switch last.kind {
        case .done, .waitEnded: return .done(last.at)
        case .skipped: return .skipped(last.reason ?? Text(verbatim: ""), last.at)
        case .passed: return .passed(last.at)
        case .planned, .replanned, .waiting, .resumed, .failed, .retried, .waitBegan:
            // A pause leaves no entry when it is over: the story went on behind it.
            return cancelled.map { isPending(last, in: $0) ? .cancelled($0.reason) : .done(last.at) } ?? .done(last.at)
        case .stageEntered, .stageRestarted, .processStarted, .processRefused, .runStarted, .runEnded, .runCancelled, .runMigrated, .runLeft, .branchTaken, .loopEnded,
            .triggerApplied, .triggerDeclined, .delivered, .undelivered, .deliveryCancelled, .deliveredLate, .deliveryNoted, .held, .released:
            return .notReached
        }
    }

    private func isPending(_ entry: JournalEntry, in cancelled: JournalEntry) -> Bool {
        cancelled.data["pending"]?.array?.contains { $0.string == entry.node } ?? false
    }
}

extension Program {
    /// What the screen shows of a program: a robot, or a pause or wait of the designer.
    struct Stop {
        let id: String
        let title: String
        let timing: Timing
        let robot: RobotSetting?
        let rule: WaitRule?
    }

    /// Robots, pauses and waits in the order of the screen.
    var stops: [Stop] {
        let robots = Set(robots.map(\.id))
        return nodes.compactMap { node in
            switch node.action {
            case .robot(let robot): Stop(id: robot.id, title: robot.title, timing: robot.timing, robot: robot, rule: nil)
            case .delay(let timing) where !robots.contains(node.id):
                Stop(id: node.id, title: node.title, timing: timing, robot: nil, rule: nil)
            case .wait(let rule, _): Stop(id: node.id, title: node.title, timing: .now, robot: nil, rule: rule)
            case .delay, .branch, .jump, .fork, .loop, .each, .stop, .end: nil
            }
        }
    }
}

extension Value {
    /// A value from a journal; what is no value is shown as it is stored.
    fileprivate init(stored json: JSONValue) {
        do {
            self = try Value(json: json)
        } catch {
            self = .string(json.text)
        }
    }
}
