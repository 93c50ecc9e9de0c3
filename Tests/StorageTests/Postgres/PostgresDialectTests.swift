import StoragePostgres
import Testing

/// What PostgreSQL makes of portable definitions.
struct PostgresDialectTests {
    @Test(arguments: [
        ("create table a (id bigint, t text not null)", #"create table a (id bigint, t text collate "C" not null)"#),
        ("create table a (text text, n bigint)", #"create table a (text text collate "C", n bigint)"#),
        ("create table a (n bigint, text text, primary key (text))", #"create table a (n bigint, text text collate "C", primary key (text))"#),
        ("alter table a add column b text", #"alter table a add column b text collate "C""#),
        ("create table a (t text default 'text')", #"create table a (t text collate "C" default 'text')"#),
        ("create index i on a (text)", "create index i on a (text)"),
    ])
    func `columns of text sort by code point`(portable: String, expected: String) {
        #expect(PostgresDialect().definition(portable) == expected)
    }
}
