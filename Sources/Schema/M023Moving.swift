import Storage

/// Moving in from another portal: how far each move has come, and which foreign record became which of ours. The address of
/// the source with its key is nowhere: `source` is the host.
let movingMigration = Migration("2026-11-28-023-moving", statements: [
    """
    create table moves (
        id bigint primary key, source text not null, state text not null, started_at bigint not null, changed_at bigint not null,
        finished_at bigint)
    """,
    "create index moves_source on moves (source, id)",
    """
    create table move_steps (
        move bigint not null, kind text not null, last text not null, is_finished bigint not null, made bigint not null,
        changed bigint not null, unchanged bigint not null, refused bigint not null, left_out_ru text, left_out_en text,
        primary key (move, kind))
    """,
    // `is_partial`: the record came, something of it did not.
    """
    create table move_refusals (
        move bigint not null, kind text not null, foreign_id text not null, place bigint not null, is_partial bigint not null,
        message_ru text not null, message_en text not null, primary key (move, kind, foreign_id, place))
    """,
    """
    create table moved_records (
        source text not null, kind text not null, foreign_id text not null, own text not null, digest text not null,
        primary key (source, kind, foreign_id))
    """,
])
