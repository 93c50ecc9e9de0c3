import Foundation
import Kernel
import Testing

@Suite struct WorkingHoursTests {
    @Test func `the manual's list of holidays is read and shown again as written`() throws {
        let written = "1.01,2.01,3.01,4.01,5.01,6.01,7.01,8.01,23.02,8.03,1.05,9.05,12.06,4.11"
        let days = try CalendarDays(parsing: written)

        #expect(days.text == written)
        #expect(days.days.count == 14)
        #expect(CalendarDays([.yearly(month: 1, day: 1), .dated(day("2027-01-07"))]).text == "1.01,7.01.2027")
    }

    @Test(arguments: [
        "1.01,2.01,7.01.2027", " 1.01 2.01\n7.01.2027 ", "01.01;02.01;07.01.2027", "1.1,\r\n2.1,,2027-01-07,",
    ])
    func `separators and zeros are free`(text: String) throws {
        let days = try CalendarDays(parsing: text)

        #expect(days.days == [.yearly(month: 1, day: 1), .yearly(month: 1, day: 2), .dated(day("2027-01-07"))])
        #expect(days.text == text)
    }

    @Test(arguments: [
        "32.13", "0.01", "30.02", "1", "1.01.27", "29.02.2027", "2026-02-30", "1-01", "январь", "1.01.2027.5",
        "99999999999999999999.1",
        "1..01", "-1.01", "1.01.99999999999",
    ])
    func `a wrong day is named`(item: String) {
        #expect {
            try CalendarDays(parsing: "1.01, \(item),9.05", field: "holidays")
        } throws: { error in
            guard let failure = error as? Failure else { return false }
            return failure.message.russian.contains("«\(item)»") && failure.message.english.contains(item)
                && failure.field == "holidays"
        }
    }

    @Test func `a list without end is refused`() {
        let text = Array(repeating: "1.01", count: 2001).joined(separator: ",")

        #expect(throws: Failure(.limited, WorkingHoursTexts.tooManyDays, field: nil)) {
            try CalendarDays(parsing: text)
        }
    }

    @Test func `shortened days are read and shown again`() throws {
        let text = "31.12 16:00, 2026-04-30=17:00\n30.12.2026 15.30"
        let days = try ShortenedDays(parsing: text)

        #expect(days.text == text)
        #expect(days.closings.count == 3)
        #expect(days.closings[.dated(day("2026-12-30"))] == LocalTime(hour: 15, minute: 30))
        for wrong in ["31.12", "31.12 25:00", "31.13 16:00", "31.12 16:00 17:00", "16:00 31.12"] {
            #expect(throws: Failure.self, "\(wrong)") { try ShortenedDays(parsing: wrong) }
        }
    }

    @Test(arguments: [
        ("9-18", "09:00–18:00"), ("9:00–13:00, 14:00–18:00", "09:00–13:00, 14:00–18:00"),
        ("22:00 — 6:00", "22:00–06:00"),
        ("0:00-24:00", "00:00–24:00"), ("14-18;9-13", "09:00–13:00, 14:00–18:00"), ("", ""),
        ("9.30-18.15", "09:30–18:15"),
        ("20-0", "20:00–24:00"),
    ])
    func `hours are read and shown`(text: String, shown: String) throws {
        let hours = try DayHours(parsing: text)

        #expect(hours.text == shown)
        #expect(try DayHours(parsing: shown) == hours)
    }

    @Test(arguments: ["9", "9-9", "9-25", "9:60-10", "24:00-6:00", "9-13-18", "9-13, 12-18", "a-b", "-", "9--18"])
    func `hours that are none are refused`(text: String) {
        #expect(throws: Failure.self) { try DayHours(parsing: text, field: "week[0]") }
    }

    @Test func `the form brings back the same hours`() throws {
        let form = WorkingHoursForm(
            week: ["09:00–18:00", "09:00–18:00", "", "22:00–06:00", "00:00–24:00", "10:00–15:00", ""], daysOff: [3, 7],
            holidays: "1.01, 9.05.2027", movedWorkdays: "2026-11-28", shortened: "31.12 16:00", zone: "Asia/Almaty")
        let hours = try WorkingHours(form: form)
        let stored = try JSONDecoder().decode(WorkingHoursForm.self, from: JSONEncoder().encode(hours.form))

        #expect(hours.form == form)
        #expect(try WorkingHours(form: stored) == hours)
    }

    @Test func `the wrong place of a form is named`() throws {
        let good = try WorkingHours().form
        var wrongHours = good
        wrongHours.week[4] = "18–9–10"
        var wrongWeek = good
        wrongWeek.week.removeLast()
        var wrongDay = good
        wrongDay.daysOff = [0]

        #expect { try WorkingHours(form: wrongHours) } throws: { ($0 as? Failure)?.field == "week[4]" }
        #expect { try WorkingHours(form: wrongWeek) } throws: { ($0 as? Failure)?.field == "week" }
        #expect { try WorkingHours(form: wrongDay) } throws: { ($0 as? Failure)?.field == "week" }
    }

    @Test func `a moved working day wins over a holiday unless the holiday names its year`() throws {
        let hours = try WorkingHours(holidays: "31.12,2027-12-31,1.01", movedWorkdays: "31.12,2027-01-01")

        #expect(hours.day(day("2026-12-31"))?.reason == .moved)
        #expect(hours.day(day("2027-12-31")) == nil)
        #expect(hours.day(day("2027-01-01"))?.reason == .moved)
        #expect(hours.day(day("2028-01-01")) == nil)
    }

    @Test func `a moved Saturday works by its own hours, else by those of the week`() throws {
        var hours = try WorkingHours(movedWorkdays: "2026-11-28")
        #expect(hours.day(day("2026-11-28"))?.hours.text == "09:00–18:00")

        hours.week[5] = try DayHours(parsing: "10–15")
        #expect(hours.day(day("2026-11-28"))?.hours.text == "10:00–15:00")

        hours.week[5] = .none
        #expect(hours.day(day("2026-11-28"))?.hours.text == "09:00–18:00")
        #expect(hours.nominalMinutes == 540)
    }

    @Test func `a day closed before it opens is a day off`() throws {
        let hours = try WorkingHours(
            "9:00–13:00, 14:00–18:00", shortened: "2026-11-23 9:00,2026-11-24 13:30,2026-11-25 20:00")

        #expect(hours.day(day("2026-11-23")) == nil)
        #expect(hours.day(day("2026-11-24"))?.hours.text == "09:00–13:00")
        #expect(hours.day(day("2026-11-25"))?.hours.text == "09:00–13:00, 14:00–18:00")
    }
}
