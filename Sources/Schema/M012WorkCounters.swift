import Storage

/// What the counters beside every page ask: a person's items with an overdue activity, and those that wait for an answer.
/// Without these indexes every page reads all items of its person.
let workCountersMigration = Migration(
    "2026-11-28-012-work-counters",
    statements: ["leads", "deals"].flatMap { table in
        [
            """
            create index \(table)_overdue on \(table) (responsible_id, next_activity_at)
            where deleted_at is null and next_activity_at is not null
            """,
            "create index \(table)_incoming on \(table) (responsible_id) where deleted_at is null and incoming_count > 0",
        ]
    })
