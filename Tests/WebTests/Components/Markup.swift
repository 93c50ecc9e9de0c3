/// A small reader of the HTML that our components write, to check its structure.
struct Markup {
    struct Broken: Error, CustomStringConvertible {
        let description: String
    }

    private enum Token: Equatable {
        case open(String)
        case close(String)
        case text(String)
    }

    private static let voids: Set<String> = ["input", "hr", "br", "img", "meta", "link"]
    private let tokens: [Token]

    init(_ html: String) {
        var tokens: [Token] = []
        var rest = html[...]
        while let start = rest.firstIndex(of: "<") {
            if start > rest.startIndex { tokens.append(.text(String(rest[..<start]))) }
            guard let end = Markup.end(of: rest[start...]) else { break }
            let tag = rest[rest.index(after: start)..<end]
            let name = String(tag.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber || $0 == "!" })
            tokens.append(tag.hasPrefix("/") ? .close(name) : .open(name))
            rest = rest[rest.index(after: end)...]
        }
        self.tokens = tokens + (rest.isEmpty ? [] : [.text(String(rest))])
    }

    /// Throws at the first tag that does not close the one it stands in.
    func check() throws(Broken) {
        var path: [String] = []
        for token in tokens {
            switch token {
            case .open(let name) where Markup.voids.contains(name) || name.hasPrefix("!"): continue
            case .open(let name):
                if path.contains("p"), ["div", "p", "ul", "form", "section"].contains(name) {
                    throw Broken(description: "<\(name)> inside <p>: \(path)")
                }
                if name == "form", path.contains("form") { throw Broken(description: "a form inside a form: \(path)") }
                path.append(name)
            case .close(let name):
                guard path.last == name else { throw Broken(description: "</\(name)> closes \(path)") }
                path.removeLast()
            case .text(let text):
                if text.contains("\"") || text.contains("Optional(") { throw Broken(description: "suspicious text: \(text)") }
            }
        }
        if !path.isEmpty { throw Broken(description: "left open: \(path)") }
    }

    /// The texts that stand directly after the opening of these elements.
    func texts(of names: Set<String>) -> [String] {
        zip(tokens, tokens.dropFirst() + [.text("")]).compactMap { token, next in
            guard case .open(let name) = token, names.contains(name) else { return nil }
            if case .text(let text) = next { return text }
            return ""
        }
    }

    /// The end of a tag: a `>` outside quotes.
    private static func end(of tag: Substring) -> String.Index? {
        var isQuoted = false
        for index in tag.indices {
            switch tag[index] {
            case "\"": isQuoted.toggle()
            case ">" where !isQuoted: return index
            default: continue
            }
        }
        return nil
    }
}

extension String {
    /// Every occurrence of a part.
    func components(of part: String) -> [Substring] {
        var found: [Substring] = []
        var rest = self[...]
        while let start = rest.firstIndex(where: { $0 == part.first }) {
            if rest[start...].hasPrefix(part) { found.append(rest[start...].prefix(part.count)) }
            rest = rest[rest.index(after: start)...]
        }
        return found
    }
}
