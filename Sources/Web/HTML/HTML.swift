/// A piece of HTML, ready to be sent. Written as a literal: what stands in the source is trusted, every interpolated
/// value is escaped by its type, so a name that somebody typed can never become markup.
///
///     "<b title=\"\(note)\">\(name)</b>" as HTML
///
/// Attribute values must stand in double quotes. See `StringInterpolation` for what may be interpolated.
package struct HTML: Sendable, Hashable {
    /// UTF-8, already escaped.
    package private(set) var bytes: [UInt8]

    package init() { bytes = [] }

    /// Plain text as HTML: the same escaping as `"\(text)" as HTML`.
    package init(text: String) {
        bytes = []
        Escaping.append(text, to: &bytes)
    }

    package var isEmpty: Bool { bytes.isEmpty }

    package static func + (left: HTML, right: HTML) -> HTML {
        var sum = left
        sum.bytes.append(contentsOf: right.bytes)
        return sum
    }

    package static func += (left: inout HTML, right: HTML) {
        left.bytes.append(contentsOf: right.bytes)
    }
}

extension HTML: ExpressibleByStringInterpolation {
    /// Only a literal of the source text can get here: `StaticString` cannot be made from a value at run time.
    package init(stringLiteral literal: StaticString) {
        bytes = literal.withUTF8Buffer { Array($0) }
    }

    package init(stringInterpolation: StringInterpolation) {
        bytes = stringInterpolation.bytes
    }
}

extension HTML: CustomStringConvertible {
    package var description: String { String(decoding: bytes, as: UTF8.self) }
}

extension [HTML] {
    /// The pieces one after another.
    package func joined() -> HTML {
        reduce(into: HTML()) { $0 += $1 }
    }
}
