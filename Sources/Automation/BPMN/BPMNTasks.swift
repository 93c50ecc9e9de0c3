import Kernel

/// What becomes of a task: a robot that its name or an extension names, else the robot that suits its type.
struct BPMNTasks {
    let catalog: Catalog

    /// Parameters of robots that a task's own words fill: title, then what is written about it.
    private static let suited: [String: (kind: RobotKind, title: String, text: String)] = [
        "task": ("create_task", "subject", "description"), "userTask": ("create_task", "subject", "description"),
        "manualTask": ("create_task", "subject", "description"), "sendTask": ("send_mail", "subject", "text"),
    ]

    struct Made {
        let robot: RobotSetting
        var lines: [BPMNImport.Line] = []
    }

    /// Nil when no robot suits it.
    func robot(for node: BPMNNode, id: String) -> Made? {
        guard let kind = named(node) ?? suited(node) else { return nil }
        var parameters = Dictionary(kind.parameters.compactMap { spec in spec.preset.map { (spec.name, $0) } }) { $1 }
        if let words = Self.suited[node.type], words.kind == kind.kind {
            parameters[words.title] = .string((node.name.nonEmpty ?? kind.title.russian).withoutInsertions)
            if let text = node.documentation.nonEmpty { parameters[words.text] = .string(text.withoutInsertions) }
        }
        for (name, value) in inputs(of: node) where kind.parameters.contains(where: { $0.name == name && $0.kind.isText }) {
            parameters[name] = .string(value)
        }
        fillPeople(of: kind, in: &parameters)
        let robot = RobotSetting(
            id: id, kind: kind.kind, title: node.name.isEmpty ? kind.title.russian : node.name, timing: .afterPreviousRobot,
            parameters: parameters)
        return Made(robot: robot, lines: lines(node, kind, parameters))
    }

    // MARK: Which robot

    /// An extension (`camunda:topic`, `zeebe:taskDefinition type`, `prom2b:robot`) with a robot's kind, or a name that is a robot's title.
    private func named(_ node: BPMNNode) -> (any Robot)? {
        let definitions = node.element.descendants("taskDefinition").compactMap { $0.attributes["type"] }
        let hints = [node.element.attributes["robot"], node.element.attributes["topic"]].compactMap(\.self) + definitions
        if let kind = hints.lazy.compactMap({ self.catalog[robot: RobotKind($0)] }).first { return kind }
        let name = node.name.lowercased()
        return catalog.robots.first { !name.isEmpty && ($0.title.russian.lowercased() == name || $0.title.english.lowercased() == name) }
    }

    private func suited(_ node: BPMNNode) -> (any Robot)? { Self.suited[node.type].flatMap { catalog[robot: $0.kind] } }

    /// `camunda:inputParameter name="subject"` for parameters that are texts.
    private func inputs(of node: BPMNNode) -> [(String, String)] {
        node.element.descendants("inputParameter").compactMap { input in
            input.attributes["name"].map { ($0, input.text.onOneLine) }
        }
    }

    /// Somebody must get the task: whoever is responsible for the item, until a person says otherwise.
    private func fillPeople(of kind: any Robot, in parameters: inout [String: JSONValue]) {
        for spec in kind.parameters where spec.isRequired && parameters[spec.name] == nil {
            if case .people = spec.kind { parameters[spec.name] = ["responsible"] }
        }
    }

    // MARK: What is left to do

    private func lines(_ node: BPMNNode, _ kind: any Robot, _ parameters: [String: JSONValue]) -> [BPMNImport.Line] {
        var lines: [BPMNImport.Line] = []
        func note(_ message: Text) {
            lines.append(BPMNImport.Line(kind: .toFinish, element: BPMNTexts.described(node), message: message))
        }
        let missing = kind.parameters.filter { $0.isRequired && parameters[$0.name] == nil }.map(\.title)
        if !missing.isEmpty {
            note(BPMNTexts.fillIn.with([
                "robot": kind.title,
                "parameters": Text(ru: missing.map(\.russian).joined(separator: ", "), en: missing.map(\.english).joined(separator: ", ")),
            ]))
        }
        let people = ["assignee", "candidateUsers", "candidateGroups"].compactMap { node.element.attributes[$0]?.onOneLine.nonEmpty }
        if !people.isEmpty { note(BPMNTexts.whoDoes.with(["people": people.joined(separator: ", ")])) }
        if node.element.children.contains(where: { $0.name.hasSuffix("LoopCharacteristics") }) { note(BPMNTexts.repeatedTask) }
        return lines
    }
}

extension ParameterSpec.Kind {
    fileprivate var isText: Bool {
        switch self {
        case .line, .text: true
        default: false
        }
    }
}
