import Kernel

/// What a table is written in.
package enum TableFormat: Sendable, Hashable {
    case text(CSVFormat)
    /// An Excel workbook: the sheet's place among those that are shown, from 0.
    case workbook(sheet: Int)

    /// Tells by its first bytes what a file is, whatever its name says.
    /// - Throws: `Failure.invalid` saying what to do for an empty file, an old or protected workbook, and anything else.
    package static func detect(_ source: TableSource) throws -> TableFormat {
        let next = try source.open()
        var head: [UInt8] = []
        while head.count < 8, let chunk = try next() { head += chunk.prefix(64) }
        if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            _ = try XLSXWorkbook(source)
            return .workbook(sheet: 0)
        }
        if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { throw try oldFormat(source) }
        return .text(try CSVFormat.detect(source))
    }

    /// Word's and Excel's old container holds either an old workbook or a new one behind a password.
    private static func oldFormat(_ source: TableSource) throws -> Failure {
        let wanted: [UInt8] = "EncryptedPackage".utf8.flatMap { [$0, 0] as [UInt8] }
        let next = try source.open()
        var seen: [UInt8] = []
        while let chunk = try next() {
            seen += chunk
            if seen.contains(wanted) { return Failure(.invalid, TableTexts.password) }
            seen = Array(seen.suffix(wanted.count))
        }
        return Failure(.invalid, TableTexts.oldWorkbook)
    }

    /// The sheets to choose from; empty for a text.
    package func sheets(of source: TableSource) throws -> [String] {
        switch self {
        case .text: []
        case .workbook: try XLSXWorkbook(source).sheets.map(\.name)
        }
    }

    /// - Throws: as the format's reader.
    package func open(_ source: TableSource) throws -> any RowReader {
        switch self {
        case .text(let format): try CSVReader(source, format)
        case .workbook(let sheet): try XLSXReader(XLSXWorkbook(source), sheet: sheet)
        }
    }

    /// How a text is written; nil for a workbook.
    package var text: CSVFormat? {
        if case .text(let format) = self { format } else { nil }
    }

    /// The sheet of a workbook; nil for a text.
    package var sheet: Int? {
        if case .workbook(let sheet) = self { sheet } else { nil }
    }

    /// Reads it from the stored form of a plan.
    init?(json: JSONValue) {
        if let sheet = json["sheet"]?.int {
            self = .workbook(sheet: Int(sheet))
            return
        }
        guard let encoding = json["encoding"]?.string.flatMap(CSVEncoding.init(rawValue:)),
            let separator = json["separator"]?.string.flatMap(CSVFormat.Separator.init(rawValue:))
        else { return nil }
        self = .text(CSVFormat(encoding: encoding, separator: separator))
    }
}
