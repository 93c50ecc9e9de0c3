import Kernel

/// Reads parameters written the PHP way, as clients of this API write them: `filter[>ID]=5&select[]=ID&a[0][b]=c`.
///
/// Names are decoded before their brackets are read, since both `filter[>ID]` and `filter%5B%3EID%5D` are sent. Of a repeated
/// scalar the last counts; keys 0…n−1 in order make a list; what breaks the form stays a plain name.
struct QueryDecoding {
    /// Beyond this a request is no request but an attack on the memory.
    static let limit = 200_000
    private static let depth = 32
    private let root = Node()
    private var count = 0

    /// The parameters of a query string or form body, in order.
    /// - Throws: `RESTFailure` when there are too many.
    static func decode(_ text: some StringProtocol) throws -> JSONObject {
        var decoding = QueryDecoding()
        for part in text.split(separator: "&") {
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            try decoding.add(percentDecoded(halves[0]), .string(halves.count > 1 ? percentDecoded(halves[1]) : ""))
        }
        return decoding.parameters
    }

    /// Adds one parameter by its decoded name.
    mutating func add(_ name: String, _ value: JSONValue) throws {
        count += 1
        guard count <= QueryDecoding.limit else { throw RESTFailure.invalidRequest("Too many parameters.") }
        let path = QueryDecoding.path(name)
        guard let first = path.first, !first.isEmpty else { return }
        var node = root
        for (place, step) in path.enumerated() {
            node = node.child(step.isEmpty && place > 0 ? nil : step)
        }
        node.take(value)
    }

    var parameters: JSONObject { root.object }

    /// `a[b][]` → `a`, `b`, ``.
    private static func path(_ name: String) -> [String] {
        guard let open = name.firstIndex(of: "["), open != name.startIndex else { return [name] }
        var path = [String(name[..<open])]
        var rest = name[open...]
        while rest.first == "[", let close = rest.firstIndex(of: "]") {
            path.append(String(rest[rest.index(after: rest.startIndex)..<close]))
            rest = rest[rest.index(after: close)...]
            if path.count > depth { return [name] }
        }
        // A bracket that is never closed is part of the name.
        return path.count == 1 ? [name] : path
    }

    /// A place in the tree while it grows; shared by reference so that adding costs no copy.
    private final class Node {
        private var scalar: JSONValue?
        private var keys: [String] = []
        private var children: [String: Node] = [:]
        private var next = 0

        /// The child under a key, made when there is none; nil appends.
        func child(_ key: String?) -> Node {
            scalar = nil
            let key = key ?? String(next)
            if let child = children[key] { return child }
            if let number = Int(key), number >= next { next = number < Int.max ? number + 1 : next }
            let child = Node()
            children[key] = child
            keys.append(key)
            return child
        }

        func take(_ value: JSONValue) {
            keys = []
            children = [:]
            next = 0
            scalar = value
        }

        var object: JSONObject { JSONObject(keys.map { JSONObject.Member($0, children[$0]?.value ?? .null) }) }

        private var value: JSONValue {
            if let scalar { return scalar }
            let isList = keys.indices.allSatisfy { keys[$0] == String($0) }
            return isList ? .array(keys.map { children[$0]?.value ?? .null }) : .object(object)
        }
    }
}
