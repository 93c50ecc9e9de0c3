import Kernel

/// The parameters of one call. Names are found in any letter case; positions too, because the `task.*` family sends lists.
package struct Parameters: Sendable {
    let root: JSONValue
    private let places: [String: Int]

    init(_ root: JSONValue) {
        let root = root.withoutZeros
        self.root = root
        var places: [String: Int] = [:]
        if case .object(let object) = root {
            for (place, member) in object.members.enumerated() { places[member.key.lowercased()] = place }
        }
        self.places = places
    }

    /// The value of a name, nil when it was not sent.
    subscript(name: String) -> JSONValue? {
        guard case .object(let object) = root, let place = places[name.lowercased()] else { return nil }
        return object.members[place].value
    }

    /// The first of several spellings that was sent, or else the value at a position.
    func value(_ names: String..., at position: Int? = nil) -> JSONValue? {
        for name in names { if let value = self[name] { return value } }
        guard let position else { return nil }
        return root[position] ?? self[String(position)]
    }

    /// Whether nothing was sent.
    var isEmpty: Bool { root.object?.isEmpty ?? root.array?.isEmpty ?? true }

    func text(_ name: String) -> String? { self[name]?.scalarText }
    func flag(_ name: String) -> Bool { self[name]?.flag ?? false }

    /// A positive whole number.
    /// - Throws: what the original answers to a missing or senseless id.
    func id(_ name: String = "id", or failure: RESTFailure = .wrongID) throws -> Int64 {
        guard let id = self[name]?.number, id > 0 else { throw failure }
        return id
    }

    /// An object; an empty list means an empty one. Nil when it was not sent.
    /// - Throws: when it is neither.
    func object(_ name: String) throws -> JSONObject? {
        guard let value = self[name], !value.isNull else { return nil }
        if value == .string("") { return JSONObject() }
        guard let object = value.keyed else { throw RESTFailure.mustBeArray(name) }
        return object
    }

    /// The texts of a list; also of an object with places as keys, and a single text.
    func texts(_ name: String) -> [String] { self[name]?.elements.compactMap(\.scalarText) ?? [] }
}

extension JSONValue {
    /// A scalar as text: numbers as written, flags as 1 and 0; nil for lists, objects and null.
    var scalarText: String? {
        switch self {
        case .string(let text): text
        case .int(let number): String(number)
        case .double(let number): number == number.rounded() && number.magnitude < 1e15 ? String(Int64(number)) : String(number)
        case .bool(let flag): flag ? "1" : "0"
        case .null, .array, .object: nil
        }
    }

    /// A whole number, also written as text.
    var number: Int64? {
        switch self {
        case .int, .double: int
        case .string(let text): Int64(text.filter { !$0.isWhitespace })
        case .bool, .null, .array, .object: nil
        }
    }

    /// The many ways to say yes and no: `1`, `"Y"`, `"True"`, `true`; `0`, `"N"`, `""`, `"None"`, `false`. Nil for anything else.
    var flag: Bool? {
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
    var elements: [JSONValue] {
        switch self {
        case .array(let elements): elements
        case .object(let object): object.members.map(\.value)
        case .null: []
        case .bool, .int, .double, .string: [self]
        }
    }

    /// The same without the sign of number 0 in texts, which PostgreSQL cannot keep.
    fileprivate var withoutZeros: JSONValue {
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

    /// An object, or a list with places as keys; nil for anything else.
    var keyed: JSONObject? { object ?? array.map { JSONObject($0.enumerated().map { JSONObject.Member(String($0), $1) }) } }

    /// Nothing at all: null, an empty text, list or object.
    var isVoid: Bool {
        switch self {
        case .null: true
        case .string(let text): text.isEmpty
        case .array(let elements): elements.isEmpty
        case .object(let object): object.isEmpty
        case .bool, .int, .double: false
        }
    }
}

extension JSONObject {
    /// The value of a key in any letter case.
    func value(_ key: String) -> JSONValue? {
        self[key] ?? members.first { $0.key.count == key.count && $0.key.lowercased() == key.lowercased() }?.value
    }
}
