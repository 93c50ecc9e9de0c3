import Storage

/// Leads, deals, contacts, companies, what hangs on them, and the configuration they follow (pipelines, fields).
///
/// An item is addressed in other tables by `DocumentID.key` in a bigint column `item`. Custom fields become typed columns of
/// `<entity>_custom` at run time.
let itemsMigration = Migration(
    "2026-11-23-002-items", statements: configurationTables + itemTables + linkTables + historyTables + savedTables)

private let configurationTables = [
    """
    create table pipelines (
        entity bigint not null, number bigint not null, name text not null, name_en text, sort bigint not null,
        primary key (entity, number))
    """,
    """
    create table stages (
        entity bigint not null, code text not null, pipeline bigint not null, name text not null, name_en text,
        color text not null, semantics text not null, sort bigint not null, primary key (entity, code))
    """,
    """
    create table custom_fields (
        entity bigint not null, code text not null, type text not null, title text not null, title_en text,
        is_required bigint not null, is_read_only bigint not null, is_multiple bigint not null,
        required_from text not null, in_list bigint not null, in_filter bigint not null, on_card bigint not null,
        linked_entity bigint, sort bigint not null, is_hidden bigint not null,
        created_at bigint not null, created_by bigint, primary key (entity, code))
    """,
    """
    create table field_options (
        entity bigint not null, field text not null, code text not null, name text not null, name_en text,
        sort bigint not null, is_hidden bigint not null, primary key (entity, field, code))
    """,
    """
    create table field_settings (
        entity bigint not null, code text not null, is_required bigint not null, required_from text not null,
        in_list bigint not null, in_filter bigint not null, on_card bigint not null, primary key (entity, code))
    """,
]

/// What every item has. `search` is the normalised text that search looks into; `event_seq`, `generation` are automation's.
private let everyItem = """
    id bigint primary key, title text not null, responsible_id bigint,
    created_at bigint not null, created_by bigint, modified_at bigint not null, modified_by bigint,
    version bigint not null default 1, generation bigint not null default 0, event_seq bigint not null default 0,
    last_activity_at bigint not null, next_activity_at bigint, incoming_count bigint not null default 0,
    deleted_at bigint, deleted_by bigint, search text not null default '',
    has_phone bigint not null default 0, has_email bigint not null default 0,
    comments text, source text, source_description text,
    utm_source text, utm_medium text, utm_campaign text, utm_content text, utm_term text, origin text
    """

/// What items that go through stages have besides. Sums are in minor units of `currency`.
private let stagedItem = """
    pipeline bigint not null default 0, stage text not null, semantics text not null, stage_comment text,
    stage_visit bigint not null default 1, moved_at bigint not null, moved_by bigint, closed_at bigint,
    amount bigint, currency text not null default 'RUB', is_manual_amount bigint not null default 0,
    paid_amount bigint not null default 0, contact_id bigint, company_id bigint
    """

private let personColumns = """
    honorific text, name text, last_name text, second_name text, birth_date text, post text, address text
    """

private let itemTables =
    [
        "create table leads (\(everyItem), \(stagedItem), \(personColumns), company_title text, converted_at bigint)",
        """
        create table deals (\(everyItem), \(stagedItem), type text, probability bigint, begin_date text, close_date text,
            lead_id bigint, original_id bigint)
        """,
        "create table contacts (\(everyItem), \(personColumns), type text, photo bigint, company_id bigint)",
        """
        create table companies (\(everyItem), title_key text not null default '', type text, industry text, inn text, kpp text, employees bigint,
            address text, logo bigint, is_own bigint not null default 0)
        """,
        "create table lead_custom (item_id bigint primary key)",
        "create table deal_custom (item_id bigint primary key)",
        "create table contact_custom (item_id bigint primary key)",
        "create table company_custom (item_id bigint primary key)",
        "create index contacts_by_company on contacts (company_id) where company_id is not null",
        "create index companies_by_inn on companies (inn) where inn is not null",
        "create index companies_by_title on companies (title_key)",
        "create index deals_by_lead on deals (lead_id) where lead_id is not null",
        "create index deals_by_original on deals (original_id) where original_id is not null",
    ] + ["leads", "deals"].flatMap(stagedIndexes) + ["contacts", "companies"].flatMap(plainIndexes)

