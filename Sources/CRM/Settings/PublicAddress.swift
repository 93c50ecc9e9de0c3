import Kernel

/// How people reach the portal from outside: scheme, host and port, as they stand before every path of its links.
package struct PublicAddress: Hashable, Sendable {
    /// `https://crm.example.ru`, without a slash at the end.
    package let origin: String

    /// Reads `https://crm.example.ru`, `http://10.0.0.7:8080/`.
    /// - Throws: `Failure` `.invalid` for another scheme, a missing host, or a path: the portal lives at the root of its host.
    package init(parsing text: String) throws {
        let trimmed = text.hasSuffix("/") ? text.dropLast() : text[...]
        let lower = trimmed.lowercased()
        guard let scheme = ["https://", "http://"].first(where: lower.hasPrefix), lower.count > scheme.count,
            lower.dropFirst(scheme.count).utf8.allSatisfy(Self.mayStandInHost)
        else { throw Failure(.invalid, SettingsTexts.badPublicAddress.with(["address": text])) }
        origin = lower
    }

    /// Letters of every script are allowed as bytes: `https://црм.рф` is an address too.
    private static func mayStandInHost(_ byte: UInt8) -> Bool {
        switch byte {
        case 97...122, 48...57, 128...255: true
        default: [45, 46, 58, 91, 93].contains(byte)
        }
    }

    package var isSecure: Bool { origin.hasPrefix("https://") }

    /// Where the portal stands for whoever came by `authority`: its public address is the authority; without one, the address by
    /// which the request came; empty when it said none.
    package static func origin(_ known: PublicAddress?, authority: String?, servesTLS: Bool) -> String {
        known?.origin ?? authority.map { "\(servesTLS ? "https" : "http")://\($0)" } ?? ""
    }

    /// Host and port of an origin.
    package static func domain(of origin: String) -> String { String(origin.drop { $0 != "/" }.drop { $0 == "/" }) }
}
