/// An SQL text as a list of parts, so that code can be rewritten without touching strings, quoted names and comments.
package struct SQLText {
    package enum Part {
        case code(Substring)
        /// A string, a quoted name or a comment, with its marks.
        case verbatim(Substring)
    }

    package let parts: [Part]

    package init(_ sql: String) {
        var parts: [Part] = []
        var start = sql.startIndex
        var position = start
        while position < sql.endIndex {
            if let end = SQLText.endOfVerbatim(sql.utf8, from: position) {
                if start < position { parts.append(.code(sql[start..<position])) }
                parts.append(.verbatim(sql[position..<end]))
                start = end
                position = end
            } else {
                position = sql.utf8.index(after: position)
            }
        }
        if start < sql.endIndex { parts.append(.code(sql[start...])) }
        self.parts = parts
    }

    /// The whole text with `rewrite` applied to its code.
    package func rewritingCode(_ rewrite: (Substring) -> String) -> String {
        parts.map { part in
            switch part {
            case .code(let code): rewrite(code)
            case .verbatim(let text): String(text)
            }
        }.joined()
    }

    /// Where the string, quoted name or comment that begins at `start` ends; nil when none begins there. A doubled
    /// quote (`'it''s'`) reads as two strings side by side, which comes to the same.
    private static func endOfVerbatim(_ bytes: String.UTF8View, from start: String.Index) -> String.Index? {
        let second = bytes.index(after: start)
        switch bytes[start] {
        case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
            let close = bytes[second...].firstIndex(of: bytes[start])
            return close.map(bytes.index(after:)) ?? bytes.endIndex
        case UInt8(ascii: "-") where bytes[second...].first == UInt8(ascii: "-"):
            return bytes[second...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
        case UInt8(ascii: "/") where bytes[second...].first == UInt8(ascii: "*"):
            return endOfBlockComment(bytes, from: bytes.index(after: second))
        default:
            return nil
        }
    }

    private static func endOfBlockComment(_ bytes: String.UTF8View, from start: String.Index) -> String.Index {
        var position = start
        while let star = bytes[position...].firstIndex(of: UInt8(ascii: "*")) {
            position = bytes.index(after: star)
            if bytes[position...].first == UInt8(ascii: "/") { return bytes.index(after: position) }
        }
        return bytes.endIndex
    }
}

extension SQLText {
    /// Runs of letters, digits and underscores, and the runs between them, in order.
    package static func words(of code: Substring) -> [Substring] {
        var words: [Substring] = []
        var rest = code
        while let first = rest.utf8.first {
            let inWord = isWordByte(first)
            let end = rest.utf8.firstIndex { isWordByte($0) != inWord } ?? rest.endIndex
            words.append(rest[..<end])
            rest = rest[end...]
        }
        return words
    }

    /// The highest `n` of all `$n` in the code of a statement; 0 when there is none.
    package static func highestParameter(in sql: String) -> Int {
        var highest = 0
        for case .code(let code) in SQLText(sql).parts {
            let words = words(of: code)
            for (mark, number) in zip(words, words.dropFirst()) where mark.hasSuffix("$") {
                highest = max(highest, Int(number) ?? 0)
            }
        }
        return highest
    }

    package static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 128...: true
        default: false
        }
    }
}
