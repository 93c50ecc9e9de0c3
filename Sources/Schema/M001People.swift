import Storage

/// People, access, settings and files. `web_forms` lives here rather than with the items: a form belongs to the portal's
/// settings, only what it submits becomes a lead.
let peopleMigration = Migration(
    "2026-11-23-001-people",
    statements: [
        "create table sequences (name text primary key, last bigint not null)"
    ] + userTables + departmentTables + roleTables + settingTables + fileTables)

private let userTables = [
    """
    create table users (
        id bigint primary key, login text not null unique, first_name text not null, last_name text not null,
        middle_name text not null, search_text text not null, position text not null,
        work_phone text not null, mobile_phone text not null, inner_phone text not null,
        language text not null, theme text not null, time_zone text,
        is_active bigint not null, is_administrator bigint not null, photo bigint,
        password_hash text, created_at bigint not null, changed_at bigint not null,
        dismissed_at bigint, last_seen_at bigint)
    """,
    "create index users_by_name on users (last_name, first_name, id)",
    """
    create table invitations (
        token_hash text primary key, user_id bigint not null references users (id), created_by bigint,
        created_at bigint not null, expires_at bigint not null)
    """,
    "create index invitations_by_user on invitations (user_id)",
    """
    create table sessions (
        token_hash text primary key, id bigint not null unique, user_id bigint not null references users (id),
        csrf_token text not null, address text not null, agent text not null,
        created_at bigint not null, seen_at bigint not null, ends_at bigint not null)
    """,
    """
    create table recent_people (
        user_id bigint not null references users (id), person_id bigint not null references users (id),
        chosen_at bigint not null, primary key (user_id, person_id))
    """,
    "create index sessions_by_user on sessions (user_id, seen_at)",
    "create index sessions_by_seen on sessions (seen_at)",
]

private let departmentTables = [
    """
    create table departments (
        id bigint primary key, name text not null, parent_id bigint references departments (id),
        sort bigint not null, created_at bigint not null)
    """,
    "create index departments_by_parent on departments (parent_id, sort)",
    """
    create table department_members (
        department_id bigint not null references departments (id), user_id bigint not null references users (id),
        is_head bigint not null, primary key (department_id, user_id))
    """,
    "create index department_members_by_user on department_members (user_id)",
    "create unique index department_heads on department_members (department_id) where is_head = 1",
]

private let roleTables = [
    """
    create table roles (
        id bigint primary key, code text unique, name_ru text not null, name_en text not null, sort bigint not null,
        configures_automation bigint not null, configures_portal bigint not null)
    """,
    """
    create table role_members (
        role_id bigint not null references roles (id), kind text not null, member_id bigint not null,
        primary key (role_id, kind, member_id))
    """,
    "create index role_members_by_member on role_members (kind, member_id)",
    """
    create table role_rights (
        role_id bigint not null references roles (id), entity text not null, operation text not null,
        scope text not null, primary key (role_id, entity, operation))
    """,
]

private let settingTables = [
    """
    create table settings (
        code text primary key, value text not null, changed_by bigint, changed_at bigint not null)
    """,
    """
    create table constants (
        code text primary key, title text not null, description text not null, kind text not null,
        is_multiple bigint not null, visibility text not null, is_variable bigint not null, sort bigint not null,
        value text not null, changed_by bigint, changed_at bigint not null)
    """,
    """
    create table web_forms (
        id bigint primary key, token text not null unique, title text not null, intro text not null,
        button text not null, thanks text not null, fields text not null, source text not null,
        responsible bigint, queue text not null, distributes bigint not null, next_in_queue bigint not null,
        is_active bigint not null, created_by bigint, created_at bigint not null, changed_at bigint not null)
    """,
]

private let fileTables = [
    """
    create table files (
        id bigint primary key, digest text not null, name text not null, size bigint not null,
        media_type text not null, created_by bigint, created_at bigint not null)
    """,
    "create index files_by_digest on files (digest)",
    """
    create table file_links (
        file_id bigint not null references files (id), owner_kind text not null, owner_id bigint not null,
        field text not null, created_at bigint not null, primary key (file_id, owner_kind, owner_id, field))
    """,
    "create index file_links_by_owner on file_links (owner_kind, owner_id, field)",
]
