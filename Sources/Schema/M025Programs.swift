import Storage

/// What programs outside add to the portal: robots and activities of their own with the calls that are under way, senders of SMS,
/// settings that they keep here; and the numbers under which they know the processes.
let programsMigration = Migration("2026-11-28-025-programs", statements: [
    """
    create table program_robots (
        id bigint primary key, kind text not null unique, code text not null unique, is_activity bigint not null, handler text not null,
        allows_private bigint not null, auth_user bigint not null, waits bigint, definition text not null, program text not null,
        created_at bigint not null, changed_at bigint not null)
    """,
    """
    create table program_calls (
        delivery bigint primary key, kind text not null, item bigint not null, node text not null, title text not null,
        step_key text not null unique, state text not null, deadline bigint, results text not null, created_at bigint not null,
        closed_at bigint)
    """,
    "create index program_calls_deadline on program_calls (deadline) where state = 'open' and deadline is not null",
    "create index program_calls_created on program_calls (created_at)",
    """
    create table program_options (
        program text not null, person bigint not null, name text not null, value text not null, changed_at bigint not null,
        primary key (program, person, name))
    """,
    """
    create table program_senders (
        code text primary key, connection bigint not null unique, type text not null, description text not null, program text not null,
        person bigint not null, created_at bigint not null)
    """,
    "create table sms_statuses (delivery bigint primary key, status text not null, changed_at bigint not null)",
    "create index notifications_tag on notifications (tag) where tag is not null",
    "create table process_numbers (id bigint primary key, pipeline text not null, code text not null, unique (pipeline, code))",
])
