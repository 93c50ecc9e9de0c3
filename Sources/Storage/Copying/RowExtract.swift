import Kernel

/// Which rows of a table are wanted.
package struct RowSelection: Sendable {
    package let table: String
    /// Portable SQL behind `where`; nil is all rows.
    package let condition: String?
    package let arguments: [any SQLConvertible]
    /// Columns whose values stay behind (they become null): secrets.
    package let withheld: Set<String>

    package init(
        _ table: String, where condition: String? = nil, _ arguments: [any SQLConvertible] = [], withholding withheld: Set<String> = []
    ) {
        self.table = table
        self.condition = condition
        self.arguments = arguments
        self.withheld = withheld
    }
}

/// Rows of some tables on their way into another database of any kind, held in memory: a few thousand, not a portal
/// (`DatabaseCopy` carries that).
package struct RowExtract: Sendable {
    private var parts: [(table: StoredTable, rows: [[SQLValue]])] = []
    private var numbers: [[SQLValue]] = []

    /// Reads the rows in the order given, which is that in which they can be written: referred rows first. The numbers of all
    /// sequences come along, so that what is made over there gets the numbers it would get here.
    package init(_ selections: [RowSelection], in reader: any Reader) throws {
        let tables = Dictionary(uniqueKeysWithValues: try reader.dialect.tables(reader).map { ($0.name, $0) })
        for selection in selections {
            guard let table = tables[selection.table] else { continue }
            parts.append((table, try RowExtract.rows(selection, table, reader)))
        }
        numbers = try reader.query(reader.dialect.numbersTaken) { [$0.value(0), $0.value(1)] }
    }

    private static func rows(_ selection: RowSelection, _ table: StoredTable, _ reader: any Reader) throws -> [[SQLValue]] {
        let columns = table.columns.map { selection.withheld.contains($0.name) ? "null" : $0.name }.joined(separator: ", ")
        let filter = selection.condition.map { " where \($0)" } ?? ""
        let width = table.columns.count
        return try reader.query("select \(columns) from \(table.name)\(filter)", selection.arguments) { row in
            (0..<width).map { row.value($0) }
        }
    }

    /// How many rows there are.
    package var count: Int { parts.reduce(0) { $0 + $1.rows.count } }

    /// Writes the rows into a database with the same migrations; columns made at run time are made there too.
    package func write(in transaction: any Transaction) throws {
        var known = Dictionary(uniqueKeysWithValues: try transaction.dialect.tables(transaction).map { ($0.name, $0) })
        for (table, rows) in parts {
            try RowExtract.addColumns(of: table, to: known[table.name], in: transaction)
            known[table.name] = table
            try RowExtract.insert(rows, into: table, in: transaction)
        }
        for row in numbers {
            try transaction.execute(
                "insert into sequences (name, last) values ($1, $2) on conflict (name) do update set last = excluded.last", row)
        }
    }

    private static func addColumns(of table: StoredTable, to known: StoredTable?, in transaction: any Transaction) throws {
        let present = Set(known?.columns.map(\.name) ?? [])
        for column in table.columns where !present.contains(column.name) {
            let statement = "alter table \(table.name) add column \(column.name) \(column.type)"
            try transaction.execute(transaction.dialect.definition(statement))
        }
    }

    private static func insert(_ rows: [[SQLValue]], into table: StoredTable, in transaction: any Transaction) throws {
        let width = table.columns.count
        let names = table.columns.map(\.name).joined(separator: ", ")
        var rest = rows[...]
        while !rest.isEmpty {
            let part = rest.prefix(max(1, 2000 / max(width, 1)))
            rest = rest.dropFirst(part.count)
            let places = (0..<part.count).map { row in
                "(" + (1...width).map { "$\(row * width + $0)" }.joined(separator: ", ") + ")"
            }
            try transaction.execute(
                "insert into \(table.name) (\(names)) values \(places.joined(separator: ", "))", part.flatMap(\.self))
        }
    }
}
