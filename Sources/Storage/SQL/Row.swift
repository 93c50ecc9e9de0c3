import Kernel

/// One row of a result while it is being read; valid only inside the closure that receives it.
///
/// Columns are read by index, in the order of the `select` list: measured twice as fast as by name.
package struct Row {
    private let source: any RowSource

    package init(_ source: any RowSource) { self.source = source }

    package func isNull(_ column: Int) -> Bool { source.isNull(column) }
    package func int64(_ column: Int) -> Int64 { source.int64(column) }
    package func int(_ column: Int) -> Int { Int(source.int64(column)) }
    package func bool(_ column: Int) -> Bool { source.int64(column) != 0 }
    package func double(_ column: Int) -> Double { source.double(column) }
    package func text(_ column: Int) -> String { source.text(column) }
    package func blob(_ column: Int) -> [UInt8] { source.blob(column) }
    package func timestamp(_ column: Int) -> Timestamp { Timestamp(milliseconds: source.int64(column)) }
    package func id<Tag>(_ column: Int) -> Identifier<Tag> { Identifier(source.int64(column)) }
    package func document(_ column: Int) -> DocumentID { DocumentID(key: source.int64(column)) }
    package func value(_ column: Int) -> SQLValue { source.value(column) }

    /// Reads a column that may be null: `row.optional(3, Row.text)` is nil or `row.text(3)`.
    package func optional<T>(_ column: Int, _ read: (Row) -> (Int) -> T) -> T? {
        source.isNull(column) ? nil : read(self)(column)
    }
    package func optionalText(_ column: Int) -> String? { isNull(column) ? nil : text(column) }
    package func optionalInt(_ column: Int) -> Int? { isNull(column) ? nil : int(column) }
    package func optionalTimestamp(_ column: Int) -> Timestamp? { isNull(column) ? nil : timestamp(column) }
    package func optionalID<Tag>(_ column: Int) -> Identifier<Tag>? { isNull(column) ? nil : id(column) }
    /// Nil for null and for text that is no day.
    package func optionalDate(_ column: Int) -> LocalDate? { isNull(column) ? nil : LocalDate(parsing: text(column)) }
}

/// What a driver offers of its current row.
package protocol RowSource {
    func isNull(_ column: Int) -> Bool
    func int64(_ column: Int) -> Int64
    func double(_ column: Int) -> Double
    func text(_ column: Int) -> String
    func blob(_ column: Int) -> [UInt8]
    func value(_ column: Int) -> SQLValue
}
