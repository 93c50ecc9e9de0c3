import Kernel
import Testing

/// Questions about moments far from the years that a calendar lays out at first.
@Suite struct CalendarHorizonTests {
    @Test func `answers do not depend on when the calendar was built`() throws {
        let offices = try ["2020-01-01 00:00", "2026-11-23 12:00", "2033-06-01 00:00"].map { around in
            try Office(
                "9:00–13:00, 14:00–18:00", holidays: "1.01,7.01", workdays: "2026-11-28", shortened: "31.12 16:00",
                zone: "Europe/Berlin", around: around)
        }
        for year in [2014, 2018, 2019, 2024, 2025, 2026, 2031, 2032, 2038] {
            let moment = utcMoment("\(year)-12-31 14:45")
            for minutes in [-100_000, -481, -1, 0, 1, 480, 100_000] {
                let answers = Set(offices.map { $0.calendar.add(minutes: minutes, to: moment) })
                #expect(answers.count == 1, "\(year) \(minutes)")
            }
            for days in [-700, -1, 0, 1, 700] {
                #expect(Set(offices.map { $0.calendar.addWorkingDays(days, to: moment) }).count == 1, "\(year) \(days)")
            }
            #expect(Set(offices.map { $0.calendar.isWorking(moment) }).count == 1)
            #expect(Set(offices.map { $0.calendar.between(moment, moment + .days(900)) }).count == 1)
        }
    }

    @Test func `the end of the laid out years is no end`() throws {
        let office = try Office(around: "2026-11-23 12:00")

        // 31 December 2031 is a Wednesday; nobody told of holidays.
        #expect(office.add(60, to: "2031-12-31 17:30") == "2032-01-01 09:30")
        #expect(office.addDays(1, to: "2031-12-31 17:30") == "2032-01-01 17:30")
        #expect(office.ceil("2031-12-31 23:30") == "2032-01-01 09:00")
        #expect(office.add(-60, to: "2025-01-01 09:30") == "2024-12-31 17:30")
        #expect(office.addDays(-1, to: "2025-01-01 09:30") == "2024-12-31 09:30")
    }

    @Test func `a shift that reaches into the first laid out year is seen`() throws {
        let office = try Office("22:00–06:00", around: "2026-11-23 12:00")

        // 03:00 in Moscow is the first moment of 2025 in UTC; the shift opened in 2024.
        #expect(office.calendar.isWorking(office.at("2025-01-01 03:00")))
        #expect(office.add(60, to: "2025-01-01 03:00") == "2025-01-01 04:00")
        #expect(office.add(-300, to: "2025-01-01 03:00") == "2024-12-31 22:00")
    }

    @Test func `beyond all years there is still an answer`() throws {
        let calendar = try Office().calendar
        let now = utcMoment("2026-11-23 12:00")

        for far in [
            Timestamp.distantFuture, Timestamp(milliseconds: .max), Timestamp(milliseconds: .min),
            utcMoment("0001-01-01 00:00"),
        ] {
            #expect(!calendar.isWorking(far))
            #expect(calendar.ceil(far) == far)
            #expect(calendar.floor(far) == far)
            #expect(calendar.add(minutes: 5, to: far) == far)
            #expect(calendar.addWorkingDays(5, to: far) == far)
            _ = calendar.between(now, far)
            _ = calendar.worked(far)
        }
        #expect(calendar.addCalendarDays(1, to: .distantFuture) == .distantFuture + .days(1))
        #expect(calendar.add(minutes: .max, to: now).iso8601 == "2200-12-31T23:59:59.999Z")
        #expect(calendar.add(minutes: .min, to: now).iso8601 == "1900-01-01T00:00:00Z")
        #expect(calendar.ceil(utcMoment("2200-12-31 20:00")).iso8601 == "2200-12-31T23:59:59.999Z")
        #expect(calendar.addWorkingDays(.max, to: now).iso8601 == "2200-12-31T23:59:59.999Z")
        #expect(calendar.addWorkingDays(.min, to: now).iso8601 == "1900-01-01T00:00:00Z")
        #expect(calendar.addWorkingDays(.max, to: day("2026-11-23")) == day("2200-12-31"))
        #expect(calendar.workDateAdd(now, days: .max, hours: .max, minutes: .max).iso8601 == "2200-12-31T23:59:59.999Z")
        _ = calendar.workDateAdd(now, days: .min, hours: .min, minutes: .min)
        _ = calendar.addCalendarDays(.max, to: now)
    }

    @Test func `many tasks may ask about many years at once`() async throws {
        let calendar = try Office().calendar

        let answers = await withTaskGroup(of: Bool.self) { group in
            for year in 2010..<2050 {
                group.addTask {
                    calendar.isWorking(utcMoment("\(year)-06-15 07:00")) == (day("\(year)-06-15").weekday < 6)
                }
            }
            return await group.reduce(true) { $0 && $1 }
        }

        #expect(answers)
    }
}
