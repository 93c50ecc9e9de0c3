import CXLSXWriter
import Kernel

/// Writes a workbook with one sheet, row by row in constant memory: the rows go to a file beside, `close` packs them.
///
/// A class because the library's workbook must be closed exactly once.
package final class XLSXWriter: SheetWriter {
    /// Excel opens no more.
    package static let rowLimit = 1_048_576
    /// Characters of one cell; the rest of a longer text is cut off and marked with «…».
    static let cellLimit = 32_767

    private enum Look: Hashable { case heading, text, number, money(String), day, moment, wrapped }

    private let path: String
    private var workbook: UnsafeMutablePointer<lxw_workbook>?
    private let sheet: UnsafeMutablePointer<lxw_worksheet>
    private var formats: [Look: UnsafeMutablePointer<lxw_format>] = [:]
    private var row = 0
    private var width = 0

    /// - Parameter path: a file that is made anew; it is whole only after `close`.
    /// - Throws: `Failure.unavailable` when the file cannot be made.
    package init(_ path: String, sheet name: String, headings: [String], folder: String) throws {
        self.path = path
        let workbook = folder.withCString { folder in
            var options = lxw_workbook_options()
            options.constant_memory = 1
            options.tmpdir = UnsafeMutablePointer(mutating: folder)
            return workbook_new_opt(path, &options)
        }
        guard let workbook, let sheet = workbook_add_worksheet(workbook, XLSXWriter.sheetName(name)) else {
            throw Failure(.unavailable, TableTexts.unwritten.with(["problem": path]))
        }
        self.workbook = workbook
        self.sheet = sheet
        for (place, heading) in headings.enumerated() {
            worksheet_set_column(sheet, lxw_col_t(place), lxw_col_t(place), Double(min(max(heading.count + 4, 14), 40)), nil)
        }
        worksheet_freeze_panes(sheet, 1, 0)
        if !headings.isEmpty { worksheet_autofilter(sheet, 0, 0, 0, lxw_col_t(headings.count - 1)) }
        for (place, heading) in headings.enumerated() { try check(worksheet_write_string(sheet, 0, lxw_col_t(place), heading, format(.heading))) }
        row = 1
    }

    deinit { if let workbook { workbook_close(workbook) } }

    package func write(_ cells: [SheetCell]) throws {
        guard row < Self.rowLimit else { throw Failure(.limited, ExportTexts.tooManyRows) }
        for (place, cell) in cells.enumerated() { try check(write(cell, lxw_row_t(row), lxw_col_t(place))) }
        row += 1
    }

    package func finish() throws {
        guard let open = workbook else { return }
        workbook = nil
        try check(workbook_close(open))
    }

    private func write(_ cell: SheetCell, _ row: lxw_row_t, _ column: lxw_col_t) -> lxw_error {
        switch cell {
        case .empty: LXW_NO_ERROR
        case .text(let text): worksheet_write_string(sheet, row, column, Self.cut(text), format(text.contains("\n") ? .wrapped : .text))
        case .number(let number): worksheet_write_number(sheet, row, column, number, format(.number))
        case .money(let money): worksheet_write_number(sheet, row, column, Double(money.minorUnits) / 100, format(.money(money.currency)))
        case .day(let day): worksheet_write_number(sheet, row, column, Double(day.daysSinceEpoch + 25_569), format(.day))
        case .moment(let moment):
            worksheet_write_number(sheet, row, column, Double(moment.secondsSinceEpoch) / 86_400 + 25_569, format(.moment))
        case .flag(let flag): worksheet_write_boolean(sheet, row, column, flag ? 1 : 0, format(.text))
        }
    }

    private static func cut(_ text: String) -> String {
        let text = text.withExcelEscapes
        return text.utf16.count <= cellLimit ? text : String(text.prefix(cellLimit / 2)) + "…"
    }

    private func format(_ look: Look) -> UnsafeMutablePointer<lxw_format>? {
        if let known = formats[look] { return known }
        guard let format = workbook.flatMap({ workbook_add_format($0) }) else { return nil }
        switch look {
        case .heading:
            format_set_bold(format)
            format_set_bg_color(format, 0xEEF1F6)
            format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
        case .text: format_set_num_format(format, "@")
        case .wrapped:
            format_set_num_format(format, "@")
            format_set_text_wrap(format)
        case .number: break
        case .money(let currency): format_set_num_format(format, currency == "RUB" ? "#,##0.00\\ \"₽\"" : "#,##0.00\\ \"\(currency)\"")
        case .day: format_set_num_format(format, "dd.mm.yyyy")
        case .moment: format_set_num_format(format, "dd.mm.yyyy hh:mm")
        }
        formats[look] = format
        return format
    }

    private func check(_ error: lxw_error) throws {
        guard error != LXW_NO_ERROR else { return }
        let problem = lxw_strerror(error).map { String(cString: $0) } ?? ""
        throw Failure(.unavailable, TableTexts.unwritten.with(["problem": problem]))
    }

    /// Excel takes 31 characters without `[]:*?/\`.
    private static func sheetName(_ name: String) -> String {
        String(name.filter { !"[]:*?/\\'".contains($0) }.prefix(31))
    }
}
