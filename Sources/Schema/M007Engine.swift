import Storage

/// What the engine needs to be left alone for years: facts about the database itself, versions carried over to items on the
/// way, items that killed the process, a journal whose beginning may be gone.
let engineMigration = Migration("2026-11-28-007-engine", statements: factTables + runChanges + journalChanges)

private let factTables = [
    // Facts about this very database, one row a fact: why the engine holds, the last moment it saw.
    "create table meta (name text not null primary key, value text not null)",
    // A new version on its way to the items: the last item that has been told, until all have.
    """
    create table automation_rollouts (
        id bigint primary key, definition bigint not null, version bigint not null, choice text not null,
        applies bigint not null, phase bigint not null, last_item bigint not null, told bigint not null, user_id bigint,
        started_at bigint not null, ended_at bigint)
    """,
    "create index automation_rollouts_open on automation_rollouts (id) where ended_at is null",
    // Items at which the process died, and the robot that was acting.
    """
    create table automation_suspects (
        item bigint primary key, crashes bigint not null, robot text not null, at bigint not null)
    """,
]

/// A stay may see several runs, when a new version starts the stage anew; each start has one journal entry of its own.
private let runChanges = [
    "drop index automation_runs_visit",
    "create unique index automation_runs_start on automation_runs (item, definition, cause_seq)",
    // Robots that had acted before the run was carried over to another version: they do not act again.
    "alter table automation_runs add column acted text not null default ''",
    // Set when the item has left the stage and the run only ends what was to be ended.
    "alter table automation_runs add column left_at bigint",
    "create index automation_runs_ended on automation_runs (ended_at) where ended_at is not null",
    "alter table automation_definitions add column retention_days bigint not null default 400",
]

/// Retention removes the oldest entries only; `journal_base` says how many, so that a gap is still seen.
private let journalChanges = [
    "alter table automation_agenda add column journal_base bigint not null default 0",
    "create index automation_incidents_resolved on automation_incidents (resolved_at) where resolved_at is not null",
    "create index automation_dedup_at on automation_dedup (at)",
    "alter table automation_fanout add column at bigint not null default 0",
]
