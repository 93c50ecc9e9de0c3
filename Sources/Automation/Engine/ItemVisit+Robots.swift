import Kernel
import Storage

extension ItemVisit {
    /// The moment of a robot has come: its condition is checked now, then it acts.
    func act(_ token: Token, _ setting: RobotSetting, _ run: Run) throws {
        if token.event == nil, token.loops.isEmpty, run.acted.contains(setting.id) {
            journal(.skipped, run: run.id, node: setting.id, because: EngineTexts.actedBefore)
            return try advance(token)
        }
        if let event = token.event, event.kind == .deliveryFailed { return try failDelivery(token, event) }
        let environment = try environment(of: run)
        let explained = token.event == nil ? try setting.condition.map { try explain($0, in: environment) } : nil
        if let explained, !explained.isTrue {
            let why = EngineTexts.conditionFalse.with(["condition": explained.text])
            journal(.skipped, run: run.id, node: setting.id, because: why, ["condition": explained.json])
            return try advance(token)
        }
        guard let robot = engine.store.catalog[robot: setting.kind] else {
            throw Failure(.notFound, EngineTexts.unknownRobot.with(["kind": setting.kind.rawValue]))
        }
        let step = step(robot, setting, token, run, environment)
        let started = engine.clock.now
        do {
            let outcome = try perform(robot, step, token)
            let spent = engine.clock.now - started
            try take(outcome, token, setting, run, ActRecord(inputs: step.inputs, condition: explained?.json, spent: spent))
        } catch  where !Engine.isOutage(error) {
            try fail(token, error, inputs: step.inputs)
        }
    }

    func step(
        _ robot: any Robot, _ setting: RobotSetting, _ token: Token, _ run: Run,
        _ environment: any EvaluationEnvironment
    ) -> Step {
        var setting = setting
        for parameter in robot.parameters where setting.parameters[parameter.name] == nil {
            setting.parameters[parameter.name] = parameter.preset
        }
        return Step(
            transaction: transaction, now: now, document: document, setting: setting, runID: run.id,
            visit: run.visit, key: "\(run.isProcess ? Step.processMark : "")\(run.id)/\(setting.id)/\(token.iteration)", reason: token.reason, environment: environment)
    }

    /// Lets the robot act; when it fails, only what it did is undone.
    private func perform(_ robot: any Robot, _ step: Step, _ token: Token) throws -> Outcome {
        if let crumb { engine.breadcrumbs?.note(step.setting.title.isEmpty ? step.setting.id : step.setting.title, at: crumb) }
        return try scope.acting(for: cause(token.lineage)) {
            try transaction.savepoint {
                if let event = token.event { try robot.resume(step, event) } else { try robot.run(step) }
            }
        }
    }

    private func take(
        _ outcome: Outcome, _ token: Token, _ setting: RobotSetting, _ run: Run, _ record: ActRecord
    ) throws {
        switch outcome {
        case .done(let results):
            remember(results, of: setting.id, in: run.id)
            journal(.done, run: run.id, node: setting.id, because: token.reason, record.json(results))
            try advance(token)
        case .skipped(let why):
            journal(.skipped, run: run.id, node: setting.id, because: why, record.json())
            try advance(token)
        case .start(let code, let parameters, let waits):
            let process = try startProcess(code, parameters, for: token, setting)
            let results: [String: Value] = ["process": .int(process)]
            let next: Outcome = waits ? .wait(for: Engine.processEnded, correlation: process, results: results) : .done(results: results)
            try take(next, token, setting, run, record)
        case .stop(let code):
            let title = setting.title.isEmpty ? setting.id : setting.title
            let count = try stopProcesses(code, except: run.id, because: EngineTexts.stoppedByRobot.with(["robot": title]))
            try take(count == 0 ? .skipped(EngineTexts.nothingToStop) : .done(results: ["count": .int(Int64(count))]), token, setting, run, record)
        case .wait(let kind, let others, let correlation, let results):
            remember(results, of: setting.id, in: run.id)
            try wait(token, for: [kind] + others, correlation)
            var data = record.json(results).object ?? JSONObject()
            data["event"] = .string(kind.rawValue)
            data["correlation"] = .int(correlation)
            journal(.waiting, run: run.id, node: setting.id, because: token.reason, .object(data))
        }
    }

    private func wait(_ token: Token, for kinds: [EventKind], _ correlation: Int64) throws {
        var token = token
        token.event = nil
        token.state = .waitingForEvent
        token.since = now
        state.tokens[token.id] = token
        for kind in Set(kinds).sorted(by: { $0.rawValue < $1.rawValue }) {
            let subscription = Subscription(
                id: try nextID(), token: token.id, run: token.run, kind: kind, correlation: correlation)
            state.subscriptions[subscription.id] = subscription
        }
    }

    func remember(_ results: [String: Value], of robot: String, in id: Int64) {
        guard !results.isEmpty, var run = state.runs[id] else { return }
        run.results[robot, default: [:]].merge(results) { $1 }
        state.runs[id] = run
    }

    /// Stops this branch until a person decides: an incident, the journal, word to the administrators.
    func fail(_ token: Token, _ error: any Error, inputs: StepInputs = StepInputs()) throws {
        guard var failed = state.tokens[token.id], let run = state.runs[token.run] else { return }
        let message = engine.message(of: error, item: document)
        let node = try program(of: run).nodes[failed.node]
        state.removeWakers(of: failed.id)
        failed.state = .failed
        failed.since = now
        state.tokens[failed.id] = failed
        let title = node.title.isEmpty ? node.id : node.title
        let id = try nextID()
        try IncidentStore(transaction: transaction).open(
            id, .robot, item: document, run: run.id, token: failed.id, node: node.id, title: title, message: message,
            at: now)
        journal(
            .failed, run: run.id, node: node.id, because: message,
            .members(["incident": .int(id), "inputs": inputs.values.isEmpty ? JSONValue?.none : inputs.json]))
        report(title, message)
    }
}

/// What the journal keeps of a robot that has acted.
private struct ActRecord {
    let inputs: StepInputs
    /// Why it acted: the condition with the values that were found.
    let condition: JSONValue?
    let spent: TimeSpan

    func json(_ results: [String: Value] = [:]) -> JSONValue {
        .members([
            "inputs": inputs.values.isEmpty ? nil : inputs.json,
            "results": results.isEmpty ? nil : results.json,
            "condition": condition,
            "ms": spent.milliseconds == 0 ? nil : .int(spent.milliseconds),
        ])
    }
}

extension StepInputs {
    var json: JSONValue { .object(JSONObject(values.map { JSONObject.Member($0.name, $0.value.json) })) }
}
