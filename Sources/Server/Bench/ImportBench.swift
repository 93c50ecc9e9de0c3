import CRM
import Kernel
import Robots

/// A table of leads through the importer, into a portal of its own, duplicates looked for.
struct ImportBench {
    struct Result {
        let rowsPerSecond: Double
        let bytes: Int
        let job: ImportJob
    }

    let rows: Int

    func measure(_ bench: BenchPortal, administrator: UserID) async throws -> Result {
        let table = table()
        let source = TableSource.bytes(table)
        let items = bench.assembly.items
        let preview = try await bench.portal.read {
            try ImportPreview.make(source, .lead, items: items, limit: 1, in: $0)
        }
        let importer = Importer(portal: bench.portal, items: items)
        let viewer = Viewer(user: administrator, isAdministrator: true)
        let start = ContinuousClock.now
        let id = try await importer.begin(preview.plan, fileName: "bench.csv", for: viewer)
        let job = try await importer.run(id, source)
        let seconds = (ContinuousClock.now - start).inSeconds
        return Result(rowsPerSecond: Double(job.rowsDone) / seconds, bytes: table.count, job: job)
    }

    /// Every row another client, every twentieth cell with a quoted line break.
    private func table() -> [UInt8] {
        var text = CSVWriter.line(BenchTexts.headings)
        for row in 0..<rows {
            let company = "\(BenchTexts.companies[row % BenchTexts.companies.count]) \(row / 3)"
            text += CSVWriter.line([
                BenchTexts.firstNames[row % BenchTexts.firstNames.count], BenchTexts.lastNames[row % BenchTexts.lastNames.count],
                "+7 9\(100_000_000 + row)", "client\(row)@bench.test", company, String(row % 5000 * 100),
                row % 20 == 0 ? BenchTexts.comment + "\n" + company : BenchTexts.comment,
                BenchTexts.goods[row % BenchTexts.goods.count],
            ])
        }
        return Array(text.utf8)
    }
}
