import Automation
import Kernel
import Yams

/// Writes the automation of a stage as a preset has it: what `AutomationReader` reads.
struct AutomationWriter {
    let catalog: Automation.Catalog

    func node(_ stage: StageAutomation) -> Node {
        let robots = stage.robots.map { Node.list($0.map(node)) }
        return .members([
            ("named", stage.named.map(node)),
            ("triggers", stage.triggers.isEmpty ? nil : .list(stage.triggers.map(node))),
            ("robots", stage.process.isEmpty ? nil : robots),
            ("process", robots == nil ? .list(stage.process.map(node)) : nil),
        ])
    }

    private func node(_ named: NamedProcess) -> Node {
        .members([
            ("title", .text(named.title)),
            ("starts", .list(NamedProcess.Start.allCases.filter(named.starts.contains).map { .text($0.rawValue) })),
            ("if", named.condition.map(node)),
            ("parameters", named.parameters.isEmpty ? nil : .list(named.parameters.map { parameter in
                .members([
                    ("code", .text(parameter.code)), ("title", .text(parameter.title)), ("kind", .text(parameter.kind.rawValue)),
                    ("required", .flagIfSet(parameter.isRequired)),
                ])
            })),
            ("results", named.results.isEmpty ? nil : .list(named.results.map { result in
                .members([("code", .text(result.code)), ("value", .text(result.value.source))])
            })),
        ])
    }

    private func node(_ trigger: TriggerSetting) -> Node {
        .members([
            ("id", .text(trigger.id)), ("trigger", .text(trigger.kind)), ("title", .text(trigger.title)),
            ("if", trigger.condition.map(node)), ("allowsBack", .flagIfSet(trigger.allowsBack)),
            ("with", node(trigger.parameters, catalog[trigger: trigger.kind]?.parameters ?? [])),
        ])
    }

    private func node(_ robot: RobotSetting) -> Node {
        .members([
            ("id", .text(robot.id)), ("robot", .text(robot.kind.rawValue)), ("title", .text(robot.title)), ("run", node(robot.timing)),
            ("if", robot.condition.map(node)), ("leaving", robot.leaving == .stop ? nil : .text(robot.leaving.rawValue)),
            ("with", node(robot.parameters, catalog[robot: robot.kind]?.parameters ?? [])),
        ])
    }

    /// The parameters in the order of the dialog.
    private func node(_ parameters: [String: JSONValue], _ specs: [ParameterSpec]) -> Node? {
        let known = specs.compactMap { spec in parameters[spec.name].map { (spec, $0) } }
        return known.isEmpty ? nil : .members(known.map { ($0.name, node($1, $0)) })
    }

    private func node(_ json: JSONValue, _ spec: ParameterSpec) -> Node {
        guard case .moment = spec.kind, json.string == nil, let timing = try? Timing(json: json) else { return .json(json) }
        return node(timing)
    }

    // MARK: Blocks

