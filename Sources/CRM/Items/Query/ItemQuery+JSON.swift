import Kernel

/// The stored form of saved filters. It stays in databases: members are added, never renamed; what is unknown is left out.
extension ItemQuery {
    package var json: JSONValue {
        .members([
            "pipeline": pipeline.map { .int(Int64($0)) },
            "stages": stages.isEmpty ? nil : .array(stages.map(JSONValue.string)),
            "semantics": semantics.isEmpty ? nil : .array(semantics.map(\.rawValue).sorted().map(JSONValue.string)),
            "text": text.isEmpty ? nil : .string(text),
            "responsible": responsible.isEmpty ? nil : .array(responsible.map { .int($0.rawValue) }),
            "activity": activity.map { .string($0.rawValue) },
            "bin": isInBin ? .bool(true) : nil,
            "client": client.map { .int($0.key) },
            "filters": filters.isEmpty ? nil : .array(filters.map(\.json)),
        ])
    }

    package init(json: JSONValue, _ entity: EntityType) throws {
        self.init(entity, pipeline: json["pipeline"]?.int.map { Int($0) })
        stages = (json["stages"]?.array ?? []).compactMap(\.string)
        semantics = Set((json["semantics"]?.array ?? []).compactMap { $0.string.flatMap(StageSemantics.init(rawValue:)) })
        text = json["text"]?.string ?? ""
        responsible = (json["responsible"]?.array ?? []).compactMap { $0.int.map { UserID($0) } }
        activity = json["activity"]?.string.flatMap(ActivityState.init(rawValue:))
        isInBin = json["bin"]?.bool ?? false
        client = json["client"]?.int.map { DocumentID(key: $0) }
        filters = try (json["filters"]?.array ?? []).compactMap(FieldFilter.init(json:))
    }
}

extension FieldFilter {
    package var json: JSONValue {
        switch test {
        case .equals(let values): form("equals", .array(values.map(\.json)))
        case .differs(let values): form("differs", .array(values.map(\.json)))
        case .contains(let text): form("contains", .string(text))
        case .range(let from, let to): form("range", .members(["from": from?.json, "to": to?.json]))
        case .relative(let period): form("relative", .string(period.rawValue))
        case .filled: form("filled", nil)
        case .empty: form("empty", nil)
        }
    }

    private func form(_ test: String, _ value: JSONValue?) -> JSONValue {
        .members(["field": .string(field.rawValue), "test": .string(test), "value": value])
    }

    /// Nil for a test that this version does not know.
    package init?(json: JSONValue) throws {
        guard let field = json["field"]?.string, let test = json["test"]?.string else { return nil }
        let value = json["value"]
        let values = try (value?.array ?? []).map(Value.init(json:))
        switch test {
        case "equals": self.init(FieldCode(field), .equals(values))
        case "differs": self.init(FieldCode(field), .differs(values))
        case "contains": self.init(FieldCode(field), .contains(value?.string ?? ""))
        case "range":
            let from = try value?["from"].map(Value.init(json:))
            let to = try value?["to"].map(Value.init(json:))
            self.init(FieldCode(field), .range(from: from, to: to))
        case "relative":
            guard let period = value?.string.flatMap(RelativePeriod.init(rawValue:)) else { return nil }
            self.init(FieldCode(field), .relative(period))
        case "filled": self.init(FieldCode(field), .filled)
        case "empty": self.init(FieldCode(field), .empty)
        default: return nil
        }
    }
}
