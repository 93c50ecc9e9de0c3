import Kernel

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A number of a cell as the text that a person would type for it.
enum XLSXNumber {
    static func text(_ raw: String, _ kind: XLSXNumberKind, countsFrom1904: Bool) -> String {
        guard let number = Double(raw), number.isFinite else { return raw }
        switch kind {
        case .number: return plain(number)
        case .moment: return moment(number, countsFrom1904) ?? plain(number)
        case .time: return (0..<1).contains(number) ? time(number) : moment(number, countsFrom1904) ?? plain(number)
        }
    }

    /// Fifteen digits, as Excel shows them: sums of a file end in 0.30000000000000004.
    static func plain(_ number: Double) -> String {
        if number == number.rounded(), number.magnitude < 1e15 { return String(Int64(number)) }
        let places = 14 - Int(floor(log10(number.magnitude)))
        guard (0...15).contains(places) else { return Value.double(number).printable }
        let scale = pow(10, Double(places))
        return Value.double((number * scale).rounded() / scale).printable
    }

    /// Days since the last day of 1899, of which Excel believes that 1900 had a 29th of February; or since 1904.
    private static func moment(_ serial: Double, _ countsFrom1904: Bool) -> String? {
        guard serial >= 0, serial < 2_958_466 else { return nil }
        let seconds = Int64((serial * 86_400).rounded())
        let (days, second) = (Int(seconds / 86_400), Int(seconds % 86_400))
        let first = countsFrom1904 ? -24_107 : days < 60 ? -25_568 : -25_569
        let day = LocalDate(daysSinceEpoch: first + days)
        return second == 0 ? day.dottedText : LocalDateTime(day, LocalTime(secondOfDay: second)).dottedText
    }

    private static func time(_ part: Double) -> String {
        LocalTime(secondOfDay: min(Int((part * 86_400).rounded()), 86_399)).description
    }
}
