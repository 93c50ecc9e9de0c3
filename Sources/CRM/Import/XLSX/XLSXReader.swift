import Kernel

/// Reads a sheet row by row while it is unpacked: in memory are the texts that cells share and the rows of one piece.
///
/// A class because expat's callbacks find it by its address.
final class XLSXReader: RowReader, XMLTaker {
    private let strings: XLSXStrings
    private let styles: XLSXStyles
    private let countsFrom1904: Bool
    private var stream: XMLStream?
    /// Rows of the last piece, the next one last.
    private var ready: [SheetRow] = []
    private var met: [SheetRow] = []

    private var line = 0
    private var cells: [String] = []
    private var errors: Set<Int> = []
    private var column = 0
    private var type = ""
    private var style = 0
    private var bytes: [UInt8] = []
    private var isValue = false
    private var isPhonetic = false

    /// - Throws: `Failure.notFound` for a sheet that is not there, `.invalid` and `.limited` as the workbook's parts.
    init(_ workbook: XLSXWorkbook, sheet: Int) throws {
        guard workbook.sheets.indices.contains(sheet) else { throw Failure(.invalid, TableTexts.noSheet, field: "sheet") }
        strings = try workbook.strings()
        styles = try workbook.styles()
        countsFrom1904 = workbook.countsFrom1904
        guard let entry = try workbook.archive.entry(workbook.sheets[sheet].part) else { throw Failure(.invalid, TableTexts.broken) }
        stream = try XMLStream(entry, self)
    }

    func next() throws -> SheetRow? {
        while ready.isEmpty {
            guard let stream, try stream.step() || !met.isEmpty else { return nil }
            ready = met.reversed()
            met = []
        }
        return ready.popLast()
    }

    // MARK: The sheet

    func begin(_ name: String, _ attributes: XMLAttributes) {
        switch name {
        case "c": beginCell(attributes)
        case "v", "t": isValue = !isPhonetic
        case "rPh": isPhonetic = true
        case "row":
            line = attributes["r"].flatMap { Int($0) } ?? line + 1
            cells = []
            errors = []
            column = -1
        default: break
        }
    }

    func end(_ name: String) {
        switch name {
        case "c": endCell()
        case "v", "t": isValue = false
        case "rPh": isPhonetic = false
        case "row":
            let row = SheetRow(line: line, cells: cells, errors: errors)
            if !row.isBlank { met.append(row) }
        default: break
        }
    }

    func text(_ more: UnsafeRawBufferPointer) {
        guard isValue else { return }
        bytes += more
        if bytes.count > CSVReader.cellLimit {
            stream?.refuse(Failure(.limited, TableTexts.longCell.with(["line": String(line)]), field: "line \(line)"))
        }
    }

    private func beginCell(_ attributes: XMLAttributes) {
        column = attributes["r"].flatMap(Self.column) ?? column + 1
        type = attributes["t"] ?? "n"
        style = attributes["s"].flatMap { Int($0) } ?? 0
        bytes.removeAll(keepingCapacity: true)
    }

    private func endCell() {
        guard !bytes.isEmpty else { return }
        if column >= CSVReader.columnLimit {
            stream?.refuse(Failure(.limited, ImportTexts.tooManyColumns, field: "line \(line)"))
            return
        }
        while cells.count <= column { cells.append("") }
        if type == "e" { errors.insert(column) }
        cells[column] = cell(String(decoding: bytes, as: UTF8.self))
    }

    private func cell(_ raw: String) -> String {
        switch type {
        case "s": Int(raw.withoutOuterSpace).flatMap { strings[$0] } ?? ""
        case "str", "inlineStr": raw.withoutExcelEscapes
        case "b": raw.withoutOuterSpace == "1" ? "true" : "false"
        case "n": XLSXNumber.text(raw.withoutOuterSpace, styles.kind(style), countsFrom1904: countsFrom1904)
        default: raw
        }
    }

    /// The column of `AB12`, from 0; nil for what is no address.
    private static func column(_ address: String) -> Int? {
        var column = 0
        for byte in address.utf8 {
            guard (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) else { break }
            column = column * 26 + Int(byte - UInt8(ascii: "A")) + 1
            if column > 20_000 { return nil }
        }
        return column == 0 ? nil : column - 1
    }
}
