import CPostgres
import Foundation  // strdup and free
import Storage

/// One session of the server. Runs statements one after another; every call waits for the answer.
/// Unchecked: whoever the pool has lent it to is the only one to use it.
final class PostgresConnection: @unchecked Sendable {
    let handle: OpaquePointer
    private var statements = PostgresStatements()
    private var knownLife: String?

    /// What the server says of a prepared statement with several thousand parameters is too long for libpq, which then takes
    /// the connection for broken.
    private static let preparable = 1000

    /// Opens a session with the settings that all sessions of the program have.
    /// - Throws: `PostgresFailure`; a server that cannot be reached now is one of recovery `.reconnect`.
    init(_ url: PostgresURL, applicationName: String, settings: String) throws {
        let parameters = [
            ("dbname", url.text), ("client_encoding", "UTF8"), ("fallback_application_name", applicationName),
            ("connect_timeout", "5"), ("keepalives_idle", "10"), ("keepalives_interval", "5"), ("keepalives_count", "2"),
            ("tcp_user_timeout", "10000"),
        ]
        handle = PostgresConnection.connect(parameters)
        guard PQstatus(handle) == CONNECTION_OK else {
            throw PostgresFailure(connecting: String(cString: PQerrorMessage(handle)))
        }
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        try command(settings)
    }

    deinit { PQfinish(handle) }

    private static func connect(_ parameters: [(String, String)]) -> OpaquePointer {
        let keys = parameters.map { strdup($0.0) } + [nil]
        let values = parameters.map { strdup($0.1) } + [nil]
        defer { for text in keys + values { free(text) } }
        let pointers = (keys.map { UnsafePointer($0) }, values.map { UnsafePointer($0) })
        return PQconnectdbParams(pointers.0, pointers.1, 1)
    }

    /// False once the server or the network ended the session.
    var isUsable: Bool { PQstatus(handle) == CONNECTION_OK }

    /// Inside `begin … commit`, also when the transaction has failed already.
    var isInTransaction: Bool { PQtransactionStatus(handle) != PQTRANS_IDLE }

    var socket: Int32 { PQsocket(handle) }

    /// The same for all sessions between two crashes of the server, another one after a crash. After it the server may give the
    /// numbers of transactions of which nothing was left to other ones.
    func life() throws -> String {
        if let knownLife { return knownLife }
        let life = try answer("select prom2b_server_life()")
        knownLife = life
        return life
    }

    var serverVersion: Int { Int(PQserverVersion(handle)) }

    /// Statements without parameters and without rows, several of them in one go, separated by semicolons.
    func command(_ sql: String) throws {
        _ = try PostgresResult(PQexec(handle, sql), on: handle, sql)
    }

    /// The first column of the first row of the last of several statements without parameters.
    func answer(_ sql: String) throws -> String {
        let result = try PostgresResult(PQexec(handle, sql), on: handle, sql)
        return result.rowCount > 0 ? String(cString: PQgetvalue(result.handle, 0, 0)) : ""
    }

    func query<T>(_ sql: String, _ arguments: [any SQLConvertible], _ read: (Row) throws -> T) throws -> [T] {
        let result = try run(sql, arguments)
        var rows: [T] = []
        rows.reserveCapacity(result.rowCount)
        for number in 0..<result.rowCount {
            rows.append(try read(Row(PostgresRow(result, Int32(number)))))
        }
        return rows
    }

    /// Runs a statement; returns how many rows it changed.
    func execute(_ sql: String, _ arguments: [any SQLConvertible]) throws -> Int {
        try run(sql, arguments).changedCount
    }

    /// Gives back the prepared statements that have not been used for a while. Not inside a transaction that has failed.
    func forgetOldStatements() throws {
        let names = statements.takeForgotten()
        if !names.isEmpty { try command(names.map { "deallocate \($0)" }.joined(separator: ";")) }
    }

    /// Gives back all of them: after a change of the schema a plan may have been made for other columns.
    func forgetAllStatements() throws {
        statements = PostgresStatements()
        try command("deallocate all")
    }

    /// A statement is prepared when it comes the second time: many lists are asked for once in their exact form.
    private func run(_ sql: String, _ arguments: [any SQLConvertible]) throws -> PostgresResult {
        let statement = statements.statement(sql)
        guard arguments.count == statement.parameterCount else {
            let message = "\(statement.parameterCount) parameters, but \(arguments.count) arguments"
            throw PostgresFailure(.other(message: message, sql: sql))
        }
        let values = PostgresArguments(arguments)
        guard statement.isRepeated, arguments.count <= PostgresConnection.preparable else {
            statement.isRepeated = true
            return try values.withPointers { types, pointers, lengths, formats in
                try PostgresResult(
                    PQexecParams(handle, sql, values.count, types, pointers, lengths, formats, 1), on: handle, sql)
            }
        }
        let name = try statement.variant(for: values.types) ?? prepare(statement, values.types, sql)
        return try values.withPointers { _, pointers, lengths, formats in
            try PostgresResult(PQexecPrepared(handle, name, values.count, pointers, lengths, formats, 1), on: handle, sql)
        }
    }

    private func prepare(_ statement: PostgresStatement, _ types: [Oid], _ sql: String) throws -> String {
        let name = statements.nextName()
        _ = try PostgresResult(PQprepare(handle, name, sql, Int32(types.count), types), on: handle, sql)
        statement.variants.append((name, try types.contains(0) ? inferredTypes(of: name, sql) : types))
        return name
    }

    /// What the server made of parameters whose first value was null.
    private func inferredTypes(of name: String, _ sql: String) throws -> [Oid] {
        let result = try PostgresResult(PQdescribePrepared(handle, name), on: handle, sql)
        return (0..<PQnparams(result.handle)).map { PQparamtype(result.handle, $0) }
    }
}

/// The answer to one statement, freed with this object.
final class PostgresResult {
    let handle: OpaquePointer

    /// - Throws: `PostgresFailure` when the statement failed.
    init(_ handle: OpaquePointer?, on connection: OpaquePointer, _ sql: String) throws {
        guard let handle else {
            throw PostgresFailure(lost: String(cString: PQerrorMessage(connection)), sql)
        }
        switch PQresultStatus(handle) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
            self.handle = handle
        default:
            defer { PQclear(handle) }
            throw PostgresFailure(result: handle, isConnected: PQstatus(connection) == CONNECTION_OK, sql)
        }
    }

    deinit { PQclear(handle) }

    var rowCount: Int { Int(PQntuples(handle)) }

    /// The rows that an insert, update or delete changed; 0 for other statements.
    var changedCount: Int {
        let status = String(cString: PQcmdStatus(handle))
        guard ["INSERT", "UPDATE", "DELETE", "MERGE"].contains(where: status.hasPrefix) else { return 0 }
        return Int(String(cString: PQcmdTuples(handle))) ?? 0
    }
}
