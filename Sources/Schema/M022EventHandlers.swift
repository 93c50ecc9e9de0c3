import Storage

/// Whom programs outside want to be told of, and what waits for those that come to ask.
let eventHandlersMigration = Migration("2026-11-28-022-event-handlers", statements: [
    """
    create table event_handlers (
        id bigint primary key, event text not null, address text, allows_private bigint not null, token bytea, title text not null,
        user_id bigint not null, created_at bigint not null)
    """,
    "create index event_handlers_event on event_handlers (event, id)",
    """
    create table offline_events (
        id bigint primary key, handler bigint not null, event text not null, item bigint not null, data text not null, at bigint not null,
        process text, failed_at bigint, unique (handler, event, item))
    """,
])
