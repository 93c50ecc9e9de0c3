/// Dates. A day without time stays one as long as only days, months and years are added to it.
enum DateFunctions {
    static let all = [
        ExpressionFunction("date", 1...2, FunctionTexts.date) { try formatted($0, nil) },
        ExpressionFunction("locdate", 1...2, FunctionTexts.locdate) { try formatted($0, $0.setting.language) },
        ExpressionFunction("dateadd", 1...2, FunctionTexts.dateadd, add),
        ExpressionFunction("datediff", 3...3, FunctionTexts.datediff) { call in
            let zone = call.setting.zone
            let difference = DateDifference(from: zone.local(try call.moment(0)), to: zone.local(try call.moment(1)))
            return .string(difference.text(try call.text(2)))
        },
        ExpressionFunction("settime", 2...4, FunctionTexts.settime, setTime),
        ExpressionFunction("strtotime", 1...2, FunctionTexts.strtotime) { call in
            let text = try call.text(0)
            let base = try call.moment(1)
            guard let moment = RelativeDate.read(text, base: base, zone: call.setting.zone) else {
                throw call.failure(ExpressionTexts.notDateText.with(["value": text.shortened]))
            }
            return .dateTime(moment)
        },
        // A value has no zone of its own, so the other person's wall clock can only be given as text.
        ExpressionFunction("touserdate", 1...2, FunctionTexts.touserdate) { call in
            let zone = try call.evaluation.environment.zone(of: try call.user(0))
            return .string(zone.local(try call.moment(1)).dottedText)
        },
        ExpressionFunction("getuserdateoffset", 1...1, FunctionTexts.getuserdateoffset) { call in
            let zone = try call.evaluation.environment.zone(of: try call.user(0))
            return .int(Int64(zone.offset(at: call.setting.now) - call.setting.zone.offset(at: call.setting.now)))
        },
    ]

    /// No text for an empty date: a text that mentions it stays readable.
    private static func formatted(_ call: FunctionCall, _ language: Language?) throws -> Value {
        if call.has(1), try call.value(1).isEmpty { return .null }
        let format = PHPDateFormat(try call.text(0))
        return .string(format.write(try call.moment(1), in: call.setting.zone, language: language))
    }

    private static func add(_ call: FunctionCall) throws -> Value {
        let value = try call.value(0)
        let text = try call.text(1)
        guard let interval = CalendarInterval(parsing: text) else {
            throw call.failure(ExpressionTexts.notInterval.with(["value": text.shortened]))
        }
        if let day = value.plainDay, interval.seconds == 0 {
            guard let result = interval.day(after: day) else { throw call.failure() }
            return .date(result)
        }
        let moment = try call.evaluation.moment(of: value, call.range)
        guard let result = interval.moment(after: moment, in: call.setting.zone) else { throw call.failure() }
        return .dateTime(result)
    }

    /// The fourth argument is how many seconds the clock meant is ahead of the portal's (see `getuserdateoffset`).
    private static func setTime(_ call: FunctionCall) throws -> Value {
        let offset = min(max(try call.whole(3), -43_200), 43_200)
        let zone = call.setting.zone
        let moment = try call.evaluation.moment(of: try call.value(0), call.range) + .seconds(Int64(offset))
        let hour = min(max(try call.whole(1), 0), 23)
        let minute = min(max(try call.whole(2), 0), 59)
        let local = LocalDateTime(zone.local(moment).date, LocalTime(secondOfDay: hour * 3600 + minute * 60))
        return .dateTime(zone.resolve(local) - .seconds(Int64(offset)))
    }
}
