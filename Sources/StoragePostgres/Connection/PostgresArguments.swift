import CPostgres
import Storage

/// The types of PostgreSQL that the program speaks (`pg_type.oid`).
enum PostgresType {
    static let bool: Oid = 16
    static let bytea: Oid = 17
    static let char: Oid = 18
    static let name: Oid = 19
    static let int8: Oid = 20
    static let int2: Oid = 21
    static let int4: Oid = 23
    static let text: Oid = 25
    static let oid: Oid = 26
    static let float4: Oid = 700
    static let float8: Oid = 701
    static let numeric: Oid = 1700
}

/// The values of a statement's parameters in the binary form of the protocol, with their types; a null has type 0: the server
/// takes what stands there.
struct PostgresArguments {
    let types: [Oid]
    private let bytes: [UInt8]
    /// Where each value begins and how long it is; nil for null.
    private let places: [(start: Int, count: Int)?]

    init(_ arguments: [any SQLConvertible]) {
        var types: [Oid] = []
        var bytes: [UInt8] = []
        var places: [(start: Int, count: Int)?] = []
        types.reserveCapacity(arguments.count)
        places.reserveCapacity(arguments.count)
        for argument in arguments {
            let value = argument.sqlValue
            let start = bytes.count
            types.append(value.postgresType)
            value.append(to: &bytes)
            places.append(value == .null ? nil : (start, bytes.count - start))
        }
        // An empty value has an address too: no address means null.
        bytes.append(0)
        self.types = types
        self.bytes = bytes
        self.places = places
    }

    var count: Int32 { Int32(types.count) }

    /// Lends the arrays that libpq takes: types, addresses, lengths, formats (1: binary).
    func withPointers<R>(
        _ body: ([Oid], [UnsafePointer<CChar>?], [Int32], [Int32]) throws -> R
    ) rethrows -> R {
        try bytes.withUnsafeBytes { buffer in
            let base = buffer.baseAddress!.assumingMemoryBound(to: CChar.self)
            return try body(
                types, places.map { $0.map { base + $0.start } }, places.map { Int32($0?.count ?? 0) },
                [Int32](repeating: 1, count: places.count))
        }
    }
}

extension SQLValue {
    fileprivate var postgresType: Oid {
        switch self {
        case .null: 0
        case .integer: PostgresType.int8
        case .real: PostgresType.float8
        case .text: PostgresType.text
        case .blob: PostgresType.bytea
        }
    }

    fileprivate func append(to bytes: inout [UInt8]) {
        switch self {
        case .null: break
        case .integer(let number): withUnsafeBytes(of: number.bigEndian) { bytes += $0 }
        case .real(let number): withUnsafeBytes(of: number.bitPattern.bigEndian) { bytes += $0 }
        case .text(let text): bytes += text.utf8
        case .blob(let blob): bytes += blob
        }
    }
}
