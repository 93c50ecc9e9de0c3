import Crypto
import FoundationEssentials

/// 256 random bits that open a session or an invitation to whoever holds them. Only the hash is stored.
///
/// Printing shows nothing of it, so it cannot slip into a log.
package struct SecretToken: Sendable, CustomStringConvertible, CustomReflectable {
    /// For the cookie or the link: 43 letters, digits, `-` and `_`.
    package let text: String

    /// A new one from the system's secure generator.
    package init() {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        text = Data(bytes).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// One that came back from a browser; nil when it cannot be one.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count == 43 else { return nil }
        self.text = String(text)
    }

    /// SHA-256 in hexadecimal: what tables hold. Looking up by it tells an attacker nothing by its duration.
    package var hash: String { hexadecimal(SHA256.hash(data: Array(text.utf8))) }

    package var description: String { "SecretToken(…)" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// Lower-case hexadecimal digits, two a byte.
package func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}

/// Whether two texts are equal, in a time that depends on their lengths only.
func isEqualInConstantTime(_ left: String, _ right: String) -> Bool {
    guard left.utf8.count == right.utf8.count else { return false }
    return zip(left.utf8, right.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
}
