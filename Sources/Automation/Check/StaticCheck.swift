import Kernel

extension AutomationStore {
    /// What is wrong with an automation before it is saved: kinds and stages that do not exist, empty parameters, broken
    /// insertions, double ids, circles of stages without a pause. Errors prevent saving, warnings do not.
    /// - Parameters:
    ///   - name: the pipeline's stored name.
    ///   - pipelines: stages of this and other pipelines; a pipeline that is not among them has its stages unchecked.
    ///   - knowsReference: whether an insertion means something on this pipeline's items; results of robots are checked here.
    package func check(
        _ body: PipelineAutomation, of name: String, among pipelines: [PipelineOutline],
        knowsReference: ((FieldReference) -> Bool)? = nil
    ) -> [Finding] {
        var check = StaticCheck(catalog: catalog, pipelines: pipelines, pipeline: name, knowsReference: knowsReference)
        check.run(body)
        return check.findings + CycleCheck(catalog: catalog).findings(in: body)
    }
}

/// Walks through an automation and collects what is wrong with it.
struct StaticCheck {
    let catalog: Catalog
    let pipelines: [PipelineOutline]
    let pipeline: String
    let knowsReference: ((FieldReference) -> Bool)?
    var findings: [Finding] = []
    private var ids: [String: String] = [:]
    private var robotIDs: Set<String> = []
    private var triggerIDs: Set<String> = []

    init(catalog: Catalog, pipelines: [PipelineOutline], pipeline: String, knowsReference: ((FieldReference) -> Bool)?)
    {
        self.catalog = catalog
        self.pipelines = pipelines
        self.pipeline = pipeline
        self.knowsReference = knowsReference
    }

    mutating func run(_ body: PipelineAutomation) {
        var stages: Set<String> = []
        triggerIDs = Set(body.stages.flatMap(\.triggers).map(\.id))
        for stage in body.stages {
            let place = "stages[\(stage.stage)]"
            if !stages.insert(stage.stage).inserted { error(place, CheckTexts.doubleStage) }
            if isUnknown(stage.stage, in: pipeline) {
                error(place, CheckTexts.unknownStage.with(["stage": stage.stage]))
            }
            robotIDs = Set(stage.process.flatMap(\.robots).map(\.id))
            for (index, trigger) in stage.triggers.enumerated() { check(trigger, "\(place).triggers[\(index)]") }
            for (index, block) in stage.process.enumerated() { check(block, "\(place).\(block.listName)[\(index)]") }
            checkOrder(stage, place)
        }
    }

    private mutating func check(_ trigger: TriggerSetting, _ place: String) {
        claim(trigger.id, place)
        guard let kind = catalog[trigger: trigger.kind] else {
            return error("\(place).kind", CheckTexts.unknownTrigger.with(["kind": trigger.kind]))
        }
        check(trigger.condition, "\(place).condition")
        check(trigger.parameters, kind.parameters, place)
    }

