import Kernel
import OrderWorld
import Storage

/// Orders that wait for a timer, written as rows: a million of them through the engine would take their time.
enum Crowd {
    private static let tables = [
        "orders", "automation_agenda", "automation_runs", "automation_tokens", "automation_timers", "automation_journal",
    ]

    /// Adds copies of an order whose automation the engine has made: each waits for one timer, due at `due`.
    static func wait(_ count: Int, in world: World, due: Timestamp, from first: Int = 1) async throws {
        let model = try await world.order()
        try await world.database.write { transaction in
            for table in tables {
                let columns = try transaction.query(names(of: table, transaction.dialect)) { $0.text(0) }
                let values = columns.map { value(of: $0, in: table, due) }
                let owner = table == "orders" ? "id" : "item"
                try transaction.execute(
                    """
                    with recursive numbers(n) as (
                        select \(first) union all select n + 1 from numbers where n < \(first + count - 1))
                    insert into \(table) (\(columns.joined(separator: ", ")))
                    select \(values.joined(separator: ", ")) from \(table) s join numbers where s.\(owner) = $1
                    """, [table == "orders" ? model.id : model.key])
                try transaction.execute("delete from \(table) where \(owner) = $1", [table == "orders" ? model.id : model.key])
            }
        }
    }

    private static func names(of table: String, _ dialect: any Dialect) -> String {
        dialect.name == "sqlite"
            ? "select name from pragma_table_info('\(table)')"
            : "select column_name from information_schema.columns where table_name = '\(table)'"
    }

    /// The same as the model's, but for the ids and the moment.
    private static func value(of column: String, in table: String, _ due: Timestamp) -> String {
        switch column {
        case "item", "root_item": "\(DocumentID(type: 2, id: 1_000_000).key) + n"
        case "id" where table == "orders": "1000000 + n"
        case "id", "run", "token": "case when s.\(column) is null then null else 1000000000 + n end"
        case "due_at" where table == "automation_agenda" || table == "automation_timers": "\(due.milliseconds)"
        default: "s.\(column)"
        }
    }
}
