import Kernel

/// The text that search looks into: lower case, «ё» as «е», one space between words.
package enum SearchText {
    package static func normalized(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        var isBetween = false
        for scalar in text.lowercased().unicodeScalars {
            if scalar.properties.isWhitespace {
                isBetween = !result.isEmpty
            } else {
                if isBetween { result += " " }
                isBetween = false
                result.unicodeScalars.append(scalar == "\u{0451}" ? "\u{0435}" : scalar)
            }
        }
        return result
    }

    /// A search as a `like` pattern over the normalised column; digits of a phone are found however they are written.
    package static func pattern(_ words: String) -> String {
        var text = normalized(words)
        if let digits = phoneDigits(text) { text = digits }
        return "%" + escaped(text) + "%"
    }

    /// Signs that `like` would understand are taken as they are.
    static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
    }

    /// What of an item is searched: title, names, number, phones, addresses and the one-line fields of administrators.
    static func of(_ item: Item, _ fields: [Field]) -> String {
        var parts = [item.title]
        parts += [FieldCode.lastName, .name, .secondName, .companyTitle, .inn].compactMap(item.text)
        for field in fields where field.isCustom && field.isInFilter && field.type.code == "string" {
            parts += item.value(field.code).elements.map(\.printable)
        }
        parts += item.communications.map(\.normalized)
        parts.append("#\(item.id.id)")
        return normalized(parts.joined(separator: " "))
    }

    /// «8 (495) 123-45» asks for `495 123 45`: the digits without the prefix that people write in three ways.
    private static func phoneDigits(_ text: String) -> String? {
        let digits = text.filter { $0.isASCII && $0.isNumber }
        let isPhone = digits.count >= 5 && text.allSatisfy { ($0.isASCII && $0.isNumber) || " +-()".contains($0) }
        guard isPhone else { return nil }
        if digits.count >= 7, text.hasPrefix("8") { return String(digits.dropFirst()) }
        return digits
    }
}
