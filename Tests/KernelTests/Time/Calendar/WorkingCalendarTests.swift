import Kernel
import Testing

/// November 2026: Friday the 20th, Monday the 23rd. Expected values are worked out by hand.
@Suite struct WorkingCalendarTests {
    @Test func `working time includes the opening and not the close`() throws {
        let office = try Office()

        #expect(!office.calendar.isWorking(office.at("2026-11-23 08:59")))
        #expect(office.calendar.isWorking(office.at("2026-11-23 09:00")))
        #expect(office.calendar.isWorking(office.at("2026-11-23 17:59")))
        #expect(!office.calendar.isWorking(office.at("2026-11-23 18:00")))
        #expect(!office.calendar.isWorking(office.at("2026-11-22 12:00")))
    }

    @Test func `nothing added means the next working moment`() throws {
        let office = try Office("9:00–13:00, 14:00–18:00", holidays: "2026-11-24")

        #expect(office.add(0, to: "2026-11-23 07:00") == "2026-11-23 09:00")
        #expect(office.add(0, to: "2026-11-23 09:00") == "2026-11-23 09:00")
        #expect(office.add(0, to: "2026-11-23 11:11") == "2026-11-23 11:11")
        #expect(office.add(0, to: "2026-11-23 13:30") == "2026-11-23 14:00")
        #expect(office.add(0, to: "2026-11-23 18:00") == "2026-11-23 18:00")
        #expect(office.add(0, to: "2026-11-23 18:00", .action) == "2026-11-25 09:00")
        #expect(office.add(0, to: "2026-11-24 12:00") == "2026-11-25 09:00")
        #expect(office.add(0, to: "2026-11-21 12:00") == "2026-11-23 09:00")
    }

    @Test func `at the close a deadline stays and an action waits for the opening`() throws {
        let office = try Office()

        #expect(office.ceil("2026-11-20 18:00") == "2026-11-23 09:00")
        #expect(office.ceil("2026-11-20 18:00", .deadline) == "2026-11-20 18:00")
        #expect(office.add(60, to: "2026-11-20 17:00") == "2026-11-20 18:00")
        #expect(office.add(60, to: "2026-11-20 17:00", .action) == "2026-11-23 09:00")
        #expect(office.add(61, to: "2026-11-20 17:00") == "2026-11-23 09:01")
    }

    @Test func `lunch is no working time`() throws {
        let office = try Office("9:00–13:00, 14:00–18:00")

        #expect(office.add(60, to: "2026-11-23 12:30") == "2026-11-23 14:30")
        #expect(office.add(30, to: "2026-11-23 12:30") == "2026-11-23 13:00")
        #expect(office.add(30, to: "2026-11-23 12:30", .action) == "2026-11-23 14:00")
        #expect(office.add(8 * 60, to: "2026-11-23 12:00") == "2026-11-24 12:00")
        #expect(office.add(-30, to: "2026-11-23 14:15") == "2026-11-23 12:45")
        #expect(office.add(-15, to: "2026-11-23 14:15") == "2026-11-23 14:00")
        #expect(office.ceil("2026-11-23 13:00") == "2026-11-23 14:00")
    }

    @Test func `intervals that touch are one`() throws {
        let office = try Office("9:00–13:00, 13:00–18:00")

        #expect(office.ceil("2026-11-23 13:00") == "2026-11-23 13:00")
        #expect(office.add(30, to: "2026-11-23 12:30", .action) == "2026-11-23 13:00")
        #expect(office.add(60, to: "2026-11-23 12:30") == "2026-11-23 13:30")
    }

    @Test func `minutes are counted backwards too`() throws {
        let office = try Office()

        #expect(office.add(-60, to: "2026-11-23 09:30") == "2026-11-20 17:30")
        #expect(office.add(-30, to: "2026-11-23 09:30") == "2026-11-23 09:00")
        #expect(office.add(-60, to: "2026-11-22 12:00") == "2026-11-20 17:00")
        #expect(office.add(-9 * 60, to: "2026-11-23 18:00") == "2026-11-23 09:00")
        #expect(office.add(-9 * 60 - 1, to: "2026-11-23 18:00") == "2026-11-20 17:59")
    }

