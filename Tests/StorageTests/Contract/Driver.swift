import Kernel
import Storage
import TestSupport

/// The databases that the contract holds for. Another one joins by a line here.
enum Driver: String, Sendable {
    case sqlite, postgres, memory

    /// SQLite, or PostgreSQL when the environment names a server: `bin/test` runs the suites once each way.
    static var allCases: [Driver] { TestServer.url == nil ? [.sqlite, .memory] : [.postgres] }

    /// Those in which readers and writers do not wait for each other.
    static var parallel: [Driver] { allCases.filter { $0 != .memory } }

    /// A database with the tables of the contract.
    func open() async throws -> any Database {
        switch self {
        case .sqlite, .postgres: try await TestDatabase.make(migrations: [Shop.migration])
        case .memory: try await Shop.template.database()
        }
    }
}

/// A shop that needs every feature of the seam.
enum Shop {
    static let template = MemoryTemplate([migration], clock: SystemClock())
    static let migration = Migration(
        "2026-11-23-001-shop",
        statements: [
            "create table sequences (name text not null primary key, last bigint not null)",
            """
            create table goods (
                id bigint primary key,
                name text not null,
                code text unique,
                price double precision,
                picture bytea
            )
            """,
            """
            create table orders (
                id bigint primary key,
                good_id bigint not null references goods (id),
                gift_id bigint references goods (id) deferrable initially deferred
            )
            """,
            "create index orders_by_good on orders (good_id)",
        ])
}

extension Transaction {
    func addGood(_ id: Int64, _ name: String, code: String? = nil) throws {
        try execute("insert into goods (id, name, code) values ($1, $2, $3)", [id, name, code])
    }
}

extension Database {
    func goods() async throws -> [String] {
        try await read { try $0.query("select name from goods order by id") { $0.text(0) } }
    }
}

/// What a test throws to undo something.
struct Refusal: Error, Equatable {}

/// What `body` throws, nil when it returns. For use inside the body of a transaction: the closure of `#expect(throws:)` is
/// mixed up there with the next one of the same type (Swift 6.3.1 gives both one symbol).
func errorOf<T>(_ body: () throws -> T) -> (any Error)? {
    do {
        _ = try body()
        return nil
    } catch {
        return error
    }
}
