import CPostgres
import Storage

/// One row of a result in the binary form of the protocol.
struct PostgresRow: RowSource {
    private let result: PostgresResult
    private let row: Int32

    init(_ result: PostgresResult, _ row: Int32) {
        self.result = result
        self.row = row
    }

    func isNull(_ column: Int) -> Bool { PQgetisnull(result.handle, row, Int32(column)) == 1 }

    func int64(_ column: Int) -> Int64 {
        let bytes = bytes(column)
        switch PQftype(result.handle, Int32(column)) {
        case PostgresType.float8, PostgresType.float4: return Int64(double(column))
        case PostgresType.numeric: return PostgresNumeric(bytes).int64
        case PostgresType.oid: return Int64(PostgresRow.unsigned(bytes))
        case PostgresType.text, PostgresType.name: return Int64(String(decoding: bytes, as: UTF8.self)) ?? 0
        default: return PostgresRow.signed(bytes)
        }
    }

    func double(_ column: Int) -> Double {
        let bytes = bytes(column)
        switch PQftype(result.handle, Int32(column)) {
        case PostgresType.float8: return Double(bitPattern: PostgresRow.unsigned(bytes))
        case PostgresType.float4: return Double(Float(bitPattern: UInt32(PostgresRow.unsigned(bytes))))
        case PostgresType.numeric: return PostgresNumeric(bytes).double
        default: return Double(PostgresRow.signed(bytes))
        }
    }

    func text(_ column: Int) -> String {
        switch PQftype(result.handle, Int32(column)) {
        case PostgresType.bool, PostgresType.int2, PostgresType.int4, PostgresType.int8, PostgresType.oid,
            PostgresType.numeric: String(int64(column))
        case PostgresType.float8, PostgresType.float4: String(double(column))
        default: String(decoding: bytes(column), as: UTF8.self)
        }
    }

    func blob(_ column: Int) -> [UInt8] { Array(bytes(column)) }

    func value(_ column: Int) -> SQLValue {
        if isNull(column) { return .null }
        return switch PQftype(result.handle, Int32(column)) {
        case PostgresType.bool, PostgresType.int2, PostgresType.int4, PostgresType.int8, PostgresType.oid,
            PostgresType.numeric: .integer(int64(column))
        case PostgresType.float8, PostgresType.float4: .real(double(column))
        case PostgresType.bytea: .blob(blob(column))
        default: .text(text(column))
        }
    }

    private func bytes(_ column: Int) -> UnsafeRawBufferPointer {
        let length = Int(PQgetlength(result.handle, row, Int32(column)))
        return UnsafeRawBufferPointer(start: PQgetvalue(result.handle, row, Int32(column)), count: length)
    }

    private static func unsigned(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// A number of one, two, four or eight bytes.
    private static func signed(_ bytes: UnsafeRawBufferPointer) -> Int64 {
        let bits = unsigned(bytes)
        return switch bytes.count {
        case 0: 0
        case 1: Int64(bits)
        case 2: Int64(Int16(truncatingIfNeeded: bits))
        case 4: Int64(Int32(truncatingIfNeeded: bits))
        default: Int64(bitPattern: bits)
        }
    }
}

/// The binary form of `numeric`, which `sum` of big numbers has: digits of base 10 000 after weight and sign.
struct PostgresNumeric {
    private let digits: [Int64]
    /// The power of 10 000 of the first digit.
    private let weight: Int
    private let isNegative: Bool

    init(_ bytes: UnsafeRawBufferPointer) {
        func word(_ place: Int) -> Int { Int(bytes[place * 2]) << 8 | Int(bytes[place * 2 + 1]) }
        weight = Int(Int16(truncatingIfNeeded: word(1)))
        isNegative = word(2) == 0x4000
        digits = (0..<word(0)).map { Int64(word(4 + $0)) }
    }

    /// Without what stands after the point; the nearest end of the range when it is too big.
    var int64: Int64 {
        var number: Int64 = 0
        guard weight >= 0 else { return 0 }
        for place in 0...weight {
            let digit = place < digits.count ? digits[place] : 0
            let (shifted, tooBig) = number.multipliedReportingOverflow(by: 10_000)
            let (next, far) = shifted.addingReportingOverflow(isNegative ? -digit : digit)
            if tooBig || far { return isNegative ? .min : .max }
            number = next
        }
        return number
    }

    var double: Double {
        var number = 0.0
        var unit = 1.0
        for _ in 0..<abs(weight) { unit *= weight > 0 ? 10_000 : 0.0001 }
        for digit in digits {
            number += Double(digit) * unit
            unit /= 10_000
        }
        return isNegative ? -number : number
    }
}
