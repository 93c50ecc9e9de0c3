import Automation
import CRM
import Kernel

/// Robots and triggers as their cards say them.
struct CardWording {
    let model: RobotsModel
    let words: ConditionWords
    let people: PeopleWording
    let language: Language
    private var vocabulary: Vocabulary { words.vocabulary }

    init(_ model: RobotsModel, stage: StageAutomation?, _ language: Language) {
        self.model = model
        self.language = language
        words = ConditionWords(
            vocabulary: model.vocabulary(of: stage), people: model.people, language: language, zone: model.zone)
        people = model.wording(language)
    }

    // MARK: Robots

    func card(_ setting: RobotSetting) -> RobotCardModel {
        var card = RobotCardModel(id: setting.id, title: setting.title)
        card.timing = timing(setting)
        card.recipients = recipients(setting)
        card.detail = detail(setting.parameters, model.store.catalog[robot: setting.kind]?.parameters ?? [])
        card.condition = setting.condition.map { words.sentence($0) }
        card.problem = problems(setting).first
        return card
    }

    func timing(_ setting: RobotSetting) -> String {
        setting.timing.title(conditional: setting.condition != nil) { vocabulary.title(ofField: $0) }[language]
    }

    /// «кому»: people with names behind roles; robots that address nobody act by themselves.
    func recipients(_ setting: RobotSetting) -> [String] {
        guard let spec = model.store.catalog[robot: setting.kind]?.addresseeParameter else {
            return [RobotsTexts.automatically[language]]
        }
        return selectors(setting.parameters[spec.name]).map { $0.selector.map(people.name) ?? $0.text }
    }

    private func selectors(_ json: JSONValue?) -> [(text: String, selector: PeopleSelector?)] {
        let texts = json?.array?.compactMap(\.string) ?? json?.string.map { [$0] } ?? []
        return texts.filter { !$0.isEmpty }.map { ($0, PeopleSelector(stored: $0)) }
    }

    /// Everybody whom the robot needs and who does not exist.
    func problems(_ setting: RobotSetting) -> [String] {
        var problems: [String] = []
        for spec in model.store.catalog[robot: setting.kind]?.parameters ?? [] {
            guard case .people = spec.kind else { continue }
            let chosen = selectors(setting.parameters[spec.name])
            if chosen.isEmpty, spec.isRequired {
                problems.append(PeopleWordingTexts.noOne.with(["parameter": spec.title])[language])
            }
            for (text, selector) in chosen {
                let problem = selector.map(people.problem) ?? PeopleWordingTexts.unknown.with(["text": text])
                if let problem { problems.append(problem[language]) }
            }
        }
        return problems
    }

    // MARK: What it does

    /// The first of its parameters that says what it does: a stage, fields, a subject, a text.
    func detail(_ parameters: [String: JSONValue], _ specs: [ParameterSpec]) -> String? {
        let ordered = specs.filter(\.kind.isDestination) + specs.filter { !$0.kind.isDestination }
        return ordered.lazy.compactMap { spec in parameters[spec.name].flatMap { detail($0, spec) } }.first
    }

    private func detail(_ json: JSONValue, _ spec: ParameterSpec) -> String? {
        switch spec.kind {
        case .stage: return json.string.map { "→ " + (model.pipeline[$0]?.name[language] ?? $0) }
        case .stages:
            return json.array.map { $0.compactMap(\.string).map { model.pipeline[$0]?.name[language] ?? $0 }.joined(separator: ", ") }
        case .pipelineStage: return target(json)
        case .line, .text, .expression: return json.string.flatMap { short(vocabulary.human($0, language)) }
        case .process: return json.string.map { code in "→ " + (model.processes(in: model.edited).first { $0.code == code }?.process.title ?? code) }
        case .variable: return json.string.map { code in model.constants.first { $0.code == code }?.title ?? code }
        case .fieldValues(let type):
            let entity = type.flatMap { EntityType(code: $0) }
            return json.object.map { pairs in
                pairs.members.map { pair in
                    let title = entity.flatMap { model.fields.field(FieldCode(pair.key), of: $0)?.title } ?? vocabulary.title(ofField: pair.key)
                    return "\(title[language]) = \(value(pair.value, of: pair.key))"
                }.joined(separator: "; ")
            }
        case .fields:
            return json.array.map { $0.compactMap(\.string).map { vocabulary.title(ofField: $0)[language] }.joined(separator: ", ") }
        case .choice(let options): return json.string.flatMap { code in options.first { $0.code == code }?.title[language] }
        case .choices(let options):
            let chosen = (json.array ?? []).compactMap(\.string)
            return options.filter { chosen.contains($0.code) }.map { $0.title[language] }.joined(separator: ", ")
        case .connection:
            return json.string.flatMap { id in model.connections.first { String($0.id.rawValue) == id }.map { "→ " + $0.settings.name } }
        case .people, .moment, .yesNo, .number, .processValues, .lines, .files: return nil
        }
    }

    private func target(_ json: JSONValue) -> String? {
        guard let code = json["pipeline"]?.string else { return nil }
        let pipeline = model.pipelines.first { $0.automationName == code }
        let stage = json["stage"]?.string.flatMap { pipeline?[$0] }
        return "→ " + [pipeline?.name[language] ?? code, stage?.name[language]].compactMap(\.self).joined(separator: ": ")
    }

    private func value(_ json: JSONValue, of field: String) -> String {
        let text = json.string ?? json.text
        guard let entry = vocabulary.entry(named: "Document:\(field)") else { return vocabulary.human(text, language) }
        switch (entry.type, text) {
        case (.bool, "true"), (.bool, "Y"): return RobotFormTexts.yes[language]
        case (.bool, "false"), (.bool, "N"): return RobotFormTexts.no[language]
        default: return entry.source?.option(text)?.name[language] ?? vocabulary.human(text, language)
        }
    }

    private func short(_ text: String) -> String? {
        let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        guard !line.isEmpty else { return nil }
        return line.count > 110 ? line.prefix(110) + "…" : line
    }

    // MARK: Triggers

    func card(_ setting: TriggerSetting) -> RobotCardModel {
        var card = RobotCardModel(id: setting.id, title: setting.title)
        card.detail = detail(setting.parameters, model.store.catalog[trigger: setting.kind]?.parameters ?? [])
        card.condition = setting.condition.map { words.sentence($0) }
        return card
    }
}

extension ParameterSpec.Kind {
    /// Where the item goes: says more than a subject does.
    fileprivate var isDestination: Bool {
        switch self {
        case .stage, .pipelineStage, .connection, .process: true
        case .line, .text, .people, .moment, .yesNo, .number, .choice, .choices, .stages, .fieldValues, .fields, .files, .lines, .expression, .variable, .processValues:
            false
        }
    }
}
