import CRM
import Kernel

/// The REST API over HTTP on a portal with many deals: lists, single writes, batches.
struct RESTBench {
    struct Result {
        var deals = 0
        /// Milliseconds of the whole answer.
        var filtered = Samples()
        var keyset = Samples()
        var counted = Samples()
        var adding = Samples()
        var batch = Samples()
        /// `crm.lead.add` of eight clients at once, a second.
        var addsPerSecond = 0.0
        /// Nil without a Python.
        var readingAll: ReadingAll?
    }

    /// All of many deals read by fast-bitrix24, which asks for pages by their place, fifty a batch.
    struct ReadingAll {
        let rows: Int
        let seconds: Double
        /// Seconds of a processor.
        let client: Double
        let server: Double
    }

    let site: BenchSite
    let preset: String
    let deals: Int
    let rounds: Int
    /// With the clients of `Tests/ClientTests`.
    let python: String?

    func measure() async throws -> Result {
        let bench = try await BenchPortal.open(site)
        let people = try await bench.found(preset: preset)
        _ = try await bench.fill(deals: deals, people: people)
        let made = try await bench.portal.perform(as: .person(people[0])) {
            try IncomingWebhookStore.create("bench", scopes: Set(IntegrationScope.allCases), in: $0)
        }
        try await bench.close()
        let server = try ServerProcess(data: site.folder, preset: preset)
        defer { server.stop() }
        var result = Result(deals: deals)
        try ask(server.port, "/rest/\(people[0])/\(made.secret.text)", people, into: &result)
        result.readingAll = try python.map { try readAll($0, server, "http://127.0.0.1:\(server.port)/rest/\(people[0])/\(made.secret.text)/") }
        return result
    }

    private func readAll(_ python: String, _ server: ServerProcess, _ webhook: String) throws -> ReadingAll {
        let before = try server.processorTime()
        let printed = try BenchTool.run([python, "-W", "ignore", "Tests/ClientTests/get_all.py", webhook, "\(min(deals, 100_000))"])
        let numbers = printed.split(separator: " ").compactMap { Double($0) }
        guard numbers.count == 3 else { throw BenchTool.problem("get_all: \(printed)") }
        return ReadingAll(
            rows: Int(numbers[0]), seconds: numbers[1], client: numbers[2], server: try server.processorTime() - before)
    }

    private func ask(_ port: Int, _ key: String, _ people: [UserID], into result: inout Result) throws {
        let client = try BlockingHTTPClient(port: port, cookie: "")
        func list(_ query: String) throws { try expect(client.get("\(key)/crm.deal.list?\(query)"), query) }
        for _ in 0..<5 { try list("start=-1") }
        for round in 0..<rounds {
            let person = people[round % people.count]
            let last = deals / rounds * round
            result.filtered.add(try timed { try list("start=-1&filter[ASSIGNED_BY_ID]=\(person)&filter[%3E%3DOPPORTUNITY]=500000&order[ID]=DESC") })
            result.keyset.add(try timed { try list("start=-1&filter[%3EID]=\(last)&order[ID]=ASC&select[]=*&select[]=UF_*") })
            if round % 5 == 0 { result.counted.add(try timed { try list("filter[ASSIGNED_BY_ID]=\(person)") }) }
        }
        let form = "fields[TITLE]=bench&fields[NAME]=A&fields[PHONE][0][VALUE]=%2B79160000000"
        for _ in 0..<rounds {
            result.adding.add(
                try timed {
                    try client.post("\(key)/crm.lead.add", form: form)
                    try expect(client.receive(), "crm.lead.add")
                })
        }
        let commands = (0..<50).map { "cmd[c\($0)]=crm.lead.add%3Ffields%5BTITLE%5D%3Dbench\($0)" }.joined(separator: "&")
        for _ in 0..<max(rounds / 10, 3) {
            result.batch.add(
                try timed {
                    try client.post("\(key)/batch", form: commands)
                    try expect(client.receive(), "batch")
                })
        }
        result.addsPerSecond = try load(port, key, form)
    }

    private func load(_ port: Int, _ key: String, _ form: String) throws -> Double {
        let clients = try (0..<8).map { _ in try BlockingHTTPClient(port: port, cookie: "") }
        let start = ContinuousClock.now
        for _ in 0..<rounds {
            for client in clients { try client.post("\(key)/crm.lead.add", form: form) }
            for client in clients { try expect(client.receive(), "crm.lead.add") }
        }
        return Double(rounds * clients.count) / (ContinuousClock.now - start).inSeconds
    }

    private func timed(_ body: () throws -> Void) rethrows -> Double {
        let start = ContinuousClock.now
        try body()
        return (ContinuousClock.now - start).inMilliseconds
    }

    private func expect(_ answer: BlockingHTTPClient.Answer, _ what: String) throws {
        guard answer.status == 200 else { throw BenchTool.problem("\(what): \(answer.status)") }
    }
}
