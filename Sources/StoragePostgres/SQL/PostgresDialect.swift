import Storage

/// What PostgreSQL says differently. Every such difference of the program is in this file.
package struct PostgresDialect: Dialect {
    package init() {}

    package let name = "postgresql"

    /// Columns of text compare and sort by code point, as SQLite's do: the same lists in the same order on both, and no index
    /// that an update of the server's locale could spoil.
    package func definition(_ portable: String) -> String {
        let start = portable.drop(while: \.isWhitespace).prefix(12).lowercased()
        guard start.hasPrefix("create table") || start.hasPrefix("alter table") else { return portable }
        return SQLText(portable).rewritingCode(PostgresDialect.collatingTexts)
    }

    /// A column may be called `text` too: the type is the word that follows another one.
    private static func collatingTexts(_ code: Substring) -> String {
        let words = SQLText.words(of: code)
        return words.indices.map { index -> String in
            let word = String(words[index])
            let isName = index > 0 && (words[index - 1].contains(",") || words[index - 1].contains("("))
            return word.lowercased() == "text" && !isName ? word + " collate \"C\"" : word
        }.joined()
    }

    package func least(_ first: String, _ second: String) -> String { "least(\(first), \(second))" }
    package func greatest(_ first: String, _ second: String) -> String { "greatest(\(first), \(second))" }

    /// The array is computed once, so an index of the expression serves.
    package func isOneOf(_ expression: String, parameter: String) -> String {
        "\(expression) = any (array(select json_array_elements_text(\(parameter)::json)::bigint))"
    }

    package func isOneOf(_ expression: String, texts parameter: String) -> String {
        "\(expression) = any (array(select json_array_elements_text(\(parameter)::json)))"
    }

    /// By the rules of all alphabets: columns are compared by their bytes, and lower case by that knows only Latin letters.
    package func lowercased(_ expression: String) -> String { "lower((\(expression)) collate \"und-x-icu\")" }

    package let skipLocked = "for update skip locked"
    package let forUpdate = "for update"

    /// Row counters that all writers add to are spread over as many rows, so that two connections seldom wait for each other.
    package let shard = "mod(pg_backend_pid(), 32)"

    /// See `PostgresFoundation`: a number is taken at once and for ever, whatever becomes of the transaction.
    package let takeNumbers = "select prom2b_take_numbers($1, $2)"

    package let numbersTaken = """
        select s.name, greatest(s.last, coalesce(t.last, 0)) from sequences s left join prom2b_numbers() t on t.name = s.name
        union all select t.name, t.last from prom2b_numbers() t where t.name not in (select name from sequences)
        order by 1
        """

    /// Room on each page for new versions of its rows, and autovacuum after one row of a hundred, without pauses.
    package func clearing(_ table: String) -> [String] {
        [
            """
            alter table \(table) set (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01,
                autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0)
            """
        ]
    }

    package func joined(_ expression: String, separator: String) -> String {
        "string_agg(cast(\(expression) as text), '\(separator.replacing("'", with: "''"))')"
    }

    package func schema(_ reader: any Reader) throws -> [String] {
        let columns = try reader.query(
            """
            select c.relname, a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                || case when co.collname <> 'default' then ' collate "' || co.collname || '"' else '' end
                || case when a.attnotnull then ' not null' else '' end
                || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
            from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            left join pg_collation co on co.oid = a.attcollation
            left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
            where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace order by c.relname, a.attnum
            """) { ($0.text(0), $0.text(1)) }
        let constraints = try reader.query(
            """
            select c.relname, pg_get_constraintdef(k.oid) from pg_constraint k join pg_class c on c.oid = k.conrelid
            where c.relnamespace = current_schema()::regnamespace and k.contype in ('p', 'u', 'f', 'c')
            order by c.relname, k.contype, k.conname
            """) { ($0.text(0), $0.text(1)) }
        let indexes = try reader.query(
            """
            select t.relname, pg_get_indexdef(i.indexrelid) from pg_index i join pg_class t on t.oid = i.indrelid
            where t.relnamespace = current_schema()::regnamespace
                and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid)
            order by t.relname, i.indexrelid::regclass::text
            """) { ($0.text(0), $0.text(1)) }
        return Set(columns.map(\.0)).sorted().flatMap { table in
            let parts = (columns + constraints).filter { $0.0 == table }.map(\.1).joined(separator: ", ")
            return ["create table \(table) (\(parts))"] + indexes.filter { $0.0 == table }.map(\.1)
        }
    }

    package func tables(_ reader: any Reader) throws -> [StoredTable] {
        [StoredTable](
            try reader.query(
                """
                select c.relname, a.attname, format_type(a.atttypid, a.atttypmod), exists (select 1 from pg_constraint k
                    where k.conrelid = c.oid and k.contype = 'p' and a.attnum = any (k.conkey))
                from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
                order by c.relname collate "C", a.attnum
                """) { ($0.text(0), $0.text(1), $0.text(2), $0.bool(3)) })
    }
}
