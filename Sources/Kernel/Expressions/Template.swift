/// A text with insertions (`{=Document:TITLE}`), expressions inside a text (`{{=1+2}}`), or a whole expression (a text
/// that begins with `=`): what people write into a robot's parameters. Parsed once, evaluated many times.
///
/// A template that is one insertion or one expression gives its raw value, so people, days and files stay what they are.
package struct Template: Hashable, Sendable {
    /// Longer sources are refused.
    package static let maximumBytes = 65_536

    enum Piece: Hashable, Sendable {
        case literal(String)
        case expression(ExpressionNode)
        /// Something that looks like an insertion and is none: shown as it is written, or as nothing for an expression.
        case broken(ExpressionError, shown: String)
    }

    /// The text as it was given.
    package let source: String
    let pieces: [Piece]

    /// Parses a text; what is wrong with it is in `problems`, and such places are kept as written.
    /// - Parameter aliases: finds the field for `{{Title}}`; without it aliases are problems.
    package init(_ source: String, aliases: AliasResolver? = nil) {
        self.source = source
        pieces = TemplateParser.parse(source, aliases: aliases)
    }

    /// The one insertion or expression that the template is; nil when it is a text.
    var whole: Piece? {
        let meaning = pieces.filter { piece in
            if case .literal(let text) = piece { !text.isBlank } else { true }
        }
        guard meaning.count == 1, let only = meaning.first else { return nil }
        if case .literal = only { return nil }
        return only
    }

    /// A plain text without insertions.
    package var isLiteral: Bool {
        pieces.allSatisfy { if case .literal = $0 { true } else { false } }
    }

    /// The reference when the template is exactly one insertion.
    package var soleReference: FieldReference? {
        guard case .expression(.reference(let reference)) = whole else { return nil }
        return reference
    }
}

// MARK: - Checks before anything runs
extension Template {
    /// All insertions in order, with their places in `source`.
    package var references: [FieldReference] {
        var found: [FieldReference] = []
        for case .expression(let node) in pieces { node.forEachReference { found.append($0) } }
        return found
    }

    /// What cannot be understood, in order.
    package var problems: [ExpressionError] {
        pieces.compactMap { if case .broken(let error, shown: _) = $0 { error } else { nil } }
    }

    /// Everything that would fail whatever the data: `problems` and insertions of names that nobody knows.
    package func errors(knownReference: (FieldReference) -> Bool) -> [ExpressionError] {
        let bytes = Array(source.utf8)
        let unknown = references.filter { !knownReference($0) }.map {
            ExpressionError(.badVariableName, $0.range, in: bytes)
        }
        return (problems + unknown).sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// The source with every insertion in its canonical form: a colon after the object, titles replaced by codes.
    /// This is what is stored, so renaming a field does not break it.
    package var canonicalSource: String {
        let bytes = Array(source.utf8)
        var result: [UInt8] = []
        var position = 0
        for reference in references {
            result += bytes[position..<reference.range.lowerBound]
            result += Array(reference.source.utf8)
            position = reference.range.upperBound
        }
        return String(decoding: result + bytes[position...], as: UTF8.self)
    }

    /// The source with every insertion in the form people read: `{{Title}}` where `title` knows one.
    package func humanSource(title: (FieldReference) -> String?) -> String {
        let bytes = Array(source.utf8)
        var result: [UInt8] = []
        var position = 0
        for reference in references {
            result += bytes[position..<reference.range.lowerBound]
            let modifiers =
                reference.modifiers.isEmpty ? "" : " > " + reference.modifiers.map(\.rawValue).joined(separator: ", ")
            let shown = title(reference).map { "{{\($0)\(modifiers)}}" } ?? reference.source
            result += Array(shown.utf8)
            position = reference.range.upperBound
        }
        return String(decoding: result + bytes[position...], as: UTF8.self)
    }
}
