import Storage

/// What processes ask people to decide or to take note of.
let assignmentsMigration = Migration("2026-11-28-015-assignments", statements: [
    """
    create table assignments (
        id bigint primary key, item bigint not null, kind text not null, title text not null, description text not null,
        rule text not null, votes bigint not null, asks_comment text not null, on_deadline text not null, deadline bigint,
        state text not null, robot_key text not null unique, created_at bigint not null, closed_at bigint)
    """,
    "create index assignments_item on assignments (item, id)",
    "create index assignments_deadline on assignments (deadline) where state = 'open' and deadline is not null",
    """
    create table assignment_people (
        assignment bigint not null, place bigint not null, person bigint not null, delegated_by bigint, answer text,
        comment text not null, answered_at bigint, waits bigint not null, primary key (assignment, place))
    """,
    "create index assignment_people_waiting on assignment_people (person) where waits = 1",
    "create index assignment_people_person on assignment_people (person, assignment)",
])
