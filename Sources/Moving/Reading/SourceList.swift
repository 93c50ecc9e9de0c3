import Kernel

/// A call within a batch.
struct SourceCall: Sendable {
    let method: String
    let parameters: JSONObject

    init(_ method: String, _ parameters: JSONObject = JSONObject()) {
        self.method = method
        self.parameters = parameters
    }

    /// `crm.deal.list?order[ID]=ASC&…`
    var line: String {
        var pairs: [String] = []
        for (key, value) in parameters { SourceCall.append(percentEncoded(key), value, &pairs) }
        return pairs.isEmpty ? method : "\(method)?\(pairs.joined(separator: "&"))"
    }

    private static func append(_ name: String, _ value: JSONValue, _ pairs: inout [String]) {
        switch value {
        case .object(let object): for (key, inner) in object { append("\(name)[\(percentEncoded(key))]", inner, &pairs) }
        case .array(let elements): for (place, inner) in elements.enumerated() { append("\(name)[\(place)]", inner, &pairs) }
        case .null, .bool, .int, .double, .string: pairs.append("\(name)=\(percentEncoded(value.scalarText ?? ""))")
        }
    }
}

extension SourceClient {
    /// The most calls of a batch.
    static let batch = 50

    /// Any number of calls, fifty a request; answers in the order of the calls.
    func batch(_ calls: [SourceCall]) async throws -> [Result<JSONValue, SourceRefusal>] {
        var answers: [Result<JSONValue, SourceRefusal>] = []
        for start in stride(from: 0, to: calls.count, by: Self.batch) {
            let part = calls[start..<min(start + Self.batch, calls.count)]
            let lines = part.enumerated().map { JSONObject.Member("c\($0)", .string($1.line)) }
            let answer = try await call("batch", ["halt": 0, "cmd": .object(JSONObject(lines))])
            let result = answer["result"]
            for place in part.indices.map({ $0 - part.startIndex }) {
                let name = "c\(place)"
                if let value = result?["result"]?.keyed?[name] {
                    answers.append(.success(value))
                } else {
                    let refusal = SourceRefusal(result?["result_error"]?.keyed?[name])
                    if let end = refusal?.end { throw end }
                    answers.append(.failure(refusal ?? SourceRefusal(code: "NO_ANSWER", description: "")))
                }
            }
        }
        return answers
    }
}

/// A list of the source that is read in the order of numbers: each page begins after the last number of the one before, which
/// stays fast at any length and loses nothing when records come or go meanwhile.
struct SourceList: Sendable {
    static let page = 50

    let method: String
    /// Besides order and filter.
    var parameters = JSONObject()
    /// Besides the number.
    var filter = JSONObject()
    /// Where the rows stand in the result; empty when it is the rows.
    var path: [String] = []
    var id = "ID"
    /// How rows name their number.
    var rowID = "ID"

    struct Rows: Sendable {
        let rows: [JSONObject]
        /// Whether nothing comes after them.
        let isEnd: Bool
        /// How many come in all from the number on; nil when the source does not say.
        let total: Int?
    }

    func call(after last: String) -> SourceCall {
        var filter = filter
        filter[">\(id)"] = .string(last)
        var all = parameters
        all["order"] = .object(.init([.init(id, "ASC")]))
        all["filter"] = .object(filter)
        return SourceCall(method, all)
    }

    /// The next rows, up to `pages` pages in two requests: the first tells how many there are, a batch brings the others, each of
    /// them going on where the one before ends.
    func rows(after last: Int64, pages: Int, from client: SourceClient) async throws -> Rows {
        let first = call(after: String(last))
        let answer = try await client.call(first.method, .object(first.parameters))
        var rows = try read(answer["result"], after: last)
        let total = answer["total"]?.number.map { Int($0) }
        guard rows.count >= Self.page, let end = rows.last.flatMap(number) else { return Rows(rows: rows, isEnd: true, total: total) }
        let further = min(pages - 1, total.map { ($0 - rows.count + Self.page - 1) / Self.page } ?? (pages - 1))
        guard further > 0 else { return Rows(rows: rows, isEnd: total.map { $0 <= rows.count } ?? false, total: total) }
        var calls: [SourceCall] = []
        for place in 0..<further {
            let steps = path.map { "[\($0)]" }.joined()
            var next = call(after: place == 0 ? String(end) : "$result[c\(place - 1)]\(steps)[\(Self.page - 1)][\(rowID)]").parameters
            next["start"] = -1
            calls.append(SourceCall(method, next))
        }
        var latest = end
        for result in try await client.batch(calls) {
            let page = try read(try result.get(), after: latest)
            rows += page
            guard page.count >= Self.page, let end = page.last.flatMap(number) else { return Rows(rows: rows, isEnd: true, total: total) }
            latest = end
        }
        return Rows(rows: rows, isEnd: false, total: total)
    }

    func number(_ row: JSONObject) -> Int64? { row.value(rowID)?.number }

    /// - Throws: `Failure` when a source does not heed the filter: going on would never end.
    private func read(_ result: JSONValue?, after last: Int64) throws -> [JSONObject] {
        let place = path.reduce(result) { $0?[$1] }
        let rows = (place?.elements ?? []).compactMap(\.object).filter { number($0) != nil }
        if let first = rows.first.flatMap(number), first <= last {
            throw Failure(.unavailable, MovingTexts.noOrder.with(["method": method]))
        }
        return rows
    }
}

extension SourceClient {
    /// All rows of a list that is read by places: short ones.
    func all(_ method: String, _ parameters: JSONObject = JSONObject(), path: [String] = []) async throws -> [JSONObject] {
        var rows: [JSONObject] = []
        var start: Int64 = 0
        while true {
            var page = parameters
            if start > 0 { page["start"] = .int(start) }
            let answer = try await call(method, .object(page))
            rows += (path.reduce(answer["result"]) { $0?[$1] }?.elements ?? []).compactMap(\.object)
            guard let next = answer["next"]?.number, next > start else { return rows }
            start = next
        }
    }
}
