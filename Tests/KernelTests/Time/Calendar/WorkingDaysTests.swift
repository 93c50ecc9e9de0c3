import Kernel
import Testing

@Suite struct WorkingDaysTests {
    @Test func `working days keep the wall time`() throws {
        let office = try Office()

        #expect(office.addDays(1, to: "2026-11-20 17:40") == "2026-11-23 17:40")
        #expect(office.addDays(3, to: "2026-11-20 17:40") == "2026-11-25 17:40")
        #expect(office.addDays(-3, to: "2026-11-25 17:40") == "2026-11-20 17:40")
        #expect(office.addDays(0, to: "2026-11-21 17:40") == "2026-11-23 09:00")
    }

    @Test func `a moment outside work counts from the next opening`() throws {
        let office = try Office()

        #expect(office.addDays(3, to: "2026-11-21 12:00") == "2026-11-26 09:00")
        #expect(office.addDays(1, to: "2026-11-23 20:00") == "2026-11-25 09:00")
        #expect(office.addDays(1, to: "2026-11-23 07:00") == "2026-11-24 09:00")
        #expect(office.addDays(1, to: "2026-11-23 18:00") == "2026-11-24 18:00")
        #expect(office.addDays(1, to: "2026-11-23 18:00", .action) == "2026-11-25 09:00")
    }

    @Test func `backwards it counts from the last closing`() throws {
        let office = try Office()

        #expect(office.addDays(-1, to: "2026-11-22 12:00") == "2026-11-19 18:00")
        #expect(office.addDays(-1, to: "2026-11-24 07:00") == "2026-11-20 18:00")
        #expect(office.addDays(-1, to: "2026-11-24 20:00") == "2026-11-23 18:00")
        #expect(office.addDays(-1, to: "2026-11-24 09:00") == "2026-11-23 09:00")
    }

    @Test func `a wall time in the lunch of the day moves to its end, backwards to its start`() throws {
        let office = try Office("9:00–13:00, 14:00–18:00")

        #expect(office.addDays(1, to: "2026-11-23 13:30") == "2026-11-24 14:00")
        #expect(office.addDays(-1, to: "2026-11-24 13:30") == "2026-11-23 13:00")
    }

    @Test func `days of the calendar come first, working time after`() throws {
        let office = try Office()
        let friday = office.at("2026-11-20 17:40")

        #expect(office.show(office.calendar.addCalendarDays(1, to: friday)) == "2026-11-23 09:00")
        #expect(office.show(office.calendar.addCalendarDays(3, to: friday)) == "2026-11-23 17:40")
        #expect(office.show(office.calendar.addCalendarDays(4, to: friday)) == "2026-11-24 17:40")
        #expect(office.show(office.calendar.addCalendarDays(0, to: friday)) == "2026-11-20 17:40")
        #expect(
            office.show(office.calendar.addCalendarDays(3, to: office.at("2026-11-20 18:00"))) == "2026-11-24 09:00")
        #expect(
            office.show(office.calendar.addCalendarDays(-1, to: office.at("2026-11-23 12:00"))) == "2026-11-23 09:00")
    }

    @Test func `dates without time count working days only`() throws {
        let office = try Office(holidays: "4.11")

        #expect(office.calendar.addWorkingDays(1, to: day("2026-11-20")) == day("2026-11-23"))
        #expect(office.calendar.addWorkingDays(1, to: day("2026-11-21")) == day("2026-11-23"))
        #expect(office.calendar.addWorkingDays(-1, to: day("2026-11-23")) == day("2026-11-20"))
        #expect(office.calendar.addWorkingDays(-1, to: day("2026-11-22")) == day("2026-11-20"))
        #expect(office.calendar.addWorkingDays(2, to: day("2026-11-03")) == day("2026-11-06"))
        #expect(office.calendar.addWorkingDays(0, to: day("2026-11-22")) == day("2026-11-22"))
    }

    /// The five attempts to reach a lead that came on Friday at 17:40 (the process, section 3).
    @Test func `call attempts fall into working time`() throws {
        let office = try Office()
        let received = office.at("2026-11-20 17:40")
        let calendar = office.calendar

        #expect(calendar.ceil(received) == received)
        #expect(office.show(calendar.add(minutes: 30, to: received)) == "2026-11-23 09:10")
        #expect(office.show(calendar.add(minutes: 60, to: received)) == "2026-11-23 09:40")
        #expect(office.show(calendar.addWorkingDays(1, to: received)) == "2026-11-23 17:40")
        #expect(office.show(calendar.addWorkingDays(3, to: received)) == "2026-11-25 17:40")
        // The same delays as elapsed time, moved into working hours.
        #expect(office.show(calendar.ceil(received + .minutes(30))) == "2026-11-23 09:00")
        #expect(office.show(calendar.addCalendarDays(1, to: received)) == "2026-11-23 09:00")
        #expect(office.show(calendar.addCalendarDays(3, to: received)) == "2026-11-23 17:40")
    }

    @Test func `the preview tells why a day is a working day`() throws {
        let office = try Office(
            holidays: "1.05, 9.05, 2026-05-11", workdays: "2026-05-02", shortened: "2026-04-30 17:00")

        let days = office.calendar.nextWorkingDays(4, from: day("2026-04-29"))

        #expect(days.map(\.date) == ["2026-04-29", "2026-04-30", "2026-05-02", "2026-05-04"].map(day))
        #expect(days.map(\.reason) == [.ordinary, .shortened, .moved, .ordinary])
        #expect(days.map(\.hours.text) == ["09:00–18:00", "09:00–17:00", "09:00–18:00", "09:00–18:00"])
        #expect(office.calendar.nextWorkingDays(10, from: day("2026-11-23")).count == 10)
        #expect(office.calendar.nextWorkingDays(3, from: day("2200-12-30")).count == 2)
    }

    @Test(arguments: [
        ("2026-11-20 17:00", 0, 3, "2026-11-23 11:00"),
        ("2026-11-21 12:00", 3, 0, "2026-11-26 09:00"),
        ("2026-11-23 20:00", 0, 0, "2026-11-24 09:00"),
        ("2026-11-25 10:00", 1, 0, "2026-11-26 10:00"),
        ("2026-11-23 16:00", 1, 3, "2026-11-25 10:00"),
        ("2026-11-23 00:00", 0, 2, "2026-11-23 11:00"),
        ("2026-11-23 00:00", -1, 0, "2026-11-20 09:00"),
        ("2026-11-23 10:00", 0, -2, "2026-11-20 17:00"),
        ("2026-11-23 10:00", -1, -2, "2026-11-19 17:00"),
        ("2026-11-20 15:00", 0, 3, "2026-11-20 18:00"),
    ])
    func `workdateadd gives what the specification says`(base: String, days: Int, hours: Int, result: String) throws {
        let office = try Office()

        let found = office.calendar.workDateAdd(office.at(base), days: days, hours: hours)

        #expect(office.show(found) == result)
    }

    @Test func `workdateadd back from a day off ends with the day before`() throws {
        let office = try Office(holidays: "15.04")

        // Wednesday, 15 April 2026, is a day off.
        for time in ["00:00", "12:00"] {
            let found = office.calendar.workDateAdd(office.at("2026-04-15 \(time)"), days: -1)
            #expect(office.show(found) == "2026-04-13 18:00")
        }
    }
}
