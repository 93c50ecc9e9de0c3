import CCurl
import Glibc

/// An address as a socket is about to be connected to it. Names are judged by what they have resolved to, at the very
/// moment of connecting: there is nothing in between that could change.
package struct NetworkAddress: Hashable, Sendable {
    /// Four or sixteen bytes.
    package let bytes: [UInt8]

    init?(_ address: UnsafePointer<sockaddr>, length: Int) {
        switch Int32(address.pointee.sa_family) {
        case AF_INET where length >= MemoryLayout<sockaddr_in>.size:
            bytes = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                withUnsafeBytes(of: $0.pointee.sin_addr) { Array($0) }
            }
        case AF_INET6 where length >= MemoryLayout<sockaddr_in6>.size:
            bytes = address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
                withUnsafeBytes(of: $0.pointee.sin6_addr) { Array($0) }
            }
        default: return nil
        }
    }

    package init(bytes: [UInt8]) { self.bytes = bytes }

    /// Whether it belongs to the public internet. IANA's registries of special-purpose addresses (RFC 6890) say which do
    /// not: loopback, link-local (where clouds keep their secrets), private, shared, documentation, multicast, reserved.
    package var isPublic: Bool {
        if bytes.count == 4 { return !Self.specialV4.contains { $0.contains(bytes) } }
        if let embedded { return NetworkAddress(bytes: embedded).isPublic }
        // Only 2000::/3 is given out.
        return bytes[0] & 0xE0 == 0x20 && !Self.specialV6.contains { $0.contains(bytes) }
    }

    /// The IPv4 address that an IPv6 one stands for: mapped, translated (RFC 6052) or 6to4.
    private var embedded: [UInt8]? {
        if Block([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF], 96).contains(bytes) { return Array(bytes[12...]) }
        if Block([0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0], 96).contains(bytes) { return Array(bytes[12...]) }
        if Block([0x20, 0x02], 16).contains(bytes) { return Array(bytes[2..<6]) }
        return nil
    }

    private struct Block {
        let prefix: [UInt8]
        let length: Int

        init(_ prefix: [UInt8], _ length: Int) {
            self.prefix = prefix
            self.length = length
        }

        func contains(_ bytes: [UInt8]) -> Bool {
            let whole = length / 8
            guard bytes.prefix(whole).elementsEqual(prefix.prefix(whole)) else { return false }
            let mask = UInt8(truncatingIfNeeded: 0xFF00 >> (length % 8))
            return length % 8 == 0 || bytes[whole] & mask == prefix[whole] & mask
        }
    }

    private static let specialV4 = [
        Block([0], 8), Block([10], 8), Block([100, 64], 10), Block([127], 8), Block([169, 254], 16), Block([172, 16], 12),
        Block([192, 0, 0], 24), Block([192, 0, 2], 24), Block([192, 88, 99], 24), Block([192, 168], 16), Block([198, 18], 15),
        Block([198, 51, 100], 24), Block([203, 0, 113], 24), Block([224], 4), Block([240], 4),
    ]

    private static let specialV6 = [
        Block([0x20, 0x01, 0], 23), Block([0x20, 0x01, 0x0D, 0xB8], 32), Block([0x3F, 0xFF, 0], 20),
    ]
}
