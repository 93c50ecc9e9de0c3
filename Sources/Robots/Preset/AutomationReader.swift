import Automation
import Kernel
import Yams

/// Reads the automation of one stage from a preset: triggers, and robots or a process.
struct AutomationReader {
    let node: PresetNode
    let catalog: Automation.Catalog

    func stage(_ code: String) throws -> StageAutomation {
        let node = try node.allowing("named", "triggers", "robots", "process")
        let robots = try node.optional("robots")?.elements().map { Block.robot(try robot($0)) }
        return StageAutomation(
            stage: code, triggers: try node.optional("triggers")?.elements().map(trigger) ?? [],
            process: try robots ?? blocks(node.optional("process")), named: try node.optional("named").map(named))
    }

    private func named(_ node: PresetNode) throws -> NamedProcess {
        let node = try node.allowing("title", "starts", "if", "parameters", "results")
        return NamedProcess(
            title: try node.text("title"), starts: Set(try node.optional("starts")?.elements().map { try $0.word(NamedProcess.Start.self) } ?? []),
            condition: try node.optional("if")?.condition(),
            parameters: try node.optional("parameters")?.elements().map { node in
                let node = try node.allowing("code", "title", "kind", "required")
                return NamedProcess.Parameter(
                    code: try node.text("code"), title: try title(node),
                    kind: try node.optional("kind")?.word(NamedProcess.Parameter.Kind.self) ?? .text, isRequired: try node.flag("required"))
            } ?? [],
            results: try node.optional("results")?.elements().map { node in
                let node = try node.allowing("code", "value")
                return NamedProcess.Result(code: try node.text("code"), value: Template(try node.text("value")))
            } ?? [])
    }

    // MARK: Triggers and robots

    private func trigger(_ node: PresetNode) throws -> TriggerSetting {
        let node = try node.allowing("id", "trigger", "title", "if", "with", "allowsBack")
        let kind = try node.text("trigger")
        let trigger = try trigger(of: kind, node.required("trigger"))
        return TriggerSetting(
            id: try node.text("id"), kind: kind, title: try node.optional("title")?.text() ?? trigger.title.russian,
            condition: try node.optional("if")?.condition(),
            parameters: try parameters(node.optional("with"), trigger.parameters), allowsBack: try node.flag("allowsBack"))
    }

    private func trigger(of kind: String, _ node: PresetNode) throws -> any Trigger {
        if let trigger = catalog[trigger: kind] { return trigger }
        let known = catalog.triggers.map(\.kind).joined(separator: ", ")
        throw node.failure(PresetTexts.unknownWord.with(["word": kind, "known": known]))
    }

    private func robot(_ node: PresetNode) throws -> RobotSetting {
        let node = try node.allowing("id", "robot", "title", "run", "if", "with", "leaving")
        let kind = RobotKind(try node.text("robot"))
        guard let robot = catalog[robot: kind] else {
            let known = catalog.robots.map(\.kind.rawValue).joined(separator: ", ")
            throw try node.required("robot").failure(PresetTexts.unknownWord.with(["word": kind.rawValue, "known": known]))
        }
        return RobotSetting(
            id: try node.text("id"), kind: kind, title: try node.optional("title")?.text() ?? robot.title.russian,
            timing: try node.optional("run")?.timing() ?? .afterPreviousRobot, condition: try node.optional("if")?.condition(),
            parameters: try parameters(node.optional("with"), robot.parameters),
            leaving: try node.optional("leaving")?.word(Leaving.self) ?? .stop)
    }

    /// The parameters as stored: moments as `Timing`'s JSON, everything else as written.
    private func parameters(_ node: PresetNode?, _ specs: [ParameterSpec]) throws -> [String: JSONValue] {
        var parameters: [String: JSONValue] = [:]
        for (name, value) in try node?.members() ?? [] {
            guard let spec = specs.first(where: { $0.name == name }) else {
                throw value.failure(PresetTexts.unknownKey.with(["key": name]))
            }
            if case .moment = spec.kind, !value.isExpression {
                parameters[name] = try value.timing().json
            } else {
                parameters[name] = try value.json()
            }
        }
        return parameters
    }

    // MARK: Processes of the designer

    private func blocks(_ node: PresetNode?) throws -> [Block] {
        try node?.elements().map(block) ?? []
    }

    private func block(_ node: PresetNode) throws -> Block {
        if node.optional("robot") != nil { return .robot(try robot(node)) }
        if let id = node.optional("branch") { return try branch(node, try id.text()) }
        if let id = node.optional("switch") { return try choice(node, try id.text()) }
        if let id = node.optional("parallel") { return try parallel(node, try id.text()) }
        if let id = node.optional("loop") { return try loop(node, try id.text()) }
        if let id = node.optional("wait") { return try wait(node, try id.text()) }
        if let id = node.optional("each") { return try each(node, try id.text()) }
        if let id = node.optional("stop") { return .stop(id: try id.text()) }
        if let id = node.optional("delay") {
            let node = try node.allowing("delay", "title", "run")
            return .delay(id: try id.text(), title: try title(node), try node.required("run").timing())
        }
        throw node.failure(PresetTexts.unknownBlock)
    }

