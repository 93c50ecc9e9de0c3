import Kernel
import Yams

/// Builds the nodes of a configuration file so that `PresetNode` reads back exactly what went in.
extension Node {
    /// A mapping in this order; members without a value are left out.
    static func members(_ pairs: [(String, Node?)]) -> Node {
        .mapping(Mapping(pairs.compactMap { name, value in value.map { (text(name), $0) } }))
    }

    static func list(_ elements: [Node]) -> Node { .sequence(Sequence(elements)) }

    static func flag(_ value: Bool) -> Node { Node(value ? "true" : "false", .implicit) }

    /// `true`, or nothing: what is usual is not written.
    static func flagIfSet(_ value: Bool) -> Node? { value ? flag(true) : nil }

    static func number(_ value: Int) -> Node { Node(String(value), .implicit) }

    /// A text that stays one: `"true"` and `"5"` in quotes, several lines as a block.
    static func text(_ value: String) -> Node {
        if value.contains("\n"), !value.contains("\r"), !value.hasPrefix(" "), !value.hasPrefix("\n") { return Node(value, .implicit, .literal) }
        let plain = Node(value, .implicit)
        let isPlain = plain.null == nil && plain.bool == nil && plain.int == nil && plain.float == nil && !value.isEmpty
        return isPlain ? plain : Node(value, .implicit, .doubleQuoted)
    }

    /// Words for people: one text when both languages say the same.
    static func caption(_ words: Text) -> Node {
        words.russian == words.english ? text(words.russian) : members([("ru", text(words.russian)), ("en", text(words.english))])
    }

    static func json(_ value: JSONValue) -> Node {
        switch value {
        case .null: Node("null", .implicit)
        case .bool(let flag): .flag(flag)
        case .int(let number): Node(String(number), .implicit)
        case .double(let number): Node(String(number), .implicit)
        case .string(let text): .text(text)
        case .array(let elements): list(elements.map(json))
        case .object(let object): members(object.members.map { ($0.key, json($0.value)) })
        }
    }
}
