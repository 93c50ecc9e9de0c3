import ArgumentParser
import CRM
import FoundationEssentials
import Kernel
import Storage
import StoragePostgres

/// Measures this build on portals of its own; the numbers never make it fail. Started by `bin/bench`.
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measures pages, moves, automation, nodes, recovery, import, start and memory.", shouldDisplay: false)

    /// What can be measured by itself.
    enum Part: String, CaseIterable, ExpressibleByArgument {
        case pages, robots, rest, moves, recovery, snapshot, dormant, due, engine, imports, postgres, nodes
    }

    /// Where the portals of a run are.
    enum Site: String, ExpressibleByArgument {
        case sqlite, postgres
    }

    @Flag(help: "Small portals and short rounds, to see that everything works.") var quick = false
    @Option(help: "Where to put the measured portals: on the disk that is meant. Removed at the end.") var scratch = ".build/bench"
    @Option(help: "The preset of the measured portals.") var preset: String?
    @Option(parsing: .upToNextOption, help: "Only these parts: \(Part.allCases.map(\.rawValue).joined(separator: ", ")).")
    var only: [Part] = []
    @Option(help: "Only on this database: sqlite or postgres.") var on: Site?
    @Option(help: "A PostgreSQL server on which databases may be made and settings changed.") var postgres: String?
    @Option(help: "Deals of each portal.") var deals: Int?
    @Option(help: "A Python that has the clients of Tests/ClientTests, for reading all deals by fast-bitrix24.") var python: String?
    @Option(help: "How many seconds a snapshot is held open.") var snapshotSeconds: Int?
    @Option(help: "Dormant timers.") var dormant: Int?
    @Option(help: "Timers due at once.") var due: Int?

    var size: Int { deals ?? (quick ? 5000 : 100_000) }
    var held: Duration { .seconds(snapshotSeconds ?? (quick ? 4 : 60)) }

    func run() async throws {
        let folder = scratch + "/portal-\(ProcessInfo.processInfo.processIdentifier)"
        do {
            let preset = try PresetFile.locate(preset)
            if on != .postgres { try await measureSQLite(in: folder, preset) }
            if on == .sqlite {
                // Nothing is missing that was asked for.
            } else if let postgres {
                try await measurePostgres(try PostgresURL(postgres), in: folder, preset)
            } else if wants(.postgres, .nodes, .snapshot, .recovery, .due) {
                show("\nLeft out, because there is no PostgreSQL: moves beside pgbench, nodes, and what PostgreSQL does in the other parts.\n")
            }
            if FileManager.default.fileExists(atPath: folder) { try FileManager.default.removeItem(atPath: folder) }
        } catch {
            say("the portals stay in \(folder)")
            throw explain(error)
        }
    }

    func wants(_ parts: Part...) -> Bool { only.isEmpty || parts.contains { only.contains($0) } }

    func say(_ text: String) { FileHandleOutput.standardError.write("bench: \(text) …\n") }

    /// Each part as soon as it is measured: a run may be cut short.
    func show(_ text: String) { FileHandleOutput.standardOutput.write(text) }
}

// MARK: - SQLite
extension Bench {
    private func measureSQLite(in folder: String, _ preset: String) async throws {
        guard wants(.pages, .robots, .rest, .moves, .recovery, .snapshot, .dormant, .due, .engine, .imports) else { return }
        if wants(.robots) {
            say("a pipeline with \(RobotsBench.robots) robots")
            show(BenchReport.text(
                try await RobotsBench(site: BenchSite(folder: folder + "/robots"), preset: preset, rounds: quick ? 20 : 100).measure()))
        }
        if wants(.rest) {
            say("the REST API on a portal with many deals")
            show(BenchReport.text(
                try await RESTBench(
                    site: BenchSite(folder: folder + "/rest"), preset: preset, deals: deals ?? (quick ? 5000 : 1_000_000), rounds: quick ? 30 : 200,
                    python: python
                ).measure()))
        }
        guard wants(.pages, .moves, .recovery, .snapshot, .dormant, .due, .engine, .imports) else { return }
        let site = BenchSite(folder: folder + "/main")
        let portal = try await make(site, preset)
        if wants(.pages) { try await measurePages(portal) }
        if wants(.moves) { _ = try await measureMoves(portal) }
        try await measureFaults(portal)
        if wants(.dormant) {
            say("filling in dormant timers")
            let copy = try site.copy("dormant")
            let mass = MassBench(site: copy, preset: preset, people: portal.people, cookie: portal.cookie)
            show(BenchReport.text(
                try await mass.measureDormant(timers: dormant ?? (quick ? 20_000 : 1_000_000), live: 1000), on: site.name))
            try copy.remove()
        }
        if wants(.due) { try await measureDue(portal, nodes: 1, timers: due ?? (quick ? 2000 : 1_000_000)) }
        if wants(.engine) {
            say("parking timers and letting them fall due at once")
            show(BenchReport.text(
                try await EngineBench(folder: site.folder, person: portal.people[0], deals: quick ? 500 : 20_000).measure()))
        }
        if wants(.imports) { show(BenchReport.text(try await importRows(folder + "/import", preset))) }
    }

    private func measurePages(_ portal: MeasuredPortal) async throws {
        let bench = try await BenchPortal.open(portal.site)
        var report = BenchReport(deals: size)
        report.fillRate = portal.fillRate
        report.assetBytes = bench.assetBytes
        let pages = PageBench(cookie: portal.cookie, pages: try await pages(bench), requests: quick ? 60 : 300)
        say("counting queries")
        report.queries = try await pages.countQueries(bench.composition)
        say("simulating ninety days")
        report.simulation = try await SimulationBench(person: portal.people[0], rounds: quick ? 5 : 20).measure(bench)
        try await bench.close()
        say("starting the server, asking for pages")
        report.start = try await StartBench(
            data: portal.site.folder, preset: portal.preset, pages: pages, starts: quick ? 3 : 5, loadRounds: quick ? 20 : 100
        ).measure()
        show(report.portalText)
    }

    private func pages(_ bench: BenchPortal) async throws -> [PageBench.Page] {
        let deal = try await bench.portal.read { reader in
            try reader.count("select min(id) from deals where stage = 'CONTRACT'")
        }
        return [
            .init(name: "kanban", path: "/deals"),
            .init(name: "card", path: "/deals/\(deal)"),
            .init(name: "list", path: "/deals?view=list"),
            .init(name: "list, filtered", path: "/deals?view=list&f.OPPORTUNITY.from=50000000&stage=QUOTE"),
            .init(name: "list, searched", path: "/deals?view=list&q=\(percentEncoded(BenchTexts.searched))"),
        ]
    }

    private func importRows(_ folder: String, _ preset: String) async throws -> ImportBench.Result {
        say("importing \(size) rows")
        let bench = try await BenchPortal.open(folder)
        let people = try await bench.found(preset: preset)
        let result = try await ImportBench(rows: size).measure(bench, administrator: people[0])
        try await bench.close()
        return result
    }
}
