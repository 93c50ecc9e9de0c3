import Storage
import Testing

/// What SQLite makes of portable definitions.
struct SQLiteDialectTests {
    @Test(arguments: [
        ("create table a (id bigint primary key)", "create table a (id integer primary key) strict"),
        ("CREATE TABLE a (x BIGINT, y Double  Precision)", "CREATE TABLE a (x integer, y real  ) strict"),
        ("\n  create table a (x bytea);\n", "create table a (x blob) strict"),
        (
            "alter table a add column x bigint not null default 0",
            "alter table a add column x integer not null default 0"
        ),
        ("create unique index i on a (x)", "create unique index i on a (x)"),
        (
            "create table a (t text default 'bigint', -- bytea\n bigints text)",
            "create table a (t text default 'bigint', -- bytea\n bigints text) strict"
        ),
        ("create table a (double text)", "create table a (double text) strict"),
    ])
    func `types are renamed and tables are strict`(portable: String, expected: String) {
        #expect(SQLiteDialect().definition(portable) == expected)
    }
}
