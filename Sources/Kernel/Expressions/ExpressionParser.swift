/// Turns tokens into a tree: operator precedence by climbing (Pratt), one token of look-ahead.
struct ExpressionParser {
    /// Brackets in brackets, signs before signs. Parsing them needs stack: a thread of 512 KB holds these in a debug build.
    static let maximumNesting = 40
    /// Depth of the tree; also operands in a row, since `1+1+1…` makes a tree as deep as it is long.
    static let maximumDepth = 150

    private struct Branch {
        let node: ExpressionNode
        let depth: Int
    }

    private var lexer: ExpressionLexer
    private var token: Token
    private var openBrackets: [Range<Int>] = []
    private var depth = 0

    /// Parses the whole expression that begins at `start` of a source.
    /// - Returns: the tree and the offset after it (after `}}` when embedded in a text).
    static func parse(
        _ bytes: [UInt8], from start: Int, isEmbedded: Bool, resolve: AliasResolver?
    ) throws(ExpressionError) -> (node: ExpressionNode, end: Int) {
        var parser = try ExpressionParser(
            lexer: ExpressionLexer(bytes, from: start, isEmbedded: isEmbedded, resolve: resolve))
        return try parser.whole()
    }

    private init(lexer: ExpressionLexer) throws(ExpressionError) {
        self.lexer = lexer
        token = try self.lexer.next()
    }

    private mutating func whole() throws(ExpressionError) -> (node: ExpressionNode, end: Int) {
        if token.kind == .end { throw lexer.error(.empty, token.range) }
        let branch = try expression(above: 0)
        switch token.kind {
        case .end: return (branch.node, token.range.upperBound)
        case .close: throw lexer.error(.unmatchedClose, token.range)
        case .separator: throw lexer.error(.syntax, token.range)
        default: throw lexer.error(.wrongOrder, token.range, ExpressionTexts.missingOperator)
        }
    }

    private mutating func advance() throws(ExpressionError) { token = try lexer.next() }

    private func checked(_ node: ExpressionNode, depth: Int) throws(ExpressionError) -> Branch {
        guard depth <= ExpressionParser.maximumDepth else {
            throw lexer.error(.syntax, token.range, ExpressionTexts.tooComplex)
        }
        return Branch(node: node, depth: depth)
    }

    private mutating func expression(above priority: Int) throws(ExpressionError) -> Branch {
        var left = try postfix()
        while case .binary(let found) = token.kind, found.priority > priority {
            let range = token.range
            try advance()
            let right = try expression(above: found.priority)
            left = try checked(
                .binary(found, left.node, right.node, range: range), depth: max(left.depth, right.depth) + 1)
        }
        return left
    }

    private mutating func postfix() throws(ExpressionError) -> Branch {
        var operand = try unary()
        while token.kind == .percent {
            try advance()
            operand = try checked(.percent(operand.node), depth: operand.depth + 1)
        }
        return operand
    }

    private mutating func unary() throws(ExpressionError) -> Branch {
        depth += 1
        defer { depth -= 1 }
        guard depth <= ExpressionParser.maximumNesting else {
            throw lexer.error(.syntax, token.range, ExpressionTexts.tooComplex)
        }
        switch token.kind {
        case .binary(.subtract):
            try advance()
            let operand = try unary()
            return try checked(.minus(operand.node), depth: operand.depth + 1)
        case .binary(.add):
            try advance()
            let operand = try unary()
            return try checked(.plus(operand.node), depth: operand.depth + 1)
        default:
            return try primary()
        }
    }

    private mutating func primary() throws(ExpressionError) -> Branch {
        let first = token
        switch first.kind {
        case .literal(let value):
            try advance()
            return Branch(node: .literal(value), depth: 1)
        case .reference(let reference):
            try advance()
            return Branch(node: .reference(reference), depth: 1)
        case .name(let name):
            try advance()
            return try call(name, first.range)
        case .open:
            return try bracketed(first.range)
        case .close:
            throw lexer.error(openBrackets.isEmpty ? .unmatchedClose : .empty, first.range)
        case .end:
            if let open = openBrackets.last { throw lexer.error(.unmatchedOpen, open) }
            throw lexer.error(.wrongOrder, first.range)
        case .binary, .percent, .separator:
            throw lexer.error(.wrongOrder, first.range)
        }
    }

    private mutating func bracketed(_ open: Range<Int>) throws(ExpressionError) -> Branch {
        openBrackets.append(open)
        try advance()
        let inner = try expression(above: 0)
        try expectClose(open)
        return inner
    }

    private mutating func expectClose(_ open: Range<Int>) throws(ExpressionError) {
        switch token.kind {
        case .close:
            openBrackets.removeLast()
            try advance()
        case .end: throw lexer.error(.unmatchedOpen, open)
        case .separator: throw lexer.error(.syntax, token.range)
        default: throw lexer.error(.wrongOrder, token.range, ExpressionTexts.missingOperator)
        }
    }

    private mutating func call(_ written: String, _ range: Range<Int>) throws(ExpressionError) -> Branch {
        let name = written.lowercased()
        guard token.kind == .open else {
            // Bitrix24 accepts the two without brackets too.
            if name == "true" || name == "false" { return Branch(node: .literal(.bool(name == "true")), depth: 1) }
            throw lexer.error(.badVariableName, range)
        }
        guard let function = ExpressionFunction.named(name) else { throw lexer.error(.unknownFunction, range) }
        let arguments = try arguments(after: token.range)
        guard function.arity.contains(arguments.count) else {
            throw lexer.error(.wrongArguments, range, function.arityProblem)
        }
        let deepest = arguments.map(\.depth).max() ?? 0
        return try checked(.call(name: name, arguments.map(\.node), range: range), depth: deepest + 1)
    }

    private mutating func arguments(after open: Range<Int>) throws(ExpressionError) -> [Branch] {
        openBrackets.append(open)
        try advance()
        if token.kind == .close {
            try expectClose(open)
            return []
        }
        var arguments = [try argument()]
        while token.kind == .separator {
            try advance()
            arguments.append(try argument())
        }
        try expectClose(open)
        return arguments
    }

    /// An omitted argument, as in `f(;2)`, is empty.
    private mutating func argument() throws(ExpressionError) -> Branch {
        if token.kind == .separator || token.kind == .close { return Branch(node: .literal(.null), depth: 1) }
        return try expression(above: 0)
    }
}
