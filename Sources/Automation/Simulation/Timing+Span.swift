extension Timing {
    /// Reads a span as forms and the command line write it: `4wh` (working hours), `1wd` (working days), `30m`, `2h`, `5d`.
    package init?(span text: some StringProtocol) {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let amount = Int(digits) else { return nil }
        switch text.dropFirst(digits.count) {
        case "m": self.init(amount: amount, unit: .minutes)
        case "h": self.init(amount: amount, unit: .hours)
        case "d": self.init(amount: amount, unit: .days)
        case "wh": self.init(amount: amount, unit: .hours, countsWorkingTime: true)
        case "wd": self.init(amount: amount, unit: .days, countsWorkingTime: true)
        default: return nil
        }
    }
}
