import Kernel

/// How a table is written down.
package struct CSVFormat: Sendable, Hashable {
    package enum Separator: String, Sendable, CaseIterable {
        case semicolon = ";"
        case comma = ","
        case tab = "\t"

        var byte: UInt8 { rawValue.utf8.first! }
    }

    package var encoding: CSVEncoding
    package var separator: Separator

    package init(encoding: CSVEncoding, separator: Separator) {
        self.encoding = encoding
        self.separator = separator
    }

    /// Reads the whole source once for the encoding, and its first rows for the separator.
    /// - Throws: `Failure.invalid` for an empty file and for one that is no text table (UTF-16, a workbook of Excel).
    package static func detect(_ source: TableSource) throws -> CSVFormat {
        let next = try source.open()
        var guess = EncodingGuess()
        var head: [UInt8] = []
        while let chunk = try next() {
            guess.see(chunk)
            if head.count < 65_536 { head += chunk.prefix(65_536 - head.count) }
            try refuseOtherFormats(head, hasNulBytes: guess.hasNulBytes)
        }
        if head.allSatisfy(\.isSpace) { throw Failure(.invalid, ImportTexts.emptyFile) }
        return CSVFormat(encoding: guess.encoding, separator: try separator(of: head, guess.encoding))
    }

    private static func refuseOtherFormats(_ head: [UInt8], hasNulBytes: Bool) throws {
        if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) || head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            throw Failure(.invalid, ImportTexts.workbook)
        }
        if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) || hasNulBytes {
            throw Failure(.invalid, ImportTexts.notText)
        }
    }

    /// The separator that cuts the first rows into the same number of cells, the more cells the better.
    private static func separator(of head: [UInt8], _ encoding: CSVEncoding) throws -> Separator {
        if let said = saidSeparator(head) { return said }
        let scores = try Separator.allCases.map { ($0, try score($0, head, encoding)) }
        return scores.max { $0.1 < $1.1 }!.0
    }

    /// Excel's own first line `sep=;`.
    static func saidSeparator(_ head: [UInt8]) -> Separator? {
        let line = head.drop { $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
        guard line.starts(with: Array("sep=".utf8)), let byte = line.dropFirst(4).first else { return nil }
        return Separator.allCases.first { $0.byte == byte }
    }

    private static func score(_ separator: Separator, _ head: [UInt8], _ encoding: CSVEncoding) throws -> Double {
        let format = CSVFormat(encoding: encoding, separator: separator)
        let reader = try CSVReader(.bytes(head), format)
        var widths: [Int] = []
        do {
            while widths.count < 25, let row = try reader.next() { widths.append(row.cells.count) }
        } catch is Failure {
            // The head may end inside a quoted cell; what was read so far decides.
        }
        let counts = Dictionary(grouping: widths, by: \.self).mapValues(\.count)
        guard let usual = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }), usual.key > 1 else { return 0 }
        return Double(usual.value) / Double(widths.count) * 1000 + Double(usual.key)
    }
}

extension UInt8 {
    fileprivate var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) || [0xEF, 0xBB, 0xBF].contains(self) }
}
