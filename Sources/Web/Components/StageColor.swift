/// A colour that people chose for a stage. Only a checked `#rrggbb` ever reaches a style attribute.
package struct StageColor: Hashable, Sendable {
    private let red: UInt8
    private let green: UInt8
    private let blue: UInt8

    package static let neutral = StageColor(red: 0x9A, green: 0xA5, blue: 0xB4)

    private init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// Reads `#39a8ef` or `39A8EF`; anything else becomes the neutral grey.
    package init(_ text: String) {
        let digits = text.hasPrefix("#") ? text.dropFirst() : text[...]
        guard digits.utf8.count == 6, digits.allSatisfy(\.isHexDigit), let number = UInt32(digits, radix: 16) else {
            self = .neutral
            return
        }
        self.init(red: UInt8(number >> 16), green: UInt8(number >> 8 & 255), blue: UInt8(number & 255))
    }

    /// Black or white, whichever reads better on the colour (WCAG relative luminance; they tie at 0.179).
    private var ink: StaticString { luminance > 0.179 ? "#14181f" : "#ffffff" }

    private var luminance: Double {
        func linear(_ channel: UInt8) -> Double {
            // 2.2 instead of the exact sRGB curve: the difference never changes the choice of ink by more than a shade.
            let value = Double(channel) / 255
            return value * value * (0.8 + 0.2 * value)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// ` style="--stage:…;--stage-ink:…"`
    package var attribute: HTML {
        let number = UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
        let digits = String(number, radix: 16)
        let color = "#" + String(repeating: "0", count: 6 - digits.count) + digits
        return " style=\"--stage:\(color);--stage-ink:\(String(describing: ink))\""
    }
}
