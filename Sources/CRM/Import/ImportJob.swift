import Kernel
import Storage

package enum ImportTag {}
package typealias ImportID = Identifier<ImportTag>

/// An import as it stands: kept in the database, so that it goes on where it was when the program stops in the middle.
package struct ImportJob: Sendable, Equatable {
    package enum State: String, Sendable, CaseIterable {
        case running, finished
        /// The file could not be read to its end; what was made before stays.
        case failed
        /// It is being taken back.
        case undoing
        /// What it made and nobody has touched since is gone.
        case undone
    }

    package let id: ImportID
    package let fileName: String
    package let plan: ImportPlan
    package let state: State
    package let author: UserID?
    package let createdAt: Timestamp
    package let finishedAt: Timestamp?
    /// Rows of the file that are dealt with, the heading not counted.
    package let rowsDone: Int
    package let made: Int
    package let merged: Int
    /// Left alone as duplicates.
    package let skipped: Int
    package let refused: Int
    /// Why it failed.
    package let problem: String?
    /// The uploaded table; nil for an import from the command line.
    package let file: FileID?
    /// When its last batch was written.
    package let changedAt: Timestamp
    /// When it was taken back, by whom, and whether with everything that people have changed since.
    package let undoneAt: Timestamp?
    package let undoneBy: UserID?
    package let undoesAll: Bool
    /// By taking it back: gone, left alone, given old values back.
    package let removed: Int
    package let kept: Int
    package let restored: Int

    /// A batch takes a second or two. One that has said nothing for so long is run by nobody any more: the program stopped.
    package static let silence = TimeSpan.seconds(30)

    /// Whether it is being run or taken back now.
    package func isAtWork(at now: Timestamp) -> Bool { (state == .running || state == .undoing) && now - changedAt <= ImportJob.silence }

    /// Whether it was cut before its end and waits to be gone on with.
    package func isInterrupted(at now: Timestamp) -> Bool { state == .running && !isAtWork(at: now) }

    /// - Throws: `Failure.notFound`.
    package static func find(_ id: ImportID, in reader: any Reader) throws -> ImportJob {
        guard let job = try reader.first("select \(columns) from import_jobs where id = $1", [id], read) ?? nil else {
            throw Failure(.notFound, ImportTexts.notFound)
        }
        return job
    }

    /// The latest imports.
    package static func list(limit: Int = 50, in reader: any Reader) throws -> [ImportJob] {
        try reader.query("select \(columns) from import_jobs order by id desc limit $1", [limit], read).compactMap(
            \.self)
    }

    /// The rows that were refused, in the order of the file.
    package static func refusals(of id: ImportID, limit: Int = 1000, in reader: any Reader) throws -> [ImportRefusal] {
        try reader.query(
            """
            select line, place, message_ru, message_en, source from import_refusals where import = $1 order by line limit $2
            """, [id, limit]
        ) { row in
            let cells = try JSONValue(parsing: row.text(4)).array ?? []
            return ImportRefusal(
                line: row.int(0), column: row.text(1), message: Text(ru: row.text(2), en: row.text(3)),
                cells: cells.compactMap(\.string))
        }
    }

    /// The refused rows as a table to mend and upload again: line, column, problem, then the cells as they were.
    package static func report(
        of id: ImportID, headings: [String], _ language: Language, in reader: any Reader
    ) throws -> [UInt8] {
        let refusals = try refusals(of: id, limit: .max, in: reader)
        let titles = [ImportTexts.reportLine, ImportTexts.reportColumn, ImportTexts.reportProblem].map { $0[language] }
        var text = CSVWriter.line(titles + headings)
        for refusal in refusals {
            let column = refusal.column.isEmpty ? ImportTexts.wholeRow[language] : refusal.column
            text += CSVWriter.line([String(refusal.line), column, refusal.message[language]] + refusal.cells)
        }
        return CSVWriter.mark + Array(text.utf8)
    }

    private static let columns = """
        id, file_name, plan, state, author, created_at, finished_at, rows_done, made, merged, skipped, refused, problem, file, changed_at,
        undone_at, undone_by, undoes_all, removed, kept, restored
        """

    /// Nil for a plan that no version has stored.
    private static func read(_ row: Row) throws -> ImportJob? {
        guard let plan = ImportPlan(json: try JSONValue(parsing: row.text(2))) else { return nil }
        return ImportJob(
            id: row.id(0), fileName: row.text(1), plan: plan, state: State(rawValue: row.text(3)) ?? .failed,
            author: row.optionalID(4), createdAt: row.timestamp(5), finishedAt: row.optionalTimestamp(6),
            rowsDone: row.int(7), made: row.int(8), merged: row.int(9), skipped: row.int(10), refused: row.int(11),
            problem: row.optionalText(12), file: row.optionalID(13), changedAt: row.timestamp(14), undoneAt: row.optionalTimestamp(15),
            undoneBy: row.optionalID(16), undoesAll: row.bool(17), removed: row.int(18), kept: row.int(19), restored: row.int(20))
    }
}
