import Storage

/// What programs add to the work of people: notes on the history, colours of to-dos, favourite tasks, spent time, tasks that wait for tasks.
let programWorkMigration = Migration("2026-11-28-026-program-work", statements: [
    // `place` is `entry` (a line of `timeline`) or `activity`; `number` is its id there.
    """
    create table timeline_notes (
        place text not null, number bigint not null, body text not null, created_by bigint, created_at bigint not null,
        changed_by bigint, changed_at bigint not null, primary key (place, number))
    """,
    "alter table activities add column color text",
    "create table task_favorites (person bigint not null, task bigint not null, primary key (person, task))",
    """
    create table task_time (
        id bigint primary key, task bigint not null, person bigint not null, seconds bigint not null, note text not null,
        created_at bigint not null, source bigint not null)
    """,
    "create index task_time_task on task_time (task, id)",
    """
    create table task_links (
        task bigint not null, after_task bigint not null, kind bigint not null, primary key (task, after_task))
    """,
    "create index task_links_after on task_links (after_task)",
    // The comment whose text is the result; null for a result that was written on completion.
    "alter table tasks add column result_comment bigint",
])
