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
