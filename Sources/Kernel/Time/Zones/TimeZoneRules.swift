/// The offsets from UTC that one place has used, uses and will use: an IANA time zone read from tz data.
///
/// Named so as not to clash with Foundation's `TimeZone`, whose rules on Linux come with the toolchain and cannot be updated.
package struct TimeZoneRules: Sendable, Equatable {
    /// What the clocks of a place show during one stretch of time.
    package struct Setting: Sendable, Equatable {
        /// Seconds east of UTC.
        package let offset: Int
        package let isDaylight: Bool
        /// `MSK`, `CEST`, `+05`
        package let abbreviation: String

        package init(offset: Int, isDaylight: Bool, abbreviation: String) {
            self.offset = offset
            self.isDaylight = isDaylight
            self.abbreviation = abbreviation
        }
    }

    /// Which moment to take when clocks go back and show the same wall time twice.
    package enum Occurrence: Sendable { case first, second }

    /// `Europe/Moscow`
    package let identifier: String
    /// Unix seconds, ascending; `settings[i + 1]` starts at `transitions[i]`.
    let transitions: [Int64]
    let settings: [Setting]
    /// The rule after the last transition; nil when nothing changes any more.
    let future: PosixZone?

    /// Coordinated universal time; needs no data.
    package static let utc = TimeZoneRules(
        identifier: "UTC", transitions: [], settings: [Setting(offset: 0, isDaylight: false, abbreviation: "UTC")],
        future: nil)

    /// The rules of the IANA zone called `identifier`, from the machine's tz data (`TZDIR`, else `/usr/share/zoneinfo`).
    /// Throws `Failure.invalid` for a name that is no zone.
    package static func named(_ identifier: String) throws -> TimeZoneRules {
        try ZoneDatabase.standard.rules(of: identifier)
    }

    /// Names to offer in a settings page, `UTC` first.
    package static func identifiers() throws -> [String] { try ZoneDatabase.standard.identifiers() }

    /// The release of the machine's tz data (`2025b`); nil when the data does not tell.
    package static var dataVersion: String? { ZoneDatabase.standard.version }
}

extension TimeZoneRules {
    /// Seconds east of UTC at `moment`.
    package func offset(at moment: Timestamp) -> Int { setting(atSecond: moment.seconds).offset }

    /// Offset, daylight saving flag and abbreviation at `moment`.
    package func setting(at moment: Timestamp) -> Setting { setting(atSecond: moment.seconds) }

    /// What the clocks of the place show at `moment`, to the whole second.
    package func local(_ moment: Timestamp) -> LocalDateTime {
        LocalDateTime(secondsSinceEpoch: moment.seconds + Int64(offset(at: moment)))
    }

    /// The moment when the clocks show `local`. A wall time that comes twice is taken at `occurrence`; one that is
    /// skipped means the end of the gap, the first moment after it.
    package func resolve(_ local: LocalDateTime, _ occurrence: Occurrence = .first) -> Timestamp {
        Timestamp(seconds: resolve(localSecond: local.secondsSinceEpoch, occurrence))
    }

    /// The first moment of a day in this zone (not always 00:00).
    package func startOfDay(_ date: LocalDate) -> Timestamp {
        resolve(LocalDateTime(date, LocalTime(secondOfDay: 0)))
    }

    func setting(atSecond second: Int64) -> Setting {
        if let future, second >= transitions.last ?? .min { return future.setting(atSecond: second) }
        return settings[index(atSecond: second)]
    }

    func resolve(localSecond: Int64, _ occurrence: Occurrence) -> Int64 {
        var found: Int64?
        var stretch = self.stretch(atSecond: localSecond - Self.widestOffset)
        while true {
            let candidate = localSecond - Int64(stretch.offset)
            if candidate < stretch.start {
                return found ?? stretch.start
            }
            if candidate < stretch.end {
                if occurrence == .first || stretch.end > localSecond + Self.widestOffset { return candidate }
                found = candidate
            }
            stretch = self.stretch(atSecond: stretch.end)
        }
    }
}

extension TimeZoneRules {
    /// A stretch of time, `start` included and `end` not, with one offset.
    struct Stretch: Equatable {
        let start: Int64
        let end: Int64
        let offset: Int
    }

    /// RFC 8536 allows offsets between −25 and +26 hours.
    private static let widestOffset: Int64 = 26 * 3600

    private func stretch(atSecond second: Int64) -> Stretch {
        if let future, let last = transitions.last, second >= last {
            return future.stretch(atSecond: second, notBefore: last)
        }
        if let future, transitions.isEmpty { return future.stretch(atSecond: second, notBefore: .min) }
        let index = index(atSecond: second)
        return Stretch(
            start: index == 0 ? .min : transitions[index - 1],
            end: index == transitions.count ? .max : transitions[index],
            offset: settings[index].offset)
    }

    /// How many transitions have happened by `second`.
    private func index(atSecond second: Int64) -> Int {
        var low = 0
        var high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle] <= second { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
