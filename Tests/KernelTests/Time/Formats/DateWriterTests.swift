import Kernel
import Testing

@Suite struct DateWriterTests {
    private let russian = DateWriter(zone: rules("Europe/Moscow"), language: .russian)
    private let english = DateWriter(
        zone: rules("Europe/Moscow"), language: .english, style: DateStyle(order: .monthDayYear, clock: .hours12))
    private let now = utcMoment("2019-09-20 14:40")

    @Test func `dates are written in every style`() {
        #expect(russian.dateTime(now) == "20.09.2019 17:40")
        #expect(english.dateTime(now) == "09/20/2019 5:40 PM")
        #expect(
            DateWriter(zone: .utc, language: .english, style: .init(order: .yearMonthDay)).dateTime(now)
                == "2019-09-20 14:40")
        #expect(russian.longDate(day("2019-09-20")) == "20 сентября 2019")
        #expect(english.longDate(day("2019-09-20")) == "September 20, 2019")
        #expect(russian.dayMonth(day("2019-05-01")) == "1 мая")
        #expect(russian.monthYear(day("2019-05-01")) == "май 2019")
        #expect(russian.weekday(day("2019-09-20")) == "пятница")
        #expect(english.weekdayShort(day("2019-09-22")) == "Sun")
        #expect(russian.duration(.minutes(90)) == "1 ч 30 мин")
    }

    @Test(arguments: [
        ("20.09.2019 17:40", DateStyle.Order.monthDayYear, "2019-09-20 17:40"), ("09/20/2019 5:40 PM", .monthDayYear, "2019-09-20 17:40"),
        ("20/9/2019 17:40", .dayMonthYearSlashed, "2019-09-20 17:40"), ("2019-09-20T17:40", .dayMonthYear, "2019-09-20 17:40"),
        ("2019-09-20 12:05 am", .yearMonthDay, "2019-09-20 00:05"), ("20.09.2019 1:00 pm", .dayMonthYear, "2019-09-20 13:00"),
        ("09/20/2019", .monthDayYear, "2019-09-20 00:00"),
    ])
    func `what was typed is read in the same style`(text: String, order: DateStyle.Order, moment: String) {
        let setting = DateSetting(style: DateStyle(order: order, clock: .hours12))

        #expect(setting.moment(.string(text)) == utcMoment(moment))
        #expect(setting.day(.string(text)) == day(String(moment.prefix(10))))
    }

    @Test(arguments: ["20/09/2019", "9/20", "09/20/19", "a/b/2019", "09/20/2019 13:00 PM", "09/20/2019 5:60 PM", "09/20/2019 5 PM", "1 2 3 4"])
    func `what is no date in the style is none`(text: String) {
        let setting = DateSetting(style: DateStyle(order: .monthDayYear, clock: .hours12))

        #expect(setting.moment(.string(text)) == nil)
    }

    @Test func `every style reads what it writes`() {
        for order in DateStyle.Order.allCases {
            for clock in DateStyle.Clock.allCases {
                let setting = DateSetting(zone: rules("Europe/Moscow"), style: DateStyle(order: order, clock: clock))
                #expect(setting.moment(.string(setting.writer(.russian).dateTime(now))) == now)
            }
        }
    }

    @Test func `twelve-hour clocks know noon and midnight`() {
        let times = [
            (0, "12:00 AM"), (1, "1:00 AM"), (11, "11:00 AM"), (12, "12:00 PM"), (13, "1:00 PM"), (24, "12:00 AM"),
        ]
        for (hour, text) in times {
            #expect(LocalTime(hour: hour, minute: 0).map(english.time) == text)
        }
    }

    @Test func `near days have names, far ones their year`() {
        #expect(russian.moment(now, now: now) == "сегодня, 17:40")
        #expect(russian.moment(utcMoment("2019-09-19 21:00"), now: now) == "сегодня, 00:00")
        #expect(russian.moment(utcMoment("2019-09-19 20:59"), now: now) == "вчера, 23:59")
        #expect(russian.moment(utcMoment("2019-09-20 21:00"), now: now) == "завтра, 00:00")
        #expect(russian.moment(utcMoment("2019-09-22 09:00"), now: now) == "22 сентября, 12:00")
        #expect(russian.moment(utcMoment("2018-12-31 21:30"), now: now) == "1 января, 00:30")
        #expect(russian.moment(utcMoment("2018-12-31 20:30"), now: now) == "31 декабря 2018, 23:30")
        #expect(english.moment(utcMoment("2019-09-20 21:00"), now: now) == "tomorrow, 12:00 AM")
    }

    @Test func `within a day the distance is told`() {
        let past = [
            (0, "только что"), (59, "только что"), (60, "1 минуту назад"), (2 * 60, "2 минуты назад"),
            (5 * 60, "5 минут назад"),
            (21 * 60, "21 минуту назад"), (59 * 60 + 59, "59 минут назад"), (3600, "1 час назад"),
            (2 * 3600 + 60, "2 часа назад"),
            (12 * 3600, "12 часов назад"), (21 * 3600, "21 час назад"), (24 * 3600, "вчера, 17:40"),
        ]
        for (seconds, text) in past {
            #expect(russian.relative(now - .seconds(Int64(seconds)), now: now) == text)
        }
        #expect(russian.relative(now + .seconds(30), now: now) == "сейчас")
        #expect(russian.relative(now + .hours(2), now: now) == "через 2 часа")
        #expect(russian.relative(now + .minutes(1), now: now) == "через 1 минуту")
        #expect(russian.relative(now + .days(1), now: now) == "завтра, 17:40")
        #expect(english.relative(now - .minutes(1), now: now) == "1 minute ago")
        #expect(english.relative(now + .hours(5), now: now) == "in 5 hours")
    }

    @Test func `lengths of time are told in at most two units`() {
        let lengths: [(TimeSpan, String, String)] = [
            (.seconds(0), "0 секунд", "0 seconds"), (.seconds(41), "41 секунда", "41 seconds"),
            (.minutes(1), "1 минута", "1 minute"),
            (.minutes(30), "30 минут", "30 minutes"), (.hours(1), "1 час", "1 hour"),
            (.minutes(90), "1 ч 30 мин", "1 h 30 min"),
            (.hours(24), "1 день", "1 day"), (.days(3), "3 дня", "3 days"), (.hours(52), "2 дня 4 ч", "2 days 4 h"),
            (.days(11), "11 дней", "11 days"), (.minutes(-90), "1 ч 30 мин", "1 h 30 min"),
        ]
        for (span, russian, english) in lengths {
            #expect(DateTexts.duration(span) == Text(ru: russian, en: english))
        }
    }

    @Test func `every month and weekday has a name in both languages`() {
        for names in [DateTexts.months, DateTexts.monthsGenitive, DateTexts.monthsShort] {
            #expect(Set(names.map(\.russian)).count == 12 && Set(names.map(\.english)).count == 12)
        }
        for names in [DateTexts.weekdays, DateTexts.weekdaysShort] {
            #expect(Set(names.map(\.russian)).count == 7 && Set(names.map(\.english)).count == 7)
        }
    }
}
