import Foundation
import Kernel
import Testing

/// Random calendars and moments around clock changes against the minute oracle, and the laws of the arithmetic.
@Suite struct CalendarLawsTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let zone: String
        /// The middle of the days looked at.
        let date: String
        var testDescription: String { "\(zone) \(date)" }
    }

    static let cases = [
        Case(zone: "UTC", date: "2026-12-31"), Case(zone: "Europe/Berlin", date: "2024-03-31"),
        Case(zone: "Europe/Berlin", date: "2024-10-27"), Case(zone: "America/Sao_Paulo", date: "2018-11-04"),
        Case(zone: "Australia/Lord_Howe", date: "2024-04-07"), Case(zone: "Pacific/Apia", date: "2011-12-30"),
        Case(zone: "Asia/Almaty", date: "2024-02-29"), Case(zone: "Europe/Moscow", date: "2011-03-27"),
        Case(zone: "Europe/Moscow", date: "2014-10-26"), Case(zone: "Africa/Casablanca", date: "2024-03-10"),
        Case(zone: "Asia/Tehran", date: "2022-03-22"), Case(zone: "Europe/Dublin", date: "2024-10-27"),
    ]

    static let hours = [
        "09:00–18:00", "09:00–13:00, 14:00–18:00", "08:00–12:00, 12:00–17:00", "00:00–24:00", "22:00–06:00",
        "02:15–02:45, 03:00–05:00", "00:30–02:30, 23:00–24:00", "10:00–13:00, 18:00–02:30",
    ]

    @Test(arguments: cases)
    func `arithmetic is that of counting minutes`(example: Case) throws {
        var generator = SeededGenerator(seed: example.testDescription.utf8.reduce(0) { $0 &* 31 &+ UInt64($1) })
        for _ in 0..<4 {
            let office = try RandomOffice(example, &generator)
            let oracle = try office.oracle()
            for _ in 0..<100 {
                let minute = office.minute(&generator)
                let amount = Int.random(in: -700...700, using: &generator)
                let isDeadline = Bool.random(using: &generator)
                let moment = Timestamp(seconds: Int64(minute * 60))
                let rounding: WorkingCalendar.Rounding = isDeadline ? .deadline : .action

                #expect(
                    office.calendar.isWorking(moment) == oracle.isWorking[minute - oracle.first],
                    "\(office) \(moment.iso8601)")
                let ceiling = oracle.ceil(minute, isDeadline: isDeadline)
                #expect(
                    office.calendar.ceil(moment, rounding: rounding).seconds == Int64(ceiling * 60),
                    "\(office) \(moment.iso8601)")
                let sum = oracle.add(amount, to: minute, isDeadline: isDeadline)
                #expect(
                    office.calendar.add(minutes: amount, to: moment, rounding: rounding).seconds == Int64(sum * 60),
                    "\(office) \(moment.iso8601) \(amount) \(rounding)")
                let work = oracle.between(minute, sum)
                #expect(office.calendar.between(moment, Timestamp(seconds: Int64(sum * 60))) == .minutes(Int64(work)))
            }
        }
    }

    @Test(arguments: cases)
    func `sums, order and differences agree`(example: Case) throws {
        var generator = SeededGenerator(seed: 99)
        for _ in 0..<2 {
            let office = try RandomOffice(example, &generator)
            let calendar = office.calendar
            for _ in 0..<100 {
                let moment = Timestamp(
                    milliseconds: Int64(office.minute(&generator)) * 60_000 + .random(in: 0..<60_000, using: &generator)
                )
                let later = moment + .minutes(.random(in: 0...5000, using: &generator))
                let (first, second) = (
                    Int.random(in: 0...900, using: &generator), Int.random(in: 0...900, using: &generator)
                )

                for sign in [1, -1] {
                    let twice = calendar.add(
                        minutes: sign * second, to: calendar.add(minutes: sign * first, to: moment))
                    #expect(
                        twice == calendar.add(minutes: sign * (first + second), to: moment),
                        "\(office) \(moment.iso8601)")
                    #expect(
                        calendar.between(moment, calendar.add(minutes: sign * first, to: moment))
                            == .minutes(Int64(sign * first)))
                    #expect(
                        calendar.add(minutes: sign * first, to: moment)
                            <= calendar.add(minutes: sign * first, to: later))
                }
                #expect(calendar.isWorking(calendar.add(minutes: first, to: moment, rounding: .action)))
                #expect(calendar.ceil(calendar.ceil(moment)) == calendar.ceil(moment))
                #expect(calendar.floor(moment) <= moment && moment <= calendar.ceil(moment))
            }
        }
    }

    @Test(arguments: cases)
    func `working days go forwards one by one and stay in working hours`(example: Case) throws {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<2 {
            let office = try RandomOffice(example, &generator)
            let calendar = office.calendar
            for _ in 0..<50 {
                let moment = Timestamp(seconds: Int64(office.minute(&generator)) * 60)
                var previous = calendar.ceil(moment, rounding: .deadline)
                for days in 1...6 {
                    let next = calendar.addWorkingDays(days, to: moment)
                    #expect(previous < next, "\(office) \(moment.iso8601) \(days)")
                    #expect(calendar.ceil(next, rounding: .deadline) == next, "\(office) \(moment.iso8601) \(days)")
                    previous = next
                }
                let date = calendar.zone.local(moment).date
                let working = (1...60).map { date.adding(days: $0) }.filter(calendar.isWorkingDay)
                #expect(calendar.addWorkingDays(5, to: date) == working[4])
            }
        }
    }
}

