import Crypto
import FoundationEssentials
import Kernel

/// Seals secrets (keys of connections) before they go into the database, so that a copy of the database alone tells
/// nothing. AES-GCM with a key that lies elsewhere: in `PROM2B_SECRET_KEY`, or in a file beside the database.
///
/// A sealed secret is bound to its purpose: moved to another row, it does not open.
package struct SecretBox: Sendable {
    private let key: SymmetricKey
    /// Tells a lost key from a damaged secret.
    private let fingerprint: [UInt8]
    private static let format: UInt8 = 1

    /// - Parameter key: 32 bytes in base64, as `newKey` gives them.
    /// - Throws: `Failure` `.invalid`, without the key.
    package init(key text: String) throws {
        guard let bytes = Data(base64Encoded: text), bytes.count == 32 else {
            throw Failure(.invalid, SecretTexts.badKey)
        }
        key = SymmetricKey(data: bytes)
        fingerprint = Array(SHA256.hash(data: bytes).prefix(4))
    }

    package static func newKey() -> String {
        SymmetricKey(size: .bits256).withUnsafeBytes { Data($0).base64EncodedString() }
    }

    /// - Parameter purpose: what it is the secret of: `connection/12`.
    package func seal(_ secret: String, for purpose: String) throws -> [UInt8] {
        let sealed = try AES.GCM.seal(Array(secret.utf8), using: key, authenticating: Array(purpose.utf8))
        guard let combined = sealed.combined else { throw Failure(.unavailable, SecretTexts.damaged) }
        return [Self.format] + fingerprint + combined
    }

    /// - Throws: `Failure` `.unavailable` that says whether the key is another one or the secret is damaged.
    package func open(_ sealed: [UInt8], for purpose: String) throws -> String {
        guard sealed.count > 5, sealed[0] == Self.format else { throw Failure(.unavailable, SecretTexts.damaged) }
        guard Array(sealed[1..<5]) == fingerprint else { throw Failure(.unavailable, SecretTexts.otherKey) }
        do {
            let box = try AES.GCM.SealedBox(combined: sealed[5...])
            return String(decoding: try AES.GCM.open(box, using: key, authenticating: Array(purpose.utf8)), as: UTF8.self)
        } catch {
            throw Failure(.unavailable, SecretTexts.damaged)
        }
    }

    /// A mark that only this portal can put under a name: what it gives to a program comes back genuine, and no table holds it.
    /// 64 hexadecimal digits.
    package func mark(_ name: String) -> String {
        hexadecimal(HMAC<SHA256>.authenticationCode(for: Array("mark/\(name)".utf8), using: key))
    }

    /// Whether it is the mark under this name; takes the same time for every wrong one.
    package func isMark(_ mark: some StringProtocol, of name: String) -> Bool {
        let (wanted, given) = (Array(self.mark(name).utf8), Array(mark.utf8))
        guard wanted.count == given.count else { return false }
        return zip(wanted, given).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
