import Storage

/// The catalogue of products as programs know it (sections, units of measure, rates of VAT, codes of outside systems), currencies,
/// and kinds of activities that programs bring along.
let catalogueMigration = Migration("2026-11-28-026b-catalogue") { transaction in
    for statement in catalogueStatements { try transaction.execute(transaction.dialect.definition(statement)) }
    for (place, measure) in CatalogueTexts.measures.enumerated() {
        try transaction.execute(
            "insert into measures (id, code, name, symbol, is_default) values ($1, $2, $3, $4, $5)",
            [try transaction.nextID("measures"), measure.code, measure.name, measure.symbol, place == 0])
    }
    for (place, rate) in CatalogueTexts.rates.enumerated() {
        try transaction.execute(
            "insert into vat_rates (id, name, rate, sort, is_active) values ($1, $2, $3, $4, 1)",
            [try transaction.nextID("vat_rates"), rate.name, rate.rate, (place + 1) * 100])
    }
    for (place, currency) in CatalogueTexts.currencies.enumerated() {
        let rate: Int64? = place == 0 ? 10_000 : nil
        try transaction.execute(
            "insert into currencies (code, name, nominal, rate, sort, is_base) values ($1, $2, $3, $4, $5, $6)",
            [currency.code, currency.name, currency.nominal, rate, (place + 1) * 100, place == 0])
    }
}

private let catalogueStatements = [
    """
    create table product_sections (
        id bigint primary key, parent bigint, name text not null, code text, xml_id text, sort bigint not null, created_at bigint not null)
    """,
    "alter table products add column section bigint",
    "alter table products add column description text not null default ''",
    "alter table products add column code text",
    "alter table products add column xml_id text",
    "alter table products add column created_at bigint",
    "alter table products add column created_by bigint",
    "alter table products add column changed_at bigint",
    "alter table products add column changed_by bigint",
    "create index products_section on products (section)",
    "create index products_xml_id on products (xml_id)",
    """
    create table measures (
        id bigint primary key, code bigint not null unique, name text not null, symbol text not null, is_default bigint not null)
    """,
    // A null rate is «без НДС».
    """
    create table vat_rates (
        id bigint primary key, name text not null, rate bigint, sort bigint not null, is_active bigint not null)
    """,
    // `rate` is what `nominal` units cost in the base currency, in ten-thousandths; null while nobody has told it.
    """
    create table currencies (
        code text primary key, name text not null, nominal bigint not null, rate bigint, sort bigint not null, is_base bigint not null,
        changed_at bigint)
    """,
    "alter table activities add column type_code text",
    """
    create table activity_types (
        code text primary key, name text not null, icon_file bigint, is_configurable bigint not null, created_at bigint not null)
    """,
    """
    create table activity_layouts (
        activity bigint primary key, layout text not null, badge text, originator text, origin text)
    """,
    "create table activity_badges (code text primary key, title text not null, value text not null, tone text not null, created_at bigint not null)",
]
