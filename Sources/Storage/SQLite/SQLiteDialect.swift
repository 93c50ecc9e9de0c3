/// What SQLite says differently. Every such difference of the program is in this file.
package struct SQLiteDialect: Dialect {
    package init() {}

    package let name = "sqlite"

    /// SQLite's names of the types, and STRICT tables: a text cannot slip into a column of numbers, as on PostgreSQL.
    package func definition(_ portable: String) -> String {
        let typed = SQLText(portable).rewritingCode(SQLiteDialect.renamingTypes)
        let statement = String(typed.trimmingEnds)
        let isTable = statement.lowercased().hasPrefix("create table")
        return isTable && statement.hasSuffix(")") ? statement + " strict" : statement
    }

    /// Null when either is null (PostgreSQL takes the other one): give it no nulls.
    package func least(_ first: String, _ second: String) -> String { "min(\(first), \(second))" }
    package func greatest(_ first: String, _ second: String) -> String { "max(\(first), \(second))" }

    package func isOneOf(_ expression: String, parameter: String) -> String {
        "\(expression) in (select value from json_each(\(parameter)))"
    }

    package func isOneOf(_ expression: String, texts parameter: String) -> String {
        isOneOf(expression, parameter: parameter)
    }

    /// SQLite's own function knows ASCII only; this one comes with GRDB.
    package func lowercased(_ expression: String) -> String { "swiftLowercaseString(\(expression))" }

    package let takeNumbers = """
        insert into sequences (name, last) values ($1, $2)
        on conflict (name) do update set last = sequences.last + $2 returning last
        """
    package let numbersTaken = "select name, last from sequences order by name"
    package let shard = "0"

    package let skipLocked = ""
    package let forUpdate = ""

    package func clearing(_ table: String) -> [String] { [] }

    package func joined(_ expression: String, separator: String) -> String {
        "group_concat(\(expression), '\(separator.replacing("'", with: "''"))')"
    }

    package func schema(_ reader: any Reader) throws -> [String] {
        let statements = try reader.query(
            """
            select sql from sqlite_master where sql is not null and substr(name, 1, 7) <> 'sqlite_'
            order by tbl_name, case type when 'table' then 0 when 'index' then 1 else 2 end, name
            """, { $0.text(0) })
        return statements.map { SQLText($0).rewritingCode(\.withSingleSpaces) }
    }

    package func tables(_ reader: any Reader) throws -> [StoredTable] {
        let portable = ["integer": "bigint", "real": "double precision", "text": "text", "blob": "bytea"]
        let rows = try reader.query(
            """
            select m.name, c.name, lower(c.type), c.pk > 0 from sqlite_master m join pragma_table_info(m.name) c
            where m.type = 'table' and substr(m.name, 1, 7) <> 'sqlite_' order by m.name, c.cid
            """) { ($0.text(0), $0.text(1), $0.text(2), $0.bool(3)) }
        return [StoredTable](rows.map { ($0.0, $0.1, portable[$0.2] ?? $0.2, $0.3) })
    }

    /// `$1` is a *named* parameter to SQLite, numbered by its first use, so `values ($2, $1)` would swap the arguments;
    /// `?1` is what PostgreSQL means by `$1`.
    static func numberingParameters(_ sql: String) -> String {
        SQLText(sql).rewritingCode { code in
            var bytes = Array(code.utf8)
            for index in bytes.indices.dropLast() where bytes[index] == UInt8(ascii: "$") {
                let beginsHere = index == 0 || !SQLText.isWordByte(bytes[index - 1])
                if beginsHere, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index + 1]) {
                    bytes[index] = UInt8(ascii: "?")
                }
            }
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    private static func renamingTypes(_ code: Substring) -> String {
        let words = SQLText.words(of: code)
        return words.indices.map { index in
            let word = words[index].lowercased()
            let follows = index >= 2 ? words[index - 2].lowercased() : ""
            return switch word {
            case "bigint": "integer"
            case "bytea": "blob"
            case "double" where index + 2 < words.count && words[index + 2].lowercased() == "precision": "real"
            case "precision" where follows == "double": ""
            default: String(words[index])
            }
        }.joined()
    }
}

extension StringProtocol {
    /// Without white space at both ends and without the semicolon that ends a statement.
    fileprivate var trimmingEnds: SubSequence {
        var text = self[...]
        while let last = text.last, last.isWhitespace || last == ";" { text.removeLast() }
        return text.drop(while: \.isWhitespace)
    }

    /// Every run of white space as one space.
    fileprivate var withSingleSpaces: String {
        var result = ""
        for character in self {
            if !character.isWhitespace {
                result.append(character)
            } else if !result.hasSuffix(" ") {
                result.append(" ")
            }
        }
        return result
    }
}
