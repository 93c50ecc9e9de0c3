import Storage

/// Effects outside the portal: what waits to be delivered, how each receiver is doing, how to reach it.
/// `docs/automation/outbox.md` explains the states.
let outboxMigration = Migration("2026-11-28-006-outbox", statements: deliveryTables + connectionTables)

private let deliveryTables = [
    // `effect_key` is that of the robot's step: a replayed step cannot enqueue twice. `unsure`: an earlier attempt may have
    // been carried out.
    """
    create table automation_outbox (
        id bigint primary key, connector text not null, channel text not null, promise bigint not null, item bigint not null,
        run bigint not null, visit bigint not null, node text not null, title text not null, effect_key text not null unique,
        payload text not null, only_on_stage bigint not null, state bigint not null, attempts bigint not null,
        unsure bigint not null, next_at bigint not null, epoch bigint not null, owner text, lease_until bigint not null,
        created_at bigint not null, expires_at bigint not null, finished_at bigint, error text, receipt text, incident bigint)
    """,
    "create index automation_outbox_ready on automation_outbox (channel, next_at, id) where state = 0",
    "create index automation_outbox_lease on automation_outbox (lease_until) where state = 1",
    "create index automation_outbox_flight on automation_outbox (channel) where state = 1",
    "create index automation_outbox_item on automation_outbox (item)",
    "create index automation_outbox_failed on automation_outbox (id) where state in (3, 5)",
    "create index automation_outbox_finished on automation_outbox (finished_at) where state in (2, 4)",
    // One row a receiver: its allowance and its circuit breaker. Whoever claims for it locks the row.
    """
    create table automation_channels (
        channel text primary key, connector text not null, tokens double precision not null, refilled_at bigint not null,
        failures bigint not null, open_until bigint not null)
    """,
    "create index automation_channels_connector on automation_channels (connector)",
]

private let connectionTables = [
    // What a connector must know of a receiver; `secret` is sealed with the portal's key.
    """
    create table connections (
        id bigint primary key, connector text not null, name text not null, settings text not null, secret bytea,
        is_active bigint not null, created_at bigint not null, created_by bigint, changed_at bigint not null)
    """,
]
