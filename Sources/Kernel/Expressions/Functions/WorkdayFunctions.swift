/// Working days and hours of the company's calendar.
enum WorkdayFunctions {
    static let all = [
        ExpressionFunction("addworkdays", 2...2, FunctionTexts.addworkdays, addWorkdays),
        ExpressionFunction("workdateadd", 2...3, FunctionTexts.workdateadd, workDateAdd),
        ExpressionFunction("isworkday", 1...2, FunctionTexts.isworkday) { call in
            let calendar = try calendar(call, user: 1)
            let value = try call.value(0)
            return .bool(calendar.isWorkingDay(try value.plainDay ?? calendar.zone.local(try call.moment(0)).date))
        },
        ExpressionFunction("isworktime", 1...2, FunctionTexts.isworktime) { call in
            .bool(try calendar(call, user: 1).isWorking(try call.moment(0)))
        },
    ]

    /// Keeps the time of day, even one outside working hours.
    private static func addWorkdays(_ call: FunctionCall) throws -> Value {
        let value = try call.value(0)
        let count = min(max(try call.whole(1), -50_000), 50_000)
        if let day = value.plainDay { return .date(call.setting.calendar.addWorkingDays(count, to: day)) }
        let zone = call.setting.zone
        let local = zone.local(try call.evaluation.moment(of: value, call.range))
        return .dateTime(
            zone.resolve(LocalDateTime(call.setting.calendar.addWorkingDays(count, to: local.date), local.time)))
    }

    /// Units d, h and i only, as months of working time mean nothing.
    private static func workDateAdd(_ call: FunctionCall) throws -> Value {
        let text = try call.text(1)
        guard let interval = CalendarInterval(parsing: text), interval.months == 0, interval.seconds % 60 == 0 else {
            throw call.failure(ExpressionTexts.notInterval.with(["value": text.shortened]))
        }
        let moment = try call.evaluation.moment(of: try call.value(0), call.range)
        let calendar = try calendar(call, user: 2)
        return .dateTime(calendar.workDateAdd(moment, days: interval.days, minutes: interval.seconds / 60))
    }

    /// The company's calendar; with a person, the same hours by that person's clock.
    private static func calendar(_ call: FunctionCall, user index: Int) throws -> WorkingCalendar {
        let calendar = call.setting.calendar
        guard call.has(index), !(try call.value(index).isEmpty) else { return calendar }
        let zone = try call.evaluation.environment.zone(of: try call.user(index))
        guard zone.identifier != calendar.zone.identifier else { return calendar }
        var hours = calendar.hours
        hours.zone = zone.identifier
        return try WorkingCalendar(hours, around: call.setting.now)
    }
}
