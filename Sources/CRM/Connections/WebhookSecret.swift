import Crypto
import FoundationEssentials
import Kernel

/// The key with which webhooks are signed, as Standard Webhooks writes it: `whsec_` and base64 of 32 random bytes.
/// Printing shows nothing of it.
package struct WebhookSecret: Sendable, CustomStringConvertible, CustomReflectable {
    /// What the receiver is told.
    package let text: String
    private let key: SymmetricKey

    package init() {
        key = SymmetricKey(size: .bits256)
        text = "whsec_" + key.withUnsafeBytes { Data($0).base64EncodedString() }
    }

    /// - Throws: `Failure` `.unavailable` for a text that is none.
    package init(_ text: String) throws {
        guard text.hasPrefix("whsec_"), let bytes = Data(base64Encoded: String(text.dropFirst(6))), bytes.count >= 16 else {
            throw Failure(.unavailable, SecretTexts.damaged)
        }
        self.text = text
        key = SymmetricKey(data: bytes)
    }

    /// The value of `webhook-signature`: HMAC-SHA256 over id, time and body, joined by full stops.
    /// - Parameter timestamp: when the request is made; receivers refuse old ones.
    package func signature(id: String, timestamp: Timestamp, body: [UInt8]) -> String {
        let signed = Array("\(id).\(timestamp.seconds).".utf8) + body
        return "v1," + Data(HMAC<SHA256>.authenticationCode(for: signed, using: key)).base64EncodedString()
    }

    package var description: String { "WebhookSecret(…)" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
