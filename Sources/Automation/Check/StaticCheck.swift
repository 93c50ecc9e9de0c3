import Kernel

extension AutomationStore {
    /// What is wrong with an automation before it is saved: kinds and stages that do not exist, empty parameters, broken
    /// insertions, double ids, circles of stages without a pause. Errors prevent saving, warnings do not.
    /// - Parameters:
    ///   - name: the pipeline's stored name.
    ///   - pipelines: stages of this and other pipelines; a pipeline that is not among them has its stages unchecked.
    ///   - knowledge: what insertions and people mean on this portal now; nil leaves that unchecked. Results of robots are
    ///     checked here.
    package func check(
        _ body: PipelineAutomation, of name: String, among pipelines: [PipelineOutline],
        knowing knowledge: PortalKnowledge? = nil
    ) -> [Finding] {
        var check = StaticCheck(catalog: catalog, pipelines: pipelines, pipeline: name, knowledge: knowledge)
        check.run(body)
        return check.findings + CycleCheck(catalog: catalog).findings(in: body)
    }
}

/// Walks through an automation and collects what is wrong with it.
struct StaticCheck {
    let catalog: Catalog
    let pipelines: [PipelineOutline]
    let pipeline: String
    let knowledge: PortalKnowledge?
    var findings: [Finding] = []
    private var ids: [String: String] = [:]
    /// The body's processes of their own, by their codes.
    var processes: [String: NamedProcess] = [:]
    /// Parameters of the process that is being checked; nil for a stage.
    private var parameterCodes: Set<String>?
    private var robotIDs: Set<String> = []
    private var triggerIDs: Set<String> = []

    init(catalog: Catalog, pipelines: [PipelineOutline], pipeline: String, knowledge: PortalKnowledge?) {
        self.catalog = catalog
        self.pipelines = pipelines
        self.pipeline = pipeline
        self.knowledge = knowledge
    }

    mutating func run(_ body: PipelineAutomation) {
        var stages: Set<String> = []
        triggerIDs = Set(body.stages.flatMap(\.triggers).map(\.id))
        let named = body.stages.compactMap { stage in stage.named.map { (stage.stage, $0) } }
        processes = Dictionary(named) { first, _ in first }
        for stage in body.stages {
            let place = "stages[\(stage.stage)]"
            if !stages.insert(stage.stage).inserted { error(place, CheckTexts.doubleStage) }
            parameterCodes = stage.named.map { Set($0.parameters.map(\.code)) }
            robotIDs = Set(stage.process.flatMap(\.giverIDs))
            if let named = stage.named {
                check(stage, named: named, place)
            } else if isUnknown(stage.stage, in: pipeline) {
                error(place, CheckTexts.unknownStage.with(["stage": stage.stage]))
            }
            for (index, trigger) in stage.triggers.enumerated() { check(trigger, "\(place).triggers[\(index)]") }
            for (index, block) in stage.process.enumerated() { check(block, "\(place).\(block.listName)[\(index)]") }
            if stage.named == nil { checkOrder(stage, place) }
            checkReach(stage, place)
        }
    }

    mutating func check(_ trigger: TriggerSetting, _ place: String) {
        claim(trigger.id, place)
        guard let kind = catalog[trigger: trigger.kind] else {
            return error("\(place).kind", CheckTexts.unknownTrigger.with(["kind": trigger.kind]))
        }
        check(trigger.condition, "\(place).condition")
        check(trigger.parameters, kind.parameters, place)
    }

    mutating func check(_ block: Block, _ place: String) {
        claim(block.id, place)
        switch block {
        case .robot(let robot): check(robot, place)
        case .branch(_, _, let condition, let then, let otherwise):
            check(condition, "\(place).condition")
            check(then, "\(place).then")
            check(otherwise, "\(place).otherwise")
        case .choice(_, _, let cases, let otherwise):
            if cases.isEmpty { error("\(place).cases", CheckTexts.noBranches) }
            for (index, option) in cases.enumerated() {
                check(option.condition, "\(place).cases[\(index)].condition")
                check(option.blocks, "\(place).cases[\(index)]")
            }
            check(otherwise, "\(place).otherwise")
        case .parallel(_, _, _, let branches):
            if branches.isEmpty { error("\(place).branches", CheckTexts.noBranches) }
            for (index, branch) in branches.enumerated() { check(branch, "\(place).branches[\(index)]") }
        case .delay(_, _, let timing): check(timing, "\(place).timing")
        case .loop(_, _, let condition, let limit, let body):
            check(condition, "\(place).condition")
            if !(1...1000).contains(limit) { error("\(place).limit", CheckTexts.badLimit) }
            if body.isEmpty { error("\(place).body", CheckTexts.emptyLoop) }
            if !body.contains(where: { $0.canWait(catalog) }), limit * max(1, body.count) > 200 {
                error(place, CheckTexts.loopWithoutPause)
            }
            check(body, "\(place).body")
        case .wait(_, _, let rule, let came, let missed):
            check(rule, "\(place)")
            if rule.deadline == nil, !missed.isEmpty { warn("\(place).otherwise", CheckTexts.neverMissed) }
            check(came, "\(place).then")
            check(missed, "\(place).otherwise")
        case .each(_, _, let list, let limit, let body):
            check(list, "\(place).list")
            if !(1...ListSource.maximum).contains(limit) { error("\(place).limit", CheckTexts.badListLimit) }
            if body.isEmpty { error("\(place).body", CheckTexts.emptyLoop) }
            check(body, "\(place).body")
        case .stop: break
        }
    }

