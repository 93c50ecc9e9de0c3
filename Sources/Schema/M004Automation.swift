import Storage

/// Durable automation: definitions and their versions, the agenda that is the queue, what each item waits for, the journal.
/// Items are addressed by `DocumentID.key` in columns named `item`. `design/engine.md` 4.2 explains the shape.
let automationMigration = Migration(
    "2026-11-23-004-automation",
    statements: definitionTables + queueTables + runTables + historyTables)

private let definitionTables = [
    """
    create table automation_definitions (
        id bigint primary key, name text not null unique, active_version bigint not null, enabled bigint not null)
    """,
    """
    create table automation_versions (
        definition bigint not null, version bigint not null, body text not null, created_at bigint not null,
        created_by bigint, note text not null, primary key (definition, version))
    """,
    // What somebody is editing and has not saved; `base_version` is the version they began from.
    """
    create table automation_drafts (
        name text not null, user_id bigint not null, base_version bigint not null, body text not null,
        changed_at bigint not null, primary key (name, user_id))
    """,
]

private let queueTables = [
    // One row an item with automation, parked in the distant future when nothing is due: the row is the queue entry and,
    // on PostgreSQL, the lock.
    """
    create table automation_agenda (
        item bigint primary key, lane bigint not null, due_at bigint not null, version bigint not null,
        fails bigint not null, hold bigint not null, generation bigint not null, visit bigint not null,
        event_seq bigint not null, journal_seq bigint not null)
    """,
    "create index automation_agenda_due on automation_agenda (lane, due_at, item) where hold = 0",
    """
    create table automation_inbox (
        item bigint not null, seq bigint not null, kind text not null, about bigint not null, payload text not null,
        reason text, user_id bigint, cause_item bigint, cause_seq bigint, root_item bigint not null,
        root_seq bigint not null, depth bigint not null, at bigint not null, primary key (item, seq))
    """,
    """
    create table automation_dedup (
        source text not null, source_key text not null, item bigint not null, at bigint not null,
        primary key (source, source_key))
    """,
    // The slow-loop guard: how many automatic entries into a stage are left for the hour and for the day.
    """
    create table automation_limits (
        item bigint not null, stage text not null, hour_left double precision not null,
        day_left double precision not null, refilled_at bigint not null, primary key (item, stage))
    """,
    // How many items the work caused by one outside event has made.
    """
    create table automation_fanout (
        root_item bigint not null, root_seq bigint not null, items bigint not null, primary key (root_item, root_seq))
    """,
]

private let runTables = [
    """
    create table automation_runs (
        id bigint primary key, item bigint not null, definition bigint not null, version bigint not null,
        stage text not null, visit bigint not null, state bigint not null, reason text not null,
        cause_seq bigint not null, anchor_at bigint not null, results text not null, started_at bigint not null,
        ended_at bigint)
    """,
    "create index automation_runs_item on automation_runs (item, state)",
    "create unique index automation_runs_visit on automation_runs (item, definition, visit)",
    "create index automation_runs_version on automation_runs (definition, version) where state = 0",
    """
    create table automation_tokens (
        id bigint primary key, run bigint not null, item bigint not null, parent bigint, node bigint not null,
        state bigint not null, pending bigint not null, loops text not null, anchor_at bigint not null,
        since bigint not null, root_item bigint not null, root_seq bigint not null, depth bigint not null,
        steps bigint not null, reason text not null, event text)
    """,
    "create index automation_tokens_item on automation_tokens (item)",
    """
    create table automation_timers (
        id bigint primary key, token bigint not null unique, item bigint not null, run bigint not null,
        due_at bigint not null, spec text not null, field text, calendar_bound bigint not null)
    """,
    "create index automation_timers_item on automation_timers (item, due_at)",
    "create index automation_timers_calendar on automation_timers (item) where calendar_bound = 1",
    """
    create table automation_subscriptions (
        id bigint primary key, token bigint not null, item bigint not null, run bigint not null, kind text not null,
        correlation bigint not null)
    """,
    "create index automation_subscriptions_event on automation_subscriptions (kind, correlation)",
    "create index automation_subscriptions_item on automation_subscriptions (item)",
]

private let historyTables = [
    """
    create table automation_journal (
        item bigint not null, seq bigint not null, at bigint not null, kind text not null, run bigint, node text,
        cause_item bigint, cause_seq bigint, reason text, data text not null, primary key (item, seq))
    """,
    """
    create table automation_incidents (
        id bigint primary key, item bigint not null, run bigint, token bigint, node text, kind text not null,
        title text not null, message text not null, at bigint not null, resolved_at bigint, resolved_by bigint,
        resolution text)
    """,
    "create index automation_incidents_item on automation_incidents (item, resolved_at)",
    "create index automation_incidents_open on automation_incidents (at) where resolved_at is null",
]
