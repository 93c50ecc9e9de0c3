import Foundation
import Kernel
import Testing

/// Expected values are what PHP's `date` gives.
@Suite struct PHPDateFormatTests {
    private func php(
        _ pattern: String, _ moment: String = "2019-09-02 06:05:07", zone: String = "Europe/Moscow",
        in language: Language? = nil
    )
        -> String
    {
        PHPDateFormat(pattern).write(utcMoment(moment), in: rules(zone), language: language)
    }

    @Test(arguments: [
        ("d.m.Y H:i:s", "02.09.2019 09:05:07"), ("j n y G g h", "2 9 19 9 9 09"), ("D l N w", "Mon Monday 1 1"),
        ("jS F Y", "2nd September 2019"), ("M t L z W o", "Sep 30 0 244 36 2019"), ("a A", "am AM"),
        ("U", "1567404307"),
        ("T P O Z I e", "MSK +03:00 +0300 10800 0 Europe/Moscow"), ("c", "2019-09-02T09:05:07+03:00"),
        ("r", "Mon, 02 Sep 2019 09:05:07 +0300"), ("\\d\\a\\y d", "day 02"), ("d\\", "02"), ("", ""),
        ("x, k!", "x, k!"),
        ("v u", "000 000000"), ("\\\\d", "\\02"),
    ])
    func `letters mean what they mean in PHP`(pattern: String, text: String) {
        #expect(php(pattern) == text)
    }

    @Test func `edges of days, years and clocks`() {
        #expect(php("g h A", "2019-09-01 21:00") == "12 12 AM")
        #expect(php("g A", "2019-09-02 09:00") == "12 PM")
        #expect(php("w N", "2019-09-01 12:00") == "0 7")
        #expect(php("o-W z", "2021-01-01 12:00", zone: "UTC") == "2020-53 0")
        #expect(php("o-W z L", "2024-12-31 12:00", zone: "UTC") == "2025-01 365 1")
        #expect(php("I T", "2019-07-01 12:00", zone: "Europe/Berlin") == "1 CEST")
        #expect(php("p P", "2019-07-01 12:00", zone: "UTC") == "Z +00:00")
        #expect(php("O", "2019-07-01 12:00", zone: "America/St_Johns") == "-0230")
        let suffixes = (1...31).map { php("jS", "2019-07-\(padded($0, 2)) 12:00") }
        #expect(suffixes.filter { $0.hasSuffix("st") } == ["1st", "21st", "31st"])
        #expect(suffixes.filter { $0.hasSuffix("nd") } == ["2nd", "22nd"])
        #expect(suffixes.filter { $0.hasSuffix("rd") } == ["3rd", "23rd"])
    }

    @Test func `names are in the language asked for`() {
        #expect(php("d F Y, l", in: .russian) == "02 сентября 2019, понедельник")
        #expect(php("f Y, D M", in: .russian) == "сентябрь 2019, пн сен")
        #expect(php("d F Y, l", in: .english) == "02 September 2019, Monday")
        #expect(php("f") == "f")
        #expect(php("r", in: .russian) == "Mon, 02 Sep 2019 09:05:07 +0300")
    }

    @Test func `ISO weeks are those of Foundation`() {
        var calendar = Calendar(identifier: .iso8601)
        calendar.timeZone = TimeZone(secondsFromGMT: 0)!
        for days in stride(from: 0, to: 30_000, by: 3) {
            let parts = calendar.dateComponents(
                [.yearForWeekOfYear, .weekOfYear], from: Date(timeIntervalSince1970: Double(days) * 86_400))
            let text = PHPDateFormat("o W").write(Timestamp(seconds: Int64(days) * 86_400), in: .utc)
            #expect(text == "\(parts.yearForWeekOfYear!) \(padded(parts.weekOfYear!, 2))")
        }
    }
}
