/// Cuts a text into plain parts, insertions and expressions.
enum TemplateParser {
    static func parse(_ source: String, aliases: AliasResolver?) -> [Template.Piece] {
        let bytes = Array(source.utf8)
        guard bytes.count <= Template.maximumBytes else {
            let limit = ["limit": String(Template.maximumBytes)]
            let error = ExpressionError(.syntax, 0..<0, in: bytes, ExpressionTexts.tooLong.with(limit))
            return [.broken(error, shown: "")]
        }
        if bytes.first == UInt8(ascii: "=") { return [wholeExpression(bytes, aliases)] }
        var reader = TemplateReader(bytes: bytes, aliases: aliases)
        return reader.pieces()
    }

    private static func wholeExpression(_ bytes: [UInt8], _ aliases: AliasResolver?) -> Template.Piece {
        do {
            let parsed = try ExpressionParser.parse(bytes, from: 1, isEmbedded: false, resolve: aliases)
            return .expression(parsed.node)
        } catch {
            return .broken(error, shown: "")
        }
    }
}

private struct TemplateReader {
    let bytes: [UInt8]
    let aliases: AliasResolver?
    private let references: ReferenceScanner
    private var position = 0
    private var literalStart = 0
    private var brokenCount = 0

    /// After so many the rest is taken as plain text: each may have been read to the end of the source.
    private static let maximumBroken = 100
    private var result: [Template.Piece] = []

    init(bytes: [UInt8], aliases: AliasResolver?) {
        self.bytes = bytes
        self.aliases = aliases
        references = ReferenceScanner(bytes: bytes, resolve: aliases)
    }

    mutating func pieces() -> [Template.Piece] {
        while brokenCount < TemplateReader.maximumBroken,
            let open = bytes[position...].firstIndex(of: UInt8(ascii: "{"))
        {
            position = open
            if startsExpression {
                take(expression())
            } else if references.startsReference(at: open) {
                take(reference())
            } else {
                position += 1
            }
        }
        position = bytes.count
        flush(upTo: position)
        return result
    }

    private var startsExpression: Bool {
        position + 2 < bytes.count && bytes[position + 1] == UInt8(ascii: "{")
            && bytes[position + 2] == UInt8(ascii: "=")
    }

    private mutating func take(_ found: (piece: Template.Piece, end: Int)) {
        flush(upTo: position)
        result.append(found.piece)
        if case .broken = found.piece { brokenCount += 1 }
        position = found.end
        literalStart = found.end
    }

    private mutating func flush(upTo end: Int) {
        guard literalStart < end else { return }
        result.append(.literal(String(decoding: bytes[literalStart..<end], as: UTF8.self)))
        literalStart = end
    }

    private func reference() -> (Template.Piece, Int) {
        switch references.scan(at: position) {
        case .reference(let reference): (.expression(.reference(reference)), reference.range.upperBound)
        case .broken(let error, let end):
            (.broken(error, shown: String(decoding: bytes[position..<end], as: UTF8.self)), end)
        }
    }

    private func expression() -> (Template.Piece, Int) {
        do {
            let parsed = try ExpressionParser.parse(bytes, from: position + 3, isEmbedded: true, resolve: aliases)
            return (.expression(parsed.node), parsed.end)
        } catch {
            return (.broken(error, shown: ""), endOfBroken())
        }
    }

    /// After the next `}}` on the same line; without one only the opening braces are skipped.
    private func endOfBroken() -> Int {
        var place = position + 3
        while place + 1 < bytes.count, bytes[place] != 0x0A {
            if bytes[place] == UInt8(ascii: "}"), bytes[place + 1] == UInt8(ascii: "}") {
                // In `{{={=A:B}}}` the first brace belongs to the insertion.
                while place + 2 < bytes.count, bytes[place + 2] == UInt8(ascii: "}") { place += 1 }
                return place + 2
            }
            place += 1
        }
        return position + 3
    }
}
