import Kernel

/// From the start of the program to its first answer, and the memory it takes.
struct StartBench {
    struct Result {
        var milliseconds = Samples()
        var idle = Double.nan
        var loaded = Double.nan
        var peak = Double.nan
        var pagesPerSecond = Double.nan
        var pages: [PageBench.Result] = []
    }

    let data: String
    let preset: String
    let pages: PageBench
    let starts: Int
    let loadRounds: Int

    func measure() async throws -> Result {
        var result = Result()
        for _ in 1..<starts { try start(into: &result).stop() }
        let server = try start(into: &result)
        defer { server.stop() }
        await pause(.seconds(5))
        result.idle = try server.memory("VmRSS")
        result.pages = try pages.measure(port: server.port)
        var memory = Samples()
        result.pagesPerSecond = try pages.load(port: server.port, rounds: loadRounds) { memory.add(try server.memory("VmRSS")) }
        result.loaded = memory.percentile(100)
        result.peak = try server.memory("VmHWM")
        return result
    }

    private func start(into result: inout Result) throws -> ServerProcess {
        let start = ContinuousClock.now
        let server = try ServerProcess(data: data, preset: preset)
        let answer = try BlockingHTTPClient(port: server.port, cookie: "").get("/sign-in")
        guard answer.status == 200 else {
            throw Failure(.unavailable, Text(verbatim: "bench: /sign-in answers with status \(answer.status)"))
        }
        result.milliseconds.add((ContinuousClock.now - start).inMilliseconds)
        return server
    }
}
