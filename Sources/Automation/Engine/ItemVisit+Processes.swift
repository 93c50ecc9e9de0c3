import Kernel
import Storage

extension ItemVisit {
    /// Starts a process of the pipeline in which the item stands, in its active version.
    /// - Returns: the number of its run.
    /// - Throws: `Failure` `.notFound` when the pipeline has no such process; as `NamedProcess.accepted`.
    @discardableResult
    func startProcess(
        _ code: String, _ given: [String: Value], because reason: Text, lineage: Lineage, from place: JournalPlace? = nil,
        by user: UserID? = nil
    ) throws -> Int64 {
        guard let position, let compiled = try engine.store.running(position.pipeline, in: transaction),
            let named = compiled.body[stage: code]?.named, let program = compiled.programs[code]
        else { throw Failure(.notFound, EngineTexts.noProcess.with(["process": code])) }
        let parameters = try named.accepted(given)
        let seq = journal(
            .processStarted, node: code, cause: place, because: reason,
            .members(["title": .string(named.title), "parameters": parameters.json, "user": user.map { .int($0.rawValue) }]))
        let run = Run(
            id: try nextID(), definition: compiled.definition, version: compiled.version, stage: code, visit: Run.noVisit,
            state: .running, reason: reason, causeSeq: seq, anchor: now, results: [NamedProcess.parameters: parameters], startedAt: now)
        state.runs[run.id] = run
        journal(.runStarted, run: run.id, node: code, because: reason, ["version": .int(compiled.version), "visit": .int(run.visit)])
        for entry in program.entries {
            let id = try nextID()
            state.tokens[id] = Token(
                id: id, run: run.id, parent: nil, node: entry, state: .ready, anchor: now, since: now, lineage: lineage, reason: reason)
        }
        return run.id
    }

    /// Starts a process on behalf of a robot: too often is a circle.
    func startProcess(_ code: String, _ given: [String: Value], for token: Token, _ setting: RobotSetting) throws -> Int64 {
        try allowProcess(code, token.lineage.next)
        let reason = EngineTexts.startedByRobot.with(["robot": setting.title.isEmpty ? setting.id : setting.title])
        return try startProcess(
            code, given, because: reason, lineage: token.lineage.next, from: JournalPlace(item: document, seq: state.agenda.journalSeq))
    }

    /// - Throws: `Failure` `.limited` for a start that can only be part of a circle.
    private func allowProcess(_ code: String, _ lineage: Lineage) throws {
        let guardian = LoopGuard(transaction: transaction, limits: engine.limits)
        let isAllowed =
            try lineage.depth <= engine.limits.chainedMoves
            && guardian.allowsEntry(of: document, into: code, of: position?.pipeline ?? "", at: now)
        if !isAllowed { throw Failure(.limited, EngineTexts.processLoop.with(["process": try title(ofProcess: code)])) }
    }

    private func title(ofProcess code: String) throws -> String {
        guard let position else { return code }
        return try engine.store.running(position.pipeline, in: transaction)?.body[stage: code]?.named?.title ?? code
    }

    // MARK: Starts that nobody asks for

    /// The item was created or changed: processes that wait for that begin, unless the same one is under way already.
    func startProcesses(_ entry: InboxEvent, at position: StagePosition) throws {
        let start: NamedProcess.Start
        switch entry.event.kind {
        case .itemCreated: start = .onCreate
        case .itemChanged: start = .onChange
        default: return
        }
        guard let compiled = try engine.store.running(position.pipeline, in: transaction) else { return }
        for stage in compiled.body.stages {
            guard let named = stage.named, named.starts.contains(start), !state.liveRuns.contains(where: { $0.stage == stage.stage })
            else { continue }
            do {
                if let condition = named.condition {
                    let results = [NamedProcess.parameters: [String: Value]()]
                    let environment = try environment(results: results, changed: entry.event.changedFields)
                    guard try explain(condition, in: environment).isTrue else { continue }
                }
                if entry.isAutomatic { try allowProcess(stage.stage, entry.lineage) }
                try startProcess(
                    stage.stage, [:], because: entry.event.reason ?? EngineTexts.entered, lineage: entry.lineage, from: entry.cause)
            } catch  where !Engine.isOutage(error) {
                try hold(.loop, engine.message(of: error, item: document), title: named.title)
                return
            }
        }
    }

    // MARK: Orders of people

    func obey(_ entry: InboxEvent) throws {
        let payload = entry.event.payload
        let reason = entry.event.reason ?? EngineTexts.eventCame
        if case .int(let id)? = payload["run"] {
            guard let run = state.runs[id], run.state == .running, run.isProcess else { return }
            return try cancel(run, because: reason)
        }
        guard case .string(let code)? = payload["code"], case .string(let given)? = payload["parameters"] else { return }
        do {
            try startProcess(
                code, try [String: Value](json: JSONValue(parsing: given)), because: reason, lineage: entry.lineage, from: entry.cause,
                by: entry.event.user)
        } catch let failure as Failure {
            // It was in order when it was asked for; the version or the item has changed since.
            journal(.processRefused, node: code, cause: entry.cause, because: failure.message)
        }
    }