    private mutating func check(_ block: Block, _ place: String) {
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
        case .stop: break
        }
    }

    private mutating func check(_ blocks: [Block], _ place: String) {
        for (index, block) in blocks.enumerated() { check(block, "\(place)[\(index)]") }
    }

    private mutating func check(_ robot: RobotSetting, _ place: String) {
        guard let kind = catalog[robot: robot.kind] else {
            return error("\(place).kind", CheckTexts.unknownRobot.with(["kind": robot.kind.rawValue]))
        }
        check(robot.timing, "\(place).timing")
        check(robot.condition, "\(place).condition")
        check(robot.parameters, kind.parameters, place)
    }

    /// An id must stay the same for the journal and unique for tokens, and be a name for `{=id:result}`.
    private mutating func claim(_ id: String, _ place: String) {
        let isName =
            !id.isEmpty
            && id.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
                default: false
                }
            }
        if !isName { error("\(place).id", CheckTexts.badID.with(["id": id])) }
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
    private mutating func check(_ timing: Timing, _ place: String) {
        guard let field = timing.field else { return }
        let reference = FieldReference(object: "Document", field: field)
        if let knowsReference, !knowsReference(reference) {
            error("\(place).field", CheckTexts.unknownField.with(["field": field]))
        }
    }

    private mutating func check(_ condition: Condition?, _ place: String) {
        guard let condition else { return }
        for problem in condition.errors(knownReference: isKnown) { error(place, problem.message) }
    }

    private mutating func check(_ parameters: [String: JSONValue], _ specs: [ParameterSpec], _ place: String) {
        for name in parameters.keys.sorted() where !specs.contains(where: { $0.name == name }) {
            warn("\(place).\(name)", CheckTexts.unknownParameter)
        }
        for spec in specs {
            let here = "\(place).\(spec.name)"
            guard let json = parameters[spec.name] ?? spec.preset, !json.isBlank else {
                if spec.isRequired { error(here, CheckTexts.required.with(["parameter": spec.title])) }
                continue
            }
            check(json, spec, here)
        }
    }

    private mutating func check(_ json: JSONValue, _ spec: ParameterSpec, _ place: String) {
        switch spec.kind {
        case .stage:
            if let code = json.string, isUnknown(code, in: pipeline) {
                error(place, CheckTexts.unknownStage.with(["stage": code]))
            }
        case .stages:
            for case let code? in (json.array ?? []).map(\.string) where isUnknown(code, in: pipeline) {
                error(place, CheckTexts.unknownStage.with(["stage": code]))
            }
        case .pipelineStage: checkPipelineStage(json, place)
        case .choice(let options):
            if let code = json.string, !options.contains(where: { $0.code == code }) {
                error(place, CheckTexts.unknownChoice.with(["choice": code]))
            }
        case .moment where json.object != nil: checkMoment(json, place)
        case .yesNo where json.string == nil && json.bool == nil: error(place, StepTexts.notYesNo)
        case .number where json.string == nil && json.double == nil: error(place, StepTexts.notNumber)
        case .connection: if json.string.flatMap({ Int64($0) }) == nil { error(place, StepTexts.notChoice) }
        case .variable:
            if let code = json.string, !isKnown(FieldReference(object: "GlobalVar", field: code)) {
                error(place, CheckTexts.unknownVariable.with(["code": code]))
            }
        case .fields: checkFields(json.array?.compactMap(\.string) ?? [], of: nil, place)
        case .fieldValues(let type):
            checkFields(json.object?.members.map(\.key) ?? [], of: type, place)
            checkTemplates(json, place)
        case .line, .text, .people, .moment, .yesNo, .number, .lines, .expression: checkTemplates(json, place)
        }
    }

    /// - Parameter type: whose fields they are; those of an item's contact and company are known by its insertions, others
    ///   are checked when the robot acts.
    private mutating func checkFields(_ codes: [String], of type: String?, _ place: String) {
        guard let knowsReference, type == nil || type == "CONTACT" || type == "COMPANY" else { return }
        for code in codes {
            let field = type.map { "\($0).\(code)" } ?? code
            if !knowsReference(FieldReference(object: "Document", field: field)) {
                error(place, CheckTexts.unknownField.with(["field": code]))
            }
        }
    }

    private mutating func checkPipelineStage(_ json: JSONValue, _ place: String) {
        guard let target = json["pipeline"]?.string else { return error(place, CheckTexts.noPipeline) }
        if !pipelines.isEmpty, !pipelines.contains(where: { $0.name == target }) {
            return error("\(place).pipeline", CheckTexts.unknownPipeline.with(["pipeline": target]))
        }
        if let stage = json["stage"]?.string, !stage.isEmpty, isUnknown(stage, in: target) {
            error("\(place).stage", CheckTexts.unknownStage.with(["stage": stage]))
        }
    }

    private mutating func checkMoment(_ json: JSONValue, _ place: String) {
        do {
            check(try Timing(json: json, place: place), place)
        } catch let failure as Failure {
            error(failure.field ?? place, failure.message)
        } catch {
            self.error(place, StepTexts.notMoment)
        }
    }

    /// Every text in the parameter is a template.
    private mutating func checkTemplates(_ json: JSONValue, _ place: String) {
        switch json {
        case .string(let source):
            for problem in Template(source).errors(knownReference: isKnown) { error(place, problem.message) }
        case .array(let elements):
            for (index, element) in elements.enumerated() { checkTemplates(element, "\(place)[\(index)]") }
        case .object(let object): for (key, value) in object { checkTemplates(value, "\(place).\(key)") }
        case .null, .bool, .int, .double: break
        }
    }

    /// Results of robots and triggers are known here, everything else to the binding.
    private func isKnown(_ reference: FieldReference) -> Bool {
        if robotIDs.contains(reference.object) || triggerIDs.contains(reference.object) { return true }
        return knowsReference?(reference) ?? FieldReference.knownObjects.contains(reference.object)
    }

    private func isUnknown(_ stage: String, in pipeline: String) -> Bool {
        guard let outline = pipelines.first(where: { $0.name == pipeline }) else { return false }
        return !outline.stages.contains(stage)
    }

    private mutating func error(_ place: String, _ message: Text) { findings.append(Finding(.error, place, message)) }
    private mutating func warn(_ place: String, _ message: Text) { findings.append(Finding(.warning, place, message)) }
}

extension JSONValue {
    /// Nothing that a person would call filled in.
    fileprivate var isBlank: Bool {
        switch self {
        case .null: true
        case .string(let text): text.allSatisfy(\.isWhitespace)
        case .array(let elements): elements.allSatisfy(\.isBlank)
        case .object(let object): object.isEmpty
        case .bool, .int, .double: false
        }
    }
}
