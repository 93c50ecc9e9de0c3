extension PosixZone {
    /// Reads `MSK-3`, `CET-1CEST,M3.5.0,M10.5.0/3`, `<+1030>-10:30<+11>-11,M10.1.0,M4.1.0`; nil when it is none.
    init?(parsing text: String) {
        var cursor = Cursor(rest: Array(text.utf8)[...])
        guard let name = cursor.name(), let offset = cursor.time(hours: 24) else { return nil }
        standard = .init(offset: -offset, isDaylight: false, abbreviation: name)
        if cursor.rest.isEmpty {
            daylight = nil
            return
        }
        guard let found = cursor.daylight(standardOffset: -offset), cursor.rest.isEmpty else { return nil }
        daylight = found
    }

    private struct Cursor {
        var rest: ArraySlice<UInt8>

        mutating func take(_ character: Character) -> Bool {
            guard rest.first == character.asciiValue else { return false }
            rest.removeFirst()
            return true
        }

        mutating func number(in range: ClosedRange<Int>) -> Int? {
            let digits = rest.prefix { (48...57).contains($0) }.prefix(4)
            guard !digits.isEmpty else { return nil }
            rest = rest.dropFirst(digits.count)
            let value = digits.reduce(0) { $0 * 10 + Int($1 - 48) }
            return range.contains(value) ? value : nil
        }

        /// Three or more letters, or anything between angle brackets.
        mutating func name() -> String? {
            let quoted = take("<")
            let bytes = rest.prefix { quoted ? $0 != 62 : (65...90).contains($0) || (97...122).contains($0) }
            rest = rest.dropFirst(bytes.count)
            guard bytes.count >= 3, !quoted || take(">") else { return nil }
            return String(decoding: bytes, as: UTF8.self)
        }

        /// `[+-]hh[:mm[:ss]]` in seconds.
        mutating func time(hours: Int) -> Int? {
            let negative = take("-")
            if !negative { _ = take("+") }
            guard var seconds = number(in: 0...hours).map({ $0 * 3600 }) else { return nil }
            for unit in [60, 1] where take(":") {
                guard let part = number(in: 0...59) else { return nil }
                seconds += part * unit
            }
            return negative ? -seconds : seconds
        }

        mutating func daylight(standardOffset: Int) -> Daylight? {
            guard let name = name() else { return nil }
            var offset = standardOffset + 3600
            if rest.first != Character(",").asciiValue {
                guard let own = time(hours: 24) else { return nil }
                offset = -own
            }
            guard take(","), let start = change(), take(","), let end = change() else { return nil }
            return .init(
                setting: .init(offset: offset, isDaylight: true, abbreviation: name), start: start, end: end)
        }

        mutating func change() -> Change? {
            guard let day = day() else { return nil }
            guard take("/") else { return Change(day: day, time: 7200) }
            guard let time = time(hours: 167) else { return nil }
            return Change(day: day, time: time)
        }

        mutating func day() -> Day? {
            if take("J") { return number(in: 1...365).map(Day.julian) }
            guard take("M") else { return number(in: 0...365).map(Day.zeroBased) }
            guard let month = number(in: 1...12), take("."), let week = number(in: 1...5), take("."),
                let weekday = number(in: 0...6)
            else { return nil }
            return .weekday(month: month, week: week, weekday: weekday)
        }
    }
}