    private func node(_ block: Block) -> Node {
        switch block {
        case .robot(let robot): node(robot)
        case .branch(let id, let title, let condition, let then, let otherwise):
            .members([
                ("branch", .text(id)), ("title", .text(title)), ("if", node(condition)), ("then", .list(then.map(node))),
                ("else", otherwise.isEmpty ? nil : .list(otherwise.map(node))),
            ])
        case .choice(let id, let title, let cases, let otherwise):
            .members([
                ("switch", .text(id)), ("title", .text(title)),
                ("cases", .list(cases.map { way in
                    .members([("title", .text(way.title)), ("if", node(way.condition)), ("then", .list(way.blocks.map(node)))])
                })), ("else", otherwise.isEmpty ? nil : .list(otherwise.map(node))),
            ])
        case .parallel(let id, let title, let waitsForAll, let branches):
            .members([
                ("parallel", .text(id)), ("title", .text(title)), ("waitsFor", .text(waitsForAll ? "all" : "any")),
                ("branches", .list(branches.map { .list($0.map(node)) })),
            ])
        case .delay(let id, let title, let timing): .members([("delay", .text(id)), ("title", .text(title)), ("run", node(timing))])
        case .loop(let id, let title, let condition, let limit, let body):
            .members([
                ("loop", .text(id)), ("title", .text(title)), ("if", node(condition)), ("limit", .number(limit)), ("body", .list(body.map(node))),
            ])
        case .wait(let id, let title, let rule, let came, let missed):
            .members(
                [("wait", .text(id)), ("title", .text(title))] + goal(rule) + [
                    ("deadline", rule.deadline.map(node)), ("then", came.isEmpty ? nil : .list(came.map(node))),
                    ("else", missed.isEmpty ? nil : .list(missed.map(node))),
                ])
        case .each(let id, let title, let list, let limit, let body):
            .members([
                ("each", .text(id)), ("title", .text(title)), source(list), ("limit", .number(limit)), ("body", .list(body.map(node))),
            ])
        case .stop(let id): .members([("stop", .text(id))])
        }
    }

    private func goal(_ rule: WaitRule) -> [(String, Node?)] {
        switch rule.goal {
        case .event(let kind, let parameters, let condition):
            [
                ("event", .text(kind)), ("with", node(parameters, catalog[trigger: kind]?.parameters ?? [])),
                ("if", condition.map(node)),
            ]
        case .condition(let condition): [("if", node(condition))]
        case .moment(let timing): [("until", node(timing))]
        }
    }

    private func source(_ list: ListSource) -> (String, Node?) {
        switch list {
        case .values(let template): ("list", .text(template.source))
        case .rows(let rows): ("of", .text(rows.rawValue))
        }
    }

    // MARK: Conditions

    private func node(_ condition: Condition) -> Node {
        switch condition {
        case .all(let parts): .members([("all", .list(parts.map(node)))])
        case .any(let parts): .members([("any", .list(parts.map(node)))])
        case .not(let part): .members([("not", node(part))])
        case .comparison(let comparison): node(comparison)
        }
    }

    private func node(_ comparison: Comparison) -> Node {
        let reference = comparison.left.soleReference
        let field = reference.flatMap { $0.object == "Document" && comparison.left.source == "{=Document:\($0.field)}" ? $0.field : nil }
        return .members([
            (field == nil ? "left" : "field", .text(field ?? comparison.left.source)), ("is", .text(comparison.sign.rawValue)),
            ("value", values(comparison.right)),
        ])
    }

    /// One as it is, several as a list; a single list is a list in a list.
    private func values(_ operands: [Operand]) -> Node? {
        let nodes = operands.map(node)
        guard let first = nodes.first else { return nil }
        return nodes.count == 1 && first.sequence == nil ? first : .list(nodes)
    }

    private func node(_ operand: Operand) -> Node {
        switch operand {
        case .value(let value): .json(value.json)
        case .template(let template):
            template.isLiteral ? .members([("template", .text(template.source))]) : .text(template.source)
        }
    }

    // MARK: Moments

    /// `now`, `after previous`, `{after: 3 days, of: FIELD, …}`: see `PresetNode.timing`.
    private func node(_ timing: Timing) -> Node {
        if timing == .now { return .text("now") }
        if timing == .afterPreviousRobot { return .text("after previous") }
        let field: String? = if case .field(let code) = timing.base { code } else { nil }
        let unit = "\(timing.countsWorkingTime ? "working " : "")\(timing.unit.rawValue)"
        return .members([
            (timing.amount < 0 ? "before" : "after", .text("\(abs(timing.amount)) \(unit)")), ("of", field.map(Node.text)),
            ("workingTime", .flagIfSet(timing.workingTimeOnly)), ("timeOfDay", timing.timeOfDay.map { .text($0.description) }),
            ("order", timing.afterPrevious ? .text("after previous") : nil),
        ])
    }
}
