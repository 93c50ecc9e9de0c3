/// Escaping for HTML text, double-quoted attributes and addresses.
enum Escaping {
    /// Appends the text with `& < > " '` replaced by their references. Runs without any of them are copied whole.
    static func append(_ text: String, to bytes: inout [UInt8]) {
        var text = text
        text.withUTF8 { source in
            var copied = 0
            for index in source.indices {
                guard let reference = reference(for: source[index]) else { continue }
                bytes.append(contentsOf: source[copied..<index])
                reference.withUTF8Buffer { bytes.append(contentsOf: $0) }
                copied = index + 1
            }
            bytes.append(contentsOf: source[copied...])
        }
    }

    /// Whether an address has no scheme or one that only opens something. Browsers drop control characters inside a
    /// scheme («java\nscript:»), therefore the test is a list of what is allowed, letter by letter.
    static func isSafe(url: String) -> Bool {
        let head = url.utf8.prefix { !"/?#".utf8.contains($0) }
        guard let colon = head.firstIndex(of: UInt8(ascii: ":")) else { return true }
        return ["http", "https", "mailto", "tel", "sms"].contains(String(url[..<colon]).lowercased())
    }

    private static func reference(for byte: UInt8) -> StaticString? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: nil
        }
    }
}

extension String {
    /// Percent-encoded for one path segment or one query value: all but the unreserved characters of RFC 3986.
    package var percentEncoded: String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"):
                bytes.append(byte)
            default:
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
