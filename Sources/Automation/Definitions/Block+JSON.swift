import Kernel

extension RobotSetting {
    /// The stored form of one robot.
    package var json: JSONValue {
        .members([
            "type": "robot", "id": .string(id), "kind": .string(kind.rawValue), "title": .string(title),
            "timing": timing == .now ? JSONValue?.none : timing.json,
            "condition": condition.map(\.json),
            "parameters": parameters.isEmpty ? nil : .sorted(parameters),
            "leaving": leaving == .stop ? nil : .string(leaving.rawValue),
        ])
    }

    /// Reads one robot's stored form: throws `Failure` `.invalid` naming the place.
    package init(json: JSONValue, place: String = "") throws {
        try self.init(StoredPlace(json: json, path: place))
    }

    init(_ place: StoredPlace) throws {
        try place.expectMembers(["type", "id", "kind", "title", "timing", "condition", "parameters", "leaving"])
        let leaving = try place["leaving"].string(preset: Leaving.stop.rawValue)
        guard let leaving = Leaving(rawValue: leaving) else {
            throw place["leaving"].failure(DefinitionTexts.unknownLeaving.with(["leaving": leaving]))
        }
        self.init(
            id: try place["id"].string(), kind: RobotKind(try place["kind"].string()),
            title: try place["title"].string(preset: ""), timing: try Timing(place["timing"]),
            condition: try place["condition"].condition(), parameters: try place["parameters"].members(),
            leaving: leaving)
    }
}

extension Block {
    /// The stored form of one block and what stands in it.
    package var json: JSONValue {
        switch self {
        case .robot(let robot): robot.json
        case .branch(let id, let title, let condition, let then, let otherwise):
            .members([
                "type": "branch", "id": .string(id), "title": .string(title), "condition": condition.json,
                "then": .array(then.map(\.json)), "otherwise": otherwise.isEmpty ? nil : .array(otherwise.map(\.json)),
            ])
        case .choice(let id, let title, let cases, let otherwise):
            .members([
                "type": "switch", "id": .string(id), "title": .string(title), "cases": .array(cases.map(\.json)),
                "otherwise": otherwise.isEmpty ? nil : .array(otherwise.map(\.json)),
            ])
        case .parallel(let id, let title, let waitsForAll, let branches):
            .members([
                "type": "parallel", "id": .string(id), "title": .string(title),
                "waitsFor": waitsForAll ? "all" : "any", "branches": .array(branches.map { .array($0.map(\.json)) }),
            ])
        case .delay(let id, let title, let timing):
            ["type": "delay", "id": .string(id), "title": .string(title), "timing": timing.json]
        case .loop(let id, let title, let condition, let limit, let body):
            [
                "type": "loop", "id": .string(id), "title": .string(title), "condition": condition.json,
                "limit": .int(Int64(limit)), "body": .array(body.map(\.json)),
            ]
        case .wait(let id, let title, let rule, let came, let missed): Self.waitJSON(id, title, rule, came, missed)
        case .each(let id, let title, let list, let limit, let body): Self.eachJSON(id, title, list, limit, body)
        case .stop(let id): ["type": "stop", "id": .string(id)]
        }
    }

    /// Reads one block's stored form: throws `Failure` `.invalid` naming the place.
    package init(json: JSONValue, place: String = "") throws {
        try self.init(StoredPlace(json: json, path: place))
    }

    init(_ place: StoredPlace) throws {
        switch try place["type"].string(preset: "robot") {
        case "robot": self = .robot(try RobotSetting(place))
        case "branch": self = try Block.branch(at: place)
        case "switch": self = try Block.choice(at: place)
        case "parallel": self = try Block.parallel(at: place)
        case "delay":
            try place.expectMembers(["type", "id", "title", "timing"])
            self = .delay(
                id: try place["id"].string(), title: try place["title"].string(preset: ""), try Timing(place["timing"]))
        case "loop": self = try Block.loop(at: place)
        case "wait": self = try Block.wait(at: place)
        case "each": self = try Block.each(at: place)
        case "stop":
            try place.expectMembers(["type", "id"])
            self = .stop(id: try place["id"].string())
        case let type: throw place["type"].failure(DefinitionTexts.unknownBlock.with(["type": type]))
        }
    }

    private static func branch(at place: StoredPlace) throws -> Block {
        try place.expectMembers(["type", "id", "title", "condition", "then", "otherwise"])
        guard let condition = try place["condition"].condition() else {
            throw place["condition"].failure(DefinitionTexts.noCondition)
        }
        return .branch(
            id: try place["id"].string(), title: try place["title"].string(preset: ""), condition: condition,
            then: try place["then"].list().map(Block.init), otherwise: try place["otherwise"].list().map(Block.init))
    }

    private static func choice(at place: StoredPlace) throws -> Block {
        try place.expectMembers(["type", "id", "title", "cases", "otherwise"])
        return .choice(
            id: try place["id"].string(), title: try place["title"].string(preset: ""),
            cases: try place["cases"].list().map(ChoiceCase.init), otherwise: try place["otherwise"].list().map(Block.init))
    }

    private static func parallel(at place: StoredPlace) throws -> Block {
        try place.expectMembers(["type", "id", "title", "waitsFor", "branches"])
        let mode = try place["waitsFor"].string(preset: "all")
        guard mode == "all" || mode == "any" else {
            throw place["waitsFor"].failure(DefinitionTexts.unknownJoin.with(["mode": mode]))
        }
        return .parallel(
            id: try place["id"].string(), title: try place["title"].string(preset: ""), waitsForAll: mode == "all",
            branches: try place["branches"].list().map { try $0.list().map(Block.init) })
    }

    private static func loop(at place: StoredPlace) throws -> Block {
        try place.expectMembers(["type", "id", "title", "condition", "limit", "body"])
        guard let condition = try place["condition"].condition() else {
            throw place["condition"].failure(DefinitionTexts.noCondition)
        }
        return .loop(
            id: try place["id"].string(), title: try place["title"].string(preset: ""), condition: condition,
            limit: try place["limit"].int(preset: 10), body: try place["body"].list().map(Block.init))
    }
}

extension ChoiceCase {
    fileprivate var json: JSONValue {
        ["title": .string(title), "condition": condition.json, "then": .array(blocks.map(\.json))]
    }

    fileprivate init(_ place: StoredPlace) throws {
        try place.expectMembers(["title", "condition", "then"])
        guard let condition = try place["condition"].condition() else {
            throw place["condition"].failure(DefinitionTexts.noCondition)
        }
        self.init(
            title: try place["title"].string(preset: ""), condition: condition, blocks: try place["then"].list().map(Block.init))
    }
}
