/// A number as decimal digits, for printing and rounding the way people expect: 1.005 rounded to two places is 1.01,
/// 0.1 + 0.2 prints as 0.3, although binary fractions disagree in the sixteenth digit.
package struct DecimalDigits: Hashable, Sendable {
    package private(set) var isNegative: Bool
    /// Significant digits without leading or trailing zeros; empty for zero.
    package private(set) var digits: [UInt8]
    /// Where the point stands: the value is 0.d₁d₂d₃… × 10^exponent.
    package private(set) var exponent: Int

    /// - Parameter number: a finite number; others count as zero.
    package init(_ number: Double) {
        isNegative = number < 0
        digits = []
        exponent = 0
        guard number.isFinite, number != 0 else { return }
        let parts = number.magnitude.description.split(separator: "e")
        var pointAt: Int?
        for byte in parts[0].utf8 {
            if byte == UInt8(ascii: ".") { pointAt = digits.count } else { digits.append(byte - 0x30) }
        }
        exponent = (pointAt ?? digits.count) + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
        trim()
    }

    /// Rounds half away from zero, keeping `places` digits after the point (negative: tens, hundreds …).
    package func rounded(places: Int) -> DecimalDigits { keeping(exponent + places) }

    /// Rounds to at most `count` significant digits.
    package func rounded(significant count: Int) -> DecimalDigits { keeping(count) }

    private func keeping(_ count: Int) -> DecimalDigits {
        guard count < digits.count else { return self }
        var result = self
        let roundsUp = count >= 0 && digits[count] >= 5
        result.digits = Array(digits.prefix(max(0, count)))
        if roundsUp { result.addOneInLastPlace() }
        result.trim()
        return result
    }

    private mutating func addOneInLastPlace() {
        var index = digits.count - 1
        while index >= 0, digits[index] == 9 {
            digits[index] = 0
            index -= 1
        }
        if index >= 0 {
            digits[index] += 1
        } else {
            digits.insert(1, at: 0)
            exponent += 1
        }
    }

    private mutating func trim() {
        let zeros = digits.prefix { $0 == 0 }.count
        digits.removeFirst(zeros)
        exponent -= zeros
        while digits.last == 0 { digits.removeLast() }
        if digits.isEmpty {
            exponent = 0
            isNegative = false
        }
    }

    package var double: Double {
        Double("\(isNegative ? "-" : "")0.\(digits.isEmpty ? "0" : text(digits[...]))e\(exponent)") ?? 0
    }

    /// Digits in plain notation; very large and very small numbers as `1.5e+20`.
    package var plain: String {
        if exponent > 21 || exponent < -8 {
            let rest = digits.count > 1 ? "." + text(digits[1...]) : ""
            return "\(isNegative ? "-" : "")\(digits[0])\(rest)e\(exponent > 0 ? "+" : "")\(exponent - 1)"
        }
        return fixed(places: max(0, digits.count - exponent))
    }

    /// Exactly `places` digits after the point; call `rounded(places:)` first.
    package func fixed(places: Int, point: String = ".", thousands: String = "") -> String {
        let whole = (0..<max(exponent, 0)).map { $0 < digits.count ? digits[$0] : 0 }
        var result = isNegative ? "-" : ""
        if whole.isEmpty { result += "0" }
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index) % 3 == 0 { result += thousands }
            result += String(digit)
        }
        guard places > 0 else { return result }
        result += point
        for place in 0..<places {
            let index = exponent + place
            result += String(digits.indices.contains(index) ? digits[index] : 0)
        }
        return result
    }

    private func text(_ digits: ArraySlice<UInt8>) -> String {
        String(decoding: digits.map { $0 + 0x30 }, as: UTF8.self)
    }
}
