import Storage

/// The nodes that serve a portal on PostgreSQL. For people to look at only: no decision asks who is alive.
let nodesMigration = Migration(
    "2026-11-28-011-nodes",
    statements: [
        """
        create table nodes (
            id bigint primary key, name text not null, started_at bigint not null, seen_at bigint not null,
            stopped_at bigint)
        """
    ])
