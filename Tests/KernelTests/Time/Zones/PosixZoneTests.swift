import Kernel
import Testing

/// The rule at the end of a time zone file, in all the ways in which it may be written.
@Suite struct PosixZoneTests {
    @Test(arguments: [
        // Without daylight saving.
        ("MSK-3", "2026-07-01 12:00", 3 * 3600), ("<-0330>3:30:00", "2026-07-01 12:00", -12_600),
        ("UTC0", "2026-07-01 12:00", 0),
        // The last Sundays of March and October, at 01:00 UTC.
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2024-03-31 00:59", 3600),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2024-03-31 01:00", 7200),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2024-10-27 00:59", 7200),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2024-10-27 01:00", 3600),
        // Southern summer goes over the new year.
        ("NZST-12NZDT,M9.5.0,M4.1.0/3", "2024-01-01 00:00", 13 * 3600),
        ("NZST-12NZDT,M9.5.0,M4.1.0/3", "2023-12-31 23:59", 13 * 3600),
        ("NZST-12NZDT,M9.5.0,M4.1.0/3", "2024-07-01 00:00", 12 * 3600),
        // Hours beyond the day, and before it.
        ("IST-2IDT,M3.4.4/26,M10.5.0", "2024-03-28 23:59", 7200),
        ("IST-2IDT,M3.4.4/26,M10.5.0", "2024-03-29 00:00", 10_800),
        ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2024-03-31 00:59", -7200),
        ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2024-03-31 01:00", -3600),
        // Saving in winter.
        ("IST-1GMT0,M10.5.0,M3.5.0/1", "2024-01-15 12:00", 0), ("IST-1GMT0,M10.5.0,M3.5.0/1", "2024-07-15 12:00", 3600),
        // Days counted without and with 29 February.
        ("AAA3BBB,J60,J300", "2024-03-01 04:59", -10_800), ("AAA3BBB,J60,J300", "2024-03-01 05:00", -7200),
        ("AAA3BBB,J60,J300", "2023-03-01 05:00", -7200),
        ("AAA3BBB,59/0,299/0", "2024-02-29 02:59", -10_800), ("AAA3BBB,59/0,299/0", "2024-02-29 03:00", -7200),
        ("AAA3BBB,59/0,299/0", "2023-03-01 02:59", -10_800), ("AAA3BBB,59/0,299/0", "2023-03-01 03:00", -7200),
        // All the year.
        ("EST5EDT,0/0,J365/25", "2026-01-01 04:59", -14_400), ("EST5EDT,0/0,J365/25", "2026-01-01 05:00", -14_400),
        ("EST5EDT,0/0,J365/25", "2026-07-01 00:00", -14_400),
    ])
    func `the rule is understood`(rule: String, moment: String, offset: Int) throws {
        let zone = try TemporaryZones().rules(footer: rule)

        #expect(zone.offset(at: utcMoment(moment)) == offset)
    }

    @Test func `wall times are resolved by the rule alone`() throws {
        let zone = try TemporaryZones().rules(footer: "NZST-12NZDT,M9.5.0,M4.1.0/3")

        #expect(zone.resolve(wall("2024-04-07 02:30"), .first) == utcMoment("2024-04-06 13:30"))
        #expect(zone.resolve(wall("2024-04-07 02:30"), .second) == utcMoment("2024-04-06 14:30"))
        #expect(zone.resolve(wall("2024-09-29 02:30")) == utcMoment("2024-09-28 14:00"))
        #expect(zone.resolve(wall("2024-01-01 00:00")) == utcMoment("2023-12-31 11:00"))
        #expect(zone.resolve(wall("2023-12-31 23:59"), .second) == utcMoment("2023-12-31 10:59"))
    }

    @Test(arguments: [
        "X", "MSK", "MSK-3 ", "MSK-3garbage", "EST5EDT", "EST5EDT,M3.2.0", "EST5EDT,M13.1.0,M4.1.0",
        "EST5EDT,M3.6.0,M4.1.0",
        "EST5EDT,M3.2.7,M4.1.0", "EST5EDT,J0,J365", "EST5EDT,366,J365", "<+3-3", "EST25", "EST5:60",
        "EST5EDT,M3.2.0/168,M11.1.0",
        "EST5EDT,M3.2.0,M11.1.0,", "5EST", "EST99999999999999999999",
    ])
    func `a rule that is none makes no zone`(rule: String) throws {
        let directory = try TemporaryZones()

        #expect(throws: Failure.self) { try directory.rules(footer: rule) }
    }
}
