extension Condition {
    /// The stored form: `{"all":[…]}`, `{"any":[…]}`, `{"not":…}` or
    /// `{"left":"{=Document:X}","op":"notEqual","right":["Y"]}`. It lives in stored templates; tests pin it.
    package var json: JSONValue {
        switch self {
        case .all(let parts): ["all": .array(parts.map(\.json))]
        case .any(let parts): ["any": .array(parts.map(\.json))]
        case .not(let part): ["not": part.json]
        case .comparison(let comparison): comparison.json
        }
    }

    /// Most comparisons in one condition.
    package static let maximumComparisons = 500
    private static let maximumDepth = 30

    /// Reads the stored form; null is `always`.
    /// - Throws: `Failure` `.invalid` naming the damaged part, `.limited` when it is too large.
    package init(json: JSONValue) throws {
        self = json.isNull ? .always : try Condition.read(json, depth: 0)
        guard comparisons.count <= Condition.maximumComparisons else { throw Condition.tooComplex }
    }

    private static func read(_ json: JSONValue, depth: Int) throws -> Condition {
        guard depth < maximumDepth else { throw tooComplex }
        if let parts = json["all"]?.array { return .all(try parts.map { try read($0, depth: depth + 1) }) }
        if let parts = json["any"]?.array { return .any(try parts.map { try read($0, depth: depth + 1) }) }
        if let part = json["not"] { return .not(try read(part, depth: depth + 1)) }
        return .comparison(try Comparison(json: json))
    }

    private static var tooComplex: Failure {
        Failure(.limited, ConditionTexts.tooComplex.with(["limit": String(maximumComparisons)]))
    }
}

extension Comparison {
    fileprivate var json: JSONValue {
        .members([
            "left": .string(left.source), "op": .string(sign.rawValue),
            "right": right.isEmpty ? nil : .array(right.map(\.json)),
        ])
    }

    fileprivate init(json: JSONValue) throws {
        guard let left = json["left"]?.string, let sign = json["op"]?.string.flatMap(ConditionOperator.init(rawValue:))
        else {
            throw Comparison.damaged(json)
        }
        let right = try (json["right"]?.array ?? []).map(Operand.init(json:))
        guard sign.operands.contains(right.count) else { throw Comparison.damaged(json) }
        self.init(Template(left), sign, right)
    }

    private static func damaged(_ json: JSONValue) -> Failure {
        Failure(.invalid, ConditionTexts.badForm.with(["place": json.text.shortened]), field: "condition")
    }
}

extension Operand {
    /// A template is a plain string, so a chosen text needs a tag of its own.
    fileprivate var json: JSONValue {
        switch self {
        case .template(let template): .string(template.source)
        case .value(.string(let text)): ["t": "text", "v": .string(text)]
        case .value(let value): value.json
        }
    }

    fileprivate init(json: JSONValue) throws {
        if case .string(let source) = json {
            self = .template(Template(source))
        } else if json["t"] == "text", let text = json["v"]?.string {
            self = .value(.string(text))
        } else {
            self = .value(try Value(json: json))
        }
    }
}
