import Kernel

/// Reads a table row by row: RFC 4180 with any of three separators, line ends of any system, cells with line breaks in
/// quotes. Holds one row and one piece of the file in memory.
///
/// A class because reading moves a place that several callers share.
package final class CSVReader: RowReader {
    /// Longest cell in bytes, most cells of a row.
    static let cellLimit = 1_000_000
    static let columnLimit = 500

    private enum Place { case cellStart, plain, quoted, quoteInQuoted, afterStrayQuote }

    private let chunks: TableSource.Chunks
    private let format: CSVFormat
    private var chunk: [UInt8] = []
    private var position = 0
    private var line = 1
    private var isAtStart = true

    private var place = Place.cellStart
    private var cell: [UInt8] = []
    private var cells: [String] = []
    private var rowLine = 1
    private var quoteLine = 1
    private var problem: Text?
    private var previousWasReturn = false

    package init(_ source: TableSource, _ format: CSVFormat) throws {
        chunks = try source.open()
        self.format = format
    }

    /// The next row that is not blank; nil at the end.
    /// - Throws: `Failure.invalid` with the line for a quote that is never closed, `.limited` for a cell or row too long.
    package func next() throws -> SheetRow? {
        if isAtStart { try skipPreamble() }
        while let byte = try nextByte() {
            if let row = try take(byte), !row.isBlank { return row }
        }
        return try finishLast()
    }

    private func take(_ byte: UInt8) throws -> SheetRow? {
        // A line break of two bytes is one.
        if previousWasReturn, byte == UInt8(ascii: "\n"), place != .quoted {
            previousWasReturn = false
            return nil
        }
        previousWasReturn = byte == UInt8(ascii: "\r")
        let isBreak = byte == UInt8(ascii: "\n") || previousWasReturn
        switch place {
        case .quoted: takeQuoted(byte)
        case .cellStart where byte == UInt8(ascii: "\""):
            place = .quoted
            quoteLine = line
        case .quoteInQuoted where byte == UInt8(ascii: "\""):
            cell.append(byte)
            place = .quoted
        case _ where isBreak: return try endRow()
        case _ where byte == format.separator.byte: try endCell()
        case .cellStart, .plain:
            cell.append(byte)
            place = .plain
        case .quoteInQuoted where byte == UInt8(ascii: " "): break
        case .quoteInQuoted, .afterStrayQuote:
            problem = problem ?? ImportTexts.strayQuote
            cell.append(byte)
            place = .afterStrayQuote
        }
        if cell.count > Self.cellLimit { throw overlong }
        return nil
    }

    private func takeQuoted(_ byte: UInt8) {
        if byte == UInt8(ascii: "\"") {
            place = .quoteInQuoted
        } else {
            if byte == UInt8(ascii: "\n") { line += 1 }
            cell.append(byte)
        }
    }

    private func endCell() throws {
        if cells.count >= Self.columnLimit {
            throw Failure(.limited, ImportTexts.tooManyColumns, field: "line \(rowLine)")
        }
        if let text = format.encoding.text(cell) {
            cells.append(text)
        } else {
            problem = problem ?? ImportTexts.brokenText
            cells.append(String(decoding: cell, as: UTF8.self))
        }
        cell.removeAll(keepingCapacity: true)
        place = .cellStart
    }

    private func endRow() throws -> SheetRow {
        try endCell()
        let row = SheetRow(line: rowLine, cells: cells, problem: problem)
        cells.removeAll(keepingCapacity: true)
        problem = nil
        line += 1
        rowLine = line
        return row
    }

    private func finishLast() throws -> SheetRow? {
        switch place {
        case .quoted:
            throw Failure(.invalid, ImportTexts.openQuote.with(["line": String(quoteLine)]), field: "line \(quoteLine)")
        case .cellStart where cells.isEmpty && cell.isEmpty: return nil
        case .cellStart, .plain, .quoteInQuoted, .afterStrayQuote:
            let row = try endRow()
            return row.isBlank ? nil : row
        }
    }

    /// The mark at the start of UTF-8 files, and Excel's line `sep=;`.
    private func skipPreamble() throws {
        isAtStart = false
        chunk = try chunks() ?? []
        while chunk.count < 16, let more = try chunks() { chunk += more }
        if chunk.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        guard CSVFormat.saidSeparator(Array(chunk[position...].prefix(16))) != nil else { return }
        while position < chunk.count, chunk[position] != UInt8(ascii: "\n") { position += 1 }
        position = min(position + 1, chunk.count)
        line = 2
        rowLine = 2
    }

    private func nextByte() throws -> UInt8? {
        while position >= chunk.count {
            guard let next = try chunks() else { return nil }
            chunk = next
            position = 0
        }
        defer { position += 1 }
        return chunk[position]
    }

    private var overlong: Failure {
        place == .quoted
            ? Failure(.invalid, ImportTexts.openQuote.with(["line": String(quoteLine)]), field: "line \(quoteLine)")
            : Failure(.limited, ImportTexts.longCell.with(["line": String(rowLine)]), field: "line \(rowLine)")
    }
}
