/// Reads a compiled time zone (RFC 8536): version 2 and later, 64-bit data and footer. Nil when the bytes are none, or
/// when they count leap seconds, which Unix time does not.
struct TZif {
    private let bytes: [UInt8]

    static func rules(identifier: String, bytes: [UInt8]) -> TimeZoneRules? {
        TZif(bytes: bytes).rules(identifier: identifier)
    }

    /// The six counts of a header, in the order of the file.
    private struct Header {
        let start: Int
        let utcIndicators, standardIndicators, leapSeconds, transitions, types, characters: Int

        static let length = 44

        func dataLength(timeSize: Int) -> Int {
            transitions * (timeSize + 1) + types * 6 + characters + leapSeconds * (timeSize + 4)
                + standardIndicators + utcIndicators
        }
    }

    private func rules(identifier: String) -> TimeZoneRules? {
        guard let first = header(at: 0), bytes[4] >= UInt8(ascii: "2") else { return nil }
        let second = Header.length + first.dataLength(timeSize: 4)
        guard let header = header(at: second), header.leapSeconds == 0, header.types > 0 else { return nil }
        let data = second + Header.length
        guard let footer = footer(from: data + header.dataLength(timeSize: 8)) else { return nil }
        guard let transitions = transitions(header, at: data) else { return nil }
        let types = types(header, at: data + header.transitions * 9)
        let indices = bytes[(data + header.transitions * 8)...].prefix(header.transitions).map(Int.init)
        guard types.count == header.types, indices.allSatisfy({ $0 < types.count }) else { return nil }
        var future: PosixZone?
        if !footer.isEmpty {
            guard let rule = PosixZone(parsing: footer) else { return nil }
            future = rule
        }
        // Before the first transition the first type holds (RFC 8536 §3.2).
        return TimeZoneRules(
            identifier: identifier, transitions: transitions, settings: [types[0]] + indices.map { types[$0] },
            future: future
        ).expandingFuture()
    }

    private func header(at start: Int) -> Header? {
        guard bytes.count >= start + Header.length, bytes[start..<start + 4].elementsEqual("TZif".utf8) else {
            return nil
        }
        let counts = (0..<6).map { Int(integer(at: start + 20 + $0 * 4, size: 4)) }
        let header = Header(
            start: start, utcIndicators: counts[0], standardIndicators: counts[1], leapSeconds: counts[2],
            transitions: counts[3], types: counts[4], characters: counts[5])
        return counts.allSatisfy { (0...100_000).contains($0) } ? header : nil
    }

    private func transitions(_ header: Header, at start: Int) -> [Int64]? {
        let moments = (0..<header.transitions).map { integer(at: start + $0 * 8, size: 8) }
        return zip(moments, moments.dropFirst()).allSatisfy(<) ? moments : nil
    }

    private func types(_ header: Header, at start: Int) -> [TimeZoneRules.Setting] {
        let names = bytes[(start + header.types * 6)...].prefix(header.characters)
        return (0..<header.types).compactMap { index in
            let record = start + index * 6
            let offset = Int(integer(at: record, size: 4))
            let nameStart = Int(bytes[record + 5])
            guard nameStart < names.count, (-25 * 3600...26 * 3600).contains(offset) else { return nil }
            let name = names.dropFirst(nameStart).prefix { $0 != 0 }
            return .init(
                offset: offset, isDaylight: bytes[record + 4] == 1, abbreviation: String(decoding: name, as: UTF8.self))
        }
    }

    /// The text between the two line feeds that end the file; nil when they are not there.
    private func footer(from start: Int) -> String? {
        guard start < bytes.count, bytes[start] == UInt8(ascii: "\n") else { return nil }
        guard let end = bytes[(start + 1)...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        return String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
    }

    /// A signed big-endian number.
    private func integer(at start: Int, size: Int) -> Int64 {
        let value = bytes[start..<start + size].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let unused = UInt64(64 - size * 8)
        return Int64(bitPattern: value << unused) >> unused
    }
}

extension TimeZoneRules {
    /// Lists the changes until 2200 like those of the past, so that usual moments need a binary search only.
    fileprivate func expandingFuture() -> TimeZoneRules {
        guard let future, future.daylight != nil, let last = transitions.last else { return self }
        let lastYear = LocalDateTime(secondsSinceEpoch: max(last, 0)).date.year
        guard lastYear <= 2200 else { return self }
        var moments = transitions
        var shown = settings
        for (second, setting) in future.transitions(inYears: lastYear...2200)
        where second > last && shown.last != setting {
            moments.append(second)
            shown.append(setting)
        }
        return TimeZoneRules(identifier: identifier, transitions: moments, settings: shown, future: future)
    }
}
