import Kernel

/// Monday 23 November 2026, 12:00 in Moscow: a deal of Prom2B, its people, a 9–18 calendar.
struct ExpressionWorld: EvaluationEnvironment {
    var setting: EvaluationSetting
    var values: [String: Value] = [
        "Document:TITLE": .string("Станок 16К20"),
        "Document:OPPORTUNITY": .money(Money(minorUnits: 69_030_000)),
        "Document:ASSIGNED_BY_ID": .user(12),
        "Document:OBSERVERS": .list([.user(12), .user(13), .user(14)]),
        "Document:UF_CRM_IN_STOCK": .null,
        "Document:UF_CRM_SHIP_DATE": .date(LocalDate(year: 2026, month: 11, day: 25)!),
        "Document:DATE_CREATE": .dateTime(Timestamp(iso8601: "2026-11-20T17:40:00+03:00")!),
        "Document:CONTACT.NAME": .string("Мария"),
        "Document:QUANTITY": .int(3),
        "Document:EMPTY": .null,
        "Document:TAGS": .list([.string("срочно"), .string("опт")]),
        "Document:DELIVERY": .string("pickup"),
        "GlobalConst:Clerk": .user(14),
        "Variable:a": .int(7),
        "A12:TaskId": .int(88),
    ]
    let names: [Int64: String] = [12: "Никита Орлов", 13: "Артём Лис", 14: "Ольга Ким"]

    init() throws {
        let now = Timestamp(iso8601: "2026-11-23T12:00:00+03:00")!
        setting = EvaluationSetting(
            now: now, zone: try .named("Europe/Moscow"), calendar: try WorkingCalendar(WorkingHours(), around: now),
            hostURL: "https://crm.prom2b.ru", documentPath: "/crm/deal/15/", seed: 42)
    }

    func value(object: String, field: String) throws -> Value? { values["\(object):\(field)"] }

    func render(_ value: Value, as modifier: Modifier) throws -> Value? {
        guard modifier == .printable || modifier == .friendly, !value.userIDs.isEmpty else { return nil }
        let people = value.userIDs.map { names[$0.rawValue] ?? "?" }
        return .string(people.map { modifier == .friendly ? "[\($0)]" : $0 }.joined(separator: ", "))
    }

    /// The field «Тип доставки» knows the names of its options.
    func render(_ value: Value, of reference: FieldReference, as modifier: Modifier) throws -> Value? {
        guard reference.field == "DELIVERY", modifier == .printable, value == .string("pickup") else { return nil }
        return .string("Самовывоз")
    }

    /// Department 5 is Артём and Ольга.
    func people(in value: Value) throws -> [UserID] {
        value.elements.flatMap { element -> [UserID] in
            element == .reference(Reference(.department, 5)) ? [13, 14] : element.userIDs
        }
    }

    /// Артём works in Yekaterinburg, two hours ahead.
    func zone(of user: UserID) throws -> TimeZoneRules {
        user == 13 ? try .named("Asia/Yekaterinburg") : setting.zone
    }

    func evaluate(_ source: String) throws -> Evaluated { try Template(source).evaluate(in: self) }

    /// The value of an expression that must have no errors.
    func value(_ expression: String) throws -> Value {
        let evaluated = try evaluate("=" + expression)
        if let error = evaluated.errors.first { throw error }
        return evaluated.value
    }

    /// The code of the only error of an expression, nil when there is none.
    func error(_ expression: String) throws -> ExpressionError? {
        let evaluated = try evaluate("=" + expression)
        return evaluated.errors.first
    }
}

/// A moment of Moscow, `2026-11-23 12:00`.
func moscow(_ text: String) -> Value {
    .dateTime(Timestamp(iso8601: text.replacing(" ", with: "T") + ":00+03:00")!)
}

func dayValue(_ text: String) -> Value { .date(LocalDate(parsing: text)!) }
