extension JSONValue {
    /// Compact JSON: no spaces, keys in their order, non-ASCII letters as they are. Numbers that JSON cannot say
    /// (infinite, not a number) become `null`.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// `text` as UTF-8.
    package var bytes: [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(64)
        write(into: &result)
        return result
    }

    /// Appends the document to a buffer, for bodies that are built from several.
    package func write(into result: inout [UInt8]) {
        switch self {
        case .null: result.append(contentsOf: "null".utf8)
        case .bool(let value): result.append(contentsOf: (value ? "true" : "false").utf8)
        case .int(let value): result.append(contentsOf: String(value).utf8)
        case .double(let value): result.append(contentsOf: (value.isFinite ? value.description : "null").utf8)
        case .string(let value): JSONValue.write(value, into: &result)
        case .array(let elements):
            result.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { result.append(UInt8(ascii: ",")) }
                element.write(into: &result)
            }
            result.append(UInt8(ascii: "]"))
        case .object(let object):
            result.append(UInt8(ascii: "{"))
            for (index, member) in object.members.enumerated() {
                if index > 0 { result.append(UInt8(ascii: ",")) }
                JSONValue.write(member.key, into: &result)
                result.append(UInt8(ascii: ":"))
                member.value.write(into: &result)
            }
            result.append(UInt8(ascii: "}"))
        }
    }

    private static func write(_ string: String, into result: inout [UInt8]) {
        result.append(UInt8(ascii: "\""))
        for byte in string.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                result.append(UInt8(ascii: "\\"))
                result.append(byte)
            case 0x0A: result.append(contentsOf: "\\n".utf8)
            case 0x0D: result.append(contentsOf: "\\r".utf8)
            case 0x09: result.append(contentsOf: "\\t".utf8)
            case 0..<0x20:
                let hexadecimal = String(byte, radix: 16)
                result.append(contentsOf: (byte < 0x10 ? "\\u000" : "\\u00").utf8)
                result.append(contentsOf: hexadecimal.utf8)
            default: result.append(byte)
            }
        }
        result.append(UInt8(ascii: "\""))
    }
}

extension JSONValue: CustomStringConvertible {
    package var description: String { text }
}
