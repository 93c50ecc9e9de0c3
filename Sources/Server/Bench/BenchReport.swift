import CRM

/// The measurements as tables, each number beside what it should be.
struct BenchReport {
    let deals: Int
    var fillRate = Double.nan
    var queries: [Int] = []
    var start = StartBench.Result()
    var simulation = SimulationBench.Result()
    var assetBytes = 0

    var portalText: String {
        """

        Pages, \(deals) deals, signed in, one connection kept open, times of the whole answer

        \(pages)
        Eight connections at once: \(start.pagesPerSecond.rounded(to: 0)) pages/s of the first kind

        \(others)
        """
    }

    /// - Parameter database: where the moves were made.
    static func text(_ moves: MoveBench.Result, on database: String) -> String {
        """

        Moves of a deal with its at-once robots (\(moves.notices.rounded(to: 2)) notices a move), \(database)

        \(table(moves))
        Disk: \(moves.flushes.median.rounded(to: 0)) flushes/s of 4 KB in the same folder \
        (\(moves.flushes.percentile(0).rounded(to: 0)) … \(moves.flushes.percentile(100).rounded(to: 0)))

        """
    }

    static func text(_ engine: EngineBench.Result) -> String {
        """

        Automation: \(engine.timers) timers due at once, worked off while a person moves other deals

        \(table(engine))
        """
    }

    static func text(_ imported: ImportBench.Result) -> String {
        var table = TextTable(["import", "measured", "aim"])
        table.add(["rows/s", imported.rowsPerSecond.rounded(to: 0), "> 1,000"])
        table.add(["rows made / refused", "\(imported.job.made) / \(imported.job.refused)", ""])
        return "\n" + table.text
    }

    private var pages: String {
        var table = TextTable(["", "p50 ms", "p99 ms", "KB", "KB gzip", "queries", "aim"])
        for (index, result) in start.pages.enumerated() {
            table.add([
                result.page.name, result.times.median.rounded(to: 1), result.times.percentile(99).rounded(to: 1),
                kilobytes(result.plain), kilobytes(result.gzipped), queries.indices.contains(index) ? String(queries[index]) : "–",
                index == 0 ? "p99 < 60" : "",
            ])
        }
        return table.text
    }

    private static func table(_ moves: MoveBench.Result) -> String {
        var table = TextTable(["writers", "moves/s", "flushes/s", "flushes/move", "moves/s unflushed", "ratio", "moves per disk flush"])
        for (index, writers) in MoveBench.writers.enumerated() {
            let durable = moves.durable[index]
            let unflushed = moves.unflushed[index].moves.median
            table.add([
                String(writers), durable.moves.median.rounded(to: 0), durable.commits.median.rounded(to: 0),
                durable.flushesPerMove.median.rounded(to: 3), unflushed.rounded(to: 0),
                (durable.moves.median / unflushed).rounded(to: 2), (durable.moves.median / moves.flushes.median).rounded(to: 2),
            ])
        }
        return table.text
    }

    private static func table(_ engine: EngineBench.Result) -> String {
        var table = TextTable(["", "measured", "aim"])
        table.add(["timers worked off, per second", engine.timersPerSecond.rounded(to: 0), ""])
        table.add(["commits a step", engine.commitsPerStep.rounded(to: 4), "< 0.0156 (1/64)"])
        table.add(["a person's move meanwhile, ms p50", engine.busy.median.rounded(to: 1), ""])
        table.add(["a person's move meanwhile, ms p99", engine.busy.percentile(99).rounded(to: 1), "< 100"])
        table.add(["a person's move afterwards, ms p50", engine.quiet.median.rounded(to: 1), ""])
        table.add(["a person's move afterwards, ms p99", engine.quiet.percentile(99).rounded(to: 1), ""])
        table.add(["lateness of a timer, nothing else due, ms p50", engine.lateness.median.rounded(to: 0), ""])
        table.add(["lateness of a timer, nothing else due, ms p99", engine.lateness.percentile(99).rounded(to: 0), "< 20"])
        table.add(["look at the agenda's head, µs p50", engine.peek.median.rounded(to: 0), ""])
        return table.text
    }

    private var others: String {
        var table = TextTable(["", "measured", "aim"])
        table.add(["deals made in bulk, per second", fillRate.rounded(to: 0), ""])
        table.add(["simulation of 90 days (\(simulation.steps) steps), ms p50", simulation.times.median.rounded(to: 0), "< 300"])
        table.add(["simulation of 90 days, the slowest, ms", simulation.times.percentile(100).rounded(to: 0), ""])
        table.add(["simulation of 90 days, the first of a process, ms", simulation.first.rounded(to: 0), ""])
        table.add(["start to first answer, ms (median)", start.milliseconds.median.rounded(to: 0), "< 300"])
        table.add(["memory idle, MB", start.idle.rounded(to: 1), "< 60"])
        table.add(["memory under load, MB", start.loaded.rounded(to: 1), ""])
        table.add(["memory at its highest, MB", start.peak.rounded(to: 1), ""])
        table.add(["assets gzipped, KB", kilobytes(assetBytes), "< 150"])
        return table.text
    }

    private func kilobytes(_ bytes: Int) -> String { (Double(bytes) / 1024).rounded(to: 1) }
}
