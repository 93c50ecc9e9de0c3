/// Reads English date texts as PHP's `strtotime` does: `tomorrow 10:00`, `+1 week 2 days`, `next monday`,
/// `last day of next month`, `2 days ago`, `10 September 2026`, and days and moments as people write them.
struct RelativeDate {
    private let base: LocalDateTime
    private var day: LocalDate
    private var time: LocalTime
    private var timeIsGiven = false
    private var interval = CalendarInterval()
    private var weekday: (day: Int, direction: Int)?
    /// `first day of`, `last day of`
    private var edgeOfMonth: Edge?

    private enum Edge { case first, last }

    /// Nil when the text is not understood.
    static func read(_ text: String, base: Timestamp, zone: TimeZoneRules) -> Timestamp? {
        let plain = text.lowercased().trimmed
        if plain.first == "@", let seconds = Int64(plain.dropFirst()) { return Value.int(seconds).moment(in: zone) }
        if let moment = Value.string(text).moment(in: zone) { return moment }
        guard plain.utf8.count <= 200 else { return nil }
        var reader = RelativeDate(zone.local(base))
        let words = RelativeDate.words(of: plain)
        guard !words.isEmpty, reader.read(words[...]) else { return nil }
        return reader.moment(in: zone)
    }

    private init(_ base: LocalDateTime) {
        self.base = base
        day = base.date
        time = base.time
    }

    /// `+1day` is two words; commas are spaces.
    private static func words(of text: String) -> [String] {
        text.split { $0.isWhitespace || $0 == "," }.flatMap { word -> [String] in
            let number = word.prefix { $0 == "+" || $0 == "-" || ($0.isASCII && $0.isNumber) }
            let rest = word.dropFirst(number.count)
            guard !number.isEmpty, rest.allSatisfy(\.isLetter), !rest.isEmpty else { return [String(word)] }
            return [String(number), String(rest)]
        }
    }

    private mutating func read(_ words: ArraySlice<String>) -> Bool {
        var rest = words
        while let word = rest.popFirst() {
            guard
                take(simple: word) || take(clock: word, &rest) || take(edge: word, &rest) || take(relative: word, &rest)
                    || take(monthDate: word, &rest)
            else { return false }
        }
        return true
    }

    private mutating func take(simple word: String) -> Bool {
        switch word {
        case "now", "of", "at", "on": break
        case "midnight": set(.init(secondOfDay: 0))
        case "today": if !timeIsGiven { time = .init(secondOfDay: 0) }
        case "noon": set(.init(secondOfDay: 43_200))
        case "tomorrow", "yesterday":
            interval.days += word == "tomorrow" ? 1 : -1
            if !timeIsGiven { time = .init(secondOfDay: 0) }
        case "ago": interval.negate()
        default:
            if let number = RelativeDate.weekday(word) {
                weekday = (number, 0)
            } else if let date = LocalDate(written: word) {
                day = date
            } else {
                return false
            }
            if !timeIsGiven { time = .init(secondOfDay: 0) }
        }
        return true
    }

    private mutating func set(_ time: LocalTime) {
        self.time = time
        timeIsGiven = true
    }

    /// `10:00`, `10:00:30`, `5 pm`, `5:30 pm`.
    private mutating func take(clock word: String, _ rest: inout ArraySlice<String>) -> Bool {
        let fields = word.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        let half = rest.first.flatMap { ["am": 0, "pm": 12][$0] }
        guard (half == nil ? 2...3 : 1...3).contains(fields.count), var hour = fields[0] else { return false }
        guard let minute = fields.count > 1 ? fields[1] : 0, let second = fields.count > 2 ? fields[2] : 0 else {
            return false
        }
        if let half {
            guard (1...12).contains(hour) else { return false }
            hour = hour % 12 + half
            rest.removeFirst()
        }
        guard (0...24).contains(hour), let found = LocalTime(hour: hour, minute: minute, second: second) else {
            return false
        }
        set(found)
        return true
    }

    private mutating func take(edge word: String, _ rest: inout ArraySlice<String>) -> Bool {
        guard word == "first" || word == "last", rest.starts(with: ["day", "of"]) else { return false }
        rest.removeFirst(2)
        edgeOfMonth = word == "first" ? .first : .last
        return true
    }

    /// `+1 week`, `2 days`, `next month`, `last friday`.
    private mutating func take(relative word: String, _ rest: inout ArraySlice<String>) -> Bool {
        guard let unit = rest.first else { return false }
        let named = ["next": 1, "last": -1, "previous": -1, "this": 0][word]
        if let direction = named, let number = RelativeDate.weekday(unit) {
            weekday = (number, direction)
            if !timeIsGiven { time = .init(secondOfDay: 0) }
        } else {
            let isLetter = unit.count == 1
            guard let amount = named ?? Int(word), amount.magnitude <= CalendarInterval.maximumAmount, !isLetter else {
                return false
            }
            if unit == "fortnight" || unit == "fortnights" {
                interval.days += amount * 14
            } else if !interval.add(amount, unit: unit) {
                return false
            }
        }
        rest.removeFirst()
        return true
    }

    /// `10 september 2026`, `september 10`, `sep 2026`.
    private mutating func take(monthDate word: String, _ rest: inout ArraySlice<String>) -> Bool {
        var number = Int(word)
        var name = word
        if number != nil {
            guard let next = rest.popFirst() else { return false }
            name = next
        }
        guard let month = RelativeDate.month(name) else { return false }
        if number == nil, let next = rest.first.flatMap({ Int($0) }), next <= 31 {
            number = next
            rest.removeFirst()
        }
        var year = day.year
        if let next = rest.first, next.count == 4, let found = Int(next) {
            year = found
            rest.removeFirst()
        }
        guard (1...9999).contains(year), let date = LocalDate(year: year, month: month, day: number ?? 1) else {
            return false
        }
        day = date
        if !timeIsGiven { time = .init(secondOfDay: 0) }
        return true
    }

    private func moment(in zone: TimeZoneRules) -> Timestamp? {
        guard var date = interval.day(after: day) else { return nil }
        switch edgeOfMonth {
        case .first: date = date.adding(days: 1 - date.day)
        case .last: date = date.adding(days: LocalDate.daysInMonth(date.month, year: date.year) - date.day)
        case nil: break
        }
        if let weekday { date = RelativeDate.date(of: weekday.day, from: date, direction: weekday.direction) }
        let result = zone.resolve(LocalDateTime(date, time)) + .seconds(Int64(interval.seconds))
        return (1...9999).contains(zone.local(result).date.year) ? result : nil
    }

    /// `monday` is today when today is Monday; `next monday` and `last monday` never are.
    private static func date(of weekday: Int, from date: LocalDate, direction: Int) -> LocalDate {
        let ahead = (weekday - date.weekday + 7) % 7
        switch direction {
        case 0: return date.adding(days: ahead)
        case 1: return date.adding(days: ahead == 0 ? 7 : ahead)
        default: return date.adding(days: ahead - 7)
        }
    }

    private static func weekday(_ word: String) -> Int? {
        place(of: word, in: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
    }

    private static func month(_ word: String) -> Int? {
        place(
            of: word,
            in: [
                "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
                "november", "december",
            ])
    }

    /// From 1; three letters are enough.
    private static func place(of word: String, in names: [String]) -> Int? {
        names.firstIndex { $0 == word || $0.prefix(3) == word }.map { $0 + 1 }
    }
}
