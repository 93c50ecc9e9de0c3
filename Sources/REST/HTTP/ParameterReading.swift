import Hummingbird
import Kernel
import NIOCore

/// Reads the parameters of a request: the query string, then the body, whose values win.
enum ParameterReading {
    /// Files travel as base64 in bodies.
    static let limit = 64 << 20
    /// What is still read, and thrown away, so that a client with too much hears why.
    private static let discardLimit = 1 << 30

    static func parameters(of request: Request) async throws -> Parameters {
        var merged = try QueryDecoding.decode(request.uri.query ?? "")
        guard request.method != .get, request.method != .head else { return Parameters(.object(merged)) }
        let type = request.headers[.contentType] ?? ""
        if type.lowercased().hasPrefix("multipart/form-data") {
            for (key, value) in try await multipart(request, type) { merged[key] = value }
            return Parameters(.object(merged))
        }
        let bytes = try await read(request)
        guard bytes.contains(where: { !($0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09) }) else { return Parameters(.object(merged)) }
        let startsJSON = bytes.first == UInt8(ascii: "{") || bytes.first == UInt8(ascii: "[")
        guard type.lowercased().contains("json") || (startsJSON && !type.lowercased().hasPrefix("application/x-www-form-urlencoded")) else {
            for (key, value) in try QueryDecoding.decode(String(decoding: bytes, as: UTF8.self)) { merged[key] = value }
            return Parameters(.object(merged))
        }
        switch try json(bytes) {
        case .object(let object):
            for (key, value) in object { merged[key] = value }
            return Parameters(.object(merged))
        case .array(let positions): return Parameters(.array(positions))
        case .null, .bool, .int, .double, .string: throw RESTFailure.invalidRequest("The body must be a JSON object or array.")
        }
    }

    private static func json(_ bytes: [UInt8]) throws -> JSONValue {
        do {
            return try JSONValue(parsing: bytes, limits: JSONValue.Limits(bytes: limit))
        } catch let failure as Failure {
            throw RESTFailure.invalidRequest(failure.message.english)
        }
    }

    /// A form with files: its plain fields, and each file as `[name, base64]`, which is how files travel in JSON.
    private static func multipart(_ request: Request, _ type: String) async throws -> JSONObject {
        guard let boundary = MultipartParser.boundary(of: type) else { throw RESTFailure.invalidRequest("The boundary of the form is missing.") }
        var form = MultipartParameters(boundary: boundary)
        try await chunks(of: request) { try form.take($0) }
        return try form.parameters()
    }

    private static func read(_ request: Request) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        try await chunks(of: request) { bytes += $0 }
        return bytes
    }

    /// Hands over the body piece by piece.
    /// - Throws: `RESTFailure` 413 as soon as there is too much of it.
    private static func chunks(of request: Request, _ take: (ByteBufferView) throws -> Void) async throws {
        let tooLarge = RESTFailure(413, "INVALID_REQUEST", "The body is larger than \(limit >> 20) MB.")
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
            // A client that says it will close hears nothing before it has sent everything.
            if length <= discardLimit { for try await _ in request.body {} }
            throw tooLarge
        }
        var received = 0
        for try await chunk in request.body {
            received += chunk.readableBytes
            if received > limit { throw tooLarge }
            try take(chunk.readableBytesView)
        }
    }
}
