extension Value {
    /// The stored form: plain JSON for texts, numbers, yes/no, lists and null; a tagged object for the rest.
    ///
    /// It stays in databases for years: kinds (`t`) and members are never renamed, only added. Tests pin it.
    package var json: JSONValue {
        switch self {
        case .null: .null
        case .bool(let value): .bool(value)
        case .int(let value): .int(value)
        case .double(let value): .double(value)
        case .string(let value): .string(value)
        case .date(let day): ["t": "date", "v": .string(day.description)]
        case .dateTime(let moment): ["t": "time", "v": .int(moment.milliseconds)]
        case .money(let money): ["t": "money", "v": .int(money.minorUnits), "c": .string(money.currency)]
        case .reference(let reference): reference.json
        case .list(let values): .array(values.map(\.json))
        }
    }

    /// Reads the stored form.
    /// - Throws: `Failure` `.invalid` for an object that is no known kind of value.
    package init(json: JSONValue) throws {
        switch json {
        case .null: self = .null
        case .bool(let value): self = .bool(value)
        case .int(let value): self = .int(value)
        case .double(let value): self = .double(value)
        case .string(let value): self = .string(value)
        case .array(let elements): self = .list(try elements.map(Value.init(json:)))
        case .object(let object):
            guard let value = Value(tagged: object) else {
                throw Failure(.invalid, JSONTexts.notValue.with(["kind": object["t"]?.string ?? "?"]))
            }
            self = value
        }
    }

    private init?(tagged object: JSONObject) {
        switch (object["t"]?.string, object["v"]) {
        case ("date", .string(let text)):
            guard let day = LocalDate(parsing: text) else { return nil }
            self = .date(day)
        case ("time", .int(let milliseconds)):
            self = .dateTime(Timestamp(milliseconds: milliseconds))
        case ("money", .int(let minorUnits)):
            guard let currency = object["c"]?.string else { return nil }
            self = .money(Money(minorUnits: minorUnits, currency: currency))
        case (let kind?, .int(let id)):
            guard let reference = Reference(kind: kind, id: id, type: object["e"]?.int) else { return nil }
            self = .reference(reference)
        default: return nil
        }
    }
}

extension Reference {
    fileprivate var json: JSONValue {
        switch kind {
        case .user: ["t": "user", "v": .int(id)]
        case .department: ["t": "department", "v": .int(id)]
        case .file: ["t": "file", "v": .int(id)]
        case .item(let type): ["t": "item", "v": .int(id), "e": .int(Int64(type))]
        case .task: ["t": "task", "v": .int(id)]
        case .activity: ["t": "activity", "v": .int(id)]
        }
    }

    fileprivate init?(kind: String, id: Int64, type: Int64?) {
        switch kind {
        case "user": self.init(.user, id)
        case "department": self.init(.department, id)
        case "file": self.init(.file, id)
        case "task": self.init(.task, id)
        case "activity": self.init(.activity, id)
        case "item":
            guard let type, let number = Int(exactly: type) else { return nil }
            self.init(.item(type: number), id)
        default: return nil
        }
    }
}
