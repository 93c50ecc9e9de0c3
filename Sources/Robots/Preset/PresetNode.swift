import Kernel
import Yams

/// A place in a preset file: the YAML node and the way to it, so that every complaint names the place and its line.
struct PresetNode {
    let node: Node
    /// `pipelines[0].stages[2]`; empty for the whole file.
    let path: String

    func failure(_ message: Text) -> Failure {
        let line = (node.mark?.line).map(String.init) ?? "?"
        return Failure(
            .invalid, PresetTexts.at.with(["line": Text(verbatim: line), "place": Text(verbatim: path.isEmpty ? "/" : path), "message": message]),
            field: path)
    }

    // MARK: Members of a mapping

    /// Refuses members nobody will read: a misspelt key must not be lost silently.
    func allowing(_ keys: String...) throws -> PresetNode {
        guard let mapping = node.mapping else { throw failure(PresetTexts.notMapping) }
        for (key, value) in mapping where !keys.contains(key.string ?? "") {
            let name = key.string ?? ""
            throw PresetNode(node: value, path: joined(name)).failure(PresetTexts.unknownKey.with(["key": name]))
        }
        return self
    }

    func optional(_ key: String) -> PresetNode? {
        guard let value = node.mapping?[Node(key)] else { return nil }
        return PresetNode(node: value, path: joined(key))
    }

    func required(_ key: String) throws -> PresetNode {
        guard node.mapping != nil else { throw failure(PresetTexts.notMapping) }
        guard let value = optional(key) else { throw failure(PresetTexts.missingKey.with(["key": key])) }
        return value
    }

    /// The members of a mapping in the order written.
    func members() throws -> [(key: String, value: PresetNode)] {
        guard let mapping = node.mapping else { throw failure(PresetTexts.notMapping) }
        return mapping.map { key, value in
            let name = key.string ?? ""
            return (name, PresetNode(node: value, path: joined(name)))
        }
    }

    func elements() throws -> [PresetNode] {
        guard let sequence = node.sequence else { throw failure(PresetTexts.notList) }
        return sequence.enumerated().map { PresetNode(node: $1, path: "\(path)[\($0)]") }
    }

    // MARK: Values

    func text() throws -> String {
        guard let text = node.string else { throw failure(PresetTexts.notText) }
        return text
    }

    func text(_ key: String) throws -> String { try required(key).text() }

    /// Words for people: one text for both languages, or `{ru: …, en: …}`.
    func caption() throws -> Text {
        guard node.mapping != nil else { return Text(verbatim: try text()) }
        let both = try allowing("ru", "en")
        return Text(ru: try both.text("ru"), en: try both.text("en"))
    }

    func integer() throws -> Int {
        guard let number = node.int else { throw failure(PresetTexts.notNumber) }
        return number
    }

    func flag(_ key: String) throws -> Bool {
        guard let value = optional(key) else { return false }
        guard let flag = value.node.bool else { throw value.failure(PresetTexts.notYesNo) }
        return flag
    }

    /// One of the words of an enumeration.
    func word<Word: RawRepresentable & CaseIterable>(_ type: Word.Type) throws -> Word where Word.RawValue == String {
        let text = try text()
        guard let word = Word(rawValue: text) else {
            let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw failure(PresetTexts.unknownWord.with(["word": text, "known": known]))
        }
        return word
    }

    /// Any value as JSON; quoted scalars stay texts.
    func json() throws -> JSONValue {
        switch node {
        case .scalar(let scalar):
            if scalar.style == .doubleQuoted || scalar.style == .singleQuoted { return .string(scalar.string) }
            if node.null != nil { return .null }
            if let flag = node.bool { return .bool(flag) }
            if let number = node.int { return .int(Int64(number)) }
            if let number = node.float { return .double(number) }
            return .string(scalar.string)
        case .sequence: return .array(try elements().map { try $0.json() })
        case .mapping: return .object(JSONObject(try members().map { JSONObject.Member($0.key, try $0.value.json()) }))
        case .alias: throw failure(PresetTexts.noAliases)
        }
    }

    private func joined(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
}
