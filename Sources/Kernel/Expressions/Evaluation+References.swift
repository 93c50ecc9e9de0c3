extension Evaluation {
    /// The value of an insertion after its modifiers.
    func value(of reference: FieldReference) throws -> Value {
        try spend(1, at: reference.range)
        guard var value = try plainValue(of: reference) else { throw error(.badVariableName, reference.range) }
        for (place, modifier) in reference.modifiers.enumerated() {
            // Only the field knows what its stored code is called: the first modifier is asked of it.
            let named = place == 0 ? try environment.render(value, of: reference, as: modifier) : nil
            value = try named ?? apply(modifier, to: value, reference.range)
        }
        return value
    }

    private func plainValue(of reference: FieldReference) throws -> Value? {
        guard reference.object == "System" else {
            return try environment.value(object: reference.object, field: reference.field)
        }
        // Moments have no zone: Now and NowLocal differ only in where they were printed, so here they are one.
        return switch reference.field.lowercased() {
        case "now", "nowlocal": .dateTime(setting.now)
        case "date": .date(setting.zone.local(setting.now).date)
        case "eol": .string("\n")
        case "hosturl": .string(setting.hostURL)
        default: nil
        }
    }

    /// What an output modifier makes of a value: the environment is asked first, since it knows names.
    func apply(_ modifier: Modifier, to value: Value, _ range: Range<Int>) throws -> Value {
        if let rendered = try environment.render(value, as: modifier) { return rendered }
        switch modifier {
        case .printable, .string: return .string(try text(of: value, range))
        case .friendly, .server, .local, .src, .shortlink, .publink: return .string(try generalText(of: value))
        case .user, .date, .bool, .int, .double: return try converted(value, to: modifier, range)
        case .responsible: return value
        }
    }

    /// To a type; each element of a list on its own.
    private func converted(_ value: Value, to type: Modifier, _ range: Range<Int>) throws -> Value {
        if case .list(let values) = value { return .list(try values.map { try converted($0, to: type, range) }) }
        if value.isEmpty { return type == .bool ? .bool(false) : .null }
        switch type {
        case .bool: return .bool(value.isTrue)
        case .int: return Int64(exactly: try number(of: value, range).rounded(.towardZero)).map(Value.int) ?? .null
        case .double: return .double(try number(of: value, range))
        case .date: return .date(try day(of: value, range))
        default: return .user(try user(of: value, range))
        }
    }

    func user(of value: Value, _ range: Range<Int>) throws -> UserID {
        if let id = value.userIDs.first { return id }
        switch value {
        case .int(let id): return UserID(id)
        case .string(let text):
            if let reference = Value.reference(parsing: text.trimmed), reference.kind == .user {
                return UserID(reference.id)
            }
            if let id = Int64(text.trimmed) { return UserID(id) }
        case .null, .bool, .double, .date, .dateTime, .money, .reference, .list: break
        }
        throw error(.wrongArguments, range, ExpressionTexts.notUser.with(["value": value.printable.shortened]))
    }

    /// A moment for date functions: a day is its beginning, a text is read, a number is seconds since 1970.
    func moment(of value: Value, _ range: Range<Int>) throws -> Timestamp {
        if let moment = value.moment(in: setting.zone) { return moment }
        throw error(.wrongArguments, range, ExpressionTexts.notDate.with(["value": value.printable.shortened]))
    }

    func day(of value: Value, _ range: Range<Int>) throws -> LocalDate {
        if case .date(let day) = value { return day }
        return setting.zone.local(try moment(of: value, range)).date
    }
}
