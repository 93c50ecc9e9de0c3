import Kernel

/// What a written phone number means: E.164, by Russian habits when no country is given.
///
/// «8 (495) 123-45-67» and «495 123 45 67» are +7 495 123 45 67. An extension («доб. 12», `#12`, `ext 12`) is kept apart: two
/// people of one office are told by it in the raw value, but their number is one.
package struct PhoneNumber: Hashable, Sendable {
    /// `+74951234567`; short inner numbers stay as they are: `1234`.
    package let normalized: String
    /// Digits of the extension; nil when there is none.
    package let numberExtension: String?

    /// Nil when the text has letters before any extension, fewer than 3 or more than 15 digits.
    package init?(_ text: String) {
        var digits = ""
        var inner = ""
        var hasPlus = false
        var isExtension = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case "0"..."9" where isExtension: inner.unicodeScalars.append(scalar)
            case "0"..."9": digits.unicodeScalars.append(scalar)
            case "+" where digits.isEmpty && !hasPlus: hasPlus = true
            case " ", "\u{00A0}", "\u{202F}", "-", "\u{2010}"..."\u{2015}", "(", ")", ".", "/", "\t": continue
            case _ where PhoneNumber.startsExtension(scalar) && digits.utf8.count >= 3: isExtension = true
            default:
                guard isExtension else { return nil }
            }
        }
        guard (3...15).contains(digits.utf8.count) else { return nil }
        normalized = hasPlus ? "+" + digits : PhoneNumber.russian(digits)
        numberExtension = inner.isEmpty ? nil : inner
    }

    /// `#`, `,`, `;`, `*` and the first letter of «доб», «вн», `ext`, `x`.
    private static func startsExtension(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "#", ",", ";", "*", "e", "E", "x", "X", "\u{0434}", "\u{0414}", "\u{0432}", "\u{0412}": true
        default: false
        }
    }

    private static func russian(_ digits: String) -> String {
        switch (digits.utf8.count, digits.utf8.first) {
        case (11, UInt8(ascii: "8")): "+7" + digits.dropFirst()
        case (10, _): "+7" + digits
        case (12..., UInt8(ascii: "8")) where digits.hasPrefix("810"): "+" + digits.dropFirst(3)
        case (12..., UInt8(ascii: "0")) where digits.hasPrefix("00"): "+" + digits.dropFirst(2)
        case (11..., _): "+" + digits
        default: digits
        }
    }
}

/// A mail address with a name, one @ and a host with a dot.
package struct EmailAddress: Hashable, Sendable {
    /// Lower case, as duplicates are compared.
    package let normalized: String

    /// Nil when it is no address. «Ivan <ivan@example.ru>» is read as the address inside.
    package init?(_ text: String) {
        var address = text.withoutOuterSpace[...]
        if address.last == ">", let open = address.lastIndex(of: "<") {
            address = address[address.index(after: open)...].dropLast()
        }
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[1].contains("."), address.utf8.count <= 254,
            !parts[1].hasPrefix("."), !parts[1].hasSuffix("."), !parts[1].contains(".."),
            !address.contains(where: { $0.isWhitespace || "<>,;()[]\\\"".contains($0) })
        else { return nil }
        normalized = address.lowercased()
    }
}
