/// Takes a `multipart/form-data` body apart while it arrives (RFC 7578), so that an upload is never held in memory.
///
/// Feed it chunks of any size; it tells where parts begin, what they contain and where they end.
package struct MultipartParser {
    package enum Event: Equatable {
        /// `file` is nil for a plain field.
        case began(name: String, file: String?, contentType: String?)
        case data(ArraySlice<UInt8>)
        case ended
        /// The closing boundary has been read; what follows is ignored.
        case finished
    }

    private enum State { case preamble, headers, body, done }

    private static let headerLimit = 8 * 1024
    private let delimiter: [UInt8]
    private var buffer: [UInt8]
    private var state = State.preamble

    package init(boundary: String) {
        delimiter = Array("\r\n--\(boundary)".utf8)
        // The first boundary has no line break before it: pretend one, and every boundary looks alike.
        buffer = [13, 10]
    }

    /// The boundary of a content type, nil when it is not multipart form data.
    package static func boundary(of contentType: String) -> String? {
        guard contentType.lowercased().hasPrefix("multipart/form-data") else { return nil }
        let boundary = headerParameter("boundary", of: contentType)
        return boundary.flatMap { $0.isEmpty || $0.utf8.count > 200 ? nil : $0 }
    }

    /// True when the body ended where a multipart body may end.
    package var isComplete: Bool { state == .done }

    /// What the next bytes of the body tell; nothing once it is complete.
    /// - Throws: `broken` when they are no multipart form.
    package mutating func feed(_ bytes: some Sequence<UInt8>) throws -> [Event] {
        guard state != .done else { return [] }
        buffer += bytes
        var events: [Event] = []
        while let next = try step() { events += next }
        return events
    }

    /// Nil when more bytes are needed.
    private mutating func step() throws -> [Event]? {
        switch state {
        case .preamble: try skipPreamble()
        case .headers: try readHeaders()
        case .body: try readBody()
        case .done: nil
        }
    }

    private mutating func skipPreamble() throws -> [Event]? {
        guard let place = firstRange(of: delimiter, in: buffer[...]) else {
            if buffer.count > Self.headerLimit { throw Self.broken }
            return nil
        }
        guard buffer.count >= place + delimiter.count + 2 else { return nil }
        return try passBoundary(at: place, endsPart: false)
    }

    private mutating func readHeaders() throws -> [Event]? {
        guard let end = firstRange(of: [13, 10, 13, 10], in: buffer[...]) else {
            if buffer.count > Self.headerLimit { throw Self.broken }
            return nil
        }
        let lines = String(decoding: buffer[..<end], as: UTF8.self).split(whereSeparator: \.isNewline)
        buffer.removeFirst(end + 4)
        var name: String?, file: String?, type: String?
        for line in lines {
            let lowered = line.lowercased()
            if lowered.hasPrefix("content-disposition:") {
                name = headerParameter("name", of: line)
                file = headerParameter("filename", of: line)
            } else if lowered.hasPrefix("content-type:") {
                type = line.dropFirst("content-type:".count).withoutOuterSpace
            }
        }
        guard let name else { throw Self.broken }
        state = .body
        return [.began(name: name, file: file, contentType: type)]
    }

    private mutating func readBody() throws -> [Event]? {
        if let place = firstRange(of: delimiter, in: buffer[...]) {
            guard buffer.count >= place + delimiter.count + 2 else { return nil }
            let data = takeData(upTo: place)
            return data + (try passBoundary(at: 0, endsPart: true))
        }
        let safe = buffer.count - delimiter.count - 1
        return safe > 0 ? takeData(upTo: safe) : nil
    }

    private mutating func takeData(upTo end: Int) -> [Event] {
        guard end > 0 else { return [] }
        let data = Array(buffer[..<end])
        buffer.removeFirst(end)
        return [.data(data[...])]
    }

    private mutating func passBoundary(at place: Int, endsPart: Bool) throws -> [Event] {
        let after = place + delimiter.count
        let isLast = buffer[after] == UInt8(ascii: "-") && buffer[after + 1] == UInt8(ascii: "-")
        buffer.removeFirst(isLast ? after + 2 : after)
        if !isLast { try dropLineEnd() }
        state = isLast ? .done : .headers
        return (endsPart ? [.ended] : []) + (isLast ? [.finished] : [])
    }

    private mutating func dropLineEnd() throws {
        guard buffer.count >= 2, buffer[0] == 13, buffer[1] == 10 else { throw Self.broken }
        buffer.removeFirst(2)
    }

    /// What is said of a body that breaks off or is no form.
    package static let broken = Failure(.invalid, MultipartTexts.broken)
}

/// Where `pattern` begins in `bytes`, as an offset from its start.
private func firstRange(of pattern: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.count >= pattern.count else { return nil }
    return bytes.withUnsafeBufferPointer { haystack in
        var start = 0
        let last = haystack.count - pattern.count
        while start <= last {
            guard haystack[start] == pattern[0] else {
                start += 1
                continue
            }
            if (1..<pattern.count).allSatisfy({ haystack[start + $0] == pattern[$0] }) { return start }
            start += 1
        }
        return nil
    }
}

/// A parameter of a header value, quoted or not: `name` of `form-data; name="f"`.
private func headerParameter(_ name: String, of header: some StringProtocol) -> String? {
    var rest = Substring(header)
    while let semicolon = rest.firstIndex(of: ";") {
        rest = rest[rest.index(after: semicolon)...].drop(while: \.isWhitespace)
        guard rest.lowercased().hasPrefix(name + "=") else { continue }
        let value = rest.dropFirst(name.count + 1)
        guard value.first == "\"" else { return value.prefix { $0 != ";" }.withoutOuterSpace }
        var text = ""
        var isEscaped = false
        for character in value.dropFirst() {
            if isEscaped {
                text.append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                return text
            } else {
                text.append(character)
            }
        }
        return nil
    }
    return nil
}
