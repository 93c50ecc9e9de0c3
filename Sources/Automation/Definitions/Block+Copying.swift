import Kernel

extension Block {
    /// The same block and everything in it under new ids. What uses results of a robot that was copied with it (`{=id:name}`)
    /// uses those of the copy.
    /// - Parameter name: gives a block its new id.
    package func copied(naming name: (Block) throws -> String) throws -> Block {
        let names = Dictionary(try family.map { ($0.id, try name($0)) }) { first, _ in first }
        return try Block(json: Self.renamed(json, names))
    }

    /// Ids stand under `id`, insertions in any text; the parameters of a robot have no blocks in them.
    private static func renamed(_ json: JSONValue, _ names: [String: String], isBlock: Bool = true) -> JSONValue {
        switch json {
        case .string(let text): return .string(insertionsRenamed(text, names))
        case .array(let elements): return .array(elements.map { renamed($0, names, isBlock: isBlock) })
        case .object(let object):
            return .object(
                JSONObject(
                    object.members.map { member in
                        if isBlock, member.key == "id", let id = member.value.string {
                            return .init(member.key, .string(names[id] ?? id))
                        }
                        let holdsBlocks = isBlock && member.key != "parameters" && member.key != "condition"
                        return .init(member.key, renamed(member.value, names, isBlock: holdsBlocks))
                    }))
        case .null, .bool, .int, .double: return json
        }
    }

    private static func insertionsRenamed(_ text: String, _ names: [String: String]) -> String {
        guard text.contains("{=") else { return text }
        return names.reduce(text) { $0.replacing("{=\($1.key):", with: "{=\($1.value):") }
    }
}
