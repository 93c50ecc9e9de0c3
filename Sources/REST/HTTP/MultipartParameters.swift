import FoundationEssentials
import Kernel

/// Parameters that arrive as `multipart/form-data`: names as in a query string, files as `[name, base64]`.
struct MultipartParameters {
    /// Beyond this the headers of parts would cost more than their content.
    private static let piece = 64 << 10

    private var parser: MultipartParser
    private var decoding = QueryDecoding()
    private var part: (name: String, file: String?, content: [UInt8])?

    init(boundary: String) { parser = MultipartParser(boundary: boundary) }

    /// Takes the next bytes of the body.
    /// - Throws: `RESTFailure` when they are no form.
    mutating func take(_ bytes: some Collection<UInt8>) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            try takePiece(rest.prefix(MultipartParameters.piece))
            rest = rest.dropFirst(MultipartParameters.piece)
        }
    }

    /// All parameters.
    /// - Throws: `RESTFailure` when the body broke off.
    func parameters() throws -> JSONObject {
        guard parser.isComplete else { throw MultipartParameters.broken }
        return decoding.parameters
    }

    private static var broken: RESTFailure { .invalidRequest(MultipartParser.broken.message.english) }

    private mutating func takePiece(_ bytes: some Sequence<UInt8>) throws {
        let events: [MultipartParser.Event]
        do {
            events = try parser.feed(bytes)
        } catch is Failure {
            throw MultipartParameters.broken
        }
        for event in events {
            switch event {
            case .began(let name, let file, _): part = (name, file, [])
            case .data(let data): part?.content += data
            case .ended: try end()
            case .finished: return
            }
        }
    }

    private mutating func end() throws {
        guard let ended = part else { return }
        part = nil
        guard let file = ended.file else {
            return try decoding.add(ended.name, .string(String(decoding: ended.content, as: UTF8.self)))
        }
        // A file field that was left empty has no name.
        if file.isEmpty { return }
        try decoding.add(ended.name, [.string(file), .string(Data(ended.content).base64EncodedString())])
    }
}
