import CPostgres
import Storage

/// A text of SQL that a connection has seen.
final class PostgresStatement {
    let parameterCount: Int
    /// It came before, so it is worth preparing.
    var isRepeated = false
    /// Prepared forms by the types of their parameters: `$1 + 1` is another statement for a number than for a text.
    var variants: [(name: String, types: [Oid])] = []

    init(_ sql: String) { parameterCount = SQLText.highestParameter(in: sql) }

    /// The prepared form that takes values of these types; a null (0) goes anywhere.
    func variant(for types: [Oid]) -> String? {
        variants.first { variant in
            zip(variant.types, types).allSatisfy { $1 == 0 || $0 == $1 }
        }?.name
    }
}

/// The statements of one connection by their text, the recent ones only: lists build their SQL from the columns and filters
/// chosen, so the number of texts has no bound.
struct PostgresStatements {
    private static let generationSize = 256
    private var recent: [String: PostgresStatement] = [:]
    private var older: [String: PostgresStatement] = [:]
    private var forgotten: [String] = []
    private var lastName = 0

    mutating func statement(_ sql: String) -> PostgresStatement {
        if let known = recent[sql] { return known }
        let statement = older.removeValue(forKey: sql) ?? PostgresStatement(sql)
        if recent.count >= PostgresStatements.generationSize {
            forgotten += older.values.flatMap { $0.variants.map(\.name) }
            older = recent
            recent = [:]
        }
        recent[sql] = statement
        return statement
    }

    mutating func nextName() -> String {
        lastName += 1
        return "p\(lastName)"
    }

    /// The names of prepared statements that nobody can find any more.
    mutating func takeForgotten() -> [String] {
        defer { forgotten = [] }
        return forgotten
    }
}
