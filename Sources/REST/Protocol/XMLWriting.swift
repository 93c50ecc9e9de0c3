import Kernel

extension JSONValue {
    /// The document as XML for addresses that end in `.xml`: root `response`, lists as `item` elements.
    var xml: String {
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        write("response", into: &text)
        return text
    }

    private func write(_ name: String, into text: inout String) {
        let tag = JSONValue.tag(name)
        let attribute = tag == name ? "" : " name=\"\(JSONValue.escaped(name))\""
        text += "<\(tag)\(attribute)>"
        switch self {
        case .array(let elements): for element in elements { element.write("item", into: &text) }
        case .object(let object): for (key, value) in object { value.write(key, into: &text) }
        case .null, .bool, .int, .double, .string: text += JSONValue.escaped(scalarText ?? "")
        }
        text += "</\(tag)>"
    }

    /// A name that XML allows; numbers and names with other signs become items that carry theirs as an attribute.
    private static func tag(_ name: String) -> String {
        let isPlain = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "_"), UInt8(ascii: "-"): true
            default: false
            }
        }
        let first = name.utf8.first
        let startsWell = first.map { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) && $0 != UInt8(ascii: "-") } ?? false
        return isPlain && startsWell ? name : "item"
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\t", "\n", "\r": result.unicodeScalars.append(scalar)
            case "\u{0}"..."\u{1F}", "\u{FFFE}"..."\u{FFFF}": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
