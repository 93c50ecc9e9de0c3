import Kernel

/// The address of an incoming webhook of the portal that is left: `https://company.bitrix24.ru/rest/1/secret/`. It is a
/// password: printing it gives the host only.
package struct WebhookAddress: Sendable, CustomStringConvertible {
    /// What logs, reports and the bookkeeping call the source: the host, with its port where it is an unusual one.
    package let host: String
    /// Whether it lies in a network of one's own, where nobody listens on the way.
    package let isLocal: Bool
    /// `https://company.bitrix24.ru`
    let origin: String
    private let path: String

    package var description: String { host }

    /// Reads what was copied from the portal's page; a method behind the key is left out.
    /// - Throws: `Failure` `.invalid` that says what the address looks like, without repeating the key.
    package init(_ text: String) throws {
        let text = text.filter { !$0.isWhitespace }
        guard let mark = text.firstRange(of: "://") else { throw Failure(.invalid, MovingTexts.badAddress) }
        let scheme = text[..<mark.lowerBound].lowercased()
        guard scheme == "https" || scheme == "http" else { throw Failure(.invalid, MovingTexts.badAddress) }
        let parts = text[mark.upperBound...].split(separator: "/", omittingEmptySubsequences: true).map(String.init)
        guard parts.count >= 4, parts[1] == "rest", Int64(parts[2]) != nil, !parts[0].contains("@"),
            parts[3].utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") })
        else { throw Failure(.invalid, MovingTexts.badAddress) }
        let authority = parts[0].lowercased()
        let usual = scheme == "https" ? ":443" : ":80"
        host = authority.hasSuffix(usual) ? String(authority.dropLast(usual.count)) : authority
        origin = "\(scheme)://\(authority)"
        path = "/rest/\(parts[2])/\(parts[3])/"
        isLocal = WebhookAddress.isLocal(authority)
        if scheme == "http", !isLocal { throw Failure(.invalid, MovingTexts.notEncrypted.with(["host": host])) }
    }

    func method(_ name: String) -> String { "\(origin)\(path)\(name).json" }

    /// The whole address of a file that an answer names: as a path, with a host, or in between.
    func file(_ link: String) -> String? {
        if link.hasPrefix("https://") || link.hasPrefix("http://") { return link }
        if link.hasPrefix("//") { return String(origin.prefix { $0 != "/" }) + link }
        return link.hasPrefix("/") ? origin + link : nil
    }

    /// Whether a whole address is of the source itself.
    func isOwn(_ address: String) -> Bool { address == origin || address.hasPrefix(origin + "/") }

    private static func isLocal(_ authority: String) -> Bool {
        let name = authority.hasPrefix("[") ? String(authority.prefix { $0 != "]" }.dropFirst()) : String(authority.prefix { $0 != ":" })
        if ["localhost", "::1"].contains(name) || name.hasSuffix(".local") || name.hasSuffix(".localhost") { return true }
        let numbers = name.split(separator: ".", omittingEmptySubsequences: false).compactMap { UInt8($0) }
        guard numbers.count == 4, name.split(separator: ".").count == 4 else { return false }
        switch (numbers[0], numbers[1]) {
        case (10, _), (127, _), (192, 168), (172, 16...31): return true
        default: return false
        }
    }
}
