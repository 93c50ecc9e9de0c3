import Kernel
import Testing

/// Moments that went down in the history of time zones; expected values are from the zones' published rules.
@Suite struct TimeZoneRulesTests {
    @Test func `Berlin skips 02-30 in March`() {
        let berlin = rules("Europe/Berlin")

        #expect(berlin.resolve(wall("2024-03-31 02:30")) == utcMoment("2024-03-31 01:00"))
        #expect(berlin.resolve(wall("2024-03-31 02:30"), .second) == utcMoment("2024-03-31 01:00"))
        #expect(berlin.resolve(wall("2024-03-31 01:59")) == utcMoment("2024-03-31 00:59"))
        #expect(berlin.resolve(wall("2024-03-31 03:00")) == utcMoment("2024-03-31 01:00"))
    }

    @Test func `Berlin has 02-30 twice in October`() {
        let berlin = rules("Europe/Berlin")

        #expect(berlin.resolve(wall("2024-10-27 02:30"), .first) == utcMoment("2024-10-27 00:30"))
        #expect(berlin.resolve(wall("2024-10-27 02:30"), .second) == utcMoment("2024-10-27 01:30"))
        #expect(berlin.resolve(wall("2024-10-27 02:00"), .second) == utcMoment("2024-10-27 01:00"))
        #expect(berlin.resolve(wall("2024-10-27 03:00"), .first) == utcMoment("2024-10-27 02:00"))
        #expect(berlin.local(utcMoment("2024-10-27 00:30")) == wall("2024-10-27 02:30"))
        #expect(berlin.local(utcMoment("2024-10-27 01:30")) == wall("2024-10-27 02:30"))
    }

    @Test func `a day of São Paulo begins at 01-00`() {
        let saoPaulo = rules("America/Sao_Paulo")

        #expect(saoPaulo.startOfDay(day("2018-11-04")) == utcMoment("2018-11-04 03:00"))
        #expect(saoPaulo.local(utcMoment("2018-11-04 03:00")) == wall("2018-11-04 01:00"))
    }

    @Test func `Lord Howe moves by half an hour`() {
        let lordHowe = rules("Australia/Lord_Howe")

        #expect(lordHowe.offset(at: utcMoment("2024-04-06 14:59")) == 11 * 3600)
        #expect(lordHowe.offset(at: utcMoment("2024-04-06 15:00")) == 10 * 3600 + 1800)
        #expect(lordHowe.resolve(wall("2024-04-07 01:45"), .first) == utcMoment("2024-04-06 14:45"))
        #expect(lordHowe.resolve(wall("2024-04-07 01:45"), .second) == utcMoment("2024-04-06 15:15"))
        #expect(lordHowe.resolve(wall("2024-10-06 02:15")) == utcMoment("2024-10-05 15:30"))
    }

    @Test func `Apia has no 30 December 2011`() {
        let apia = rules("Pacific/Apia")

        #expect(apia.local(utcMoment("2011-12-30 09:59")) == wall("2011-12-29 23:59"))
        #expect(apia.local(utcMoment("2011-12-30 10:00")) == wall("2011-12-31 00:00"))
        #expect(apia.resolve(wall("2011-12-30 12:00")) == utcMoment("2011-12-30 10:00"))
        #expect(apia.startOfDay(day("2011-12-30")) == apia.startOfDay(day("2011-12-31")))
    }

    @Test func `29 February 2024 has 25 hours in Almaty`() {
        let almaty = rules("Asia/Almaty")
        let length = almaty.startOfDay(day("2024-03-01")) - almaty.startOfDay(day("2024-02-29"))

        #expect(length == .hours(25))
        #expect(almaty.offset(at: utcMoment("2024-02-29 17:59")) == 6 * 3600)
        #expect(almaty.offset(at: utcMoment("2024-02-29 18:00")) == 5 * 3600)
        #expect(almaty.resolve(wall("2024-02-29 23:30"), .second) == utcMoment("2024-02-29 18:30"))
    }

