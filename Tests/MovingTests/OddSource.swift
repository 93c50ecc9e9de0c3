import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
import Synchronization

/// A source that answers as Bitrix24 does where that differs from our own portal, with the bad days of a real network.
final class OddSource: Sendable {
    /// What one request is answered with in the place of its result.
    enum BadDay: Sendable { case tooFast, overworked, html, brokenJSON, stumble, expired }

    private struct State {
        var results: [String: JSONValue] = [:]
        var badDays: [Int: BadDay] = [:]
        var requests = 0
        var calls: [String] = []
    }

    private let state = Mutex(State())
    private let server = Mutex<Task<Void, any Error>?>(nil)

    /// Method → `result`; a method that is not named is not there.
    init(_ results: [String: JSONValue], badDays: [Int: BadDay] = [:]) {
        state.withLock { ($0.results, $0.badDays) = (results, badDays) }
    }

    var calls: [String] { state.withLock(\.calls) }
    func answer(_ method: String, with result: JSONValue) { state.withLock { $0.results[method] = result } }

    /// Gives the webhook's address.
    func start() async throws -> String {
        let router = Router(context: SourceContext.self)
        router.post("/rest/1/s3cret/:method") { [self] request, context in
            let bytes = try await request.body.collect(upTo: 1 << 20)
            let method = context.parameters.get("method").map { $0.hasSuffix(".json") ? String($0.dropLast(5)) : $0 } ?? ""
            return try respond(method, (try? JSONValue(parsing: Array(bytes.readableBytesView))) ?? .null)
        }
        router.get("/sign-in") { [self] _, _ in text("<html>Войдите</html>", .ok, "text/html; charset=utf-8") }
        let (port, task) = try await serve(router)
        server.withLock { $0 = task }
        return "http://127.0.0.1:\(port)/rest/1/s3cret/"
    }

    func stop() { server.withLock { $0?.cancel() } }

    private func respond(_ method: String, _ parameters: JSONValue) throws -> Response {
        let badDay = state.withLock { state in
            state.requests += 1
            state.calls.append(method)
            return state.badDays[state.requests]
        }
        switch badDay {
        case .tooFast: return json(["error": "QUERY_LIMIT_EXCEEDED", "error_description": "Too many requests"], .serviceUnavailable)
        case .overworked: return json(["error": "OPERATION_TIME_LIMIT", "error_description": ""], .tooManyRequests)
        case .html: return text("<html><body>502 Bad Gateway</body></html>", .badGateway, "text/html")
        case .brokenJSON: return text("{\"result\": [{\"ID\":", .ok, "application/json")
        case .stumble: return json(["error": "INTERNAL_SERVER_ERROR", "error_description": "Internal server error"], .internalServerError)
        case .expired: return json(["error": "expired_token", "error_description": "The access token provided has expired"], .unauthorized)
        case nil: break
        }
        if method == "batch" { return json(["result": batch(parameters["cmd"]?.keyed ?? JSONObject()), "time": ["start": 1.5]], .ok) }
        guard let result = rows(of: method, parameters["filter"]?[">ID"]?.scalarText) else {
            return json(["error": "ERROR_METHOD_NOT_FOUND", "error_description": "Method not found!"], .notFound)
        }
        var answer: JSONObject = .init([.init("result", result), .init("time", ["start": 1.5])])
        if let count = result.array?.count { answer["total"] = .int(Int64(count)) }
        return json(.object(answer), .ok)
    }

    /// Rows after a number, fifty at most.
    private func rows(of method: String, _ last: String?) -> JSONValue? {
        guard let result = state.withLock({ $0.results[method] }) else { return nil }
        guard case .array(let rows) = result, let last = last.flatMap({ Int64($0) }) else { return result }
        return .array(rows.filter { ($0["ID"]?.number ?? 0) > last })
    }

    /// PHP says an empty list where there are no members.
    private func batch(_ commands: JSONObject) -> JSONValue {
        var results: [JSONObject.Member] = []
        var errors: [JSONObject.Member] = []
        for (name, line) in commands {
            let method = String(line.scalarText?.prefix { $0 != "?" } ?? "")
            state.withLock { $0.calls.append(method) }
            if let result = rows(of: method, nil) {
                results.append(.init(name, result))
            } else {
                errors.append(.init(name, ["error": "ERROR_METHOD_NOT_FOUND", "error_description": "Method not found!"]))
            }
        }
        func map(_ members: [JSONObject.Member]) -> JSONValue { members.isEmpty ? .array([]) : .object(JSONObject(members)) }
        return ["result": map(results), "result_error": map(errors), "result_total": [], "result_next": [], "result_time": []]
    }

    private func json(_ value: JSONValue, _ status: HTTPResponse.Status) -> Response { text(value.text, status, "application/json") }

    private func text(_ text: String, _ status: HTTPResponse.Status, _ type: String) -> Response {
        Response(status: status, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}

/// A clock on which sleeping takes no time: it remembers how long was slept.
final class HurryingClock: WallClock {
    private struct State {
        var now: Timestamp
        var sleeps: [TimeSpan] = []
    }

    private let state: Mutex<State>

    init(_ start: Timestamp) { state = Mutex(State(now: start)) }

    var now: Timestamp { state.withLock(\.now) }
    var sleeps: [TimeSpan] { state.withLock(\.sleeps) }

    func sleep(until moment: Timestamp) async {
        state.withLock { state in
            guard moment > state.now else { return }
            state.sleeps.append(moment - state.now)
            state.now = moment
        }
    }
}
