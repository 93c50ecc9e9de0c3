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
        // A spreadsheet takes a cell that begins so for a formula and would run it.
        let guarded = cell.utf8.first.map { "=+-@".utf8.contains($0) } == true && !cell.isNumber ? "'" + cell : cell
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
    /// A phone number or sum: spreadsheets do no harm with it.
    fileprivate var isNumber: Bool { utf8.dropFirst().allSatisfy { "0123456789 .,()-".utf8.contains($0) } }
}
