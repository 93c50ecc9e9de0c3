import Dispatch
import Hummingbird
import Kernel
import ServiceLifecycle
import Storage
import Web

/// Pages over real HTTP, signed in as the administrator, who sees every item.
struct PageBench {
    struct Page {
        let name: String
        let path: String
    }

    struct Result {
        let page: Page
        var times = Samples()
        var plain = 0
        var gzipped = 0
    }

    let cookie: String
    let pages: [Page]
    let requests: Int

    /// Asks for the pages in turn, so that a slow moment of the machine falls on all of them.
    func measure(port: Int) throws -> [Result] {
        let client = try BlockingHTTPClient(port: port, cookie: cookie)
        var results = pages.map { Result(page: $0) }
        for index in results.indices {
            for _ in 0..<10 { _ = try ask(client, pages[index].path) }
            results[index].gzipped = try ask(client, pages[index].path).body.count
            results[index].plain = try ask(client, pages[index].path, gzip: false).body.count
        }
        for _ in 0..<requests {
            for index in results.indices {
                let start = ContinuousClock.now
                _ = try ask(client, pages[index].path)
                results[index].times.add((ContinuousClock.now - start).inMilliseconds)
            }
        }
        return results
    }

    /// Eight browsers that ask for the first page at the same time, again and again.
    /// - Parameter watch: called after every round.
    /// - Returns: pages per second.
    func load(port: Int, rounds: Int, watch: () throws -> Void) throws -> Double {
        let clients = try (0..<8).map { _ in try BlockingHTTPClient(port: port, cookie: cookie) }
        let start = ContinuousClock.now
        for _ in 0..<rounds {
            for client in clients { try client.send(pages[0].path) }
            for client in clients { try expectSuccess(client.receive(), pages[0].path) }
            try watch()
        }
        return Double(rounds * clients.count) / (ContinuousClock.now - start).inSeconds
    }

    /// How many statements each page takes, counted in a server inside this process without its background work.
    func countQueries(_ composition: Composition) async throws -> [Int] {
        let counter = QueryCounter()
        let (ports, known) = AsyncStream.makeStream(of: Int.self)
        let router = PortalRouter(services: composition.services).makeRouter(portalRoutes)
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0), serverName: nil),
            onServerRunning: { known.yield($0.localAddress?.port ?? 0) }, logger: composition.log)
        let group = ServiceGroup(
            configuration: .init(services: [.init(service: application)], logger: composition.log))
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            // The tasks of the server inherit the counter.
            tasks.addTask { try await QueryCounter.$current.withValue(counter) { try await group.run() } }
            guard let port = await ports.first(where: { _ in true }) else { return [] }
            let counts = try await ask(port, counter)
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            return counts
        }
    }

    /// On a thread of its own: the server of this process needs the others.
    private func ask(_ port: Int, _ counter: QueryCounter) async throws -> [Int] {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Swift.Result { try counts(port, counter) })
            }
        }
    }

    private func counts(_ port: Int, _ counter: QueryCounter) throws -> [Int] {
        let client = try BlockingHTTPClient(port: port, cookie: cookie)
        return try pages.map { page in
            // The first request fills the caches of people and fields.
            _ = try ask(client, page.path)
            let before = counter.statements.count
            _ = try ask(client, page.path)
            return counter.statements.count - before
        }
    }

    private func ask(_ client: BlockingHTTPClient, _ path: String, gzip: Bool = true) throws -> BlockingHTTPClient.Answer {
        let answer = try client.get(path, gzip: gzip)
        try expectSuccess(answer, path)
        return answer
    }

    /// An error page is fast; its time would be worth nothing.
    private func expectSuccess(_ answer: BlockingHTTPClient.Answer, _ path: String) throws {
        if answer.status != 200 {
            throw Failure(.unavailable, Text(verbatim: "bench: \(path) answers with status \(answer.status)"))
        }
    }
}
