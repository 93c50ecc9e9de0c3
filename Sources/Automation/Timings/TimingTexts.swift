import Kernel

enum TimingTexts {
    static let unknownField = Text(
        ru: "Поля «{field}», от которого отсчитывается время, больше нет. Измените время запуска.",
        en: "The field “{field}” that the time is counted from does not exist any more. Change the timing.")
    static let noDate = Text(
        ru: "В поле «{field}» не дата, время от него отсчитать нельзя.",
        en: "The field “{field}” holds no date, so no time can be counted from it.")
    static let now = Text(ru: "сразу", en: "at once")
    static let afterPrevious = Text(ru: "после предыдущего", en: "after the previous one")
    static let inWorkingTime = Text(ru: "в рабочее время", en: "in working time")
    static let byCondition = Text(ru: "по условию", en: "on condition")
    static let after = Text(ru: "через {span}", en: "in {span}")
    static let afterField = Text(ru: "через {span} после «{field}»", en: "{span} after “{field}”")
    static let beforeField = Text(ru: "за {span} до «{field}»", en: "{span} before “{field}”")
    static let atField = Text(ru: "в момент «{field}»", en: "at “{field}”")
    static let atTime = Text(ru: "в {time}", en: "at {time}")

    static func workingSpan(_ count: Int, _ unit: Timing.Unit) -> Text {
        let plural = count == 1 ? "" : "s"
        return switch unit {
        case .minutes:
            Text(
                ru: "\(count) "
                    + russianPlural(count, one: "рабочую минуту", few: "рабочие минуты", many: "рабочих минут"),
                en: "\(count) working minute\(plural)")
        case .hours:
            Text(
                ru: "\(count) " + russianPlural(count, one: "рабочий час", few: "рабочих часа", many: "рабочих часов"),
                en: "\(count) working hour\(plural)")
        case .days:
            Text(
                ru: "\(count) " + russianPlural(count, one: "рабочий день", few: "рабочих дня", many: "рабочих дней"),
                en: "\(count) working day\(plural)")
        }
    }

    static func span(_ count: Int, _ unit: Timing.Unit) -> Text {
        let number = String(count)
        let plural = count == 1 ? "" : "s"
        return switch unit {
        case .minutes:
            Text(
                ru: number + " " + russianPlural(count, one: "минуту", few: "минуты", many: "минут"),
                en: "\(number) minute\(plural)")
        case .hours:
            Text(
                ru: number + " " + russianPlural(count, one: "час", few: "часа", many: "часов"),
                en: "\(number) hour\(plural)")
        case .days:
            Text(
                ru: number + " " + russianPlural(count, one: "день", few: "дня", many: "дней"),
                en: "\(number) day\(plural)")
        }
    }
}

extension Timing {
    /// The timing line of a robot's card: «сразу», «после предыдущего», «через 3 дня, в рабочее время», «сразу, по условию».
    /// - Parameter fieldTitle: the title of a field code, for moments counted from a field.
    package func title(conditional: Bool = false, fieldTitle: (String) -> Text = { Text(verbatim: $0) }) -> Text {
        var parts = [moment(fieldTitle)]
        if afterPrevious { parts = isPlain ? [TimingTexts.afterPrevious] : [TimingTexts.afterPrevious] + parts }
        if let timeOfDay { parts.append(TimingTexts.atTime.with(["time": timeOfDay.description])) }
        if workingTimeOnly { parts.append(TimingTexts.inWorkingTime) }
        if conditional { parts.append(TimingTexts.byCondition) }
        return Text(ru: parts.map(\.russian).joined(separator: ", "), en: parts.map(\.english).joined(separator: ", "))
    }

    private var isPlain: Bool { amount == 0 && base == .entry }

    private func moment(_ fieldTitle: (String) -> Text) -> Text {
        let span = countsWorkingTime ? TimingTexts.workingSpan(abs(amount), unit) : TimingTexts.span(abs(amount), unit)
        switch base {
        case .entry: return amount == 0 ? TimingTexts.now : TimingTexts.after.with(["span": span])
        case .field(let code):
            let form = amount == 0 ? TimingTexts.atField : amount > 0 ? TimingTexts.afterField : TimingTexts.beforeField
            return form.with(["span": span, "field": fieldTitle(code)])
        }
    }
}