/// The kanban reads a column by one of the first two; people who see only their own items by the third.
private func stagedIndexes(_ table: String) -> [String] {
    [
        "create index \(table)_by_move on \(table) (pipeline, stage, moved_at, id) where deleted_at is null",
        "create index \(table)_by_activity on \(table) (pipeline, stage, last_activity_at, id) where deleted_at is null",
        "create index \(table)_by_age on \(table) (pipeline, created_at, id) where deleted_at is null",
        "create index \(table)_by_owner on \(table) (responsible_id, pipeline, stage, moved_at, id) where deleted_at is null",
        "create index \(table)_by_contact on \(table) (contact_id) where contact_id is not null",
        "create index \(table)_by_client on \(table) (company_id) where company_id is not null",
        "create index \(table)_by_plan on \(table) (next_activity_at) where next_activity_at is not null",
    ] + plainIndexes(table)
}

private func plainIndexes(_ table: String) -> [String] {
    [
        "create index \(table)_by_creation on \(table) (created_at, id) where deleted_at is null",
        "create index \(table)_in_bin on \(table) (deleted_at) where deleted_at is not null",
        "create index \(table)_by_origin on \(table) (origin) where origin is not null",
    ]
}

private let linkTables = [
    """
    create table communications (
        id bigint primary key, item bigint not null, kind text not null, value_type text not null,
        raw text not null, normalized text not null, sort bigint not null)
    """,
    "create index communications_by_item on communications (item, sort)",
    "create index communications_by_value on communications (kind, normalized, item)",
    """
    create table item_links (
        item bigint not null, kind text not null, other bigint not null, sort bigint not null,
        primary key (item, kind, other))
    """,
    "create index item_links_by_other on item_links (other, kind)",
    """
    create table products (
        id bigint primary key, name text not null, search text not null, article text, unit text not null,
        price bigint not null, currency text not null, tax_rate bigint, is_tax_included bigint not null,
        is_active bigint not null, sort bigint not null)
    """,
    """
    create table product_rows (
        id bigint primary key, item bigint not null, sort bigint not null, product_id bigint, name text not null,
        unit text not null, price bigint not null, quantity bigint not null, discount_kind text not null,
        discount bigint not null, tax_rate bigint, is_tax_included bigint not null)
    """,
    "create index product_rows_by_item on product_rows (item, sort)",
    """
    create table payments (
        id bigint primary key, item bigint not null, amount bigint not null, currency text not null, comment text not null,
        source_key text unique, registered_at bigint not null, registered_by bigint)
    """,
    "create index payments_by_item on payments (item, id)",
]

private let historyTables = [
    """
    create table stage_history (
        id bigint primary key, item bigint not null, kind bigint not null, pipeline bigint not null, stage text not null,
        semantics text not null, from_pipeline bigint, from_stage text, visit bigint not null, at bigint not null,
        left_at bigint, responsible_id bigint, user_id bigint, origin text not null)
    """,
    "create index stage_history_by_item on stage_history (item, id)",
    "create index stage_history_by_time on stage_history (at)",
    """
    create table stage_totals (
        entity bigint not null, pipeline bigint not null, stage text not null, responsible_id bigint not null,
        currency text not null, items bigint not null, amount bigint not null,
        primary key (entity, pipeline, stage, responsible_id, currency))
    """,
    """
    create table timeline (
        id bigint primary key, item bigint not null, at bigint not null, kind text not null, data text not null,
        origin text not null, origin_title text, run_id bigint, node text, user_id bigint,
        reason text, reason_en text, pinned_at bigint)
    """,
    "create index timeline_by_item on timeline (item, id)",
    "create index timeline_pinned on timeline (item, pinned_at) where pinned_at is not null",
]

private let savedTables = [
    """
    create table imports (
        id bigint primary key, entity bigint not null, file_id bigint, file_name text not null, state text not null,
        settings text not null, rows_total bigint not null, rows_done bigint not null, created bigint not null,
        merged bigint not null, skipped bigint not null, refused bigint not null, report text not null,
        started_at bigint not null, finished_at bigint, user_id bigint)
    """,
    """
    create table saved_filters (
        id bigint primary key, user_id bigint, entity bigint not null, pipeline bigint, name text not null, query text not null,
        is_default bigint not null, sort bigint not null)
    """,
    "create index saved_filters_by_user on saved_filters (entity, user_id, sort)",
]
