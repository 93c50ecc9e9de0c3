import Kernel

extension PipelineAutomation {
    /// The version of the stored form; a change that old programs cannot read gets the next number.
    static let formVersion: Int64 = 1

    /// The canonical stored form: equal automations give equal text. It stays in databases for years: members are never
    /// renamed, only added; a golden test pins it.
    package var json: JSONValue {
        ["v": .int(Self.formVersion), "stages": .array(stages.map(\.json))]
    }

    /// Reads the stored form.
    /// - Throws: `Failure` `.invalid` whose `field` is the place: `stages[QUOTE].process[2].timing.unit`.
    package init(json: JSONValue) throws {
        let root = StoredPlace(json: json, path: "")
        try root.expectMembers(["v", "stages"])
        let version = try root["v"].int(preset: 1)
        guard version == Self.formVersion else {
            throw root["v"].failure(DefinitionTexts.unknownVersion.with(["version": String(version)]))
        }
        self.init(stages: try root["stages"].list().map(StageAutomation.init))
    }
}

extension StageAutomation {
    fileprivate var json: JSONValue {
        .members([
            "stage": .string(stage),
            "triggers": triggers.isEmpty ? nil : .array(triggers.map(\.json)),
            "process": process.isEmpty ? nil : .array(process.map(\.json)),
            "named": named?.json,
        ])
    }

    fileprivate init(_ place: StoredPlace) throws {
        try place.expectMembers(["stage", "triggers", "process", "named"])
        let code = try place["stage"].string()
        let named = StoredPlace(json: place.json, path: "stages[\(code)]")
        self.init(
            stage: code,
            triggers: try named["triggers"].list().map(TriggerSetting.init),
            process: try named["process"].list().map(Block.init),
            named: named["named"].json.isNull ? nil : try NamedProcess(named["named"]))
    }
}

extension TriggerSetting {
    /// The stored form of one trigger.
    package var json: JSONValue {
        .members([
            "id": .string(id), "kind": .string(kind), "title": .string(title),
            "condition": condition.map(\.json),
            "parameters": parameters.isEmpty ? nil : .sorted(parameters),
            "allowsBack": allowsBack ? true : nil,
        ])
    }

    /// Reads one trigger's stored form: throws `Failure` `.invalid` naming the place.
    package init(json: JSONValue, place: String = "") throws {
        try self.init(StoredPlace(json: json, path: place))
    }

    init(_ place: StoredPlace) throws {
        try place.expectMembers(["id", "kind", "title", "condition", "parameters", "allowsBack"])
        self.init(
            id: try place["id"].string(), kind: try place["kind"].string(),
            title: try place["title"].string(preset: ""),
            condition: try place["condition"].condition(), parameters: try place["parameters"].members(),
            allowsBack: try place["allowsBack"].flag())
    }
}
