import FoundationEssentials
import Kernel
import StoragePostgres

/// pgbench, PostgreSQL's own measure, on the same server: its well-known transaction, and one with as many reads, inserts,
/// updates and savepoints as a move of a deal has.
struct PgBench {
    struct Result {
        /// Transactions a second by number of clients.
        var tpcB: [Samples]
        var comparable: [Samples]
    }

    static let clients = [1, 8]
    let server: PostgresURL
    let folder: String
    let seconds: Int
    /// A multiple of 100,000.
    let accounts: Int

    private var url: PostgresURL { server.database("bench_pgbench") }
    private var script: String { folder + "/comparable.pgbench" }

    static func empty() -> Result {
        let none = [Samples](repeating: Samples(), count: clients.count)
        return Result(tpcB: none, comparable: none)
    }

    /// Makes pgbench's tables: accounts of an invented bank.
    func prepare(like statements: StatementCount) throws {
        try PostgresServer(server).create("bench_pgbench")
        _ = try BenchTool.run(["pgbench", "-i", "-q", "-s", "\(accounts / 100_000)", url.text])
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        guard FileManager.default.createFile(atPath: script, contents: Data(text(statements).utf8)) else {
            throw Failure(.unavailable, Text(verbatim: "bench: cannot write \(script)"))
        }
    }

    func measure(into result: inout Result) throws {
        for (index, clients) in Self.clients.enumerated() {
            result.tpcB[index].add(try run(["-b", "tpcb-like"], clients))
            result.comparable[index].add(try run(["-f", script], clients))
        }
    }

    func remove() throws { try PostgresServer(server).drop("bench_pgbench") }

    private func run(_ what: [String], _ clients: Int) throws -> Double {
        let settings = ["-n", "-M", "prepared", "-c", "\(clients)", "-j", "\(min(clients, 2))", "-T", "\(seconds)"]
        let printed = try BenchTool.run(["pgbench"] + settings + what + [url.text])
        let line = printed.split(separator: "\n").first { $0.hasPrefix("tps = ") }
        return line?.split(separator: " ").dropFirst(2).first.flatMap { Double($0) } ?? .nan
    }

    /// The savepoints go around the statements as robots have them: one after another.
    private func text(_ statements: StatementCount) -> String {
        var lines = ["begin;"]
        func account(_ name: String) -> String { "\\set \(name) random(1, \(accounts))" }
        lines.insert(contentsOf: (0..<max(statements.reads + statements.updates, 1)).map { account("a\($0)") }, at: 0)
        for number in 0..<statements.reads { lines.append("select abalance from pgbench_accounts where aid = :a\(number);") }
        for _ in 0..<statements.savepoints { lines += ["savepoint robot;", "release savepoint robot;"] }
        for number in 0..<statements.updates {
            lines.append("update pgbench_accounts set abalance = abalance + 1 where aid = :a\(statements.reads + number);")
        }
        for _ in 0..<statements.inserts {
            lines.append("insert into pgbench_history (tid, bid, aid, delta, mtime) values (1, 1, :a0, 1, current_timestamp);")
        }
        return (lines + ["commit;"]).joined(separator: "\n") + "\n"
    }
}
