import Kernel
import Storage

/// Turns collected journals into the steps that people read.
package struct StoryTelling {
    let store: AutomationStore
    let source: any DocumentSource
    let reader: any Reader
    let effects: [SimulatedEffect]
    /// A stage as it is shown, by the item and the stage's code.
    let stage: (DocumentID, String) -> SimulatedStage
    /// The title of a field by the item and the field's code.
    let field: (DocumentID, String) -> Text
    private var runs: [Int64: AutomationReader.RunRow] = [:]
    /// What was last planned for a robot of a run and has not come yet.
    private var planned: [PlannedKey: Timestamp] = [:]
    /// Robots that have begun and wait.
    private var begun: Set<PlannedKey> = []

    private struct PlannedKey: Hashable {
        let run: Int64
        let node: String
    }

    package init(
        store: AutomationStore, source: any DocumentSource, in reader: any Reader, effects: [SimulatedEffect],
        stage: @escaping (DocumentID, String) -> SimulatedStage, field: @escaping (DocumentID, String) -> Text
    ) {
        self.store = store
        self.source = source
        self.reader = reader
        self.effects = effects
        self.stage = stage
        self.field = field
    }

    /// The steps of the whole story.
    package mutating func steps(of story: StoryCollector) throws -> [SimulationStep] {
        for item in story.items {
            for run in try AutomationReader.runs(of: item, in: reader) { runs[run.id] = run }
        }
        var steps: [SimulationStep] = []
        for line in story.lines {
            switch line {
            case .deed(let step): steps.append(step)
            case .entry(let entry): if let step = try step(entry) { steps.append(step) }
            }
        }
        return steps
    }

    private mutating func step(_ entry: JournalEntry) throws -> SimulationStep? {
        switch entry.kind {
        case .stageEntered, .stageRestarted:
            let stage = stage(entry.item, entry.node ?? "")
            return told(entry, .stage(stage, restarted: entry.kind == .stageRestarted), stage.name)
        case .processStarted, .processRefused:
            let title = Text(verbatim: entry.data["title"]?.string ?? entry.node ?? "")
            return told(entry, .process(isStarted: entry.kind == .processStarted), title)
        case .runCancelled, .runLeft: return try left(entry)
        case .planned, .replanned: return try plan(entry)
        case .waiting, .done, .skipped, .failed: return try robot(entry)
        case .branchTaken:
            return try block(entry, .branch(isTaken: entry.data["taken"]?.string == "then"))
        case .loopEnded: return try block(entry, .loopEnded)
        case .waitBegan: return try waiting(entry)
        case .waitEnded:
            if let key = key(entry) { planned[key] = nil }
            return try block(entry, .waitEnded(hasCome: entry.data["taken"]?.string == "then"))
        case .triggerApplied, .triggerDeclined:
            let isApplied = entry.kind == .triggerApplied
            let stage = stage(entry.item, entry.data["stage"]?.string ?? "")
            return told(entry, .trigger(isApplied: isApplied, stage), Text(verbatim: entry.data["title"]?.string ?? ""))
        case .delivered, .undelivered:
            return try block(entry, .delivery(isDone: entry.kind == .delivered))
        case .held: return told(entry, .held, SimulationTexts.automation)
        case .runStarted, .runEnded, .runMigrated, .resumed, .retried, .passed, .deliveryCancelled, .deliveredLate, .deliveryNoted, .released: return nil
        }
    }

    // MARK: Robots

    private mutating func robot(_ entry: JournalEntry) throws -> SimulationStep {
        let node = try node(of: entry)
        let setting = node.flatMap { if case .robot(let setting) = $0.action { setting } else { nil } }
        let kind = setting.flatMap { store.catalog[robot: $0.kind] }
        let key = key(entry)
        let due = key.flatMap { planned.removeValue(forKey: $0) }
        let made = effects.filter { $0.run == entry.run && $0.node == entry.node && $0.at == entry.at }
        let inputs = inputs(entry, kind)
        let condition = try condition(entry)
        return SimulationStep(
            at: entry.at, item: entry.item, kind: .robot(end(entry, key)), title: title(node, entry), robot: kind?.title,
            timing: setting.map { shown($0.timing, on: entry.item, conditional: $0.condition != nil) }, planned: due,
            reason: condition != nil && entry.kind == .skipped ? nil : entry.reason, condition: condition,
            addressees: kind?.addresseeParameter.flatMap { people(entry, $0.name) } ?? [],
            text: made.isEmpty ? text(entry, kind) : nil, inputs: inputs, effects: entry.kind == .failed ? [] : made)
    }

    private mutating func end(_ entry: JournalEntry, _ key: PlannedKey?) -> SimulationStep.RobotEnd {
        switch entry.kind {
        case .skipped: return .skipped
        case .failed: return .failed
        case .waiting:
            if let key { begun.insert(key) }
            return .waiting
        default: return key.flatMap { begun.remove($0) } == nil ? .done : .resumed
        }
    }

    private func inputs(_ entry: JournalEntry, _ kind: (any Robot)?) -> [SimulationStep.Input] {
        (entry.data["inputs"]?.object ?? JSONObject()).compactMap { name, json in
            let title = kind?.parameters.first { $0.name == name }?.title
            guard let value = try? Value(json: json), !value.isEmpty else { return nil }
            return SimulationStep.Input(title: title ?? fieldTitle(name, on: entry.item), value: value)
        }
    }

    /// `fields.UF_CRM_IN_STOCK`: what the robot set.
    private func fieldTitle(_ name: String, on item: DocumentID) -> Text {
        guard let dot = name.firstIndex(of: ".") else { return Text(verbatim: name) }
        return field(item, String(name[name.index(after: dot)...]))
    }

    private func people(_ entry: JournalEntry, _ name: String) -> [UserID]? {
        entry.data["inputs"]?[name].flatMap { try? Value(json: $0) }?.userIDs
    }

    /// The first text that the robot was given for people.
    private func text(_ entry: JournalEntry, _ kind: (any Robot)?) -> String? {
        for parameter in kind?.parameters ?? [] {
            switch parameter.kind {
            case .line, .text:
                if let json = entry.data["inputs"]?[parameter.name], case .string(let text)? = try? Value(json: json), !text.isEmpty {
                    return text
                }
            default: continue
            }
        }
        return nil
    }

    // MARK: Moments, blocks, leaving

    private mutating func plan(_ entry: JournalEntry) throws -> SimulationStep {
        let due = entry.data["due"]?.int.map(Timestamp.init(milliseconds:))
        if let key = key(entry) { planned[key] = due }
        let node = try node(of: entry)
        var timing: Text?
        if let json = entry.data["timing"] {
            timing = shown(try Timing(json: json), on: entry.item, conditional: false)
        }
        return told(
            entry, .planned(due, moved: entry.kind == .replanned), title(node, entry), timing: timing,
            reason: entry.kind == .replanned ? entry.reason : nil)
    }

    private mutating func waiting(_ entry: JournalEntry) throws -> SimulationStep {
        let due = entry.data["due"]?.int.map(Timestamp.init(milliseconds:))
        if let key = key(entry) { planned[key] = due }
        return told(entry, .waitBegan(until: due), title(try node(of: entry), entry))
    }

    private func block(_ entry: JournalEntry, _ kind: SimulationStep.Kind) throws -> SimulationStep {
        let condition = try condition(entry)
        return told(
            entry, kind, title(try node(of: entry), entry), reason: condition == nil ? entry.reason : nil, condition: condition)
    }

    /// Nothing is told of a stage that was left with nothing under way.
    private mutating func left(_ entry: JournalEntry) throws -> SimulationStep? {
        let pending = entry.data["pending"]?.array?.compactMap(\.string) ?? []
        guard !pending.isEmpty, let run = entry.run else { return nil }
        let known = try nodes(of: run)
        for node in pending {
            planned[PlannedKey(run: run, node: node)] = nil
            begun.remove(PlannedKey(run: run, node: node))
        }
        var titles: [String] = []
        for node in pending {
            let title = known[node].map { $0.title.isEmpty ? node : $0.title } ?? node
            titles.append(title)
        }
        let process = try program(of: run)?.title.map { Text(verbatim: $0) }
        return told(entry, .left(unfinished: titles), process ?? stage(entry.item, entry.node ?? "").name)
    }

    private func told(
        _ entry: JournalEntry, _ kind: SimulationStep.Kind, _ title: Text, timing: Text? = nil, reason: Text? = nil,
        condition: ConditionStory? = nil
    ) -> SimulationStep {
        SimulationStep(
            at: entry.at, item: entry.item, kind: kind, title: title, robot: nil, timing: timing, planned: nil,
            reason: reason ?? (condition == nil ? entry.reason : nil), condition: condition, addressees: [], text: nil, inputs: [],
            effects: [])
    }

    // MARK: Names

    private func key(_ entry: JournalEntry) -> PlannedKey? {
        guard let run = entry.run, let node = entry.node else { return nil }
        return PlannedKey(run: run, node: node)
    }

    private func condition(_ entry: JournalEntry) throws -> ConditionStory? {
        try ConditionStory(journal: entry.data["condition"]) { try source.title(of: $0, on: entry.item, in: reader) }
    }

    private func title(_ node: Program.Node?, _ entry: JournalEntry) -> Text {
        let title = entry.data["title"]?.string ?? node?.title ?? ""
        return Text(verbatim: title.isEmpty ? entry.node ?? "" : title)
    }

    /// Deliveries are told without the number of their run.
    private func node(of entry: JournalEntry) throws -> Program.Node? {
        guard let id = entry.node else { return nil }
        if let run = entry.run { return try nodes(of: run)[id] }
        for run in runs.values where run.stage != "" {
            if let node = try nodes(of: run.id)[id] { return node }
        }
        return nil
    }

    private func program(of run: Int64) throws -> Program? {
        try runs[run].flatMap { try store.keptVersion($0.definition, $0.version, in: reader)?.programs[$0.stage] }
    }

    private func nodes(of run: Int64) throws -> [String: Program.Node] {
        guard let program = try program(of: run) else { return [:] }
        // A robot with a pause before it has two nodes of one id: the robot is the one that is told of.
        return Dictionary(program.nodes.filter { $0.action.isBlock }.map { ($0.id, $0) }) { $1 }
    }

    private func shown(_ timing: Timing, on item: DocumentID, conditional: Bool) -> Text {
        timing.title(conditional: conditional) { field(item, $0) }
    }
}
