import Foundation
import Kernel
import Testing

/// Foundation carries its own copy of the tz data: an independent reader of an independent file.
@Suite struct FoundationComparisonTests {
    /// A stretch where the two copies are known to differ, because their releases or builds do.
    struct Difference: Sendable {
        let from: String
        let to: String
        let reason: String
    }

    static let zones = [
        "Europe/Moscow", "Europe/Kaliningrad", "Europe/Samara", "Asia/Yekaterinburg", "Asia/Novosibirsk",
        "Asia/Vladivostok",
        "Asia/Almaty", "Europe/Minsk", "Europe/Berlin", "Europe/Dublin", "Europe/London", "Africa/Casablanca",
        "Asia/Tehran",
        "America/New_York", "America/Sao_Paulo", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia",
        "Asia/Kathmandu", "Asia/Jerusalem", "America/Nuuk", "Pacific/Chatham",
    ]

    static let differences: [String: [Difference]] = [:]

    @Test(arguments: zones)
    func `offsets from 1970 to 2037 are those of Foundation`(name: String) throws {
        let ours = rules(name)
        let theirs = try #require(TimeZone(identifier: name))
        let known = Self.differences[name] ?? []
        var wrong: [String] = []
        var usedDifferences: Set<String> = []

        for second in Self.moments(ours) {
            let moment = Timestamp(seconds: second)
            let expected = theirs.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(second)))
            guard ours.offset(at: moment) != expected else { continue }
            if let difference = known.first(where: { utcMoment($0.from) <= moment && moment < utcMoment($0.to) }) {
                usedDifferences.insert(difference.reason)
            } else {
                wrong.append("\(moment.iso8601): \(ours.offset(at: moment)) ≠ \(expected)")
            }
        }

        #expect(wrong.isEmpty, "\(wrong.count) differences, \(wrong.first ?? "") … \(wrong.last ?? "")")
        #expect(usedDifferences == Set(known.map(\.reason)), "a difference is listed that is no more")
    }

    @Test(arguments: zones)
    func `daylight saving is where Foundation sees it`(name: String) throws {
        let ours = rules(name)
        let theirs = try #require(TimeZone(identifier: name))
        // In Ireland and Morocco summer time is the standard by law and winter or Ramadan the saving time; Foundation's
        // data are built without negative saving and say the contrary.
        if ["Europe/Dublin", "Africa/Casablanca"].contains(name) { return }

        for year in 1990...2036 {
            for month in 1...12 {
                let moment = utcMoment("\(year)-\(padded(month, 2))-15 12:00")
                let isDaylight = theirs.isDaylightSavingTime(
                    for: Date(timeIntervalSince1970: TimeInterval(moment.seconds)))
                #expect(ours.setting(at: moment).isDaylight == isDaylight, "\(moment.iso8601)")
            }
        }
    }

    /// Every twelfth hour, and the second before and of every change that we see.
    private static func moments(_ zone: TimeZoneRules) -> [Int64] {
        let end = utcMoment("2038-01-01 00:00").seconds
        var moments: [Int64] = []
        var previous = zone.offset(at: Timestamp(seconds: 0))
        for second in stride(from: Int64(0), to: end, by: 43_200) {
            moments.append(second)
            let offset = zone.offset(at: Timestamp(seconds: second))
            guard offset != previous else { continue }
            let change = firstSecond(in: zone, from: second - 43_200, to: second, showing: offset)
            moments += [change - 1, change]
            previous = offset
        }
        return moments
    }

    private static func firstSecond(in zone: TimeZoneRules, from: Int64, to: Int64, showing offset: Int) -> Int64 {
        var (low, high) = (from, to)
        while low < high {
            let middle = low + (high - low) / 2
            if zone.offset(at: Timestamp(seconds: middle)) == offset { high = middle } else { low = middle + 1 }
        }
        return high
    }
}
