import Kernel

extension HTML {
    /// What may stand inside `\( )` of an HTML literal. Closures stay inside the parentheses: `\(each: deals, { … })`.
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate(set) var bytes: [UInt8] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            bytes.reserveCapacity(literalCapacity + interpolationCount * 24)
        }

        package mutating func appendLiteral(_ literal: StaticString) {
            literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
        }

        /// Escaped for text and for double-quoted attributes.
        package mutating func appendInterpolation(_ text: String) {
            Escaping.append(text, to: &bytes)
        }

        /// The text in the viewer's language, escaped.
        package mutating func appendInterpolation(_ text: Text, _ language: Language) {
            Escaping.append(text[language], to: &bytes)
        }

        package mutating func appendInterpolation(_ number: Int) {
            bytes.append(contentsOf: String(number).utf8)
        }

        package mutating func appendInterpolation(_ number: Int64) {
            bytes.append(contentsOf: String(number).utf8)
        }

        package mutating func appendInterpolation(_ html: HTML) {
            bytes.append(contentsOf: html.bytes)
        }

        /// Nothing when nil.
        package mutating func appendInterpolation(_ html: HTML?) {
            if let html { bytes.append(contentsOf: html.bytes) }
        }

        package mutating func appendInterpolation(_ pieces: [HTML]) {
            for piece in pieces { bytes.append(contentsOf: piece.bytes) }
        }
    }
}

// MARK: - Repetition and choice

extension HTML.StringInterpolation {
    /// The content once for each element.
    package mutating func appendInterpolation<Elements: Sequence>(
        each elements: Elements, _ content: (Elements.Element) -> HTML
    ) {
        for element in elements { appendInterpolation(content(element)) }
    }

    /// The content only when the condition holds; it is not evaluated otherwise.
    package mutating func appendInterpolation(if condition: Bool, _ content: @autoclosure () -> HTML) {
        if condition { appendInterpolation(content()) }
    }

    package mutating func appendInterpolation(
        if condition: Bool, _ content: @autoclosure () -> HTML, else other: @autoclosure () -> HTML
    ) {
        appendInterpolation(condition ? content() : other())
    }

    /// The content for a value that may be missing; nothing when it is.
    package mutating func appendInterpolation<Wrapped>(ifLet value: Wrapped?, _ content: (Wrapped) -> HTML) {
        if let value { appendInterpolation(content(value)) }
    }
}

// MARK: - Attributes

extension HTML.StringInterpolation {
    /// ` name="value"` with its leading space, or nothing when nil.
    package mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
        guard let value else { return }
        open(name)
        Escaping.append(value, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    package mutating func appendInterpolation(attribute name: StaticString, _ value: Int?) {
        appendInterpolation(attribute: name, value.map { String($0) })
    }

    /// An attribute without value (`disabled`, `open`), present when the condition holds.
    package mutating func appendInterpolation(attribute name: StaticString, if condition: Bool) {
        guard condition else { return }
        bytes.append(UInt8(ascii: " "))
        appendLiteral(name)
    }

    /// ` class="…"` of the classes that are not nil; nothing when all are.
    package mutating func appendInterpolation(classes: String?...) {
        let present = classes.compactMap { $0 }
        if !present.isEmpty { appendInterpolation(attribute: "class", present.joined(separator: " ")) }
    }

    /// The value of `href`, `src`, `action`: escaped, and `#` instead when its scheme could run script.
    package mutating func appendInterpolation(url: String) {
        Escaping.append(Escaping.isSafe(url: url) ? url : "#", to: &bytes)
    }

    /// The value of an attribute that takes JSON (`hx-vals`, `data-…`).
    package mutating func appendInterpolation(json: JSONValue) {
        Escaping.append(json.text, to: &bytes)
    }

    private mutating func open(_ name: StaticString) {
        bytes.append(UInt8(ascii: " "))
        appendLiteral(name)
        bytes.append(contentsOf: "=\"".utf8)
    }
}
