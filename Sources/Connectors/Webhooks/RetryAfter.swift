import Kernel

/// The header of RFC 9110 10.2.3: seconds, or a moment.
package enum RetryAfter {
    package static func pause(_ text: String, at now: Timestamp) -> TimeSpan? {
        let text = text.filter { $0 != "\r" && $0 != "\n" }
        if let seconds = Int64(text.filter { $0 != " " }) { return seconds < 0 ? nil : .seconds(min(seconds, 86_400 * 30)) }
        return moment(text).map { max(.seconds(0), $0 - now) }
    }

    /// `Wed, 21 Oct 2015 07:28:00 GMT`; the two older forms that the RFC still knows are not sent by anybody.
    private static func moment(_ text: String) -> Timestamp? {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", let day = Int(parts[1]), let year = Int(parts[3]),
            let month = months.firstIndex(of: String(parts[2])),
            let date = LocalDate(year: year, month: month + 1, day: day), let second = secondOfDay(parts[4])
        else { return nil }
        return Timestamp(seconds: Int64(date.daysSinceEpoch) * 86_400 + second)
    }

    private static func secondOfDay(_ text: Substring) -> Int64? {
        let parts = text.split(separator: ":").compactMap { Int64($0) }
        guard parts.count == 3, (0..<24).contains(parts[0]), (0..<60).contains(parts[1]), (0...60).contains(parts[2]) else { return nil }
        return parts[0] * 3600 + parts[1] * 60 + parts[2]
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
