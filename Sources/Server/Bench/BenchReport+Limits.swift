/// What stands beside a physical limit, as tables: numbers of one run, and their ratios.
extension BenchReport {
    /// - Parameter moves: of the program on the same database, for the ratios.
    static func text(_ loop: BareLoop.Result, beside moves: MoveBench.Result, on database: String) -> String {
        let statements = loop.statements
        var table = TextTable(["bare loop", "durable/s", "unflushed/s", "durable ÷ unflushed"])
        for (index, name) in loop.loops.enumerated() {
            let (durable, unflushed) = (loop.durable[index].median, loop.unflushed[index].median)
            table.add([name, durable.rounded(to: 0), unflushed.rounded(to: 0), (durable / unflushed).rounded(to: 2)])
        }
        let best = moves.durable.map(\.moves.median).max() ?? .nan
        let limit = loop.unflushed[1].median
        return """

            The statements of such moves, with their values, in a bare loop, \(database): \(statements.reads) reads, \
            \(statements.inserts) inserts, \(statements.updates) updates and deletes, \(statements.savepoints) savepoints a move

            \(table.text)
            Durable moves of the program ÷ the bare loop unflushed (C): \(ratio(best, limit)), aim ≥ 0.5; \
            ÷ the same loop durable: \(ratio(best, loop.durable[1].median))
            Statements a second: program \((best * Double(statements.total)).rounded(to: 0)), \
            bare loop \((limit * Double(statements.total)).rounded(to: 0))

            """
    }

    static func text(_ pgbench: PgBench.Result, beside moves: MoveBench.Result) -> String {
        var table = TextTable(["pgbench", "tpcb-like/s", "as many statements as a move/s"])
        for (index, clients) in PgBench.clients.enumerated() {
            table.add(["\(clients) clients", pgbench.tpcB[index].median.rounded(to: 0), pgbench.comparable[index].median.rounded(to: 0)])
        }
        let best = moves.durable.map(\.moves.median).max() ?? .nan
        return """

            pgbench on the same server, before, between and after the others, durable

            \(table.text)
            Durable moves of the program ÷ pgbench's comparable transaction with eight clients: \
            \(ratio(best, pgbench.comparable.last?.median ?? .nan))

            """
    }

    static func text(_ robots: RobotsBench.Result) -> String {
        var table = TextTable(["the robots screen, ms", "p50", "p99", "aim"])
        let lines = [
            ("look at the robots", robots.looking, "p50 < 100"), ("configure them, with the check", robots.configuring, "p50 < 100"),
            ("save a change, with the check", robots.saving, "p50 < 200"), ("the check alone", robots.checking, ""),
        ]
        for (name, times, aim) in lines {
            table.add([name, times.median.rounded(to: 1), times.percentile(99).rounded(to: 1), aim])
        }
        return "\nOne pipeline with \(robots.robots) robots, \(robots.bytes / 1024) KB of page, over HTTP\n\n\(table.text)"
    }

    static func text(_ rest: RESTBench.Result) -> String {
        var table = TextTable(["the REST API, ms", "p50", "p99", "aim"])
        let lines = [
            ("crm.deal.list, two tests, the latest", rest.filtered, "p99 < 30"), ("crm.deal.list, ID > last, all fields", rest.keyset, "p99 < 30"),
            ("crm.deal.list of one person, counted", rest.counted, ""), ("crm.lead.add", rest.adding, ""), ("batch of 50 crm.lead.add", rest.batch, ""),
        ]
        for (name, times, aim) in lines {
            table.add([name, times.median.rounded(to: 1), times.percentile(99).rounded(to: 1), aim])
        }
        return """

            The REST API over HTTP, \(rest.deals) deals

            \(table.text)
            crm.lead.add with eight clients: \(rest.addsPerSecond.rounded(to: 0)) a second
            \(rest.readingAll.map(text) ?? "fast-bitrix24 was not measured: bin/bench needs python3-venv and PyPI for it")

            """
    }

    private static func text(_ reading: RESTBench.ReadingAll) -> String {
        let share = { (seconds: Double) in "\((seconds / reading.seconds * 100).rounded(to: 0)) %" }
        return """
            get_all of \(reading.rows) deals by fast-bitrix24: \(reading.seconds.rounded(to: 1)) s, \
            \((Double(reading.rows) / reading.seconds).rounded(to: 0)) rows/s; of a processor: client \(share(reading.client)), server \(share(reading.server))
            """
    }

