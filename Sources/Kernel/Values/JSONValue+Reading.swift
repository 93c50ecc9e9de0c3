/// JSON that other programs write, where one thing is said in several ways.
extension JSONValue {
    /// A scalar as text: numbers as written, flags as 1 and 0; nil for lists, objects and null.
    package var scalarText: String? {
        switch self {
        case .string(let text): text
        case .int(let number): String(number)
        case .double(let number): number == number.rounded() && number.magnitude < 1e15 ? String(Int64(number)) : String(number)
        case .bool(let flag): flag ? "1" : "0"
        case .null, .array, .object: nil
        }
    }

    /// A whole number, also written as text.
    package var number: Int64? {
        switch self {
        case .int, .double: int
        case .string(let text): Int64(text.filter { !$0.isWhitespace })
        case .bool, .null, .array, .object: nil
        }
    }

    /// The many ways to say yes and no: `1`, `"Y"`, `"True"`, `true`; `0`, `"N"`, `""`, `"None"`, `false`. Nil for anything else.
    package var flag: Bool? {
        switch self {
        case .bool(let flag): flag
        case .int(let number): number != 0
        case .double(let number): number != 0
        case .string(let text):
            switch text.lowercased() {
            case "1", "y", "true", "yes", "on": true
            case "0", "n", "false", "no", "", "off", "none": false
            default: nil
            }
        case .null: false
        case .array, .object: nil
        }
    }

    /// The elements of a list or of an object with places as keys; a scalar is a list of one, null of none.
    package var elements: [JSONValue] {
        switch self {
        case .array(let elements): elements
        case .object(let object): object.members.map(\.value)
        case .null: []
        case .bool, .int, .double, .string: [self]
        }
    }

    /// An object, or a list with places as keys; nil for anything else.
    package var keyed: JSONObject? { object ?? array.map { JSONObject($0.enumerated().map { JSONObject.Member(String($0), $1) }) } }

    /// Nothing at all: null, an empty text, list or object.
    package var isVoid: Bool {
        switch self {
        case .null: true
        case .string(let text): text.isEmpty
        case .array(let elements): elements.isEmpty
        case .object(let object): object.isEmpty
        case .bool, .int, .double: false
        }
    }

    /// The same without the sign of number 0 in texts, which PostgreSQL cannot keep.
    package var withoutZeros: JSONValue {
        func plain(_ text: String) -> String {
            guard text.utf8.contains(0) else { return text }
            return String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value != 0 }))
        }
        switch self {
        case .string(let text): return .string(plain(text))
        case .array(let elements): return .array(elements.map(\.withoutZeros))
        case .object(let object):
            return .object(JSONObject(object.members.map { JSONObject.Member(plain($0.key), $0.value.withoutZeros) }))
        case .null, .bool, .int, .double: return self
        }
    }
}

extension JSONObject {
    /// The value of a key in any letter case.
    package func value(_ key: String) -> JSONValue? {
        self[key] ?? members.first { $0.key.count == key.count && $0.key.lowercased() == key.lowercased() }?.value
    }
}
