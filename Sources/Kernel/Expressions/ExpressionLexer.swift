/// A word of an expression.
struct Token {
    enum Kind: Hashable {
        case literal(Value)
        case name(String)
        case reference(FieldReference)
        case binary(BinaryOperator)
        case percent
        case open
        case close
        /// `,` or `;`
        case separator
        /// The end of the source, or `}}` of an expression inside a text.
        case end
    }

    let kind: Kind
    /// UTF-8 bytes of the source.
    let range: Range<Int>
}

/// Cuts an expression into tokens, by hand over UTF-8: no regular expressions, no copies of the source.
struct ExpressionLexer {
    private let bytes: [UInt8]
    private let references: ReferenceScanner
    /// Inside a text the expression ends with `}}`.
    private let isEmbedded: Bool
    private(set) var position: Int

    init(_ bytes: [UInt8], from start: Int, isEmbedded: Bool, resolve: AliasResolver?) {
        self.bytes = bytes
        self.isEmbedded = isEmbedded
        position = start
        references = ReferenceScanner(bytes: bytes, resolve: resolve)
    }

    func error(_ code: ExpressionError.Code, _ range: Range<Int>, _ detail: Text? = nil) -> ExpressionError {
        ExpressionError(code, range, in: bytes, detail)
    }

    mutating func next() throws(ExpressionError) -> Token {
        skipSpace()
        let start = position
        guard start < bytes.count else {
            if isEmbedded { throw error(.syntax, start..<start, ExpressionTexts.unclosedExpression) }
            return Token(kind: .end, range: start..<start)
        }
        switch bytes[start] {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."): return try number()
        case UInt8(ascii: "'"), UInt8(ascii: "\""): return try quoted()
        case UInt8(ascii: "{"): return try reference()
        case UInt8(ascii: "}"):
            guard isEmbedded, start + 1 < bytes.count, bytes[start + 1] == UInt8(ascii: "}") else { throw unexpected() }
            position += 2
            return Token(kind: .end, range: start..<position)
        case let byte where byte.isNameByte: return name()
        default: return try symbol()
        }
    }

    private mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09...0x0D: position += 1
            case 0xC2 where position + 1 < bytes.count && bytes[position + 1] == 0xA0: position += 2
            default: return
            }
        }
    }

    private mutating func number() throws(ExpressionError) -> Token {
        let start = position
        while position < bytes.count, (0x30...0x39).contains(bytes[position]) || bytes[position] == UInt8(ascii: ".") {
            position += 1
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if let whole = Int64(text) { return Token(kind: .literal(.int(whole)), range: start..<position) }
        let padded = (text.hasPrefix(".") ? "0" : "") + text + (text.hasSuffix(".") ? "0" : "")
        guard text != ".", let fraction = Double(padded), fraction.isFinite else {
            throw error(.syntax, start..<position, ExpressionTexts.badNumber)
        }
        return Token(kind: .literal(.double(fraction)), range: start..<position)
    }

    /// Quotes have no escape sequences: a text with one kind of quote is written in the other.
    private mutating func quoted() throws(ExpressionError) -> Token {
        let start = position
        guard let close = bytes[(start + 1)...].firstIndex(of: bytes[start]) else {
            throw error(.syntax, start..<bytes.count, ExpressionTexts.unclosedQuote)
        }
        position = close + 1
        let text = String(decoding: bytes[start + 1..<close], as: UTF8.self)
        return Token(kind: .literal(.string(text)), range: start..<position)
    }

    private mutating func reference() throws(ExpressionError) -> Token {
        guard references.startsReference(at: position) else { throw unexpected() }
        switch references.scan(at: position) {
        case .broken(let error, end: _): throw error
        case .reference(let reference):
            position = reference.range.upperBound
            return Token(kind: .reference(reference), range: reference.range)
        }
    }

    private mutating func name() -> Token {
        let start = position
        while position < bytes.count, bytes[position].isNameByte {
            // A no-break space is no letter although its bytes look like one.
            if bytes[position] == 0xC2, position + 1 < bytes.count, bytes[position + 1] == 0xA0 { break }
            position += 1
        }
        return Token(kind: .name(String(decoding: bytes[start..<position], as: UTF8.self)), range: start..<position)
    }

    private mutating func symbol() throws(ExpressionError) -> Token {
        let start = position
        let kind: Token.Kind
        switch bytes[start] {
        case UInt8(ascii: "("): kind = .open
        case UInt8(ascii: ")"): kind = .close
        case UInt8(ascii: ","), UInt8(ascii: ";"): kind = .separator
        case UInt8(ascii: "%"): kind = .percent
        default:
            guard let found = BinaryOperator.longest(in: bytes[start...]) else { throw unexpected() }
            kind = .binary(found)
            position += found.rawValue.utf8.count - 1
        }
        position += 1
        return Token(kind: kind, range: start..<position)
    }

    private func unexpected() -> ExpressionError {
        error(.syntax, position..<position + 1)
    }
}
