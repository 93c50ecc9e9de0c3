import Kernel
import Testing

/// Shifts over midnight, and days on which clocks change.
@Suite struct NightAndClockChangeTests {
    @Test func `a night shift belongs to the day on which it opens`() throws {
        let office = try Office("22:00–06:00", holidays: "1.01")

        // Thursday 31 December works until Friday morning, the holiday; the next shift opens on Monday evening.
        #expect(office.calendar.isWorking(office.at("2027-01-01 05:59")))
        #expect(office.ceil("2027-01-01 06:00") == "2027-01-04 22:00")
        #expect(!office.calendar.isWorking(office.at("2027-01-01 23:00")))
        #expect(office.add(120, to: "2026-12-31 23:00") == "2027-01-01 01:00")
        #expect(office.add(420, to: "2026-12-31 23:00") == "2027-01-01 06:00")
        #expect(office.add(421, to: "2026-12-31 23:00") == "2027-01-04 22:01")
        #expect(office.addDays(1, to: "2027-01-01 03:00") == "2027-01-05 03:00")
        #expect(office.addDays(1, to: "2027-01-01 06:00") == "2027-01-05 06:00")
        #expect(office.addDays(-1, to: "2027-01-05 03:00") == "2027-01-01 03:00")
        #expect(office.addDays(1, to: "2026-11-20 10:00") == "2026-11-23 22:00")
    }

    @Test func `a shift into the next day's hours is counted once`() throws {
        let office = try Office("6:00–7:00, 20:00–06:30", daysOff: [])

        #expect(office.calendar.between(office.at("2026-11-23 20:00"), office.at("2026-11-24 20:00")) == .hours(11))
        #expect(office.add(11 * 60, to: "2026-11-23 20:00") == "2026-11-24 07:00")
    }

    @Test func `midnight between two whole days belongs to the later one`() throws {
        let office = try Office("00:00–24:00")

        #expect(office.addDays(1, to: "2026-11-27 00:00") == "2026-11-30 00:00")
        #expect(office.addDays(1, to: "2026-11-28 00:00") == "2026-12-01 00:00")
        #expect(office.ceil("2026-11-28 00:00") == "2026-11-30 00:00")
    }

    @Test func `a night shift is an hour shorter in March and longer in October`() throws {
        let office = try Office(
            "22:00–06:00", daysOff: [1, 2, 3, 4, 5], zone: "Europe/Berlin", around: "2024-06-01 00:00")
        let calendar = office.calendar

        #expect(calendar.between(office.at("2024-03-30 12:00"), office.at("2024-03-31 12:00")) == .hours(7))
        #expect(calendar.between(office.at("2024-10-26 12:00"), office.at("2024-10-27 12:00")) == .hours(9))
        #expect(office.add(5 * 60, to: "2024-03-30 22:00") == "2024-03-31 04:00")
        #expect(office.add(5 * 60, to: "2024-10-26 22:00") == "2024-10-27 02:00")
        #expect(calendar.add(minutes: 300, to: office.at("2024-10-26 22:00")) == utcMoment("2024-10-27 01:00"))
    }

    @Test func `opening or closing in a gap means its end, in an overlap the longer day`() throws {
        let office = try Office("02:30–10:00", daysOff: [], zone: "Europe/Berlin", around: "2024-06-01 00:00")
        let closing = try Office("00:00–02:30", daysOff: [], zone: "Europe/Berlin", around: "2024-06-01 00:00")

        #expect(office.calendar.ceil(utcMoment("2024-03-30 23:30")) == utcMoment("2024-03-31 01:00"))
        #expect(office.calendar.ceil(utcMoment("2024-10-26 23:30")) == utcMoment("2024-10-27 00:30"))
        #expect(closing.calendar.isWorking(utcMoment("2024-03-31 00:59")))
        #expect(!closing.calendar.isWorking(utcMoment("2024-03-31 01:00")))
        #expect(closing.calendar.isWorking(utcMoment("2024-10-27 01:29")))
        #expect(!closing.calendar.isWorking(utcMoment("2024-10-27 01:30")))
    }

    @Test func `hours wholly in a gap are no time, and a day without time is no working day`() throws {
        let office = try Office("02:15–02:45", daysOff: [], zone: "Europe/Berlin", around: "2024-06-01 00:00")

        #expect(!office.calendar.isWorkingDay(day("2024-03-31")))
        #expect(office.addDays(1, to: "2024-03-30 02:30") == "2024-04-01 02:30")
        #expect(office.add(30, to: "2024-03-30 02:30") == "2024-04-01 02:30")
    }

    @Test func `an exception on the day of the change`() throws {
        // Sunday, 31 March 2024, is worked 9–18, the Monday after it is free: Easter.
        let office = try Office(
            holidays: "2024-04-01", workdays: "2024-03-31", zone: "Europe/Berlin", around: "2024-03-01 00:00")

        #expect(office.add(60, to: "2024-03-29 17:30") == "2024-03-31 09:30")
        #expect(office.calendar.add(minutes: 60, to: office.at("2024-03-29 17:30")) == utcMoment("2024-03-31 07:30"))
        #expect(office.addDays(1, to: "2024-03-31 12:00") == "2024-04-02 12:00")
    }

    @Test func `the day that Apia skipped is not worked`() throws {
        let office = try Office(daysOff: [7], zone: "Pacific/Apia", around: "2011-06-01 00:00")

        #expect(!office.calendar.isWorkingDay(day("2011-12-30")))
        #expect(office.addDays(1, to: "2011-12-29 12:00") == "2011-12-31 12:00")
        #expect(office.add(9 * 60, to: "2011-12-29 12:00") == "2011-12-31 12:00")
        #expect(
            office.calendar.nextWorkingDays(2, from: day("2011-12-29")).map(\.date) == [
                day("2011-12-29"), day("2011-12-31"),
            ])
    }

    @Test func `days keep the wall time over a change of the clocks`() throws {
        let almaty = try Office(zone: "Asia/Almaty", around: "2024-02-01 00:00")
        let moscow = try Office(zone: "Europe/Moscow", around: "2014-10-01 00:00")

        #expect(almaty.addDays(1, to: "2024-02-29 10:00") == "2024-03-01 10:00")
        #expect(almaty.calendar.addWorkingDays(1, to: almaty.at("2024-02-29 10:00")) == utcMoment("2024-03-01 05:00"))
        #expect(moscow.calendar.addWorkingDays(1, to: moscow.at("2014-10-24 10:00")) == utcMoment("2014-10-27 07:00"))
        #expect(
            moscow.show(moscow.calendar.addCalendarDays(3, to: moscow.at("2014-10-24 10:00"))) == "2014-10-27 10:00")
    }

    @Test func `a day that begins at one o'clock has 23 hours`() throws {
        let office = try Office("00:00–24:00", daysOff: [], zone: "America/Sao_Paulo", around: "2018-11-01 00:00")
        let start = office.calendar.zone.startOfDay(day("2018-11-04"))
        let end = office.calendar.zone.startOfDay(day("2018-11-05"))

        #expect(office.calendar.between(start, end) == .hours(23))
        #expect(office.addDays(1, to: "2018-11-03 00:30") == "2018-11-04 01:00")
    }
}