    mutating func check(_ blocks: [Block], _ place: String) {
        for (index, block) in blocks.enumerated() { check(block, "\(place)[\(index)]") }
    }

    mutating func check(_ robot: RobotSetting, _ place: String) {
        guard let kind = catalog[robot: robot.kind] else {
            return error("\(place).kind", CheckTexts.unknownRobot.with(["kind": robot.kind.rawValue]))
        }
        check(robot.timing, "\(place).timing")
        check(robot.condition, "\(place).condition")
        check(robot.parameters, kind.parameters, place)
        for (name, message) in kind.mistakes(in: robot.parameters).sorted(by: { $0.key < $1.key }) {
            error("\(place).\(name)", message)
        }
        checkConnection(kind, place)
        checkProcess(robot, kind, place)
    }

    /// A robot that would only stop, because nothing can carry out what it sends.
    private mutating func checkConnection(_ robot: any Robot, _ place: String) {
        guard let connector = robot.connector, let knowledge else { return }
        let isReady = catalog.connectors.contains(connector) && knowledge.hasConnection(connector)
        if !isReady { warn(place, CheckTexts.noConnection(connector)) }
    }

    /// An id must stay the same for the journal and unique for tokens, and be a name for `{=id:result}`.
    private mutating func claim(_ id: String, _ place: String) {
        if !isCode(id) { error("\(place).id", CheckTexts.badID.with(["id": id])) }
        if let other = ids.updateValue(place, forKey: id) {
            error("\(place).id", CheckTexts.doubleID.with(["id": id, "place": other]))
        }
    }

    /// In a column an at-once robot starts with the stage, also below a block of the designer: seldom what is meant.
    private mutating func checkOrder(_ stage: StageAutomation, _ place: String) {
        var isBelowBlock = false
        for (index, block) in stage.process.enumerated() {
            guard case .robot(let robot) = block else {
                isBelowBlock = true
                continue
            }
            if isBelowBlock, !robot.timing.afterPrevious {
                warn("\(place).\(block.listName)[\(index)].timing", CheckTexts.parallelBelowBlock)
            }
        }
    }
}

// MARK: - Parts of robots and triggers
extension StaticCheck {
    mutating func check(_ timing: Timing, _ place: String) {
        guard let field = timing.field else { return }
        let reference = FieldReference(object: "Document", field: field)
        if let knowledge, !knowledge.knowsReference(reference) {
            error("\(place).field", CheckTexts.unknownField.with(["field": field]))
        }
    }

    mutating func check(_ condition: Condition?, _ place: String) {
        guard let condition else { return }
        for problem in condition.errors(knownReference: isKnown) { error(place, problem.message) }
        // Words of a drawing that was imported, until a person says what they mean.
        for comparison in condition.comparisons where comparison.left.isLiteral {
            error(place, CheckTexts.wordsForCondition.with(["words": comparison.left.source]))
        }
    }

    /// Results of robots and triggers are known here, everything else to the binding.
    func isKnown(_ reference: FieldReference) -> Bool {
        if reference.object == NamedProcess.parameters, let parameterCodes { return parameterCodes.contains(reference.field) }
        if robotIDs.contains(reference.object) || triggerIDs.contains(reference.object) { return true }
        return knowledge?.knowsReference(reference) ?? FieldReference.knownObjects.contains(reference.object)
    }

    func isUnknown(_ stage: String, in pipeline: String) -> Bool {
        guard let outline = pipelines.first(where: { $0.name == pipeline }) else { return false }
        return !outline.stages.contains(stage)
    }

    mutating func error(_ place: String, _ message: Text) { findings.append(Finding(.error, place, message)) }
    mutating func warn(_ place: String, _ message: Text) { findings.append(Finding(.warning, place, message)) }
}
