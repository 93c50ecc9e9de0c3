import Kernel

/// Carries everything from one database to another of any kind: one snapshot there, one transaction here, compared row by
/// row before it is committed.
package struct DatabaseCopy: Sendable {
    /// A table that was copied.
    package struct Table: Sendable, Equatable {
        package let name: String
        package let rows: Int
    }

    /// Others refer to them.
    private static let first = ["users", "departments", "roles", "files"]
    /// What the migrations themselves write, and `sequences`, which a database may keep elsewhere.
    private static let own: Set<String> = ["schema_migrations", "meta", "sequences"]

    private let source: any Database
    private let target: any Database
    /// Tables that have rows in a database in which nothing has happened yet.
    private let seeded: [String]

    /// - Parameters:
    ///   - target: with the same migrations as the source and no rows.
    ///   - seeded: tables that migrations fill; their rows give way to those of the source.
    package init(from source: any Database, to target: any Database, seeded: [String] = []) {
        self.source = source
        self.target = target
        self.seeded = seeded
    }

    /// - Throws: a `Failure` when the target is not empty or the copy differs; then nothing of it was kept.
    package func run() async throws -> [Table] {
        let stream = RowStream()
        async let reading: Void = read(into: stream)
        do {
            let copied = try await target.write(.bulk) { try write(stream, in: $0) }
            try await reading
            return copied
        } catch {
            stream.finish(error)
            try? await reading
            throw error
        }
    }

    private func read(into stream: RowStream) async throws {
        do {
            try await source.read { reader in
                for table in try DatabaseCopy.tables(of: reader) {
                    try DatabaseCopy.portions(of: table, in: reader) { rows in
                        if !stream.put(RowStream.Portion(table: table, rows: rows)) { throw CancellationError() }
                    }
                }
            }
            stream.finish()
        } catch {
            stream.finish(error)
            throw error
        }
    }

    /// All tables but that of the migrations, in the order in which they can be filled.
    private static func tables(of reader: any Reader) throws -> [StoredTable] {
        let all = try reader.dialect.tables(reader).filter { $0.name != "schema_migrations" }
        return all.filter { first.contains($0.name) } + all.filter { !first.contains($0.name) }
    }

    private func write(_ stream: RowStream, in transaction: any Transaction) throws -> [Table] {
        try transaction.actAlone()
        var known = Dictionary(uniqueKeysWithValues: try Self.tables(of: transaction).map { ($0.name, $0) })
        for table in known.values where !Self.own.contains(table.name) && !seeded.contains(table.name) {
            if try transaction.exists("select 1 from \(table.name) limit 1") {
                throw Failure(.conflict, CopyTexts.notEmpty.with(["table": table.name]))
            }
        }
        for name in ["meta", "sequences"] + seeded where known[name] != nil { try transaction.execute("delete from \(name)") }
        var sums: [(table: StoredTable, sum: RowSum)] = []
        try stream.begin()
        while let portion = try stream.take() {
            if sums.last?.table.name != portion.table.name {
                try Self.addColumns(of: portion.table, to: known[portion.table.name], in: transaction)
                known[portion.table.name] = portion.table
                sums.append((portion.table, RowSum()))
            }
            for row in portion.rows { sums[sums.count - 1].sum.add(row) }
            try Self.insert(portion, in: transaction)
        }
        return try sums.map { try Self.compare($0.table, $0.sum, in: transaction) }
    }

    /// Custom fields are columns made at run time.
    private static func addColumns(of table: StoredTable, to known: StoredTable?, in transaction: any Transaction) throws {
        let present = Set(known?.columns.map(\.name) ?? [])
        for column in table.columns where !present.contains(column.name) {
            let statement = "alter table \(table.name) add column \(column.name) \(column.type)"
            try transaction.execute(transaction.dialect.definition(statement))
        }
    }

    private static func insert(_ portion: RowStream.Portion, in transaction: any Transaction) throws {
        guard !portion.rows.isEmpty else { return }
        let width = portion.table.columns.count
        let places = portion.rows.indices.map { row in
            "(" + (1...width).map { "$\(row * width + $0)" }.joined(separator: ", ") + ")"
        }
        let names = portion.table.columns.map(\.name).joined(separator: ", ")
        try transaction.execute(
            "insert into \(portion.table.name) (\(names)) values \(places.joined(separator: ", "))", portion.rows.flatMap { $0 })
    }

    private static func compare(_ table: StoredTable, _ sum: RowSum, in transaction: any Transaction) throws -> Table {
        var copy = RowSum()
        // Numbers that were put into the table are what the sequences begin with.
        let source = table.name == "sequences" ? "select name, last from sequences order by name" : nil
        try portions(of: table, in: transaction, statement: source) { rows in for row in rows { copy.add(row) } }
        guard copy == sum else {
            throw Failure(
                .conflict, CopyTexts.differs.with(["table": table.name, "there": String(sum.count), "here": String(copy.count)]))
        }
        return Table(name: table.name, rows: sum.count)
    }

    /// All rows in the order of the primary key, some hundred at a time; one empty portion for an empty table.
    private static func portions(
        of table: StoredTable, in reader: any Reader, statement: String? = nil, _ body: ([[SQLValue]]) throws -> Void
    ) throws {
        let width = table.columns.count
        if table.name == "sequences" {
            let rows = try reader.query(statement ?? reader.dialect.numbersTaken) { row in [row.value(0), row.value(1)] }
            return try body(rows)
        }
        let names = table.columns.map(\.name).joined(separator: ", ")
        let keys = table.columns.indices.filter { table.columns[$0].isPrimaryKey }
        let key = keys.map { table.columns[$0].name }.joined(separator: ", ")
        let limit = max(1, 20_000 / width)
        var last: [SQLValue]?
        while true {
            let places = keys.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
            let range = last == nil || keys.isEmpty ? "" : "where (\(key)) > (\(places))"
            let order = keys.isEmpty ? names : "\(key) limit \(limit)"
            let rows = try reader.query("select \(names) from \(table.name) \(range) order by \(order)", last ?? []) { row in
                (0..<width).map { row.value($0) }
            }
            if rows.isEmpty, last != nil { return }
            try body(rows)
            guard let end = rows.last, !keys.isEmpty, rows.count == limit else { return }
            last = keys.map { end[$0] }
        }
    }
}

/// How many rows there are and what is in them, whatever their order.
struct RowSum: Equatable {
    private(set) var count = 0
    private var sum: UInt64 = 0

    /// FNV-1a over the values with their kinds and lengths; the sums of the rows are added up.
    mutating func add(_ row: [SQLValue]) {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func mix(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        func mix(_ number: UInt64) {
            for shift in stride(from: 0, to: 64, by: 8) { mix(UInt8(truncatingIfNeeded: number >> UInt64(shift))) }
        }
        for value in row {
            switch value {
            case .null: mix(0 as UInt8)
            case .integer(let number):
                mix(1 as UInt8)
                mix(UInt64(bitPattern: number))
            case .real(let number):
                mix(2 as UInt8)
                mix(number.bitPattern)
            case .text(let text):
                mix(3 as UInt8)
                mix(UInt64(text.utf8.count))
                for byte in text.utf8 { mix(byte) }
            case .blob(let bytes):
                mix(4 as UInt8)
                mix(UInt64(bytes.count))
                for byte in bytes { mix(byte) }
            }
        }
        count += 1
        sum &+= hash
    }
}
