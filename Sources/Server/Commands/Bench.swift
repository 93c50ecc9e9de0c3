import ArgumentParser
import CRM
import FoundationEssentials
import Kernel
import Storage

/// Measures this build on a portal of its own; the numbers never make it fail. Started by `bin/bench`.
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measures pages, moves, import, start and memory.", shouldDisplay: false)

    @Flag(help: "5,000 deals and rows instead of 100,000, one round.") var quick = false
    @Option(help: "Where to put the measured portals: on the disk that is meant. Removed at the end.") var scratch = ".build/bench"
    @Option(help: "The preset of the measured portals.") var preset: String?

    private var size: Int { quick ? 5000 : 100_000 }

    func run() async throws {
        let folder = scratch + "/portal-\(ProcessInfo.processInfo.processIdentifier)"
        do {
            let report = try await measure(in: folder)
            FileHandleOutput.standardOutput.write(report.text)
            try FileManager.default.removeItem(atPath: folder)
        } catch {
            say("the portals stay in \(folder)")
            throw explain(error)
        }
    }

    private func measure(in folder: String) async throws -> BenchReport {
        let preset = try PresetFile.locate(preset)
        var report = BenchReport(deals: size)
        let main = folder + "/main"
        say("making a portal with \(size) deals")
        let bench = try await BenchPortal.open(main)
        let people = try await bench.found(preset: preset)
        report.fillRate = try await bench.fill(deals: size, people: people)
        report.assetBytes = bench.assetBytes
        let pages = PageBench(
            cookie: try await bench.signIn(people[0]), pages: try await self.pages(bench), requests: quick ? 60 : 300)
        say("counting queries")
        report.queries = try await pages.countQueries(bench.composition)
        try await bench.close()

        say("starting the server, asking for pages")
        report.start = try await StartBench(
            data: main, preset: preset, pages: pages, starts: quick ? 3 : 5, loadRounds: quick ? 20 : 100
        ).measure()
        say("moving deals")
        report.moves = try await MoveBench(
            folder: main, person: people[0], rounds: quick ? 1 : 3, time: quick ? .milliseconds(500) : .seconds(2)
        ).measure()
        say("parking timers and letting them fall due at once")
        report.engine = try await EngineBench(folder: main, person: people[0], deals: quick ? 500 : 20_000).measure()
        say("importing \(size) rows")
        report.imported = try await importRows(folder + "/import", preset)
        return report
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
        let bench = try await BenchPortal.open(folder)
        let people = try await bench.found(preset: preset)
        let result = try await ImportBench(rows: size).measure(bench, administrator: people[0])
        try await bench.close()
        return result
    }

    /// Unreserved characters stay, every other byte is written in hexadecimal.
    private func percentEncoded(_ text: String) -> String {
        text.utf8.map { byte in
            let letter = Character(UnicodeScalar(byte))
            if byte < 128, letter.isLetter || letter.isNumber { return String(letter) }
            return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }

    private func say(_ text: String) { FileHandleOutput.standardError.write("bench: \(text) …\n") }
}
