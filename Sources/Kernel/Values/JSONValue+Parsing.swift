extension JSONValue {
    /// How much a document may hold, so that what strangers send cannot exhaust the machine.
    package struct Limits: Sendable {
        package let bytes: Int
        package let depth: Int

        package init(bytes: Int = 16 << 20, depth: Int = 128) {
            self.bytes = bytes
            self.depth = min(depth, 512)
        }
    }

    /// Reads one JSON document (RFC 8259).
    /// - Throws: `Failure` `.invalid` naming the line and column, or `.limited` when it is too large or too deep.
    package init(parsing text: String, limits: Limits = Limits()) throws {
        var text = text
        self = try text.withUTF8 { try JSONValue(parsing: $0, limits: limits) }
    }

    /// Reads one JSON document from UTF-8.
    /// - Throws: as `init(parsing:limits:)`; also when the bytes are not UTF-8.
    package init(parsing bytes: [UInt8], limits: Limits = Limits()) throws {
        self = try bytes.withUnsafeBufferPointer { try JSONValue(parsing: $0, limits: limits) }
    }

    private init(parsing bytes: UnsafeBufferPointer<UInt8>, limits: Limits) throws {
        guard bytes.count <= limits.bytes else {
            throw Failure(.limited, JSONTexts.tooLarge.with(["limit": String(limits.bytes)]))
        }
        var reader = JSONReader(bytes: bytes, maximumDepth: limits.depth)
        do {
            self = try reader.document()
        } catch {
            throw reader.failure(error)
        }
    }
}

private enum JSONProblem: Error {
    case unexpected
    case number
    case text
    case deep
}

private struct JSONReader {
    let bytes: UnsafeBufferPointer<UInt8>
    let maximumDepth: Int
    var position = 0
    var depth = 0

    init(bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int) {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
    }

    mutating func document() throws(JSONProblem) -> JSONValue {
        let value = try value()
        skipSpace()
        guard position == bytes.count else { throw .unexpected }
        return value
    }

    private mutating func value() throws(JSONProblem) -> JSONValue {
        skipSpace()
        guard position < bytes.count else { throw .unexpected }
        switch bytes[position] {
        case UInt8(ascii: "{"): return try nested { (reader) throws(JSONProblem) in try reader.object() }
        case UInt8(ascii: "["): return try nested { (reader) throws(JSONProblem) in try reader.array() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func nested(
        _ read: (inout JSONReader) throws(JSONProblem) -> JSONValue
    ) throws(JSONProblem) -> JSONValue {
        guard depth < maximumDepth else { throw .deep }
        depth += 1
        position += 1
        let value = try read(&self)
        depth -= 1
        return value
    }

    private mutating func object() throws(JSONProblem) -> JSONValue {
        var members: [JSONObject.Member] = []
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object(JSONObject()) }
        repeat {
            skipSpace()
            let key = try string()
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw .unexpected }
            members.append(JSONObject.Member(key, try value()))
            skipSpace()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw .unexpected }
        return .object(JSONObject(members))
    }

    private mutating func array() throws(JSONProblem) -> JSONValue {
        var elements: [JSONValue] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .array([]) }
        repeat {
            elements.append(try value())
            skipSpace()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw .unexpected }
        return .array(elements)
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONProblem) -> JSONValue {
        let length = word.utf8CodeUnitCount
        guard position + length <= bytes.count else { throw .unexpected }
        for index in 0..<length where bytes[position + index] != word.utf8Start[index] { throw .unexpected }
        position += length
        return value
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }
}

// MARK: - Numbers
extension JSONReader {
    private mutating func digits() throws(JSONProblem) {
        let start = position
        while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
        guard position > start else { throw position < bytes.count && start == position ? .unexpected : .number }
    }

    private mutating func number() throws(JSONProblem) -> JSONValue {
        let start = position
        var isWhole = true
        _ = take(UInt8(ascii: "-"))
        let first = position
        try digits()
        if bytes[first] == UInt8(ascii: "0"), position > first + 1 { throw .number }
        if take(UInt8(ascii: ".")) {
            isWhole = false
            try digits()
        }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            isWhole = false
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try digits()
        }
        if isWhole, let whole = whole(start..<position) { return .int(whole) }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard let fraction = Double(text), fraction.isFinite else { throw .number }
        return .double(fraction)
    }
}

