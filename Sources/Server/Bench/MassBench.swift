import Automation
import CRM
import FoundationEssentials
import Glibc
import Kernel
import Robots
import Storage

/// A portal with millions of timers: those that wait for another month, and those that all fall due at once while a person
/// works over HTTP. The measured program is a process of its own.
struct MassBench {
    struct Dormant {
        var timers = 0
        var bytesPerTimer = Double.nan
        /// From the start of the program to its first answer, and one look at the head of the agenda.
        var start = Samples()
        var peek = Samples()
        var memory = Double.nan
        /// Timers a second of a thousand that are due, without the dormant ones and with them.
        var alone = Double.nan
        var among = Double.nan
    }

    struct Due {
        var timers = 0
        var seconds = Double.nan
        /// Of a processor, all nodes and the person's requests included.
        var processor = Double.nan
        /// A person's card of a deal and a person's move, meanwhile and afterwards, milliseconds.
        var pages = Samples()
        var moves = Samples()
        var calmPages = Samples()
        var calmMoves = Samples()
        var memory = Double.nan
    }

    let site: BenchSite
    let preset: String
    let people: [UserID]
    let cookie: String

    // MARK: Dormant

    func measureDormant(timers: Int, live: Int) async throws -> Dormant {
        var result = Dormant()
        var bench = try await BenchPortal.open(site, durability: .unflushed)
        let fill = try await TimerFill(bench, person: people[0])
        result.alone = try await workOff(live, fill, bench)
        try await bench.close()
        let before = try size()
        bench = try await BenchPortal.open(site, durability: .unflushed)
        let later = bench.composition.clock.now + .days(30)
        let filling = try await TimerFill(bench, person: people[0])
        try await filling.addDormant(items: timers / filling.timers, from: later)
        try await bench.close()
        result.timers = timers / filling.timers * filling.timers
        result.bytesPerTimer = Double(try size() - before) / Double(result.timers)

        let full = try await BenchPortal.open(site, durability: .unflushed)
        result.among = try await workOff(live, try await TimerFill(full, person: people[0]), full)
        for _ in 0..<200 {
            let start = ContinuousClock.now
            _ = try await full.portal.read { try full.assembly.engine.nextDue(in: $0) }
            result.peek.add((ContinuousClock.now - start).inMilliseconds * 1000)
        }
        try await full.close()
        for _ in 0..<3 {
            let start = ContinuousClock.now
            let server = try ServerProcess(serving: site.arguments(), preset: preset)
            _ = try BlockingHTTPClient(port: server.port, cookie: "").get("/sign-in")
            result.start.add((ContinuousClock.now - start).inMilliseconds)
            result.memory = try server.memory("VmRSS")
            server.stop()
        }
        return result
    }

    /// - Returns: timers a second, the best of three times: the first ones fill the caches.
    private func workOff(_ live: Int, _ fill: TimerFill, _ bench: BenchPortal) async throws -> Double {
        var rates = Samples()
        for _ in 0..<3 {
            try await fill.addDue(deals: live / fill.timers, at: bench.composition.clock.now, people: people)
            let start = ContinuousClock.now
            while try await bench.assembly.engine.tick().visited > 0 {}
            rates.add(Double(live / fill.timers * fill.timers) / (ContinuousClock.now - start).inSeconds)
        }
        return rates.percentile(100)
    }

    /// Bytes of the database.
    private func size() throws -> Int {
        if site.postgres != nil { return try site.count("select pg_database_size(current_database())") }
        return try FileManager.default.attributesOfItem(atPath: site.file)[.size] as? Int ?? 0
    }

    // MARK: Due at once

    /// - Parameter nodes: how many processes work on it.
    func measureDue(timers: Int, nodes: Int = 1) async throws -> Due {
        var result = Due()
        let traffic = try await MoveBench.traffic(site, from: "CONTRACT")
        let bench = try await BenchPortal.open(site, durability: .unflushed)
        let fill = try await TimerFill(bench, person: people[0])
        try await fill.addDue(deals: timers / fill.timers, at: bench.composition.clock.now, people: people)
        try await bench.close()
        result.timers = timers / fill.timers * fill.timers

        let servers = try (0..<nodes).map { try ServerProcess(serving: site.arguments(node: $0), preset: preset) }
        defer { for server in servers { server.stop() } }
        let start = ContinuousClock.now
        let person = try Person(port: servers[0].port, cookie: cookie, traffic: traffic)
        var round = 0
        while try round % 10 != 0 || isAnythingDue() {
            try person.work(&result.pages, &result.moves)
            round += 1
        }
        result.seconds = (ContinuousClock.now - start).inSeconds
        result.processor = try servers.reduce(0) { try $0 + $1.processorTime() }
        for _ in 0..<100 { try person.work(&result.calmPages, &result.calmMoves) }
        result.memory = try servers[0].memory("VmHWM")
        for server in servers { server.stop() }
        try await check(result.timers)
        return result
    }

    /// A timer that was lost would have been fast.
    private func check(_ timers: Int) async throws {
        let bench = try await BenchPortal.open(site, durability: .unflushed)
        let acted = try await bench.database.read { reader in
            // The template's timers are not due, nor are those of deals that people have moved.
            try reader.count("select count(*) from automation_journal where kind = 'robot.done' and node in ('quote_reminder', 'quote_control')")
        }
        // A look at everything: too long for millions.
        let broken = timers > 20_000 ? [] : try await bench.database.read { try AutomationInvariants.violations(in: $0, at: SystemClock().now) }
        try await bench.close()
        guard acted == timers, broken.isEmpty else {
            throw BenchTool.problem("\(timers) timers were due, \(acted) acted; \(broken.prefix(3).joined(separator: "; "))")
        }
    }

    private func isAnythingDue() throws -> Bool {
        let heads = (0...1).map { "select min(due_at) as due_at from automation_agenda where hold = 0 and lane = \($0)" }
        let due = try site.count("select min(due_at) from (\(heads.joined(separator: " union all "))) heads")
        return due > 0 && due <= SystemClock().now.milliseconds
    }
}

/// Opens a card and moves a deal, again and again, with a rest of 20 ms after each.
private struct Person {
    let client: BlockingHTTPClient
    let csrf: String
    let traffic: MoveTraffic

    init(port: Int, cookie: String, traffic: MoveTraffic) throws {
        client = try BlockingHTTPClient(port: port, cookie: cookie)
        csrf = try HTTPLoad.csrf(cookie, port)
        self.traffic = traffic
    }

    func work(_ pages: inout Samples, _ moves: inout Samples) throws {
        let next = traffic.nextMove()
        pages.add(try timed { try client.get("/deals/\(next.deal.id)") })
        moves.add(
            try timed {
                try client.post("/deals/\(next.deal.id)/move", form: "csrf=\(percentEncoded(csrf))&stage=\(next.stage)")
                return try client.receive()
            })
    }

    private func timed(_ deed: () throws -> BlockingHTTPClient.Answer) throws -> Double {
        let start = ContinuousClock.now
        let answer = try deed()
        let time = (ContinuousClock.now - start).inMilliseconds
        guard answer.status == 200 || answer.status == 303 else {
            throw Failure(.unavailable, Text(verbatim: "bench: a person is answered with status \(answer.status)"))
        }
        _ = poll(nil, 0, 20)
        return time
    }
}
