import Foundation
import Kernel
import Testing

@Suite struct ZoneDatabaseTests {
    @Test(arguments: [
        "", "Moscow", "Europe/Moskau", "europe/moscow ", "../../etc/passwd", "Europe/../Europe/Moscow", "/etc/passwd",
        "Europe//Moscow", "Europe/", "/Europe/Moscow", "Europe", "posix/Europe/Moscow", "right/Europe/Moscow",
        "localtime",
        "zone.tab", "tzdata.zi", "leapseconds", "Europe/Moscow\0", "Europe/Moscow\n", "Factory",
    ])
    func `a name that is no zone is refused`(name: String) {
        #expect { try TimeZoneRules.named(name) } throws: { error in
            guard let failure = error as? Failure else { return false }
            return failure.code == .invalid && failure.message.russian.contains("Europe/Moscow")
                && failure.field == "zone"
        }
    }

    @Test func `UTC needs no data`() throws {
        let nowhere = ZoneDatabase(path: "/nonexistent")

        #expect(try nowhere.rules(of: "UTC") == .utc)
        #expect(try nowhere.identifiers() == ["UTC"])
        #expect(nowhere.version == nil)
        #expect(throws: Failure.self) { try nowhere.rules(of: "Europe/Moscow") }
    }

    @Test func `every name offered to people can be read`() throws {
        let names = try TimeZoneRules.identifiers()

        #expect(names.first == "UTC")
        #expect(names.count > 300)
        #expect(["Europe/Moscow", "Asia/Yekaterinburg", "Asia/Almaty", "Europe/Minsk"].allSatisfy(names.contains))
        for name in names {
            #expect(try TimeZoneRules.named(name).identifier == name)
        }
    }

    @Test func `the release of the data is known`() throws {
        let version = try #require(TimeZoneRules.dataVersion)

        #expect(version.count == 5 && version.hasPrefix("20"))
    }

    @Test func `a directory of our own is read, its version too`() throws {
        let directory = try TemporaryZones()
        try directory.write("+VERSION", Data("2031c\n".utf8))
        try directory.write("Mars", try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/Europe/Moscow")))
        let database = ZoneDatabase(path: directory.path)

        #expect(database.version == "2031c")
        #expect(try database.rules(of: "Mars").offset(at: utcMoment("2026-01-01 00:00")) == 3 * 3600)
    }

    @Test func `a damaged file is refused wherever it is cut or changed`() throws {
        let directory = try TemporaryZones()
        let whole = try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/Europe/Berlin"))
        var generator = SeededGenerator(seed: 7)

        for length in 0..<whole.count where length % 7 == 0 {
            try directory.write("Cut\(length)", whole.prefix(length))
            #expect(throws: Failure.self) { try ZoneDatabase(path: directory.path).rules(of: "Cut\(length)") }
        }
        for round in 0..<300 {
            var changed = whole
            changed[Int.random(in: 0..<whole.count, using: &generator)] = UInt8.random(
                in: .min ... .max, using: &generator)
            try directory.write("Changed\(round)", changed)
            // It may still be a zone, but must be read or refused, never trap.
            let zone: TimeZoneRules?
            do { zone = try ZoneDatabase(path: directory.path).rules(of: "Changed\(round)") } catch is Failure {
                zone = nil
            }
            if let zone { _ = zone.resolve(wall("2024-03-31 02:30"), .second) }
        }
    }

    @Test func `files that count leap seconds are refused`() throws {
        let directory = try TemporaryZones()
        try directory.write("Leap", try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/right/Europe/Berlin")))

        #expect(throws: Failure.self) { try ZoneDatabase(path: directory.path).rules(of: "Leap") }
    }
}
