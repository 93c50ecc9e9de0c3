import Kernel

/// An address that something may be sent to. What it leads to is checked when it is connected to; this is for people who
/// mistype.
package struct WebAddress: Sendable, Hashable {
    package let text: String
    /// In lower case, without the port.
    package let host: String

    /// - Throws: `Failure` `.invalid`.
    package init(_ text: String, field: String? = nil) throws {
        let text = text.withoutOuterSpace
        let isClean = text.utf8.count <= 2000 && text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }
        let lowered = text.lowercased()
        guard isClean, let scheme = ["https://", "http://"].first(where: { lowered.hasPrefix($0) }) else {
            throw Failure(.invalid, ConnectionTexts.badAddress, field: field)
        }
        let authority = lowered.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
        guard !authority.contains("@") else { throw Failure(.invalid, ConnectionTexts.credentials, field: field) }
        let host = authority.hasPrefix("[") ? authority.prefix { $0 != "]" }.dropFirst() : authority.prefix { $0 != ":" }
        guard !host.isEmpty else { throw Failure(.invalid, ConnectionTexts.badAddress, field: field) }
        self.text = text
        self.host = String(host)
    }
}
