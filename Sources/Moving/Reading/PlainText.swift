import CRM
import Kernel

/// Texts of the source without the marks of their editors: the portal keeps plain text. Only marks that are known are taken out;
/// «a < b» stays.
enum PlainText {
    static func of(_ text: String) -> String {
        guard text.contains("[") || text.contains("<") || text.contains("&") else { return text }
        var result = ""
        var rest = text[...]
        /// The address of a link that is open: it goes behind its text.
        var link: String?
        while let start = rest.firstIndex(where: { $0 == "[" || $0 == "<" }) {
            result += rest[..<start]
            rest = rest[start...]
            guard let mark = Mark(rest) else {
                result.append(rest.removeFirst())
                continue
            }
            rest = rest[mark.end...]
            switch (mark.name, mark.isClosing) {
            case ("br", _): result += "\n"
            case ("p", true), ("div", true), ("li", true), ("tr", true), ("h1", true), ("h2", true), ("h3", true):
                if !result.hasSuffix("\n") { result += "\n" }
            case ("*", _), ("li", false): result += (result.isEmpty || result.hasSuffix("\n") ? "" : "\n") + "— "
            case ("url", false), ("a", false): link = mark.value
            case ("url", true), ("a", true):
                if let address = link, !address.isEmpty, !result.hasSuffix(address) { result += " (\(address))" }
                link = nil
            default: break
            }
        }
        return decoded(result + rest).withoutSpareLines
    }

    private struct Mark {
        let name: String
        let isClosing: Bool
        let value: String
        let end: Substring.Index

        private static let square: Set<String> = [
            "b", "i", "u", "s", "p", "url", "user", "list", "*", "color", "size", "font", "quote", "code", "left", "right", "center",
            "justify", "img", "disk", "table", "tr", "td", "th", "department", "project",
        ]
        private static let pointed: Set<String> = [
            "br", "p", "div", "span", "b", "i", "u", "s", "strong", "em", "a", "ul", "ol", "li", "font", "table", "tbody", "thead", "tr", "td",
            "th", "h1", "h2", "h3", "h4", "img", "blockquote", "pre", "code", "hr", "small", "sub", "sup",
        ]

        /// Nil when no known mark begins here.
        init?(_ text: Substring) {
            let isSquare = text.first == "["
            guard let close = text.prefix(2000).firstIndex(of: isSquare ? "]" : ">") else { return nil }
            var inside = text[text.index(after: text.startIndex)..<close]
            isClosing = inside.first == "/"
            if isClosing { inside.removeFirst() }
            let name = inside.prefix { $0.isLetter && $0.isASCII || $0.isNumber || $0 == "*" }.lowercased()
            let after = inside.dropFirst(name.count)
            guard (isSquare ? Mark.square : Mark.pointed).contains(name), after.isEmpty || after.first == "=" || after.first == " " || after.first == "/"
            else { return nil }
            self.name = name
            end = text.index(after: close)
            if isSquare {
                value = after.first == "=" ? String(after.dropFirst()) : ""
            } else if let start = after.firstRange(of: "href=") {
                value = String(after[start.upperBound...].drop { $0 == "\"" || $0 == "'" }.prefix { $0 != "\"" && $0 != "'" && $0 != " " })
            } else {
                value = ""
            }
        }
    }

    private static let entities = [
        ("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#039;", "'"), ("&laquo;", "\u{AB}"),
        ("&raquo;", "\u{BB}"), ("&mdash;", "\u{2014}"), ("&amp;", "&"),
    ]

    private static func decoded(_ text: String) -> String {
        guard text.contains("&") else { return text }
        return entities.reduce(text) { $0.replacing($1.0, with: $1.1) }
    }
}

extension String {
    /// Without white space at both ends, and with one empty line at most in between.
    fileprivate var withoutSpareLines: String {
        var result = withoutOuterSpace
        while result.contains("\n\n\n") { result = result.replacing("\n\n\n", with: "\n\n") }
        return result
    }
}
