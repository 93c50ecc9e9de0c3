import Kernel

/// The fields of a form or of a query string, in the order sent; a name may repeat.
package struct FormFields: Sendable, Hashable {
    package private(set) var pairs: [(name: String, value: String)]

    package init(_ pairs: [(name: String, value: String)] = []) { self.pairs = pairs }

    package mutating func append(_ name: String, _ value: String) { pairs.append((name, value)) }

    /// The first value of a name, nil when it was not sent.
    package subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }

    /// Every value of a name.
    package func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

    /// The first value without blanks around it; nil when absent or blank.
    package func text(_ name: String) -> String? {
        guard let value = self[name] else { return nil }
        let trimmed = value.trimmingBlanks
        return trimmed.isEmpty ? nil : trimmed
    }

    /// A check box: sent and not an explicit no.
    package func flag(_ name: String) -> Bool {
        guard let value = all(name).last else { return false }
        return !["", "0", "false", "N", "off"].contains(value)
    }

    package func number(_ name: String) -> Int? { text(name).flatMap { Int($0) } }
    package func id<Tag>(_ name: String) -> Identifier<Tag>? { text(name).flatMap { Identifier($0) } }
    package func ids<Tag>(_ name: String) -> [Identifier<Tag>] { all(name).compactMap { Identifier($0) } }

    /// Fields whose names begin with `prefix`, without it: `f.TITLE` → `TITLE`.
    package func under(_ prefix: String) -> FormFields {
        FormFields(pairs.filter { $0.name.hasPrefix(prefix) }.map { (String($0.name.dropFirst(prefix.count)), $0.value) })
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.pairs.elementsEqual(right.pairs) { $0.name == $1.name && $0.value == $1.value }
    }

    package func hash(into hasher: inout Hasher) {
        for pair in pairs {
            hasher.combine(pair.name)
            hasher.combine(pair.value)
        }
    }
}

extension FormFields {
    /// Reads `a=1&b=%D0%90` (WHATWG application/x-www-form-urlencoded): `+` is a blank, broken escapes stay as written.
    package init(urlEncoded text: some StringProtocol) {
        self.init()
        for part in text.split(separator: "&") {
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            append(percentDecoded(halves[0]), halves.count > 1 ? percentDecoded(halves[1]) : "")
        }
    }

    /// The opposite: for links that keep a filter.
    package var urlEncoded: String {
        pairs.map { "\(percentEncoded($0.name))=\(percentEncoded($0.value))" }.joined(separator: "&")
    }

    /// The same fields with one name set anew, or removed when `value` is nil.
    package func setting(_ name: String, _ value: String?) -> FormFields {
        var changed = FormFields(pairs.filter { $0.name != name })
        if let value { changed.append(name, value) }
        return changed
    }
}

/// Undoes form encoding of one name or value.
func percentDecoded(_ text: some StringProtocol) -> String {
    let bytes = Array(text.utf8)
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
        if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
            let high = hexDigit(bytes[index + 1]), let low = hexDigit(bytes[index + 2])
        {
            decoded.append(high << 4 | low)
            index += 3
        } else {
            decoded.append(bytes[index] == UInt8(ascii: "+") ? UInt8(ascii: " ") : bytes[index])
            index += 1
        }
    }
    return String(decoding: decoded, as: UTF8.self)
}

/// Form encoding that is also safe inside a path segment.
package func percentEncoded(_ text: String) -> String {
    let hex = Array("0123456789ABCDEF".utf8)
    var encoded: [UInt8] = []
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
            encoded.append(byte)
        default:
            encoded += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
        }
    }
    return String(decoding: encoded, as: UTF8.self)
}

private func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
}

extension String {
    var trimmingBlanks: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(self[first...last])
    }
}