    static func text(_ nodes: NodesBench.Result) -> String {
        var table = TextTable(["nodes", "moves/s", "÷ one node", "p99 ms"])
        for (index, count) in NodesBench.nodes.enumerated() {
            table.add([
                "\(count)", nodes.moves[index].median.rounded(to: 0), ratio(nodes.moves[index].median, nodes.moves[0].median),
                nodes.p99[index].median.rounded(to: 1),
            ])
        }
        return "\nNodes on one PostgreSQL, \(NodesBench.people) people over HTTP, processes of their own\n\n\(table.text)"
    }

    static func text(_ snapshot: SnapshotBench.Result, _ time: Duration, on database: String) -> String {
        var table = TextTable(["moves/s", "before", "1st quarter", "2nd", "3rd", "4th", "afterwards"])
        table.add([database] + ([snapshot.clean.first ?? .nan] + snapshot.held + [snapshot.clean.last ?? .nan]).map { $0.rounded(to: 0) })
        let log = snapshot.log.map { $0.rounded(to: 1) }.joined(separator: " → ")
        return """

            A snapshot held open for \(time.inSeconds.rounded(to: 0)) s while eight people move deals and timers fall due, \(database)

            \(table.text)
            4th quarter ÷ clean: \(snapshot.ratio.rounded(to: 2)), aim ≥ 0.5; timers worked off \(snapshot.worked) of \(snapshot.due) due\
            \(database == "SQLite" ? "; log of SQLite \(log) MB" : "")

            """
    }

    static func text(_ recovery: RecoveryBench.Result, on database: String) -> String {
        var table = TextTable(["after kill -9, ms from the start of the process", "median", "worst", "aim"])
        table.add([
            "first robot has acted, durably", recovery.acted.median.rounded(to: 0), recovery.acted.percentile(100).rounded(to: 0),
            "≤ 200",
        ])
        table.add(["first answer to a person", recovery.answers.median.rounded(to: 0), recovery.answers.percentile(100).rounded(to: 0), ""])
        return "\nRecovery with \(recovery.backlog) timers due, \(database)\n\n\(table.text)"
    }

    static func text(_ dormant: MassBench.Dormant, on database: String) -> String {
        var table = TextTable(["\(dormant.timers) dormant timers, \(database)", "measured", "aim"])
        table.add(["bytes a timer, everything that its run keeps", dormant.bytesPerTimer.rounded(to: 0), "< 100 (1 GB for 10 M)"])
        table.add(["start to first answer, ms (median)", dormant.start.median.rounded(to: 0), "< 1,000"])
        table.add(["memory after the start, MB", dormant.memory.rounded(to: 1), "unchanged"])
        table.add(["look at the agenda's head, µs p50", dormant.peek.median.rounded(to: 0), "< 50"])
        table.add(["look at the agenda's head, µs p99", dormant.peek.percentile(99).rounded(to: 0), ""])
        table.add(["due ones worked off among them ÷ without them", ratio(dormant.among, dormant.alone), "1"])
        return "\n" + table.text
    }

    static func text(_ due: MassBench.Due, on database: String) -> String {
        var table = TextTable(["\(due.timers) timers due at once, \(database)", "meanwhile", "afterwards", "aim"])
        table.add(["worked off in, s", due.seconds.rounded(to: 1), "", due.timers == 1_000_000 ? "≤ 120" : ""])
        table.add(["timers a second", (Double(due.timers) / due.seconds).rounded(to: 0), "", "8,333"])
        table.add(["timers a second of processor time", (Double(due.timers) / due.processor).rounded(to: 0), "", ""])
        for (name, busy, calm) in [("a person's card", due.pages, due.calmPages), ("a person's move", due.moves, due.calmMoves)] {
            table.add(["\(name), ms p50", busy.median.rounded(to: 1), calm.median.rounded(to: 1), ""])
            table.add(["\(name), ms p99", busy.percentile(99).rounded(to: 1), calm.percentile(99).rounded(to: 1), "< 100"])
        }
        table.add(["memory at its highest, MB", due.memory.rounded(to: 1), "", ""])
        return "\n" + table.text
    }

    private static func ratio(_ one: Double, _ other: Double) -> String { (one / other).rounded(to: 2) }
}
