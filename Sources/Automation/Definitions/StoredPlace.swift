import Kernel

/// A place in a stored document while it is read: the JSON there and the way to it, so that every complaint names the place.
struct StoredPlace {
    let json: JSONValue
    /// `stages[QUOTE].process[2].condition`
    let path: String

    /// A member of the object here; absent members are null.
    subscript(name: String) -> StoredPlace {
        StoredPlace(json: json[name] ?? .null, path: path.isEmpty ? name : "\(path).\(name)")
    }

    /// Refuses anything but an object with some of these members: a misspelt member would be lost silently.
    func expectMembers(_ known: Set<String>) throws {
        guard let object = json.object else { throw failure(DefinitionTexts.notObject) }
        for key in object.keys where !known.contains(key) {
            throw Failure(.invalid, DefinitionTexts.unknownMember.with(["member": key]), field: self[key].path)
        }
    }

    func string() throws -> String {
        guard let text = json.string else { throw failure(DefinitionTexts.notText) }
        return text
    }

    /// A text; `preset` when it is absent.
    func string(preset: String) throws -> String { json.isNull ? preset : try string() }

    func flag() throws -> Bool {
        if json.isNull { return false }
        guard let flag = json.bool else { throw failure(DefinitionTexts.notFlag) }
        return flag
    }

    /// A whole number; `preset` when it is absent.
    func int(preset: Int) throws -> Int {
        if json.isNull { return preset }
        guard let number = json.int, let number = Int(exactly: number) else { throw failure(DefinitionTexts.notNumber) }
        return number
    }

    /// The elements of a list; none when it is absent.
    func list() throws -> [StoredPlace] {
        if json.isNull { return [] }
        guard let elements = json.array else { throw failure(DefinitionTexts.notList) }
        return elements.enumerated().map { StoredPlace(json: $1, path: "\(path)[\($0)]") }
    }

    /// An object's members by name; none when it is absent.
    func members() throws -> [String: JSONValue] {
        if json.isNull { return [:] }
        guard let object = json.object else { throw failure(DefinitionTexts.notObject) }
        return Dictionary(object.members.map { ($0.key, $0.value) }) { $1 }
    }

    func condition() throws -> Condition? {
        if json.isNull { return nil }
        do {
            return try Condition(json: json)
        } catch let failure as Failure {
            throw Failure(failure.code, failure.message, field: failure.field.map { "\(path).\($0)" } ?? path)
        }
    }

    func failure(_ message: Text) -> Failure { Failure(.invalid, message, field: path) }
}

extension JSONValue {
    /// An object with its members in the order of their names, so that equal content is equal text.
    static func sorted(_ members: [String: JSONValue]) -> JSONValue {
        .object(JSONObject(members.sorted { $0.key < $1.key }.map { JSONObject.Member($0.key, $0.value) }))
    }
}