extension JSONReader {
    /// The digits, after an optional minus, as a number; nil when it does not fit 64 bits.
    private func whole(_ range: Range<Int>) -> Int64? {
        let isNegative = bytes[range.lowerBound] == UInt8(ascii: "-")
        var result: Int64 = 0
        for byte in bytes[range.dropFirst(isNegative ? 1 : 0)] {
            let digit = Int64(byte &- 0x30)
            let (shifted, first) = result.multipliedReportingOverflow(by: 10)
            let (sum, second) =
                isNegative ? shifted.subtractingReportingOverflow(digit) : shifted.addingReportingOverflow(digit)
            if first || second { return nil }
            result = sum
        }
        return result
    }
}

// MARK: - Strings
extension JSONReader {
    private mutating func string() throws(JSONProblem) -> String {
        guard take(UInt8(ascii: "\"")) else { throw .unexpected }
        let start = position
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                return try text(of: bytes[start..<(position - 1)])
            case UInt8(ascii: "\\"): return try escapedString(from: start)
            case 0..<0x20: throw .text
            default: position += 1
            }
        }
        throw .unexpected
    }

    private mutating func escapedString(from start: Int) throws(JSONProblem) -> String {
        var result = Array(bytes[start..<position])
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                return try result.withUnsafeBufferPointer { (whole) throws(JSONProblem) in try text(of: whole[...]) }
            case UInt8(ascii: "\\"): try escape(into: &result)
            case 0..<0x20: throw .text
            default: result.append(byte)
            }
        }
        throw .unexpected
    }

    private func text(of part: Slice<UnsafeBufferPointer<UInt8>>) throws(JSONProblem) -> String {
        guard let text = String(validating: UnsafeBufferPointer(rebasing: part), as: UTF8.self) else { throw .text }
        return text
    }

    private mutating func escape(into result: inout [UInt8]) throws(JSONProblem) {
        guard position < bytes.count else { throw .unexpected }
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(byte)
        case UInt8(ascii: "b"): result.append(0x08)
        case UInt8(ascii: "f"): result.append(0x0C)
        case UInt8(ascii: "n"): result.append(0x0A)
        case UInt8(ascii: "r"): result.append(0x0D)
        case UInt8(ascii: "t"): result.append(0x09)
        case UInt8(ascii: "u"): result.append(contentsOf: UTF8.encode(try scalar())!)
        default: throw .text
        }
    }

    /// `\uXXXX`, or a pair of them that together mean one character beyond the first 65 536.
    private mutating func scalar() throws(JSONProblem) -> Unicode.Scalar {
        let unit = try hexadecimal()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard unit < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw .text }
        let low = try hexadecimal()
        guard (0xDC00...0xDFFF).contains(low) else { throw .text }
        return Unicode.Scalar(0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00))!
    }

    private mutating func hexadecimal() throws(JSONProblem) -> UInt16 {
        guard position + 4 <= bytes.count else { throw .unexpected }
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue else { throw .text }
            unit = unit << 4 | UInt16(digit)
            position += 1
        }
        return unit
    }

    /// Line and column (from 1, in characters) of the place where reading stopped.
    func failure(_ problem: JSONProblem) -> Failure {
        let before = bytes[..<min(position, bytes.count)]
        let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let line = before.count { $0 == 0x0A } + 1
        let column = String(decoding: before[lineStart...], as: UTF8.self).count + 1
        let text =
            switch problem {
            case .unexpected: position >= bytes.count ? JSONTexts.endedEarly : JSONTexts.unexpected
            case .number: JSONTexts.badNumber
            case .text: JSONTexts.badText
            case .deep: JSONTexts.tooDeep
            }
        let place = ["line": String(line), "column": String(column)]
        return Failure(problem == .deep ? .limited : .invalid, text.with(place))
    }
}
