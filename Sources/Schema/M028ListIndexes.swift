import Storage

/// How programs walk through many items: one person's by number, and what has changed lately. Without them a list of fifty sorts all
/// that the person has.
let listIndexesMigration = Migration("2026-11-28-028-list-indexes", statements: ["leads", "deals"].map { table in
    // The amount stands in the index so that rows of other amounts are not even read.
    "create index \(table)_by_person on \(table) (responsible_id, id, amount) where deleted_at is null"
} + ["contacts", "companies"].map { table in
    "create index \(table)_by_person on \(table) (responsible_id, id) where deleted_at is null"
} + ["leads", "deals", "contacts", "companies"].map { table in
    "create index \(table)_by_change on \(table) (modified_at, id) where deleted_at is null"
} + ["leads", "deals"].flatMap { table in
    // With the count in it, so that planners keep preferring it for the counters around every page.
    [
        "drop index \(table)_incoming",
        "create index \(table)_incoming on \(table) (responsible_id, incoming_count) where deleted_at is null and incoming_count > 0",
    ]
})
