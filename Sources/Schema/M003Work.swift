import Storage

/// Tasks, activities, comments, the bell, messages between people and imports.
///
/// `item` columns hold `DocumentID.key`; `person`, `author` and `responsible` hold user ids. Moments are UTC milliseconds.
let workMigration = Migration(
    "2026-11-23-003-work",
    statements: taskStatements + activityStatements + commentStatements + noticeStatements + importStatements)

private let taskStatements = [
    // A deleted task stays as a row: a robot's step that is replayed after somebody deleted its task makes no second one.
    """
    create table tasks (
        id bigint primary key, title text not null, description text not null, search text not null,
        author bigint not null, responsible bigint not null, state text not null,
        important bigint not null, may_change_deadline bigint not null, controlled bigint not null,
        deadline bigint, plan_start bigint, plan_end bigint, parent bigint,
        result text not null, created_at bigint not null, changed_at bigint not null,
        started_at bigint, completed_at bigint, completed_by bigint, deleted_at bigint,
        notice_at bigint, robot_key text unique)
    """,
    "create index tasks_notice on tasks (notice_at) where notice_at is not null",
    "create index tasks_parent on tasks (parent) where parent is not null",
    // All four roles are rows here, so that «my tasks in any role» is one index and rights are one condition.
    """
    create table task_members (
        task bigint not null, person bigint not null, role text not null, primary key (task, person, role))
    """,
    "create index task_members_person on task_members (person, role, task)",
    "create table task_items (task bigint not null, item bigint not null, place bigint not null, primary key (task, item))",
    "create index task_items_item on task_items (item, task)",
    "create table task_files (task bigint not null, file bigint not null, primary key (task, file))",
    """
    create table task_checklist (
        id bigint primary key, task bigint not null, place bigint not null, title text not null,
        done_by bigint, done_at bigint)
    """,
    "create index task_checklist_task on task_checklist (task, place)",
]

private let activityStatements = [
    """
    create table activities (
        id bigint primary key, kind text not null, direction text not null, status text not null,
        subject text not null, description text not null, result text not null,
        deadline bigint, start_at bigint, end_at bigint,
        responsible bigint not null, author bigint, important bigint not null, incoming bigint not null,
        reminder_minutes bigint, remind_at bigint, completes_on_stage_change bigint not null,
        call_outcome text, duration_seconds bigint, address text not null,
        source text, origin text, robot_key text unique,
        created_at bigint not null, changed_at bigint not null, completed_at bigint, completed_by bigint)
    """,
    "create unique index activities_origin on activities (source, origin) where origin is not null",
    "create index activities_remind on activities (remind_at) where remind_at is not null",
    "create index activities_agenda on activities (responsible, deadline) where status = 'planned'",
    """
    create table activity_bindings (
        activity bigint not null, item bigint not null, is_client bigint not null, primary key (activity, item))
    """,
    "create index activity_bindings_item on activity_bindings (item, activity)",
    "create table activity_files (activity bigint not null, file bigint not null, primary key (activity, file))",
]

private let commentStatements = [
    """
    create table comments (
        id bigint primary key, task bigint, author bigint, body text not null,
        created_at bigint not null, edited_at bigint, deleted_at bigint, deleted_by bigint)
    """,
    "create index comments_task on comments (task, id) where task is not null",
    "create table comment_items (comment bigint not null, item bigint not null, primary key (comment, item))",
    "create index comment_items_item on comment_items (item, comment)",
    "create table comment_files (comment bigint not null, file bigint not null, primary key (comment, file))",
    "create table comment_mentions (comment bigint not null, person bigint not null, primary key (comment, person))",
]

private let noticeStatements = [
    """
    create table notifications (
        id bigint primary key, person bigint not null, kind text not null, text_ru text not null, text_en text not null,
        link text, tag text, sender bigint, item bigint, created_at bigint not null, read_at bigint)
    """,
    "create index notifications_person on notifications (person, id)",
    "create index notifications_unread on notifications (person, id) where read_at is null",
    // One row per pair of people; first < second, 0 is the portal itself.
    """
    create table dialogues (
        id bigint primary key, first bigint not null, second bigint not null, last_message bigint not null,
        last_at bigint not null, unique (first, second))
    """,
    "create index dialogues_second on dialogues (second)",
    """
    create table messages (
        id bigint primary key, dialogue bigint not null, sender bigint not null, recipient bigint not null,
        body text not null, item bigint, robot_key text unique, created_at bigint not null, read_at bigint)
    """,
    "create index messages_dialogue on messages (dialogue, id)",
    "create index messages_unread on messages (recipient, dialogue) where read_at is null",
]

private let importStatements = [
    """
    create table import_jobs (
        id bigint primary key, entity bigint not null, file_name text not null, plan text not null, state text not null,
        author bigint, created_at bigint not null, changed_at bigint not null, finished_at bigint,
        rows_done bigint not null, made bigint not null, merged bigint not null, skipped bigint not null,
        refused bigint not null, problem text)
    """,
    """
    create table import_refusals (
        import bigint not null, line bigint not null, place text not null, message_ru text not null,
        message_en text not null, source text not null, primary key (import, line))
    """,
    // What an import made, so that all of it can be taken back: ranges of ids, for ids come in runs.
    """
    create table import_runs (import bigint not null, first bigint not null, last bigint not null, primary key (import, first))
    """,
]
