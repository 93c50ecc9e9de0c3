import Storage

/// What programs outside bring into the work: messages in the history of items, telephony lines and calls, triggers by name.
let outsideWorkMigration = Migration("2026-11-28-021-outside-work", statements: [
    // Numbers of messages and comments come from one sequence: programs call both by number on the same history.
    "create table timeline_messages (id bigint primary key, item bigint not null, entry bigint not null)",
    "create index timeline_messages_item on timeline_messages (item, id)",
    """
    create table telephony_lines (
        id bigint primary key, number text not null unique, name text not null, makes_leads bigint not null, created_at bigint not null)
    """,
    """
    create table telephony_calls (
        id bigint primary key, code text not null unique, external text not null, line text not null, person bigint not null,
        phone text not null, type bigint not null, item bigint, lead bigint, source text, started_at bigint not null,
        finished_at bigint, duration_seconds bigint, status text, failure text not null, cost double precision, currency text not null,
        vote bigint, activity bigint, record text not null, record_file bigint, program text not null)
    """,
    "create index telephony_calls_phone on telephony_calls (phone, started_at)",
    "create index telephony_calls_started on telephony_calls (started_at)",
    "create table program_triggers (code text primary key, name text not null, created_at bigint not null)",
])