    private func branch(_ node: PresetNode, _ id: String) throws -> Block {
        let node = try node.allowing("branch", "title", "if", "then", "else")
        return .branch(
            id: id, title: try title(node), condition: try node.required("if").condition(),
            then: try blocks(node.required("then")), otherwise: try blocks(node.optional("else")))
    }

    private func choice(_ node: PresetNode, _ id: String) throws -> Block {
        let node = try node.allowing("switch", "title", "cases", "else")
        let cases = try node.required("cases").elements().map { part in
            let part = try part.allowing("title", "if", "then")
            return ChoiceCase(
                title: try title(part), condition: try part.required("if").condition(), blocks: try blocks(part.required("then")))
        }
        return .choice(id: id, title: try title(node), cases: cases, otherwise: try blocks(node.optional("else")))
    }

    private func parallel(_ node: PresetNode, _ id: String) throws -> Block {
        let node = try node.allowing("parallel", "title", "waitsFor", "branches")
        let waitsFor = try node.optional("waitsFor")?.text() ?? "all"
        return .parallel(
            id: id, title: try title(node), waitsForAll: waitsFor != "any",
            branches: try node.required("branches").elements().map { try blocks($0) })
    }

    private func loop(_ node: PresetNode, _ id: String) throws -> Block {
        let node = try node.allowing("loop", "title", "if", "limit", "body")
        return .loop(
            id: id, title: try title(node), condition: try node.required("if").condition(),
            limit: try node.required("limit").integer(), body: try blocks(node.required("body")))
    }

    private func wait(_ node: PresetNode, _ id: String) throws -> Block {
        let node = try node.allowing("wait", "title", "event", "with", "if", "until", "deadline", "then", "else")
        let rule = WaitRule(try goal(node), deadline: try node.optional("deadline")?.timing())
        return .wait(
            id: id, title: try title(node), rule, came: try blocks(node.optional("then")), missed: try blocks(node.optional("else")))
    }

    private func goal(_ node: PresetNode) throws -> WaitRule.Goal {
        let condition = try node.optional("if")?.condition()
        if let until = node.optional("until") { return .moment(try until.timing()) }
        guard let event = node.optional("event") else {
            guard let condition else { throw node.failure(PresetTexts.noGoal) }
            return .condition(condition)
        }
        let kind = try event.text()
        let trigger = try trigger(of: kind, event)
        return .event(kind: kind, parameters: try parameters(node.optional("with"), trigger.parameters), condition: condition)
    }

    private func each(_ node: PresetNode, _ id: String) throws -> Block {
        let node = try node.allowing("each", "title", "list", "of", "limit", "body")
        let list: ListSource =
            if let rows = node.optional("of") { .rows(try rows.word(ListSource.Rows.self)) } else {
                .values(Template(try node.text("list")))
            }
        return .each(
            id: id, title: try title(node), list, limit: try node.required("limit").integer(), body: try blocks(node.required("body")))
    }

    private func title(_ node: PresetNode) throws -> String { try node.optional("title")?.text() ?? "" }
}

extension PresetNode {
    /// `{field: CODE, is: equal, value: …}`, `{all: […]}`, `{any: […]}`, `{not: …}`.
    func condition() throws -> Condition {
        if let parts = optional("all") { return .all(try parts.elements().map { try $0.condition() }) }
        if let parts = optional("any") { return .any(try parts.elements().map { try $0.condition() }) }
        if let part = optional("not") { return .not(try part.condition()) }
        let node = try allowing("field", "left", "is", "value")
        let values = try node.optional("value").map { value in
            value.node.sequence == nil ? [try value.operand()] : try value.elements().map { try $0.operand() }
        }
        return .comparison(
            Comparison(
                Template(try node.optional("left")?.text() ?? "{=Document:\(try node.text("field"))}"), try node.required("is").word(ConditionOperator.self),
                values ?? []))
    }

    /// Whether a moment is given by an expression or insertion.
    var isExpression: Bool { node.string.map { $0.hasPrefix("=") || $0.contains("{") } ?? false }

    /// A text with an insertion is a template, and what is written as `{template: text}`; anything else is a value.
    private func operand() throws -> Operand {
        if let source = optional("template") { return .template(Template(try source.text())) }
        let json = try json()
        if case .string(let text) = json, !Template(text).isLiteral { return .template(Template(text)) }
        return .value(try Value(json: json))
    }
}
