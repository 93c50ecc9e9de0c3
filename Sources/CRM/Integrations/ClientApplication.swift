import Kernel

package enum ApplicationTag {}
package typealias ApplicationID = Identifier<ApplicationTag>

/// A program that acts for many people: each lets it in by signing in, and it gets tokens with that person's rights (OAuth 2.0,
/// RFC 6749, the authorization code grant). Its secret is shown once and stored as a hash.
package struct ClientApplication: Sendable, Hashable {
    package let id: ApplicationID
    package let title: String
    /// By which the program names itself: `local.3f…`.
    package let clientID: String
    /// Where people are sent back with a code, and nowhere else.
    package let address: String
    package let scopes: Set<IntegrationScope>
    package let createdAt: Timestamp

    /// `address` with these parameters behind those that it has; its fragment is left out (RFC 6749, 3.1.2).
    package func address(with parameters: [(name: String, value: String)]) -> String {
        let base = String(address.prefix { $0 != "#" })
        return base + (base.contains("?") ? "&" : "?") + formEncoded(parameters)
    }
}

/// By which programs that serve several portals tell them apart: the same for ever as long as the portal keeps its address.
package enum MemberID {
    /// 32 hexadecimal digits.
    package static func of(_ origin: String) -> String {
        [origin, "member " + origin].map { text in
            let digits = String(stableHash(text), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
