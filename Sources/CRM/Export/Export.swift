import Kernel
import Storage

/// A list that is about to be written as a table: what it finds is fixed, its rows are read piece by piece.
package struct Export: Sendable {
    /// Rows read with one look at the database.
    static let piece = 500

    /// What the table is called: the sheet's name.
    package let title: String
    package let headings: [String]
    /// How many rows there were when it was made; what is deleted meanwhile is left out.
    package let count: Int
    let read: @Sendable (Range<Int>, any Reader) throws -> [[SheetCell]]

    /// Writes all rows.
    /// - Parameter after: told after each piece, so that what was written can be sent on.
    package func write(to writer: any SheetWriter, _ portal: Portal, after: () async throws -> Void = {}) async throws {
        for start in stride(from: 0, to: count, by: Export.piece) {
            try Task.checkCancellation()
            let range = start..<min(start + Export.piece, count)
            for row in try await portal.read({ [read] in try read(range, $0) }) { try writer.write(row) }
            try await after()
        }
        try writer.finish()
    }
}

extension Export {
    /// All there is of a kind with all its fields, in the order in which it came.
    package static func everything(
        _ kind: TableKind, _ items: ItemStore, for viewer: Viewer, now: Timestamp, _ language: Language, in reader: any Reader
    ) throws -> Export {
        switch kind {
        case .lead, .deal, .contact, .company:
            let query = ItemQuery(kind.entity ?? .lead)
            return try .items(query, .all, sort: ItemSort(.id, descending: false), items, for: viewer, now: now, language, in: reader)
        case .task:
            return try .tasks(TaskQuery(), order: .entered, items, for: TaskAccess.reading(viewer, in: reader), language, in: reader)
        case .product: return try .products(.all, asEntered: true, language, in: reader)
        }
    }
}

/// Which fields an export writes.
package enum ExportColumns: Sendable {
    /// Everything that can be read, in the order of the card.
    case all
    case chosen([FieldCode])
}

/// Writes rows as Excel in Russia expects a CSV file: UTF-8 with its mark, `;`, decimal commas.
package final class CSVTableWriter: SheetWriter {
    private var bytes: [UInt8]

    package init(headings: [String]) {
        bytes = CSVWriter.mark + Array(CSVWriter.line(headings).utf8)
    }

    package func write(_ cells: [SheetCell]) throws { bytes += CSVWriter.line(cells.map(\.text)).utf8 }
    package func finish() throws {}

    /// What was written since the last time.
    package func take() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }
}
