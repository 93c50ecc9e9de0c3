import CRM
import Dispatch
import Glibc
import Kernel
import Storage

/// kill -9 in the middle of a backlog, and how long after the next start of the program the first robot has acted, durably.
struct RecoveryBench {
    struct Result {
        /// From the start of the process until the first visit of the backlog is committed, milliseconds.
        var acted = Samples()
        /// Until it answers people.
        var answers = Samples()
        var backlog = 0
    }

    private static let dueAt = Timestamp(milliseconds: 1_000_000)

    let site: BenchSite
    let preset: String
    let people: [UserID]
    let deals: Int
    let rounds: Int

    func measure() async throws -> Result {
        var result = Result()
        let bench = try await BenchPortal.open(site)
        let fill = try await TimerFill(bench, person: people[0])
        try await fill.addDue(deals: deals, at: Self.dueAt, people: people)
        try await bench.close()
        result.backlog = deals * fill.timers
        // The first start is of a portal that was closed properly.
        for round in 0...rounds {
            let waiting = try left()
            let start = ContinuousClock.now
            async let acted = firstVisit(after: waiting)
            let server = try ServerProcess(serving: site.arguments(), preset: preset)
            let answer = try BlockingHTTPClient(port: server.port, cookie: "").get("/sign-in")
            let answered = (ContinuousClock.now - start).inMilliseconds
            let moment = try await acted
            // It is killed while it works, at another moment each time.
            Self.wait(milliseconds: 50 + Int32(round) * 37)
            server.kill()
            guard answer.status == 200, round > 0 else { continue }
            result.answers.add(answered)
            result.acted.add((moment - start).inMilliseconds)
        }
        guard try left() > 0 else { throw Failure(.unavailable, Text(verbatim: "bench: the backlog is too short for \(rounds) kills")) }
        return result
    }

    /// Items of the backlog that nobody has visited.
    private func left() throws -> Int {
        try site.count("select count(*) from automation_agenda where hold = 0 and lane = 1 and due_at = \(Self.dueAt.milliseconds)")
    }

    /// Looks from outside, on a thread of its own, until a visit is durable.
    private func firstVisit(after waiting: Int) async throws -> ContinuousClock.Instant {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(
                    with: Swift.Result {
                        let end = ContinuousClock.now + .seconds(60)
                        while try left() == waiting, ContinuousClock.now < end { Self.wait(milliseconds: 1) }
                        return ContinuousClock.now
                    })
            }
        }
    }

    private static func wait(milliseconds: Int32) { _ = poll(nil, 0, milliseconds) }
}
