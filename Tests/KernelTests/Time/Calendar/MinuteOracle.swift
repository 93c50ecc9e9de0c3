import Foundation
import Kernel

/// Working time worked out minute by minute, with Foundation's zones and calendar: shares no code with the product.
struct MinuteOracle {
    struct Settings {
        /// Minutes from midnight.
        var intervals: [(open: Int, close: Int)]
        /// Monday 1 … Sunday 7.
        var daysOff: Set<Int>
        /// `2026-11-23`
        var holidays: Set<String>
        var workdays: Set<String>
        /// Closing minute by date.
        var shortened: [String: Int]
    }

    /// Minutes since 1970 of the first element of `isWorking`.
    let first: Int
    private(set) var isWorking: [Bool]

    private static let minutesOfDay = 1440

    /// Lays out `days` days from the UTC date `start` on.
    init(_ settings: Settings, zone: TimeZone, start: Date, days: Int) {
        let margin = 4
        first = Int(start.timeIntervalSince1970) / 60 - margin * Self.minutesOfDay
        let count = (days + 2 * margin) * Self.minutesOfDay
        isWorking = Array(repeating: false, count: count)
        let base = first
        // Since 1970 clocks have changed at full and half hours only; asking every five minutes is enough.
        let offsets = stride(from: 0, to: count, by: 5).map { minute in
            zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double((base + minute) * 60))) / 60
        }
        let walls = (0..<count).map { base + $0 + offsets[$0 / 5] }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(secondsFromGMT: 0)!
        for index in -margin..<days + margin {
            let midnight = Int(start.timeIntervalSince1970) / 60 + index * Self.minutesOfDay
            let date = Date(timeIntervalSince1970: Double(midnight * 60))
            for interval in Self.intervals(of: date, settings, calendar) {
                mark(walls, from: midnight + interval.open, to: midnight + interval.close)
            }
        }
    }

    private static func intervals(of date: Date, _ settings: Settings, _ calendar: Calendar) -> [(
        open: Int, close: Int
    )] {
        let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: date)
        let name = String(format: "%04d-%02d-%02d", parts.year!, parts.month!, parts.day!)
        let weekday = (parts.weekday! + 5) % 7 + 1
        let works =
            settings.workdays.contains(name)
            || !settings.daysOff.contains(weekday) && !settings.holidays.contains(name)
        guard works else { return [] }
        let closing = settings.shortened[name] ?? .max
        return settings.intervals.map { ($0.open, min($0.close, closing)) }.filter { $0.0 < $0.1 }
    }

    /// From the first minute at which the wall has reached `open` to the last at which it has not reached `close`.
    private mutating func mark(_ walls: [Int], from open: Int, to close: Int) {
        let around = max(0, open - first - 27 * 60)..<min(walls.count, close - first + 27 * 60)
        guard let start = around.first(where: { walls[$0] >= open }),
            let end = around.last(where: { walls[$0] < close }),
            start <= end
        else { return }
        for minute in start...end { isWorking[minute] = true }
    }
}

extension MinuteOracle {
    /// `minute` is since 1970, like all results.
    func ceil(_ minute: Int, isDeadline: Bool) -> Int {
        var index = minute - first
        if isDeadline, index > 0, isWorking[index - 1] { return minute }
        while !isWorking[index] { index += 1 }
        return index + first
    }

    func add(_ minutes: Int, to minute: Int, isDeadline: Bool) -> Int {
        if minutes == 0 { return ceil(minute, isDeadline: isDeadline) }
        var index = minute - first
        var left = abs(minutes)
        while left > 0 {
            if minutes < 0 { index -= 1 }
            if isWorking[index] { left -= 1 }
            if minutes > 0 { index += 1 }
        }
        return minutes > 0 ? ceil(index + first, isDeadline: isDeadline) : index + first
    }

    func between(_ start: Int, _ end: Int) -> Int {
        start > end ? -between(end, start) : (start..<end).count { isWorking[$0 - first] }
    }
}
