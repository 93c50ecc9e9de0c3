import CRM
import Kernel

/// `batch`: up to fifty calls in one request, one after another, later ones using the results of earlier ones.
enum BatchMethod {
    static let limit = 50

    static let methods: [RESTMethod] = [
        RESTMethod(
            "batch", nil, Text(ru: "Выполняет до 50 вызовов одним запросом", en: "Carries out up to 50 calls in one request"),
            [
                RESTParameter("cmd", "object", isRequired: true, Text(ru: "Имя → «метод?параметры»", en: "Name → “method?parameters”")),
                RESTParameter("halt", "boolean", Text(ru: "Остановиться на первой ошибке", en: "Stop at the first error")),
            ], isForBatch: false, run: run)
    ]

    private static func run(_ call: Call) async throws -> Answer {
        let commands = try call.parameters.object("cmd") ?? JSONObject()
        let halts = call.parameters.flag("halt")
        var results = Results()
        for (place, member) in commands.members.enumerated() {
            let start = call.services.portal.clock.now
            do {
                if place >= limit { throw RESTFailure.batchLength }
                let answer = try await execute(member.value.scalarText ?? "", results, call)
                results.add(member.key, answer, Timing(start: start, finish: call.services.portal.clock.now, zone: call.zone))
            } catch {
                results.add(member.key, Dispatcher.failure(of: error, call.caller, call.services.log))
                if halts { break }
            }
        }
        return Answer(results.json)
    }

    private static func execute(_ command: String, _ results: Results, _ call: Call) async throws -> Answer {
        let halves = command.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var name = String(halves.first ?? "").filter { !$0.isWhitespace }
        if name.hasSuffix(".json") { name.removeLast(5) }
        var parameters = JSONValue.object(JSONObject())
        if halves.count > 1 { parameters = results.resolved(.object(try QueryDecoding.decode(halves[1]))) }
        return try await Dispatcher.run(name, call.with(Parameters(parameters)), isInBatch: true)
    }

    /// What came of the commands so far.
    private struct Results {
        private var values: [JSONObject.Member] = []
        private var errors: [JSONObject.Member] = []
        private var totals: [JSONObject.Member] = []
        private var nexts: [JSONObject.Member] = []
        private var times: [JSONObject.Member] = []
        private var byName: [String: JSONValue] = [:]

        mutating func add(_ name: String, _ answer: Answer, _ timing: Timing) {
            values.append(JSONObject.Member(name, answer.result))
            byName[name] = answer.result
            if let total = answer.total { totals.append(JSONObject.Member(name, .int(Int64(total)))) }
            if let next = answer.next { nexts.append(JSONObject.Member(name, .int(Int64(next)))) }
            times.append(JSONObject.Member(name, timing.json))
        }

        mutating func add(_ name: String, _ failure: RESTFailure) { errors.append(JSONObject.Member(name, failure.json)) }

        var json: JSONValue {
            func map(_ members: [JSONObject.Member]) -> JSONValue { members.isEmpty ? .array([]) : .object(JSONObject(members)) }
            return [
                "result": map(values), "result_error": map(errors), "result_total": map(totals), "result_next": map(nexts),
                "result_time": map(times),
            ]
        }

        /// Puts the results of earlier commands in the place of `$result[name][path]` within texts.
        func resolved(_ value: JSONValue) -> JSONValue {
            switch value {
            case .string(let text): replaced(text)
            case .array(let elements): .array(elements.map(resolved))
            case .object(let object): .object(JSONObject(object.members.map { JSONObject.Member($0.key, resolved($0.value)) }))
            case .null, .bool, .int, .double: value
            }
        }

        /// A text that is nothing but a reference becomes what it points to; within a longer text it becomes text. What points
        /// nowhere is empty.
        private func replaced(_ text: String) -> JSONValue {
            guard text.contains("$result[") else { return .string(text) }
            var result = ""
            var rest = text[...]
            while let start = rest.firstRange(of: "$result") {
                var end = start.upperBound
                var path: [String] = []
                while end < rest.endIndex, rest[end] == "[", let close = rest[end...].firstIndex(of: "]") {
                    path.append(String(rest[rest.index(after: end)..<close]))
                    end = rest.index(after: close)
                }
                let target = path.isEmpty ? JSONValue.string("$result") : found(path)
                if start.lowerBound == text.startIndex, end == text.endIndex { return target ?? .string("") }
                result += rest[..<start.lowerBound] + (target?.scalarText ?? "")
                rest = rest[end...]
            }
            return .string(result + rest)
        }

        private func found(_ path: [String]) -> JSONValue? {
            var value = byName[path[0]]
            for step in path.dropFirst() { value = value?[step] ?? Int(step).flatMap { value?[$0] } }
            return value
        }
    }
}
