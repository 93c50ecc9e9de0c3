import Storage

/// Items that were merged into one, with what it takes to part them again for a month, and pairs that are not the same client.
///
/// `item` and `master` hold `DocumentID.key`. Moments are UTC milliseconds.
let mergingMigration = Migration("2026-11-29-032-merging", statements: [
    """
    create table merges (
        id bigint primary key, master bigint not null, at bigint not null, person bigint, undone_at bigint, undone_by bigint)
    """,
    "create index merges_master on merges (master)",
    "create table merge_items (merge bigint not null, item bigint not null, primary key (merge, item))",
    "create index merge_items_item on merge_items (item)",
    // Which rows pointed to `item` before: `place` names the column, `number` the row there.
    """
    create table merge_moves (
        merge bigint not null, place text not null, item bigint not null, number bigint not null,
        primary key (merge, place, item, number))
    """,
    // The master's values before and after, as JSON.
    """
    create table merge_values (
        merge bigint not null, field text not null, old text not null, new text not null, primary key (merge, field))
    """,
    // What people have decided not to be the same client; first < second.
    """
    create table distinct_items (
        first bigint not null, second bigint not null, at bigint not null, person bigint, primary key (first, second))
    """,
    "create index distinct_items_second on distinct_items (second)",
])
