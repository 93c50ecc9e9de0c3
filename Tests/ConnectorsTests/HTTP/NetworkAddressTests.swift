import Connectors
import Kernel
import Testing

struct NetworkAddressTests {
    @Test(arguments: [
        [8, 8, 8, 8], [93, 184, 216, 34], [172, 15, 0, 1], [172, 32, 0, 1], [100, 63, 255, 255], [100, 128, 0, 0], [223, 255, 255, 255],
    ] as [[UInt8]])
    func `addresses of the internet may be reached`(bytes: [UInt8]) {
        #expect(NetworkAddress(bytes: bytes).isPublic)
        // The same behind IPv6: mapped, translated, 6to4.
        #expect(NetworkAddress(bytes: [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF] + bytes).isPublic)
        #expect(NetworkAddress(bytes: [0x20, 0x02] + bytes + [UInt8](repeating: 0, count: 10)).isPublic)
    }

    @Test(arguments: [
        [0, 0, 0, 0], [10, 1, 2, 3], [100, 64, 0, 1], [127, 0, 0, 1], [127, 255, 255, 255], [169, 254, 169, 254], [172, 16, 0, 1],
        [172, 31, 255, 255], [192, 168, 1, 1], [192, 0, 0, 8], [198, 18, 0, 1], [198, 19, 255, 255], [224, 0, 0, 1], [255, 255, 255, 255],
    ] as [[UInt8]])
    func `our own network, and what is nobody's, may not`(bytes: [UInt8]) {
        #expect(!NetworkAddress(bytes: bytes).isPublic)
        #expect(!NetworkAddress(bytes: [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF] + bytes).isPublic)
        #expect(!NetworkAddress(bytes: [0, 0x64, 0xFF, 0x9B] + [UInt8](repeating: 0, count: 8) + bytes).isPublic)
        #expect(!NetworkAddress(bytes: [0x20, 0x02] + bytes + [UInt8](repeating: 0, count: 10)).isPublic)
    }

    @Test(arguments: [
        ([0x20, 0x01, 0x48, 0x60], true), ([0x2A, 0x00], true), ([0x20, 0x01, 0x0D, 0xB8], false), ([0x20, 0x01, 0, 0], false),
        ([0xFC, 0], false), ([0xFD, 0x12], false), ([0xFE, 0x80], false), ([0xFF, 0x02], false), ([0], false), ([0x40], false),
    ] as [([UInt8], Bool)])
    func `of IPv6, what is given out may be reached`(prefix: [UInt8], isPublic: Bool) {
        let bytes = prefix + [UInt8](repeating: 0, count: 15 - prefix.count) + [1]
        #expect(NetworkAddress(bytes: bytes).isPublic == isPublic)
    }

    @Test(arguments: [
        ("120", 120_000), ("0", 0), ("Mon, 23 Nov 2026 07:00:30 GMT", 30_000), ("Sun, 06 Nov 1994 08:49:37 GMT", 0),
    ])
    func `Retry-After is seconds or a moment`(text: String, milliseconds: Int64) {
        // Monday, 23 November 2026, 07:00 UTC.
        let now = Timestamp(milliseconds: 1_795_417_200_000)
        #expect(RetryAfter.pause(text, at: now)?.milliseconds == milliseconds)
    }

    @Test(arguments: ["soon", "-5", "", "Mon, 99 Nov 2026 07:00:30 GMT"])
    func `a Retry-After that says nothing is no Retry-After`(text: String) {
        #expect(RetryAfter.pause(text, at: Timestamp(milliseconds: 0)) == nil)
    }
}
