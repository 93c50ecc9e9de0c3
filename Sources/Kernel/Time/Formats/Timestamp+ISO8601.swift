extension Timestamp {
    /// Reads `2026-11-23T17:40:00Z` and its kin: a space for `T`, a fraction, no seconds, offsets `+03:00`, `+0300`, `+03`,
    /// or a date alone. Without an offset the text is meant in `zone`; nil when there is no zone then, or it is no moment.
    package init?(iso8601 text: some StringProtocol, zone: TimeZoneRules? = nil) {
        var reader = ISO8601Reader(rest: Array(text.utf8)[...])
        guard let moment = reader.moment(in: zone) else { return nil }
        self = moment
    }

    /// `2026-11-23T17:40:00Z`; with `.250` when it does not fall on a whole second.
    package var iso8601: String { iso8601(offset: 0) + "Z" }

    /// `2026-11-23T20:40:00+03:00`; ISO 8601 has no seconds in offsets, so those before about 1920 are cut to minutes and
    /// the wall time with them.
    package func iso8601(in zone: TimeZoneRules) -> String {
        let offset = zone.offset(at: self) / 60 * 60
        return iso8601(offset: offset) + TimeZoneRules.offsetText(offset, separator: ":")
    }

    private func iso8601(offset: Int) -> String {
        let local = LocalDateTime(secondsSinceEpoch: seconds + Int64(offset))
        let fraction = subsecond == 0 ? "" : ".\(padded(Int(subsecond), 3))"
        return "\(local.date)T\(local.time):\(padded(local.time.second, 2))\(fraction)"
    }
}

extension TimeZoneRules {
    /// `+03:00`, or `+0300` with an empty separator.
    package static func offsetText(_ offset: Int, separator: String) -> String {
        let minutes = abs(offset) / 60
        return (offset < 0 ? "-" : "+") + padded(minutes / 60, 2) + separator + padded(minutes % 60, 2)
    }

    /// Reads what people and browsers write: `20.09.2019 17:40`, `20.09.2019`, `2019-09-20T17:40`; without an offset in
    /// this zone, a date alone at the start of its day. Nil when it is no moment.
    package func moment(parsing text: some StringProtocol) -> Timestamp? {
        let words = text.split(whereSeparator: \.isWhitespace)
        if words.count <= 2, let first = words.first, let date = LocalDate(parsing: first), first.contains(".") {
            guard words.count == 2 else { return startOfDay(date) }
            let time = words[1].prefix { $0 != ":" }.count == 1 ? "0\(words[1])" : String(words[1])
            return Timestamp(iso8601: "\(date)T\(time)", zone: self)
        }
        return Timestamp(iso8601: words.joined(separator: " "), zone: self)
    }
}

private struct ISO8601Reader {
    var rest: ArraySlice<UInt8>

    mutating func moment(in zone: TimeZoneRules?) -> Timestamp? {
        guard let date = date() else { return nil }
        guard !rest.isEmpty else { return zone?.startOfDay(date) }
        guard take("T") || take("t") || take(" "), let (second, millisecond) = time() else { return nil }
        let local = Int64(date.daysSinceEpoch) * 86_400 + Int64(second)
        if rest.isEmpty {
            guard let zone else { return nil }
            return Timestamp(seconds: zone.resolve(localSecond: local, .first))
                + TimeSpan(milliseconds: Int64(millisecond))
        }
        guard let offset = offset(), rest.isEmpty else { return nil }
        return Timestamp(milliseconds: (local - Int64(offset)) * 1000 + Int64(millisecond))
    }

    private mutating func date() -> LocalDate? {
        guard let year = number(4, 1...9999), take("-"), let month = number(2, 1...12), take("-"),
            let day = number(2, 1...31)
        else { return nil }
        return LocalDate(year: year, month: month, day: day)
    }

    /// Seconds of the day and milliseconds. 24:00 is the end of the day, second 60 (a leap second) the next minute.
    private mutating func time() -> (second: Int, millisecond: Int)? {
        guard let hour = number(2, 0...24), take(":"), let minute = number(2, 0...59) else { return nil }
        var second = 0
        if take(":") {
            guard let read = number(2, 0...60) else { return nil }
            second = read
        }
        guard let millisecond = fraction() else { return nil }
        let total = hour * 3600 + minute * 60 + second
        return hour < 24 || total == 86_400 && millisecond == 0 ? (total, millisecond) : nil
    }

    /// Digits after a dot or comma, cut to milliseconds; zero when there are none.
    private mutating func fraction() -> Int? {
        guard take(".") || take(",") else { return 0 }
        let digits = rest.prefix { (48...57).contains($0) }
        rest = rest.dropFirst(digits.count)
        let padded = (Array(digits) + [48, 48, 48]).prefix(3)
        return digits.isEmpty ? nil : padded.reduce(0) { $0 * 10 + Int($1 - 48) }
    }

    private mutating func offset() -> Int? {
        if take("Z") || take("z") { return 0 }
        let isWest = take("-")
        guard isWest || take("+"), let hours = number(2, 0...23) else { return nil }
        let hasColon = take(":")
        guard let minutes = rest.isEmpty && !hasColon ? 0 : number(2, 0...59) else { return nil }
        return (isWest ? -1 : 1) * (hours * 3600 + minutes * 60)
    }

    private mutating func take(_ character: Character) -> Bool {
        guard rest.first == character.asciiValue else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func number(_ count: Int, _ range: ClosedRange<Int>) -> Int? {
        let digits = rest.prefix(count)
        guard digits.count == count, digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
        rest = rest.dropFirst(count)
        let value = digits.reduce(0) { $0 * 10 + Int($1 - 48) }
        return range.contains(value) ? value : nil
    }
}
