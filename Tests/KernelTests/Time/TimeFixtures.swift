import Kernel

/// `2026-11-23 17:40` or with seconds, in UTC.
func utcMoment(_ text: String) -> Timestamp {
    guard let moment = Timestamp(iso8601: text, zone: .utc) else { fatalError("no moment: \(text)") }
    return moment
}

func rules(_ identifier: String) -> TimeZoneRules {
    do {
        return try TimeZoneRules.named(identifier)
    } catch {
        fatalError("no zone \(identifier): \(error)")
    }
}

func wall(_ text: String) -> LocalDateTime {
    TimeZoneRules.utc.local(utcMoment(text))
}

func day(_ text: String) -> LocalDate {
    guard let date = LocalDate(parsing: text) else { fatalError("no date: \(text)") }
    return date
}

/// SplitMix64: the same numbers from the same seed on every machine.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
