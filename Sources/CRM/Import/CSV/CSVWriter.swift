/// Writes rows that this and other programs read back: `;` between cells, quotes where needed, CRLF, UTF-8 with a mark so that
/// Excel shows Cyrillic.
package enum CSVWriter {
    package static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    package static func line(_ cells: [String], separator: CSVFormat.Separator = .semicolon) -> String {
        cells.map { quoted($0, separator) }.joined(separator: separator.rawValue) + "\r\n"
    }

    private static func quoted(_ cell: String, _ separator: CSVFormat.Separator) -> String {
        let needsQuotes = cell.utf8.contains { byte in
            byte == separator.byte || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
                || byte == UInt8(ascii: "\r")
        }
        let guarded = cell.startsLikeFormula ? "'" + cell : cell
        if !needsQuotes { return guarded }
        var text = "\""
        for character in guarded.unicodeScalars {
            if character == "\"" { text += "\"" }
            text.unicodeScalars.append(character)
        }
        return text + "\""
    }
}

extension String {
    /// A spreadsheet would take it for a formula and run it, or it is such a text with the apostrophe before that says «text».
    /// Phone numbers and sums do no harm and stay as they are, so that every program reads them.
    fileprivate var startsLikeFormula: Bool {
        let rest = utf8.drop { $0 == UInt8(ascii: "'") }
        guard let first = rest.first, "=+-@\t\r".utf8.contains(first) else { return false }
        let isSigned = rest.count == utf8.count && "+-".utf8.contains(first)
        return !(isSigned && rest.dropFirst().allSatisfy { "0123456789 .,()-".utf8.contains($0) })
    }

    /// What stood there before `CSVWriter` put its apostrophe before it.
    var withoutFormulaGuard: String {
        guard utf8.first == UInt8(ascii: "'"), let first = utf8.first(where: { $0 != UInt8(ascii: "'") }),
            "=+-@\t\r".utf8.contains(first)
        else { return self }
        return String(dropFirst())
    }
}
