import Kernel

/// A value as a database column holds it.
package enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
}

/// A Swift value that can be an argument of a statement.
package protocol SQLConvertible: Sendable {
    var sqlValue: SQLValue { get }
}

extension SQLValue: SQLConvertible {
    package var sqlValue: SQLValue { self }
}
extension Int: SQLConvertible {
    package var sqlValue: SQLValue { .integer(Int64(self)) }
}
extension Int64: SQLConvertible {
    package var sqlValue: SQLValue { .integer(self) }
}
extension Double: SQLConvertible {
    package var sqlValue: SQLValue { .real(self) }
}
extension String: SQLConvertible {
    package var sqlValue: SQLValue { .text(self) }
}
extension Bool: SQLConvertible {
    /// 0 or 1: neither database needs a boolean type.
    package var sqlValue: SQLValue { .integer(self ? 1 : 0) }
}
extension Array: SQLConvertible where Element == UInt8 {
    package var sqlValue: SQLValue { .blob(self) }
}
extension Optional: SQLConvertible where Wrapped: SQLConvertible {
    package var sqlValue: SQLValue { self?.sqlValue ?? .null }
}
extension Timestamp: SQLConvertible {
    /// Milliseconds since 1970, UTC.
    package var sqlValue: SQLValue { .integer(milliseconds) }
}
extension LocalDate: SQLConvertible {
    /// ISO 8601 text, which sorts as days do.
    package var sqlValue: SQLValue { .text(description) }
}
extension Identifier: SQLConvertible {
    package var sqlValue: SQLValue { .integer(rawValue) }
}
extension DocumentID: SQLConvertible {
    package var sqlValue: SQLValue { .integer(key) }
}
