/// `P3D`, `PT2H30M`, `P1W`: a span as BPMN timers have it.
struct ISODuration {
    /// As a pause counts: in the largest unit that holds it exactly.
    let amount: Int
    let unit: Timing.Unit
    /// Seconds that were rounded up to a minute.
    let isRounded: Bool

    /// Nil for everything else: months and years have no fixed length, expressions no length at all.
    init?(_ text: String) {
        let pattern = /P(?:(\d{1,5})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?/
        guard let match = text.wholeMatch(of: pattern)?.output else { return nil }
        func number(_ part: Substring?) -> Int { part.flatMap { Int($0) } ?? 0 }
        let days = number(match.1) * 7 + number(match.2)
        let seconds = number(match.5)
        let minutes = number(match.3) * 60 + number(match.4) + (seconds + 59) / 60
        guard days > 0 || minutes > 0 else { return nil }
        isRounded = seconds % 60 != 0
        if minutes == 0 {
            (amount, unit) = (days, .days)
        } else if minutes % 60 == 0 {
            (amount, unit) = (days * 24 + minutes / 60, .hours)
        } else {
            (amount, unit) = (days * 24 * 60 + minutes, .minutes)
        }
    }
}
