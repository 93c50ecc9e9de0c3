// Foundation for reading and listing the written pairs.
import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import REST

/// Every method answers a written request with the written answer: `Golden/*.golden`, a family each, played in order on a portal of
/// its own. `PROM2B_GOLDEN=write bin/test --fast` writes the answers anew; whoever does reads the difference before committing it.
@Suite(.enabled(if: TestServer.url == nil, "the numbers of items have gaps on PostgreSQL, where the other suites ask the same"))
struct GoldenTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden")
    private static let isWriting = ProcessInfo.processInfo.environment["PROM2B_GOLDEN"] == "write"
    private static var files: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { $0.hasSuffix(".golden") }.sorted()
    }

    @Test(arguments: files) func `requests are answered as written`(file: String) async throws {
        let place = Self.folder.appendingPathComponent(file)
        let written = try GoldenFile(String(contentsOf: place, encoding: .utf8))
        let world = try await RESTWorld.make()
        let played = try await written.played(on: world)
        if Self.isWriting { return try played.text.write(to: place, atomically: true, encoding: .utf8) }
        for (step, answer) in zip(written.steps, played.steps) {
            #expect(step.answer == answer.answer, "\(file): \(step.request)")
        }
    }

    @Test func `every method has a pair`() throws {
        let requests = try Self.files.flatMap { file in
            try GoldenFile(String(contentsOf: Self.folder.appendingPathComponent(file), encoding: .utf8)).steps.map { $0.method.lowercased() }
        }
        let missing = MethodCatalog.standard.all.map(\.name).filter { !requests.contains($0.lowercased()) }
        #expect(missing == [])
    }
}

/// Requests with their answers, as a file has them:
///
///     # a remark
///     as manager
///     > crm.deal.add {"fields": {"TITLE": "Насос"}}
///     = deal result
///     < 200
///     7
///
/// `as` says who calls from here on (the administrator at first); `=` gives a value of the answer a name, which later requests write
/// as `$deal`.
struct GoldenFile {
    struct Step {
        /// Remarks and `as` before the request.
        var before: [Substring] = []
        var request = ""
        var captures: [Substring] = []
        /// The status and what came back, without times and secrets.
        var answer = ""

        var method: String { String(request.prefix { $0 != " " }) }
        var person: Substring? { before.last { $0.hasPrefix("as ") }?.dropFirst(3) }
    }

    private(set) var steps: [Step] = []

    init(_ text: String) {
        var step = Step()
        var answer: [Substring] = []
        func finished() -> Step {
            var whole = step
            whole.answer = answer.joined(separator: "\n")
            return whole
        }
        for line in text.split(separator: "\n") {
            if line.hasPrefix("#") || line.hasPrefix("as ") || line.hasPrefix("> ") {
                if !step.request.isEmpty {
                    steps.append(finished())
                    (step, answer) = (Step(), [])
                }
                if line.hasPrefix("> ") { step.request = String(line.dropFirst(2)) } else { step.before.append(line) }
            } else if line.hasPrefix("= ") {
                step.captures.append(line)
            } else {
                answer.append(line.hasPrefix("< ") ? line.dropFirst(2) : line)
            }
        }
        if !step.request.isEmpty { steps.append(finished()) }
    }

    var text: String {
        steps.map { step in
            (step.before + ["> \(step.request)"] + step.captures + ["< \(step.answer)"]).joined(separator: "\n") + "\n"
        }.joined(separator: "\n")
    }

    /// The same with the answers of a portal.
    func played(on world: RESTWorld) async throws -> GoldenFile {
        var played = self
        var names: [(name: String, value: String)] = []
        var client = world.administrator
        for place in steps.indices {
            if let person = steps[place].person { client = try await Self.client(person, world) }
            // Longer names first: `$dealcategory` is not `$deal` with a tail.
            let request = names.sorted { $0.name.count > $1.name.count }.reduce(steps[place].request) {
                $0.replacingOccurrences(of: "$\($1.name)", with: $1.value)
            }
            let reply = try await client.post(steps[place].method, JSONValue(parsing: String(request.dropFirst(steps[place].method.count + 1))))
            played.steps[place].answer = "\(reply.status)\n" + Self.plain(reply, client)
            for capture in steps[place].captures {
                let words = capture.split(separator: " ")
                let value = words[2].split(separator: ".").reduce(reply.json) { json, key in
                    (Int(key).map { json.elements.indices.contains($0) ? json.elements[$0] : .null } ?? json[String(key)]) ?? .null
                }
                names.append((String(words[1]), value.string ?? value.text))
            }
        }
        return played
    }

    private static func client(_ person: Substring, _ world: RESTWorld) async throws -> Client {
        switch person {
        case "manager": try await world.client(of: world.people.manager)
        case "clerk": try await world.client(of: world.people.clerk)
        default: world.administrator
        }
    }

    /// Without what differs from run to run.
    private static func plain(_ reply: Reply, _ client: Client) -> String {
        let members = (reply.json.object?.members ?? []).filter { $0.key != "time" }
        let timeless = members.map { member in
            guard let result = member.value.object, result["result_time"] != nil else { return member }
            return JSONObject.Member(member.key, .object(JSONObject(result.members.filter { $0.key != "result_time" })))
        }
        let whole: JSONValue = timeless.count == 1 && timeless[0].key == "result" ? timeless[0].value : .object(JSONObject(timeless))
        return whole.laidOut().replacingOccurrences(of: client.key, with: "KEY")
            .replacingOccurrences(of: #""[\w-]{43}""#, with: "\"SECRET\"", options: .regularExpression)
            .replacingOccurrences(of: #"\b[0-9a-f]{32,}\b"#, with: "HASH", options: .regularExpression)
    }
}

extension JSONValue {
    /// What fits on a line stands on one, the rest a member a line.
    fileprivate func laidOut(indent: Int = 0) -> String {
        let line = text
        let inner = String(repeating: " ", count: indent + 2)
        guard line.count + indent > 110 else { return line }
        switch self {
        case .object(let object):
            let members = object.members.map { "\(inner)\(JSONValue.string($0.key).text): \($0.value.laidOut(indent: indent + 2))" }
            return "{\n\(members.joined(separator: ",\n"))\n\(inner.dropLast(2))}"
        case .array(let elements):
            return "[\n\(elements.map { inner + $0.laidOut(indent: indent + 2) }.joined(separator: ",\n"))\n\(inner.dropLast(2))]"
        case .null, .bool, .int, .double, .string: return line
        }
    }
}
