import Storage

/// Programs that people let in by themselves, and the tokens by which these act. Of every secret only the hash is kept.
let applicationsMigration = Migration("2026-11-28-027-applications", statements: [
    """
    create table applications (
        id bigint primary key, title text not null, client_id text not null unique, secret_hash text not null, address text not null,
        scopes text not null, token bytea not null, user_id bigint not null, created_at bigint not null)
    """,
    """
    create table application_codes (
        hash text primary key, application_id bigint not null, user_id bigint not null, expires_at bigint not null)
    """,
    """
    create table application_grants (
        id bigint primary key, application_id bigint not null, user_id bigint not null, refresh_hash text not null unique,
        expires_at bigint not null, created_at bigint not null, used_at bigint not null)
    """,
    "create index application_grants_owner on application_grants (application_id, user_id, id)",
    "create index application_grants_end on application_grants (expires_at)",
    """
    create table application_tokens (
        hash text primary key, grant_id bigint not null, expires_at bigint not null)
    """,
    "create index application_tokens_grant on application_tokens (grant_id)",
    "create index application_tokens_end on application_tokens (expires_at)",
    "alter table event_handlers add column application_id bigint",
])
