import Foundation
import Kernel
import Testing

@Suite struct ISO8601Tests {
    @Test(arguments: [
        ("2026-11-23T17:40:00Z", 1_795_455_600_000), ("2026-11-23T17:40Z", 1_795_455_600_000),
        ("2026-11-23 17:40:00+00:00", 1_795_455_600_000), ("2026-11-23T20:40:00+03:00", 1_795_455_600_000),
        ("2026-11-23t20:40:00+0300", 1_795_455_600_000), ("2026-11-23T20:40:00+03", 1_795_455_600_000),
        ("2026-11-23T10:10:00-07:30", 1_795_455_600_000), ("2026-11-23T17:40:00.25Z", 1_795_455_600_250),
        ("2026-11-23T17:40:00,123456Z", 1_795_455_600_123), ("1970-01-01T00:00:00Z", 0),
        ("1969-12-31T23:59:59.999Z", -1),
        ("2026-11-22T24:00:00Z", 1_795_392_000_000), ("2016-12-31T23:59:60Z", 1_483_228_800_000),
    ])
    func `moments are read`(text: String, milliseconds: Int64) throws {
        #expect(try #require(Timestamp(iso8601: text)).milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "2026", "2026-11-23", "2026-11-23T17:40:00", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z",
        "2026-11-23T25:00:00Z",
        "2026-11-23T24:00:01Z", "2026-11-23T17:60:00Z", "2026-11-23T17:40:61Z", "2026-11-23T17:40:00.Z",
        "2026-11-23T17:40:00ZZ",
        "2026-11-23T17:40:00+3", "2026-11-23T17:40:00+03:", "20261123T174000Z", "2026-1-23T17:40:00Z",
        "0000-01-01T00:00:00Z",
        "+026-11-23T17:40:00Z", "２０26-11-23T17:40:00Z",
    ])
    func `what is no moment is refused`(text: String) {
        #expect(Timestamp(iso8601: text) == nil)
    }

    @Test func `without an offset the zone decides`() {
        let moscow = rules("Europe/Moscow")

        #expect(Timestamp(iso8601: "2026-11-23T17:40", zone: moscow) == utcMoment("2026-11-23 14:40"))
        #expect(Timestamp(iso8601: "2026-11-23", zone: moscow) == utcMoment("2026-11-22 21:00"))
        #expect(Timestamp(iso8601: "2026-11-23T17:40Z", zone: moscow) == utcMoment("2026-11-23 17:40"))
    }

    @Test func `moments are printed as Foundation prints them, and read back`() throws {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<500 {
            let seconds = Int64.random(in: -5_000_000_000...50_000_000_000, using: &generator)
            let moment = Timestamp(seconds: seconds)
            #expect(moment.iso8601 == Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601))
            let exact = moment + TimeSpan(milliseconds: .random(in: 0...999, using: &generator))
            #expect(Timestamp(iso8601: exact.iso8601) == exact)
            #expect(Timestamp(iso8601: exact.iso8601(in: rules("Asia/Kathmandu"))) == exact)
        }
        #expect(utcMoment("2026-11-23 17:40").iso8601(in: rules("America/St_Johns")) == "2026-11-23T14:10:00-03:30")
        #expect(Timestamp(milliseconds: 1_795_455_600_007).iso8601 == "2026-11-23T17:40:00.007Z")
    }

    @Test(arguments: [
        ("20.09.2019 17:40", "2019-09-20 14:40"), ("20.09.2019", "2019-09-19 21:00"),
        ("20.9.2019  9:05", "2019-09-20 06:05"),
        ("20.09.2019 9:05:30", "2019-09-20 06:05:30"), ("2019-09-20T17:40", "2019-09-20 14:40"),
        ("2019-09-20 17:40", "2019-09-20 14:40"), ("2019-09-20T17:40:00Z", "2019-09-20 17:40"),
        (" 2019-09-20 ", "2019-09-19 21:00"),
    ])
    func `what people and browsers write is read`(text: String, moment: String) {
        #expect(rules("Europe/Moscow").moment(parsing: text) == utcMoment(moment))
    }

    @Test(arguments: [
        "", "tomorrow", "32.01.2019", "20.09.2019 25:00", "20.09.2019 17", "20.09.19", "20.09.2019 17:40 18:00",
        "17:40",
    ])
    func `what is no moment for people is refused`(text: String) {
        #expect(rules("Europe/Moscow").moment(parsing: text) == nil)
    }
}
