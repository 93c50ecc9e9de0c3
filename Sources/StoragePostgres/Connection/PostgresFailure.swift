import CPostgres
import Storage

/// What the server or the network answered instead of a result.
struct PostgresFailure: Error {
    /// What can be done about it.
    enum Recovery: Sendable {
        /// The statement is wrong or broke a rule: the body must know.
        case none
        /// Two transactions stood in each other's way: the same body works when it is run again.
        case rerun
        /// The session is over or was never there: on another one the same body works.
        case reconnect
        /// A plan was made before the schema changed: it works with new plans.
        case replan
    }

    let storage: StorageError
    let recovery: Recovery
    /// Five letters that say what happened (SQLSTATE); empty when no server said anything.
    let state: String

    init(_ storage: StorageError, _ recovery: Recovery = .none, state: String = "") {
        self.storage = storage
        self.recovery = recovery
        self.state = state
    }

    /// A connection that could not be opened.
    init(connecting message: String) {
        let line = message.split(separator: "\n").last.map(String.init) ?? message
        self.init(.cannotOpen(line), .reconnect)
    }

    init(lost message: String, _ sql: String) {
        let line = message.split(separator: "\n").first.map(String.init) ?? "no answer"
        self.init(.other(message: line, sql: sql), .reconnect)
    }

    init(result: OpaquePointer, isConnected: Bool, _ sql: String) {
        func field(_ code: Character) -> String {
            PQresultErrorField(result, Int32(code.asciiValue!)).map { String(cString: $0) } ?? ""
        }
        let state = field("C")
        guard isConnected, !state.isEmpty else {
            self.init(lost: String(cString: PQresultErrorMessage(result)), sql)
            return
        }
        let message = PostgresFailure.withoutValues(field("M"), state)
        self.init(
            PostgresFailure.storageError(state, message: message, detail: field("D"), table: field("t"), name: field("n"), sql),
            PostgresFailure.recovery(state, message), state: state)
    }

    private static func recovery(_ state: String, _ message: String) -> Recovery {
        switch state {
        // Serialization failure, deadlock, a lock that did not come in time.
        case "40001", "40P01", "55P03": .rerun
        // Shutdown, crash, a database that is starting; idle too long in a transaction; connection exceptions.
        case "57P01", "57P02", "57P03", "25P03", "57P05": .reconnect
        case _ where state.hasPrefix("08"): .reconnect
        case "0A000" where message.contains("cached plan"): .replan
        case "26000": .replan
        default: .none
        }
    }

    private static func storageError(
        _ state: String, message: String, detail: String, table: String, name: String, _ sql: String
    ) -> StorageError {
        switch state {
        case "23505": .uniqueViolation(columns(in: detail).map { "\(table).\($0)" }.joined(separator: ", ").ifEmpty(name))
        case "23503": .foreignKeyViolation(name)
        case "53100", "58030": .diskFull
        default: .other(message: message, sql: sql)
        }
    }

    /// The columns of `Key (email, kind)=(a@b, 1) already exists.` in whatever language.
    private static func columns(in detail: String) -> [String] {
        guard let open = detail.firstIndex(of: "("), let close = detail[open...].firstRange(of: ")=(") else { return [] }
        return detail[detail.index(after: open)..<close.lowerBound].split(separator: ",").map { $0.trimmingPrefix(" ") }
            .map(String.init)
    }

    /// Complaints about data quote them (`invalid input syntax for type json: "…"`): names may be logged, values may not.
    private static func withoutValues(_ message: String, _ state: String) -> String {
        guard state.hasPrefix("22"), let colon = message.firstRange(of: ": ") else { return message }
        return String(message[..<colon.lowerBound])
    }
}

extension String {
    fileprivate func ifEmpty(_ other: String) -> String { isEmpty ? other : self }
}
