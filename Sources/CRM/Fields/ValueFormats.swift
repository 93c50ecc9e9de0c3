import Kernel

extension Money {
    /// «690 300 ₽», «1 870,50 ₽», “1,870.50 $”: kopecks only when there are any.
    package func text(_ language: Language) -> String {
        let magnitude = minorUnits.magnitude
        let digits = grouped(String(magnitude / 100), by: language == .russian ? "\u{00A0}" : ",")
        let cents = magnitude % 100
        let decimals = cents == 0 ? "" : (language == .russian ? "," : ".") + padded(Int(cents), 2)
        return "\(minorUnits < 0 ? "−" : "")\(digits)\(decimals)\u{00A0}\(Money.signs[currency] ?? currency)"
    }

    fileprivate static let signs = ["RUB": "₽", "USD": "$", "EUR": "€", "KZT": "₸", "UAH": "₴", "CNY": "¥", "GBP": "£"]

    private func grouped(_ digits: String, by separator: String) -> String {
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { result += separator }
            result.append(digit)
        }
        return result
    }
}

extension Currency {
    /// «₽»; the code where there is no sign.
    package var sign: String { Money.signs[code] ?? code }
}
