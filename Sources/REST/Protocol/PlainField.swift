import Kernel

/// A field of what is no item, as `*.fields` methods describe it.
struct PlainField: Sendable {
    enum Trait: Sendable { case required, readOnly, immutable, multiple }

    let name: String
    let type: String
    let traits: Set<Trait>

    init(_ name: String, _ type: String, _ traits: Trait...) {
        self.name = name
        self.type = type
        self.traits = Set(traits)
    }

    var description: JSONValue {
        [
            "type": .string(type), "isRequired": .bool(traits.contains(.required)), "isReadOnly": .bool(traits.contains(.readOnly)),
            "isImmutable": .bool(traits.contains(.immutable)), "isMultiple": .bool(traits.contains(.multiple)), "isDynamic": false,
            "title": .string(name),
        ]
    }
}

extension [PlainField] {
    var json: JSONValue { .object(JSONObject(map { JSONObject.Member($0.name, $0.description) })) }
}

extension JSONValue {
    /// The number as text: how the classic methods give ids.
    static func id(_ number: Int64) -> JSONValue { .string(String(number)) }
    static func id<Tag>(_ id: Identifier<Tag>) -> JSONValue { .id(id.rawValue) }
    static func id<Tag>(_ id: Identifier<Tag>?) -> JSONValue { id.map { .id($0) } ?? .null }
}

extension Timestamp? {
    /// The moment with the offset of a zone; null for none.
    func json(_ zone: TimeZoneRules) -> JSONValue { map { .string($0.contractText(in: zone)) } ?? .null }
}

extension Call {
    /// A moment that was sent; nil when it is empty or was not sent.
    /// - Throws: `RESTFailure` with this code for what is none.
    func moment(_ json: JSONValue?, _ name: String, code: String = "") throws -> Timestamp? {
        guard let json, !json.isVoid else { return nil }
        guard let text = json.scalarText, let moment = dates.moment(.string(text)), moment.milliseconds.magnitude < 1 << 50 else {
            throw RESTFailure(400, code, "\(name): a date is expected, as 2026-11-28T14:30:00+03:00.")
        }
        return moment
    }

    /// A member of an object that was sent.
    func fields(_ name: String = "fields", at position: Int? = nil) throws -> JSONObject {
        if let fields = try parameters.object(name) { return fields }
        guard let position, let json = parameters.value(at: position) else { throw RESTFailure.mustBeArray(name) }
        switch json {
        case .object(let object): return object
        case .array(let elements) where elements.isEmpty: return JSONObject()
        case .null, .bool, .int, .double, .string, .array: throw RESTFailure.mustBeArray(name)
        }
    }
}
