import Kernel

/// The stored forms of waits and «for each».
extension WaitRule {
    /// The members that say what is waited for; they stand beside the block's own.
    var members: [JSONObject.Member] {
        var members: [JSONObject.Member] = []
        func add(_ name: String, _ value: JSONValue?) { if let value { members.append(JSONObject.Member(name, value)) } }
        switch goal {
        case .event(let kind, let parameters, let condition):
            add("event", .string(kind))
            add("parameters", parameters.isEmpty ? nil : .sorted(parameters))
            add("condition", condition?.json)
        case .condition(let condition): add("condition", condition.json)
        case .moment(let timing): add("until", timing.json)
        }
        add("deadline", deadline?.json)
        return members
    }

    static let memberNames: Set<String> = ["event", "parameters", "condition", "until", "deadline"]

    init(_ place: StoredPlace) throws {
        let deadline = place["deadline"].json.isNull ? nil : try Timing(place["deadline"])
        if !place["event"].json.isNull {
            self.init(
                .event(
                    kind: try place["event"].string(), parameters: try place["parameters"].members(),
                    condition: try place["condition"].condition()),
                deadline: deadline)
        } else if !place["until"].json.isNull {
            self.init(.moment(try Timing(place["until"])), deadline: deadline)
        } else {
            guard let condition = try place["condition"].condition() else {
                throw place["condition"].failure(DefinitionTexts.noGoal)
            }
            self.init(.condition(condition), deadline: deadline)
        }
    }
}

extension ListSource {
    var member: JSONObject.Member {
        switch self {
        case .values(let template): JSONObject.Member("list", .string(template.source))
        case .rows(let rows): JSONObject.Member("of", .string(rows.rawValue))
        }
    }

    init(_ place: StoredPlace) throws {
        if place["of"].json.isNull {
            self = .values(Template(try place["list"].string()))
            return
        }
        let name = try place["of"].string()
        guard let rows = Rows(rawValue: name) else {
            throw place["of"].failure(DefinitionTexts.unknownRows.with(["rows": name]))
        }
        self = .rows(rows)
    }
}

extension Block {
    static func waitJSON(_ id: String, _ title: String, _ rule: WaitRule, _ came: [Block], _ missed: [Block]) -> JSONValue {
        var members: [JSONObject.Member] = [.init("type", "wait"), .init("id", .string(id)), .init("title", .string(title))]
        members += rule.members
        if !came.isEmpty { members.append(.init("then", .array(came.map(\.json)))) }
        if !missed.isEmpty { members.append(.init("otherwise", .array(missed.map(\.json)))) }
        return .object(JSONObject(members))
    }

    static func eachJSON(_ id: String, _ title: String, _ list: ListSource, _ limit: Int, _ body: [Block]) -> JSONValue {
        .object(
            JSONObject([
                .init("type", "each"), .init("id", .string(id)), .init("title", .string(title)), list.member,
                .init("limit", .int(Int64(limit))), .init("body", .array(body.map(\.json))),
            ]))
    }

    static func wait(at place: StoredPlace) throws -> Block {
        try place.expectMembers(WaitRule.memberNames.union(["type", "id", "title", "then", "otherwise"]))
        return .wait(
            id: try place["id"].string(), title: try place["title"].string(preset: ""), try WaitRule(place),
            came: try place["then"].list().map(Block.init), missed: try place["otherwise"].list().map(Block.init))
    }

    static func each(at place: StoredPlace) throws -> Block {
        try place.expectMembers(["type", "id", "title", "list", "of", "limit", "body"])
        return .each(
            id: try place["id"].string(), title: try place["title"].string(preset: ""), try ListSource(place),
            limit: try place["limit"].int(preset: 100), body: try place["body"].list().map(Block.init))
    }
}
