extension Value {
    /// The moment a value means in a zone: a day is its beginning, a text is read as people and programs write dates
    /// (`23.11.2026`, `23.11.2026 10:30`, ISO 8601), a number is seconds since 1970. Nil when it means none.
    package func moment(in zone: TimeZoneRules) -> Timestamp? {
        switch self {
        case .dateTime(let moment): moment
        case .date(let day): zone.startOfDay(day)
        case .string(let text): text.hasPlausibleYear ? zone.moment(parsing: text.trimmed) : nil
        case .int(let seconds) where seconds.magnitude < 253_402_300_800: Timestamp(seconds: seconds)
        case .double(let seconds) where seconds.magnitude < 253_402_300_800:
            Timestamp(milliseconds: Int64(seconds * 1000))
        case .list(let values) where values.count == 1: values[0].moment(in: zone)
        case .null, .bool, .int, .double, .money, .reference, .list: nil
        }
    }

    /// The day a value means in a zone; nil when it means none.
    package func day(in zone: TimeZoneRules) -> LocalDate? {
        if let plainDay { plainDay } else { moment(in: zone).map { zone.local($0).date } }
    }

    /// A day without time, also written as a text: `23.11.2026`, `2026-11-23`.
    package var plainDay: LocalDate? {
        switch self {
        case .date(let day): day
        case .string(let text): LocalDate(written: text)
        case .list(let values) where values.count == 1: values[0].plainDay
        case .null, .bool, .int, .double, .dateTime, .money, .reference, .list: nil
        }
    }
}

extension LocalDate {
    /// `23.11.2026` or `2026-11-23` with spaces around, nothing else.
    init?(written text: some StringProtocol) {
        let plain = text.trimmed
        guard (8...10).contains(plain.utf8.count), plain.hasPlausibleYear, let day = LocalDate(parsing: plain) else {
            return nil
        }
        self = day
    }
}

extension String {
    /// Its first word is no longer than a date, so that no absurd year reaches calendar arithmetic.
    fileprivate var hasPlausibleYear: Bool {
        let word = utf8.drop { $0 == 0x20 }.prefix {
            (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
        }
        return utf8.count <= 60 && word.count <= 25 && word.prefix { $0 != UInt8(ascii: "-") }.count <= 10
    }
}

extension LocalDate {
    /// `23.11.2026`
    package var dottedText: String { "\(padded(day, 2)).\(padded(month, 2)).\(padded(year, 4))" }
}

extension LocalDateTime {
    /// `23.11.2026 10:30`, seconds only when there are any.
    package var dottedText: String {
        "\(date.dottedText) \(time)" + (time.second == 0 ? "" : ":" + padded(time.second, 2))
    }
}
