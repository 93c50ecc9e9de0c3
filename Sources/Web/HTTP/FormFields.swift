import Kernel

/// The fields of a form or of a query string, in the order sent; a name may repeat.
package struct FormFields: Sendable, Hashable {
    package private(set) var pairs: [(name: String, value: String)]

    package init(_ pairs: [(name: String, value: String)] = []) { self.pairs = pairs }

    package mutating func append(_ name: String, _ value: String) { pairs.append((name, value)) }

    /// The first value of a name, nil when it was not sent.
    package subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }

    /// Every value of a name.
    package func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

    /// The first value without blanks around it; nil when absent or blank.
    package func text(_ name: String) -> String? {
        guard let value = self[name] else { return nil }
        let trimmed = value.withoutOuterSpace
        return trimmed.isEmpty ? nil : trimmed
    }

    /// A check box: sent and not an explicit no.
    package func flag(_ name: String) -> Bool {
        guard let value = all(name).last else { return false }
        return !["", "0", "false", "N", "off"].contains(value)
    }

    package func number(_ name: String) -> Int? { text(name).flatMap { Int($0) } }
    package func id<Tag>(_ name: String) -> Identifier<Tag>? { text(name).flatMap { Identifier($0) } }
    package func ids<Tag>(_ name: String) -> [Identifier<Tag>] { all(name).compactMap { Identifier($0) } }

    /// Fields whose names begin with `prefix`, without it: `f.TITLE` → `TITLE`.
    package func under(_ prefix: String) -> FormFields {
        FormFields(pairs.filter { $0.name.hasPrefix(prefix) }.map { (String($0.name.dropFirst(prefix.count)), $0.value) })
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.pairs.elementsEqual(right.pairs) { $0.name == $1.name && $0.value == $1.value }
    }

    package func hash(into hasher: inout Hasher) {
        for pair in pairs {
            hasher.combine(pair.name)
            hasher.combine(pair.value)
        }
    }
}

extension FormFields {
    /// Reads `a=1&b=%D0%90` (WHATWG application/x-www-form-urlencoded): `+` is a blank, broken escapes stay as written.
    package init(urlEncoded text: some StringProtocol) {
        self.init()
        for part in text.split(separator: "&") {
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            append(percentDecoded(halves[0]), halves.count > 1 ? percentDecoded(halves[1]) : "")
        }
    }

    /// The opposite: for links that keep a filter.
    package var urlEncoded: String { formEncoded(pairs) }

    /// The same fields with one name set anew, or removed when `value` is nil.
    package func setting(_ name: String, _ value: String?) -> FormFields {
        var changed = FormFields(pairs.filter { $0.name != name })
        if let value { changed.append(name, value) }
        return changed
    }
}
