import Automation
import CRM
import Kernel
import Storage

/// Robots and triggers that name a person directly, in the version that starts for new items. Items on the way keep the
/// version they started with: there the person's supervisor steps in.
struct RobotMentions: PersonMentions {
    let automation: AutomationStore
    let pipelines: PipelineStore

    func mentions(of user: UserID, in reader: any Reader) throws -> [PersonMention] {
        try active(in: reader).flatMap { pipeline, body in
            body.titles(naming: Mention(user)).map { title in
                PersonMention(
                    place: RobotTexts.mention.with(["robot": Text(verbatim: title), "pipeline": pipeline.name]),
                    path: "/automation/\(pipeline.automationName)")
            }
        }
    }

    /// Publishes a version with the substitute. Who may dismiss may also say who takes over.
    func replace(_ user: UserID, with substitute: UserID, in command: Command) throws {
        let transaction = command.transaction
        let outlines = try pipelines.all(in: transaction).outlines
        for (pipeline, body) in try active(in: transaction) where !body.titles(naming: Mention(user)).isEmpty {
            let changed = try PipelineAutomation(json: Mention(user).replaced(by: Mention(substitute), in: body.json))
            try automation.publish(
                changed, to: pipeline.automationName, among: outlines, by: command.actor.user,
                note: RobotTexts.replacedNote[SettingsStore.settings(in: transaction).language], in: transaction, at: command.now)
        }
    }

    private func active(in reader: any Reader) throws -> [(Pipeline, PipelineAutomation)] {
        try pipelines.all(in: reader).all.compactMap { pipeline in
            try automation.active(pipeline.automationName, in: reader).map { (pipeline, $0) }
        }
    }
}

/// How stored settings of robots name a person: as a choice of the person selector or as a value.
private struct Mention {
    let selector: JSONValue
    let value: JSONValue

    init(_ user: UserID) {
        selector = .string(PeopleSelector.user(user).stored)
        value = Value.user(user).json
    }

    func occurs(in json: JSONValue) -> Bool {
        if json == selector || json == value { return true }
        return switch json {
        case .array(let elements): elements.contains(where: occurs)
        case .object(let object): object.contains { occurs(in: $0.value) }
        case .null, .bool, .int, .double, .string: false
        }
    }

    /// A list that already has the other keeps them once.
    func replaced(by other: Mention, in json: JSONValue) -> JSONValue {
        if json == selector { return other.selector }
        if json == value { return other.value }
        switch json {
        case .array(let elements) where elements.contains(selector) || elements.contains(value):
            var kept: [JSONValue] = []
            for element in elements.map({ replaced(by: other, in: $0) }) where !kept.contains(element) { kept.append(element) }
            return .array(kept)
        case .array(let elements): return .array(elements.map { replaced(by: other, in: $0) })
        case .object(let object):
            return .object(JSONObject(object.members.map { .init($0.key, replaced(by: other, in: $0.value)) }))
        case .null, .bool, .int, .double, .string: return json
        }
    }
}

extension PipelineAutomation {
    /// What the robots, triggers and blocks that name somebody are called.
    fileprivate func titles(naming mention: Mention) -> [String] {
        stages.flatMap { stage in
            (stage.named.map { mention.occurs(in: $0.json) ? [$0.title] : [] } ?? [])
                + stage.triggers.filter { mention.occurs(in: $0.json) }.map(\.title)
                + stage.process.flatMap { $0.titles(naming: mention) }
        }
    }
}

extension Block {
    fileprivate func titles(naming mention: Mention) -> [String] {
        (mention.occurs(in: own) ? [title] : []) + lists.flatMap(\.blocks).flatMap { $0.titles(naming: mention) }
    }

    /// What is set on the block itself, without what stands in it.
    private var own: JSONValue {
        lists.reduce(self) { $0.holding([], in: $1.part) }.json
    }
}