/// A calendar with random exceptions and the oracle for it.
private struct RandomOffice: CustomStringConvertible {
    let calendar: WorkingCalendar
    let hours: WorkingHours
    private let settings: MinuteOracle.Settings
    private let middle: Int

    init(_ example: CalendarLawsTests.Case, _ generator: inout SeededGenerator) throws {
        let text = CalendarLawsTests.hours.randomElement(using: &generator)!
        let date = day(example.date)
        let near = (-20...20).map { date.adding(days: $0).description }
        let holidays = Set(near.filter { _ in Int.random(in: 0..<6, using: &generator) == 0 })
        let workdays = Set(near.filter { _ in Int.random(in: 0..<8, using: &generator) == 0 })
        let shortened = near.filter { _ in Int.random(in: 0..<8, using: &generator) == 0 }
        let daysOff: Set<Int> = [[], [6, 7], [5, 6], [7]].randomElement(using: &generator)!
        hours = try WorkingHours(
            text, daysOff: daysOff, holidays: holidays.sorted().joined(separator: ","),
            movedWorkdays: workdays.sorted().joined(separator: " "),
            shortened: shortened.map { "\($0) 16:30" }.joined(separator: ","), zone: example.zone)
        calendar = try WorkingCalendar(hours, around: utcMoment("\(example.date) 12:00"))
        settings = MinuteOracle.Settings(
            intervals: text.split(separator: ", ").map { interval in
                let ends = interval.split(separator: "–").map { Int($0.prefix(2))! * 60 + Int($0.suffix(2))! }
                return (open: ends[0], close: ends[1] > ends[0] ? ends[1] : ends[1] + 1440)
            },
            daysOff: daysOff, holidays: holidays, workdays: workdays,
            shortened: Dictionary(uniqueKeysWithValues: shortened.map { ($0, 990) }))
        middle = date.daysSinceEpoch * 1440
    }

    func oracle() throws -> MinuteOracle {
        MinuteOracle(
            settings, zone: try #require(TimeZone(identifier: hours.zone)),
            start: Date(timeIntervalSince1970: Double(middle - 35 * 1440) * 60), days: 70)
    }

    /// Within two weeks of the middle; half of them within a day.
    func minute(_ generator: inout SeededGenerator) -> Int {
        let reach = Bool.random(using: &generator) ? 1440 : 14 * 1440
        return middle + Int.random(in: -reach...reach, using: &generator)
    }

    var description: String { "\(hours.form)" }
}
