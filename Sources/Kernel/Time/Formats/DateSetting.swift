/// Where and in which form somebody reads and writes dates: a time zone, and the portal's style. The one thing that decides
/// it: writers are made of it, and what was typed is read by it.
package struct DateSetting: Sendable {
    package let zone: TimeZoneRules
    package let style: DateStyle

    package init(zone: TimeZoneRules = .utc, style: DateStyle = DateStyle()) {
        self.zone = zone
        self.style = style
    }

    package func writer(_ language: Language) -> DateWriter { DateWriter(zone: zone, language: language, style: style) }

    /// The day that a value means here: `20.09.2019` and ISO always, `09/20/2019` or `20/09/2019` as the style says. Nil when
    /// it means none.
    package func day(_ value: Value) -> LocalDate? { value.withPlainDate(style).day(in: zone) }

    /// The moment that a value means here: a day's beginning, `20.09.2019 17:40`, `09/20/2019 5:40 PM`, ISO 8601; nil when it
    /// means none.
    package func moment(_ value: Value) -> Timestamp? { value.withPlainDate(style).moment(in: zone) }
}

extension Value {
    /// A typed text with its slashes and its half of the day brought to the form that is read everywhere.
    fileprivate func withPlainDate(_ style: DateStyle) -> Value {
        guard case .string(let text) = self else { return self }
        var words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard let first = words.first, words.count <= 3, text.utf8.count <= 60 else { return self }
        if let date = style.order.iso(first) { words[0] = date }
        if words.count == 3 {
            guard let time = LocalTime(hours12: words[1], half: words[2]) else { return self }
            words[1...] = [time.description]
        }
        if words.count == 2, words[0].contains("-") { return .string(words.joined(separator: "T")) }
        return .string(words.joined(separator: " "))
    }
}

extension DateStyle.Order {
    /// `09/20/2019` as `2019-09-20`; nil when it is not written with slashes.
    fileprivate func iso(_ text: String) -> String? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[2].utf8.count == 4, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }),
            parts[0].utf8.count <= 2, parts[1].utf8.count <= 2
        else { return nil }
        let (month, day) = self == .monthDayYear ? (parts[0], parts[1]) : (parts[1], parts[0])
        func two(_ part: Substring) -> String { part.utf8.count == 1 ? "0\(part)" : String(part) }
        return "\(parts[2])-\(two(month))-\(two(day))"
    }
}

extension LocalTime {
    /// `5:40` and `PM`; nil when it is no time of a 12-hour clock.
    fileprivate init?(hours12 text: String, half: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let hour = parts[0], let minute = parts[1], (1...12).contains(hour), (0...59).contains(minute),
            ["AM", "PM"].contains(half.uppercased())
        else { return nil }
        self.init(secondOfDay: (hour % 12 + (half.uppercased() == "PM" ? 12 : 0)) * 3600 + minute * 60)
    }
}
