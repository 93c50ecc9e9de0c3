/// Names of months and weekdays and phrases about time.
package enum DateTexts {
    /// January … December as in «20 сентября».
    package static let monthsGenitive = months(
        ru: "января февраля марта апреля мая июня июля августа сентября октября ноября декабря")
    /// January … December as in «сентябрь 2019».
    package static let months = months(
        ru: "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь")
    package static let monthsShort = pairs(
        ru: "янв фев мар апр мая июн июл авг сен окт ноя дек", en: "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")
    /// Monday … Sunday.
    package static let weekdays = pairs(
        ru: "понедельник вторник среда четверг пятница суббота воскресенье",
        en: "Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
    package static let weekdaysShort = pairs(ru: "пн вт ср чт пт сб вс", en: "Mon Tue Wed Thu Fri Sat Sun")

    package static let today = Text(ru: "сегодня", en: "today")
    package static let yesterday = Text(ru: "вчера", en: "yesterday")
    package static let tomorrow = Text(ru: "завтра", en: "tomorrow")
    package static let justNow = Text(ru: "только что", en: "just now")
    package static let atOnce = Text(ru: "сейчас", en: "now")
    package static let ago = Text(ru: "{time} назад", en: "{time} ago")
    package static let later = Text(ru: "через {time}", en: "in {time}")

    /// «1 минуту», «5 минут»: after «через» and before «назад».
    package static func minutesAccusative(_ count: Int) -> Text {
        counted(count, one: "минуту", few: "минуты", many: "минут", en: "minute")
    }

    package static func seconds(_ count: Int) -> Text {
        counted(count, one: "секунда", few: "секунды", many: "секунд", en: "second")
    }

    package static func minutes(_ count: Int) -> Text {
        counted(count, one: "минута", few: "минуты", many: "минут", en: "minute")
    }

    package static func hours(_ count: Int) -> Text {
        counted(count, one: "час", few: "часа", many: "часов", en: "hour")
    }

    package static func days(_ count: Int) -> Text {
        counted(count, one: "день", few: "дня", many: "дней", en: "day")
    }

    package static func workingDays(_ count: Int) -> Text {
        counted(count, one: "рабочий день", few: "рабочих дня", many: "рабочих дней", en: "working day")
    }

    /// A length of time in at most two units, rounded down: «3 дня», «1 ч 30 мин», «2 дня 4 ч», «40 секунд». Days have
    /// 24 hours; the sign is not shown.
    package static func duration(_ span: TimeSpan) -> Text {
        let seconds = Int(span.milliseconds.magnitude / 1000)
        let (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60)
        return switch (days, hours, minutes) {
        case (0, 0, 0): self.seconds(seconds)
        case (0, 0, _): self.minutes(minutes)
        case (0, _, 0): self.hours(hours)
        case (0, _, _): Text(ru: "\(hours) ч \(minutes) мин", en: "\(hours) h \(minutes) min")
        case (_, 0, _): self.days(days)
        default: Text(ru: "\(self.days(days).russian) \(hours) ч", en: "\(self.days(days).english) \(hours) h")
        }
    }

    private static func counted(_ count: Int, one: String, few: String, many: String, en: String) -> Text {
        Text(
            ru: "\(count) \(russianPlural(count, one: one, few: few, many: many))",
            en: "\(count) \(en)\(abs(count) == 1 ? "" : "s")")
    }

    private static func months(ru: String) -> [Text] {
        pairs(ru: ru, en: "January February March April May June July August September October November December")
    }

    private static func pairs(ru: String, en: String) -> [Text] {
        zip(ru.split(separator: " "), en.split(separator: " ")).map { Text(ru: String($0), en: String($1)) }
    }
}
