/// A sum in a currency's minor units (kopecks, cents), so that adding never loses a kopeck.
package struct Money: Hashable, Sendable {
    /// 1/100 of the currency unit.
    package var minorUnits: Int64
    /// ISO 4217 code, upper case.
    package var currency: String

    package init(minorUnits: Int64, currency: String = "RUB") {
        self.minorUnits = minorUnits
        self.currency = currency
    }

    /// Reads «690 300», «1 870,50», «1870.5»: spaces (also no-break) group digits, the last comma or point is decimal.
    /// Nil when it is not an amount or has more than two decimals.
    package init?(parsing text: String, currency: String = "RUB") {
        var digits = ""
        var decimals: Int? = nil
        for scalar in text.unicodeScalars {
            switch scalar {
            case " ", "\u{00A0}", "\u{202F}", "'": continue
            case "0"..."9":
                digits.unicodeScalars.append(scalar)
                if let count = decimals { decimals = count + 1 }
            case ",", ".":
                guard decimals == nil else { return nil }
                decimals = 0
            case "-" where digits.isEmpty: digits = "-"
            default: return nil
            }
        }
        guard let number = Int64(digits), (decimals ?? 0) <= 2 else { return nil }
        let scale: [Int64] = [100, 10, 1]
        let (minor, overflow) = number.multipliedReportingOverflow(by: scale[decimals ?? 0])
        guard !overflow else { return nil }
        self.init(minorUnits: minor, currency: currency)
    }

    /// Plain decimal for data exchange: `690300.00`.
    package var decimalString: String {
        let magnitude = minorUnits.magnitude
        let cents = magnitude % 100
        return "\(minorUnits < 0 ? "-" : "")\(magnitude / 100).\(cents < 10 ? "0" : "")\(cents)"
    }

    package var units: Double { Double(minorUnits) / 100 }
}