    @Test func `between counts work only, with its sign`() throws {
        let office = try Office()
        let friday = office.at("2026-11-20 17:00")
        let monday = office.at("2026-11-23 10:30")

        #expect(office.calendar.between(friday, monday) == .minutes(150))
        #expect(office.calendar.between(monday, friday) == .minutes(-150))
        #expect(office.calendar.worked(monday) - office.calendar.worked(friday) == .minutes(150))
        #expect(
            office.calendar.worked(office.at("2026-11-21 10:00"))
                == office.calendar.worked(office.at("2026-11-23 09:00")))
    }

    @Test func `seconds and milliseconds are kept`() throws {
        let office = try Office()
        let moment = office.at("2026-11-20 17:59") + TimeSpan(milliseconds: 30_250)

        #expect(
            office.calendar.add(minutes: 1, to: moment) == office.at("2026-11-23 09:00")
                + TimeSpan(milliseconds: 30_250))
        #expect(
            office.calendar.addWorkingDays(1, to: moment) == office.at("2026-11-23 17:59")
                + TimeSpan(milliseconds: 30_250))
        #expect(
            office.calendar.addCalendarDays(4, to: moment) == office.at("2026-11-24 17:59")
                + TimeSpan(milliseconds: 30_250))
        #expect(
            office.calendar.add(.seconds(45), to: moment) == office.at("2026-11-23 09:00")
                + TimeSpan(milliseconds: 15_250))
    }

    @Test func `round the clock every minute counts`() throws {
        let office = try Office("00:00–24:00", daysOff: [], zone: "Europe/Berlin")
        let moment = office.at("2027-03-27 12:00")

        #expect(office.ceil("2026-12-31 23:59") == "2026-12-31 23:59")
        #expect(office.calendar.add(minutes: 1440, to: moment) == moment + .hours(24))
        #expect(office.calendar.add(minutes: -1440, to: moment, rounding: .action) == moment - .hours(24))
        #expect(office.add(1440, to: "2027-03-27 12:00") == "2027-03-28 13:00")
        #expect(office.addDays(1, to: "2027-03-27 12:00") == "2027-03-28 12:00")
        #expect(office.addDays(1, to: "2026-12-31 00:00") == "2027-01-01 00:00")
        #expect(office.addDays(-1, to: "2027-01-01 00:00") == "2026-12-31 00:00")
    }

    @Test func `31 December closes early and the holidays follow`() throws {
        let office = try Office(holidays: "1.01,2.01,3.01,4.01,5.01,6.01,7.01,8.01", shortened: "31.12 16:00")

        #expect(office.add(180, to: "2026-12-30 17:00") == "2026-12-31 11:00")
        #expect(office.add(60, to: "2026-12-31 15:00") == "2026-12-31 16:00")
        #expect(office.add(120, to: "2026-12-31 15:00") == "2027-01-11 10:00")
        #expect(office.addDays(1, to: "2026-12-30 17:30") == "2026-12-31 16:00")
        #expect(office.addDays(1, to: "2026-12-30 17:30", .action) == "2027-01-11 09:00")
        #expect(office.addDays(2, to: "2026-12-30 17:30") == "2027-01-11 17:30")
        #expect(office.addDays(-1, to: "2027-01-11 17:30") == "2026-12-31 16:00")
        #expect(office.ceil("2026-12-31 16:00") == "2027-01-11 09:00")
    }

    @Test func `29 February is a day like others, in its years`() throws {
        let office = try Office(around: "2027-06-01 12:00")
        let closed = try Office(holidays: "29.02", around: "2027-06-01 12:00")

        #expect(office.addDays(1, to: "2028-02-28 10:00") == "2028-02-29 10:00")
        #expect(office.addDays(2, to: "2028-02-28 10:00") == "2028-03-01 10:00")
        #expect(closed.addDays(1, to: "2028-02-28 10:00") == "2028-03-01 10:00")
        #expect(!closed.calendar.isWorkingDay(day("2028-02-29")))
        #expect(closed.addDays(1, to: "2027-02-26 10:00") == "2027-03-01 10:00")
    }

    @Test func `a calendar without work is refused at once`() {
        #expect(throws: Failure(.invalid, WorkingHoursTexts.noWork, field: "week")) { try Office("") }
        #expect(throws: Failure(.invalid, WorkingHoursTexts.noWork, field: "week")) {
            try Office(daysOff: [1, 2, 3, 4, 5, 6, 7])
        }
        #expect(throws: Failure(.invalid, WorkingHoursTexts.noWork, field: "week")) {
            try Office(daysOff: [1, 2, 3, 4, 5, 6, 7], workdays: "2026-11-28")
        }
        #expect(throws: Failure(.invalid, WorkingHoursTexts.noWork, field: "week")) {
            let everyDay = (0..<366).map { day("2024-01-01").adding(days: $0) }.map { "\($0.day).\($0.month)" }
            _ = try Office(holidays: everyDay.joined(separator: ","))
        }
        #expect(throws: Failure.self) { try Office(zone: "Europe/Atlantis") }
    }
}