    @Test func `Moscow changed for good in 2011 and 2014`() {
        let moscow = rules("Europe/Moscow")

        #expect(moscow.offset(at: utcMoment("2011-03-26 22:59")) == 3 * 3600)
        #expect(moscow.offset(at: utcMoment("2011-03-26 23:00")) == 4 * 3600)
        #expect(moscow.offset(at: utcMoment("2014-10-25 21:59")) == 4 * 3600)
        #expect(moscow.offset(at: utcMoment("2014-10-25 22:00")) == 3 * 3600)
        #expect(moscow.resolve(wall("2014-10-26 01:30"), .first) == utcMoment("2014-10-25 21:30"))
        #expect(moscow.resolve(wall("2014-10-26 01:30"), .second) == utcMoment("2014-10-25 22:30"))
        #expect(moscow.setting(at: utcMoment("2026-07-01 12:00")).abbreviation == "MSK")
    }

    @Test func `Casablanca goes back an hour in Ramadan`() {
        let casablanca = rules("Africa/Casablanca")

        #expect(casablanca.offset(at: utcMoment("2024-03-10 01:59")) == 3600)
        #expect(casablanca.offset(at: utcMoment("2024-03-10 02:00")) == 0)
        #expect(casablanca.offset(at: utcMoment("2024-04-14 01:59")) == 0)
        #expect(casablanca.offset(at: utcMoment("2024-04-14 02:00")) == 3600)
    }

    @Test func `Tehran gave up summer time in 2022`() {
        let tehran = rules("Asia/Tehran")

        #expect(tehran.offset(at: utcMoment("2022-03-21 20:29")) == 3 * 3600 + 1800)
        #expect(tehran.offset(at: utcMoment("2022-03-21 20:30")) == 4 * 3600 + 1800)
        #expect(tehran.offset(at: utcMoment("2022-09-21 19:30")) == 3 * 3600 + 1800)
        #expect(tehran.offset(at: utcMoment("2024-07-01 00:00")) == 3 * 3600 + 1800)
    }

    @Test func `Dublin's winter time is the saving one`() {
        let dublin = rules("Europe/Dublin")
        let winter = dublin.setting(at: utcMoment("2024-01-15 12:00"))
        let summer = dublin.setting(at: utcMoment("2024-07-15 12:00"))

        #expect(winter == .init(offset: 0, isDaylight: true, abbreviation: "GMT"))
        #expect(summer == .init(offset: 3600, isDaylight: false, abbreviation: "IST"))
        #expect(dublin.resolve(wall("2024-10-27 01:30"), .second) == utcMoment("2024-10-27 01:30"))
    }

    @Test func `the rule at the end of the file holds for ever`() {
        let berlin = rules("Europe/Berlin")

        for year in [2036, 2037, 2038, 2099, 2100, 2101, 2500] {
            let winter = utcMoment("\(year)-01-15 12:00")
            let summer = utcMoment("\(year)-07-15 12:00")
            #expect(berlin.offset(at: winter) == 3600, "\(year)")
            #expect(berlin.offset(at: summer) == 7200, "\(year)")
        }
        #expect(berlin.resolve(wall("2500-03-28 02:30")) == utcMoment("2500-03-28 01:00"))
        #expect(berlin.resolve(wall("2500-10-31 02:30"), .first) == utcMoment("2500-10-31 00:30"))
        #expect(berlin.resolve(wall("2500-10-31 02:30"), .second) == utcMoment("2500-10-31 01:30"))
    }

    @Test func `southern summer goes over the new year in any century`() {
        let auckland = rules("Pacific/Auckland")

        for year in [2037, 2038, 2200, 2201, 2202, 2500] {
            #expect(auckland.offset(at: utcMoment("\(year)-01-01 00:00")) == 13 * 3600, "\(year)")
            #expect(auckland.offset(at: utcMoment("\(year)-12-31 23:59")) == 13 * 3600, "\(year)")
            #expect(auckland.offset(at: utcMoment("\(year)-06-30 12:00")) == 12 * 3600, "\(year)")
        }
    }

    @Test func `moments far away have an answer`() {
        for zone in ["Europe/Berlin", "Asia/Almaty", "America/Sao_Paulo", "UTC"].map(rules) {
            for moment in [Timestamp(milliseconds: .max / 2), Timestamp(milliseconds: .min / 2), .distantFuture] {
                #expect(zone.resolve(zone.local(moment)).seconds == moment.seconds, "\(zone.identifier)")
            }
        }
    }
}
