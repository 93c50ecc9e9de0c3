/// What a statement must say differently on the two databases. Everything else is portable SQL.
package protocol Dialect: Sendable {
    var name: String { get }

    /// Turns portable DDL into the database's own: types `bigint`, `double precision`, `text`, `bytea` become what it
    /// calls them; SQLite tables become STRICT.
    func definition(_ portable: String) -> String

    /// The lesser and the greater of two expressions: scalar `min`/`max`, or `least`/`greatest`.
    func least(_ first: String, _ second: String) -> String
    func greatest(_ first: String, _ second: String) -> String

    /// `expression` equals one of the numbers in the JSON array text bound to `parameter` (`$3`): for lists of ids of any length.
    func isOneOf(_ expression: String, parameter: String) -> String
    /// The same for a list of texts.
    func isOneOf(_ expression: String, texts parameter: String) -> String

    /// A text in lower case, in any alphabet.
    func lowercased(_ expression: String) -> String

    /// Locks the selected rows until commit and skips those locked by others; empty where there is one writer.
    var skipLocked: String { get }
    /// Locks the selected rows until commit; empty where there is one writer.
    var forUpdate: String { get }

    /// Takes `$2` numbers of the sequence `$1`; answers the last of them.
    var takeNumbers: String { get }
    /// Names and last numbers of all sequences.
    var numbersTaken: String { get }
    /// Which of the rows that together make up one counter the present writer adds to; 0 where there is one writer.
    var shard: String { get }

    /// Joins the texts of a group: `group_concat` or `string_agg`.
    func joined(_ expression: String, separator: String) -> String

    /// Statements after which a table is cleared often enough though its rows come and go all the time; none where nothing
    /// has to be cleared.
    func clearing(_ table: String) -> [String]

    /// The definitions of all tables and indexes, in a stable order and spelling: the snapshot of the schema.
    func schema(_ reader: any Reader) throws -> [String]

    /// All tables with their columns, those made at run time too, by name.
    func tables(_ reader: any Reader) throws -> [StoredTable]
}

/// A table as the database has it.
package struct StoredTable: Sendable, Equatable {
    package let name: String
    /// In the order of their making.
    package let columns: [StoredColumn]

    package init(name: String, columns: [StoredColumn]) {
        self.name = name
        self.columns = columns
    }
}

package struct StoredColumn: Sendable, Equatable {
    package let name: String
    /// In the words of portable SQL: `bigint`, `double precision`, `text`, `bytea`.
    package let type: String
    package let isPrimaryKey: Bool

    package init(name: String, type: String, isPrimaryKey: Bool) {
        self.name = name
        self.type = type
        self.isPrimaryKey = isPrimaryKey
    }
}

extension [StoredTable] {
    /// Puts together the rows `(table, column, type, is in primary key)` that a dialect found, ordered by table.
    package init(_ rows: [(String, String, String, Bool)]) {
        var tables: [(name: String, columns: [StoredColumn])] = []
        for (table, column, type, isPrimaryKey) in rows {
            if tables.last?.name != table { tables.append((table, [])) }
            tables[tables.count - 1].columns.append(StoredColumn(name: column, type: type, isPrimaryKey: isPrimaryKey))
        }
        self = tables.map { StoredTable(name: $0.name, columns: $0.columns) }
    }
}
