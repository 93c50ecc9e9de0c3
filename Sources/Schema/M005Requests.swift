import Storage

/// Questions that processes ask people: fill in these fields of an item.
let requestsMigration = Migration("2026-11-23-005-requests", statements: [
    """
    create table information_requests (
        id bigint primary key, item bigint not null, recipients text not null, body text not null, fields text not null,
        activity bigint, robot_key text not null unique, created_at bigint not null, answered_at bigint, answered_by bigint,
        cancelled_at bigint)
    """,
    "create index information_requests_item on information_requests (item) where answered_at is null and cancelled_at is null",
])
