import Storage

/// What programs outside need: keys to the REST API, and the fields by which they find their own again.
let integrationsMigration = Migration("2026-11-28-018-integrations", statements: [
    """
    create table incoming_webhooks (
        id bigint primary key, user_id bigint not null, title text not null, token_hash text not null unique, scopes text not null,
        created_at bigint not null, used_at bigint, revoked_at bigint)
    """,
    "create index incoming_webhooks_user on incoming_webhooks (user_id, id)",
] + ["leads", "deals", "contacts", "companies"].map { table in
    "alter table \(table) add column originator text"
} + ["leads", "contacts", "companies"].flatMap { table in
    ["address_2", "city", "postal_code", "region", "province", "country"].map { "alter table \(table) add column \($0) text" }
} + [
    "alter table companies add column revenue bigint",
    "alter table companies add column currency text not null default 'RUB'",
    "alter table deals add column additional_info text",
])
