import Storage

/// A count of a stage is the sum of several rows: writers that run in parallel add to rows of their own
/// (`docs/adr/0013-concurrent-writers.md`).
let totalsMigration = Migration(
    "2026-11-28-009-totals",
    statements: [
        "alter table stage_totals rename to whole_stage_totals",
        """
        create table stage_totals (
            entity bigint not null, pipeline bigint not null, stage text not null, responsible_id bigint not null,
            currency text not null, shard bigint not null, items bigint not null, amount bigint not null,
            primary key (entity, pipeline, stage, responsible_id, currency, shard))
        """,
        """
        insert into stage_totals (entity, pipeline, stage, responsible_id, currency, shard, items, amount)
        select entity, pipeline, stage, responsible_id, currency, 0, items, amount from whole_stage_totals
        """,
        "drop table whole_stage_totals",
    ])
