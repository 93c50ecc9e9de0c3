/// Facts about the database itself, in the table `meta`.
extension Reader {
    /// A fact by its name; nil when it is not known.
    package func meta(_ name: String) throws -> String? {
        try first("select value from meta where name = $1", [name]) { $0.text(0) }
    }
}

extension Transaction {
    /// Notes a fact, in place of what was known before; nil forgets it.
    package func setMeta(_ name: String, _ value: String?) throws {
        guard let value else {
            try execute("delete from meta where name = $1", [name])
            return
        }
        try execute(
            """
            insert into meta (name, value) values ($1, $2)
            on conflict (name) do update set value = excluded.value
            """, [name, value])
    }
}
