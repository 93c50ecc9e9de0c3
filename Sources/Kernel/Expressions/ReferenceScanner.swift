/// Reads insertions at a place of a source: `{=Object:Field > modifier}` and `{{Title > modifier}}`.
struct ReferenceScanner {
    enum Outcome {
        case reference(FieldReference)
        /// It looks like an insertion but is none; `end` is where reading goes on.
        case broken(ExpressionError, end: Int)
    }

    let bytes: [UInt8]
    let resolve: AliasResolver?

    /// `{=` or `{{` (but not `{{=`) begins at `start`.
    func startsReference(at start: Int) -> Bool {
        guard start + 2 < bytes.count, bytes[start] == UInt8(ascii: "{") else { return false }
        if bytes[start + 1] == UInt8(ascii: "=") { return true }
        return bytes[start + 1] == UInt8(ascii: "{") && bytes[start + 2] != UInt8(ascii: "=")
    }

    /// Reads the insertion that begins at `start`, where `startsReference` said yes.
    func scan(at start: Int) -> Outcome {
        bytes[start + 1] == UInt8(ascii: "=") ? scanReference(at: start) : scanAlias(at: start)
    }

    private func scanReference(at start: Int) -> Outcome {
        guard let close = end(from: start + 2), bytes[close] == UInt8(ascii: "}") else {
            return broken(.syntax, start..<min(start + 2, bytes.count), ExpressionTexts.unclosedReference)
        }
        let range = start..<close + 1
        let (head, modifiers) = split(start + 2..<close)
        guard let separator = head.firstIndex(where: { $0 == ":" || $0 == "." }) else {
            return broken(.badVariableName, range)
        }
        let object = head[..<separator].trimmed
        let field = head[head.index(after: separator)...].trimmed
        guard isName(object), !field.isEmpty else { return broken(.badVariableName, range) }
        return reference(object, field, modifiers, range)
    }

    private func scanAlias(at start: Int) -> Outcome {
        guard let close = end(from: start + 2), close + 1 < bytes.count, bytes[close] == UInt8(ascii: "}"),
            bytes[close + 1] == UInt8(ascii: "}")
        else { return broken(.syntax, start..<min(start + 2, bytes.count), ExpressionTexts.unclosedReference) }
        let range = start..<close + 2
        let title = String(decoding: bytes[start + 2..<close], as: UTF8.self).trimmed
        if let found = resolve?(title) { return reference(found.object, found.field, [], range) }
        let (head, modifiers) = split(start + 2..<close)
        if !modifiers.isEmpty, let found = resolve?(head.trimmed) {
            return reference(found.object, found.field, modifiers, range)
        }
        return broken(.badVariableName, range, ExpressionTexts.unknownAlias)
    }

    /// The first brace or line end; insertions contain neither.
    private func end(from start: Int) -> Int? {
        let limit = min(bytes.count, start + 500)
        var position = start
        while position < limit {
            switch bytes[position] {
            case UInt8(ascii: "}"): return position
            case UInt8(ascii: "{"), 0x0A: return nil
            default: position += 1
            }
        }
        return nil
    }

    private func split(_ range: Range<Int>) -> (head: String, modifiers: [String]) {
        let text = String(decoding: bytes[range], as: UTF8.self)
        guard let mark = text.lastIndex(of: ">") else { return (text, []) }
        return (String(text[..<mark]), text[text.index(after: mark)...].split(separator: ",").map(\.trimmed))
    }

    private func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { $0.isNameByte }
    }

    private func reference(_ object: String, _ field: String, _ names: [String], _ range: Range<Int>) -> Outcome {
        var modifiers: [Modifier] = []
        for name in names {
            guard let modifier = Modifier(rawValue: name.lowercased()) else {
                return broken(.syntax, range, ExpressionTexts.unknownModifier)
            }
            modifiers.append(modifier)
        }
        return .reference(FieldReference(object: object, field: field, modifiers: modifiers, range: range))
    }

    private func broken(_ code: ExpressionError.Code, _ range: Range<Int>, _ detail: Text? = nil) -> Outcome {
        .broken(ExpressionError(code, range, in: bytes, detail), end: range.upperBound)
    }
}

extension UInt8 {
    /// A letter, digit or `_`; letters beyond ASCII count.
    var isNameByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...: true
        default: false
        }
    }
}
