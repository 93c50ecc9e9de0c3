import Kernel

/// One row of a table, of whatever format: every cell as the text that a person would type for it.
package struct SheetRow: Sendable, Equatable {
    /// The line of a text file on which it begins, or the number of the sheet's row, from 1; a quoted cell may hold line
    /// breaks, so rows and lines differ.
    package let line: Int
    package let cells: [String]
    /// Why it cannot be read: a stray quote, bytes that are no text.
    package let problem: Text?
    /// The columns whose formula came to an error; their cells say which.
    package let errors: Set<Int>

    init(line: Int, cells: [String], problem: Text? = nil, errors: Set<Int> = []) {
        self.line = line
        self.cells = cells
        self.problem = problem
        self.errors = errors
    }

    var isBlank: Bool { problem == nil && cells.allSatisfy { $0.allSatisfy(\.isWhitespace) } }
}

/// Gives the rows of a table one after the other.
package protocol RowReader: AnyObject {
    /// The next row that is not blank; nil at the end.
    /// - Throws: `Failure.invalid` for what is no table, `.limited` for too much.
    func next() throws -> SheetRow?
}

extension RowReader {
    /// The next rows, at most `count`; none at the end.
    func batch(_ count: Int) throws -> [SheetRow] {
        var rows: [SheetRow] = []
        while rows.count < count, let row = try next() { rows.append(row) }
        return rows
    }
}
