import Storage

/// What an import made, of whatever kind, and what it wrote over: with it all of an import can be taken back for a month.
///
/// `kind` is `TableKind`'s raw value, `item` a `DocumentID.key` of that type. Moments are UTC milliseconds.
let importUndoMigration = Migration("2026-11-28-024-import-undo", statements: [
    // Ranges, for ids come in runs; `at` is when they were made, for kinds that count no versions.
    """
    create table import_created (
        import bigint not null, kind bigint not null, first bigint not null, last bigint not null, at bigint not null,
        primary key (import, kind, first))
    """,
    """
    insert into import_created (import, kind, first, last, at)
    select r.import, j.entity, r.first, r.last, j.changed_at from import_runs r join import_jobs j on j.id = r.import
    """,
    "drop table import_runs",
    // The values before and after, as JSON; `version` is the item's after the import's last change.
    """
    create table import_replaced (
        import bigint not null, item bigint not null, field text not null, old text not null, new text not null,
        version bigint not null, primary key (import, item, field))
    """,
    "create index product_rows_by_product on product_rows (product_id) where product_id is not null",
    "alter table import_jobs add column undone_by bigint",
    "alter table import_jobs add column undone_at bigint",
    // Also what people have changed since, or what has later work.
    "alter table import_jobs add column undoes_all bigint not null default 0",
    "alter table import_jobs add column removed bigint not null default 0",
    "alter table import_jobs add column kept bigint not null default 0",
    "alter table import_jobs add column restored bigint not null default 0",
])
