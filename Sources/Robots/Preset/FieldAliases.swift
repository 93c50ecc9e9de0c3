import Automation
import CRM
import Kernel

/// Turns `{{Название}}` in parameters into `{=Document:TITLE}`: what is stored survives the renaming of a field.
package struct FieldAliases: Sendable {
    let fields: FieldRegistry
    let entity: EntityType
    /// Fields that do not exist yet, by title.
    private let further: [(title: Text, code: String)]

    package init(fields: FieldRegistry, entity: EntityType, further: [(title: Text, code: String)] = []) {
        self.fields = fields
        self.entity = entity
        self.further = further
    }

    private func code(titled title: String) -> String? {
        fields.field(titled: title, of: entity)?.code.rawValue
            ?? further.first { [$0.title.russian.lowercased(), $0.title.english.lowercased()].contains(title.lowercased()) }?.code
    }

    /// The automation with every alias resolved.
    /// - Throws: `Failure(.invalid)` naming a title that no field has.
    package func resolving(_ automation: PipelineAutomation) throws -> PipelineAutomation {
        PipelineAutomation(
            stages: try automation.stages.map { stage in
                var stage = stage
                stage.process = try stage.process.map(resolving)
                if var named = stage.named {
                    named.results = try named.results.map { .init(code: $0.code, value: Template(try resolving($0.value.source, named.title))) }
                    stage.named = named
                }
                return stage
            })
    }

    /// One robot's setting with its aliases resolved.
    package func resolving(_ robot: RobotSetting) throws -> RobotSetting {
        var robot = robot
        robot.parameters = try robot.parameters.mapValues { try resolving($0, robot.title) }
        return robot
    }

    private func resolving(_ block: Block) throws -> Block {
        switch block {
        case .robot(let robot): .robot(try resolving(robot))
        case .branch(let id, let title, let condition, let then, let otherwise):
            .branch(
                id: id, title: title, condition: condition, then: try then.map(resolving),
                otherwise: try otherwise.map(resolving))
        case .choice(let id, let title, let cases, let otherwise):
            .choice(
                id: id, title: title,
                cases: try cases.map { ChoiceCase(title: $0.title, condition: $0.condition, blocks: try $0.blocks.map(resolving)) },
                otherwise: try otherwise.map(resolving))
        case .parallel(let id, let title, let waitsForAll, let branches):
            .parallel(id: id, title: title, waitsForAll: waitsForAll, branches: try branches.map { try $0.map(resolving) })
        case .loop(let id, let title, let condition, let limit, let body):
            .loop(id: id, title: title, condition: condition, limit: limit, body: try body.map(resolving))
        case .wait(let id, let title, let rule, let came, let missed):
            .wait(
                id: id, title: title, try resolving(rule, title.isEmpty ? id : title), came: try came.map(resolving),
                missed: try missed.map(resolving))
        case .each(let id, let title, .values(let list), let limit, let body):
            .each(
                id: id, title: title, .values(Template(try resolving(list.source, title.isEmpty ? id : title))), limit: limit,
                body: try body.map(resolving))
        case .each(let id, let title, let list, let limit, let body):
            .each(id: id, title: title, list, limit: limit, body: try body.map(resolving))
        case .delay, .stop: block
        }
    }

    private func resolving(_ rule: WaitRule, _ place: String) throws -> WaitRule {
        guard case .event(let kind, let parameters, let condition) = rule.goal else { return rule }
        let resolved = try parameters.mapValues { try resolving($0, place) }
        return WaitRule(.event(kind: kind, parameters: resolved, condition: condition), deadline: rule.deadline)
    }

    private func resolving(_ source: String, _ place: String) throws -> String {
        let template = Template(source) { title in
            code(titled: title).map { (object: "Document", field: $0) }
        }
        if let problem = template.problems.first { throw Failure(.invalid, problem.message, field: place) }
        return template.canonicalSource
    }

    private func resolving(_ json: JSONValue, _ place: String) throws -> JSONValue {
        switch json {
        case .string(let source): return .string(try resolving(source, place))
        case .array(let elements): return .array(try elements.map { try resolving($0, place) })
        case .object(let object):
            return .object(JSONObject(try object.members.map { JSONObject.Member($0.key, try resolving($0.value, place)) }))
        case .null, .bool, .int, .double: return json
        }
    }
}