    // MARK: The end

    /// Ends live runs of a process, or of all, except one.
    /// - Returns: how many there were.
    func stopProcesses(_ code: String?, except own: Int64, because reason: Text) throws -> Int {
        let runs = state.liveRuns.filter { $0.isProcess && $0.id != own && (code == nil || $0.stage == code) }
        for run in runs { try cancel(run, because: reason) }
        return runs.count
    }

    /// What the process gives back; a result that cannot be calculated is empty, and the journal says why.
    func results(of run: Run) throws -> (values: [String: Value], problem: Text?) {
        let version = try engine.store.version(run.definition, run.version, in: transaction)
        guard let named = version.body[stage: run.stage]?.named else { return ([:], nil) }
        var values: [String: Value] = [:]
        var problem: Text?
        let environment = try environment(of: run)
        for result in named.results {
            let evaluated = try result.value.evaluate(in: environment)
            values[result.code] = evaluated.errors.isEmpty ? evaluated.value : .null
            problem = problem ?? evaluated.errors.first?.message
        }
        return (values, problem)
    }

    /// A process has ended or was stopped: robots that wait for it go on.
    func tellCallers(of run: Run, _ results: [String: Value], isStopped: Bool, _ lineage: Lineage?) throws {
        var payload = results
        payload[Engine.processEnded.noun] = .int(run.id)
        payload["stopped"] = .bool(isStopped)
        let reason = (isStopped ? EngineTexts.processStopped : EngineTexts.processDone).with(["process": try title(ofProcess: run.stage)])
        let event = PostedEvent(kind: Engine.processEnded, document: document, payload: payload, reason: reason)
        let entry = InboxEvent(
            seq: 0, event: event, lineage: lineage ?? Lineage(rootItem: document, rootSeq: run.causeSeq, depth: 0),
            cause: JournalPlace(item: document, seq: state.agenda.journalSeq), at: now)
        _ = try wakeSubscribers(of: entry)
    }
}

extension Run {
    /// A process is bound to no stay on a stage.
    static let noVisit: Int64 = 0

    var isProcess: Bool { stage.first == NamedProcess.mark }
}

extension Engine {
    static let processEnded: EventKind = "process.ended"
    /// Somebody wants a process to start or to stop.
    static let processOrdered: EventKind = "automation.process_ordered"

    /// Starts a process on an item in the name of a person. Call in the person's transaction; it settles.
    /// - Parameters:
    ///   - code: of a process of the pipeline in which the item stands.
    ///   - parameters: by their codes.
    /// - Throws: `Failure` `.notFound` when there is no such process or people do not start it; `.invalid` with the parameter's
    ///   code as `field`.
    package func startProcess(
        _ code: String, on item: DocumentID, _ parameters: [String: Value], by user: UserID?, in transaction: any Transaction,
        at now: Timestamp
    ) throws {
        guard let named = try processes(of: item, in: transaction).first(where: { $0.code == code })?.process,
            named.starts.contains(.byHand)
        else { throw Failure(.notFound, EngineTexts.noProcess.with(["process": code])) }
        _ = try named.accepted(parameters)
        let payload: [String: Value] = ["code": .string(code), "parameters": .string(parameters.json.text)]
        try order(item, payload, EngineTexts.startedByHand, by: user, in: transaction, at: now)
    }

    /// Stops a process that runs on an item; one that has ended meanwhile stays as it is. Settles.
    package func stopProcess(
        run: Int64, on item: DocumentID, by user: UserID?, in transaction: any Transaction, at now: Timestamp
    ) throws {
        try order(item, ["run": .int(run)], EngineTexts.stoppedByHand, by: user, in: transaction, at: now)
    }

    private func order(
        _ item: DocumentID, _ payload: [String: Value], _ reason: Text, by user: UserID?, in transaction: any Transaction,
        at now: Timestamp
    ) throws {
        let event = PostedEvent(kind: Engine.processOrdered, document: item, payload: payload, reason: reason, user: user)
        try post(event, in: transaction, at: now)
        try settle(in: transaction, at: now)
    }

    /// The processes of the pipeline in which an item stands, as they are active now, in their order.
    package func processes(of item: DocumentID, in reader: any Reader) throws -> [(code: String, process: NamedProcess)] {
        guard let position = try source.position(of: item, in: reader), let body = try store.running(position.pipeline, in: reader)?.body
        else { return [] }
        return body.stages.compactMap { stage in stage.named.map { (stage.stage, $0) } }
    }
}
