import CRM
import FoundationEssentials
import Kernel
import StoragePostgres

/// A portal full of deals, and somebody signed in to it.
struct MeasuredPortal {
    let site: BenchSite
    let preset: String
    let people: [UserID]
    /// Deals made a second.
    let fillRate: Double
    /// The header of a signed-in browser.
    let cookie: String
}

/// What is measured on both databases, and on PostgreSQL alone.
extension Bench {
    func make(_ site: BenchSite, _ preset: String) async throws -> MeasuredPortal {
        say("making a portal with \(size) deals on \(site.name)")
        let bench = try await BenchPortal.open(site)
        let people = try await bench.found(preset: preset)
        let rate = try await bench.fill(deals: size, people: people)
        let cookie = try await bench.signIn(people[0])
        try await bench.close()
        return MeasuredPortal(site: site, preset: preset, people: people, fillRate: rate, cookie: cookie)
    }

    /// - Parameter between: what is measured between the bare loops and the program.
    func measureMoves(_ portal: MeasuredPortal, between: () throws -> Void = {}) async throws -> MoveBench.Result {
        say("the statements of moves in a bare loop, \(portal.site.name)")
        let loop = BareLoop(site: portal.site, person: portal.people[0], moves: quick ? 512 : 3072)
        let bare = try await loop.measure()
        try between()
        say("moving deals, \(portal.site.name)")
        let moves = try await MoveBench(
            site: portal.site, person: portal.people[0], rounds: quick ? 1 : 3, time: quick ? .milliseconds(500) : .seconds(2)
        ).measure()
        show(BenchReport.text(moves, on: portal.site.name))
        show(BenchReport.text(bare, beside: moves, on: portal.site.name))
        return moves
    }

    /// Each on a copy, so that no part leaves its timers to another.
    func measureFaults(_ portal: MeasuredPortal) async throws {
        if wants(.recovery) {
            say("killing the server in the middle of a backlog, \(portal.site.name)")
            let copy = try portal.site.copy("recovery")
            let recovery = RecoveryBench(
                site: copy, preset: portal.preset, people: portal.people, deals: quick ? 5000 : 20_000, rounds: quick ? 2 : 7)
            show(BenchReport.text(try await recovery.measure(), on: copy.name))
            try copy.remove()
        }
        if wants(.snapshot) {
            say("holding a snapshot open, \(portal.site.name)")
            let copy = try portal.site.copy("snapshot")
            let snapshot = SnapshotBench(site: copy, people: portal.people, time: held)
            show(BenchReport.text(try await snapshot.measure(), held, on: copy.name))
            try copy.remove()
        }
    }

    func measureDue(_ portal: MeasuredPortal, nodes: Int, timers: Int) async throws {
        say("\(timers) timers due at once, \(portal.site.name), \(nodes) processes")
        let copy = try portal.site.copy("due")
        let mass = MassBench(site: copy, preset: portal.preset, people: portal.people, cookie: portal.cookie)
        let result = try await mass.measureDue(timers: timers, nodes: nodes)
        show(BenchReport.text(result, on: nodes == 1 ? copy.name : "\(copy.name), \(nodes) nodes"))
        try copy.remove()
    }

    /// - Parameter server: of a database on it that is not touched.
    func measurePostgres(_ server: PostgresURL, in folder: String, _ preset: String) async throws {
        guard wants(.postgres, .nodes, .snapshot, .recovery, .due) else { return }
        let site = BenchSite(folder: folder + "/postgres", postgres: server.database("bench_portal"))
        try PostgresServer(server).create("bench_portal")
        let portal = try await make(site, preset)
        if wants(.postgres) { try await measureBesidePgbench(portal, server, folder) }
        if wants(.nodes) {
            say("one, two and four nodes")
            let copy = try site.copy("nodes")
            let nodes = NodesBench(
                site: copy, preset: preset, cookie: portal.cookie, rounds: quick ? 1 : 4, time: .seconds(quick ? 1 : 5))
            show(BenchReport.text(try await nodes.measure()))
            try copy.remove()
        }
        try await measureFaults(portal)
        if wants(.due) {
            let timers = (due ?? (quick ? 2000 : 1_000_000)) / (quick ? 1 : 10)
            for nodes in [1, 2] { try await measureDue(portal, nodes: nodes, timers: timers) }
        }
        try site.remove()
    }

    private func measureBesidePgbench(_ portal: MeasuredPortal, _ server: PostgresURL, _ folder: String) async throws {
        let loop = BareLoop(site: portal.site, person: portal.people[0], moves: 20)
        say("pgbench")
        let pgbench = PgBench(server: server, folder: folder + "/pgbench", seconds: quick ? 1 : 5, accounts: quick ? 100_000 : 1_000_000)
        try pgbench.prepare(like: try await loop.measure().statements)
        var result = PgBench.empty()
        try pgbench.measure(into: &result)
        let moves = try await measureMoves(portal) { try pgbench.measure(into: &result) }
        try pgbench.measure(into: &result)
        show(BenchReport.text(result, beside: moves))
        try pgbench.remove()
    }
}
