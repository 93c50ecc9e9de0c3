import Automation
import CRM
import Kernel
import Robots
import Storage

/// Fills a portal with waiting timers by statements over whole sets: through the engine a million would take minutes, and
/// what is measured is how it lives with them. Every row is a copy of what the engine itself has written for one deal.
struct TimerFill {
    /// Items in one transaction.
    private static let chunk = 10_000

    let database: any Database
    /// A deal that waits on its stage, with all that it waits for.
    let template: DocumentID
    /// Timers of that deal.
    let timers: Int
    /// Its rows' ids, each of which becomes a new one in every copy.
    private let ids: [Int64]

    /// Moves one deal to QUOTE, whose robots wait one and two days, and takes it as the template.
    init(_ bench: BenchPortal, person: UserID) async throws {
        database = bench.database
        while try await bench.assembly.engine.tick().visited > 0 {}
        let deal = try await database.read { try $0.count("select min(id) from deals where pipeline = 0 and stage = 'SELECTION'") }
        let template = DocumentID(.deal, Int64(deal))
        _ = try await bench.portal.perform(as: .person(person)) { [items = bench.assembly.items] command in
            try items.move(template, to: "QUOTE", command).version
        }
        while try await bench.assembly.engine.tick().visited > 0 {}
        self.template = template
        (ids, timers) = try await database.read { reader in
            let runs = "select id from automation_runs where item = $1 and state = 0"
            let tokens = "select id from automation_tokens where item = $1"
            let timers = try reader.query("select id from automation_timers where item = $1", [template]) { $0.int64(0) }
            return (try reader.query("\(runs) union all \(tokens)", [template]) { $0.int64(0) } + timers, timers.count)
        }
        guard timers > 0 else { throw Failure(.unavailable, Text(verbatim: "bench: the deal \(deal) waits for nothing")) }
    }

    /// Timers of items that nobody visits, due over a month that begins at `moment`.
    func addDormant(items: Int, from moment: Timestamp) async throws {
        // Far from the numbers of real deals.
        let first = try await database.read { try $0.count("select max(item) from automation_agenda") }
        let base = max(Int64(first), DocumentID(.deal, 1_000_000_000).key) + 1
        for begun in stride(from: 0, to: items, by: Self.chunk) {
            let count = min(Self.chunk, items - begun)
            try await database.write(.bulk) { transaction in
                try addTimers(to: base + Int64(begun), count, due: "$2 + (n * 7919 % 2592000) * 1000", moment, transaction)
            }
        }
    }

    /// Deals like the template with timers that are due at `moment`, dealt out to people with ids in a row.
    func addDue(deals: Int, at moment: Timestamp, people: [UserID]) async throws {
        for begun in stride(from: 0, to: deals, by: Self.chunk) {
            let count = min(Self.chunk, deals - begun)
            try await database.write(.bulk) { transaction in
                let first = try transaction.nextID("deals", count: Int64(count))
                try addDeals(from: first, count, people, transaction)
                try addTimers(to: DocumentID(.deal, first).key, count, due: "$2", moment, transaction)
            }
        }
    }

    // MARK: Statements

    private static let numbers = "with recursive numbers(n) as (select cast(0 as bigint) union all select n + 1 from numbers where n + 1 < $1)"

    private func addDeals(from first: Int64, _ count: Int, _ people: [UserID], _ transaction: any Transaction) throws {
        for table in try transaction.dialect.tables(transaction) where ["deals", "deal_custom"].contains(table.name) {
            let key = table.name == "deals" ? "id" : "item_id"
            let values = table.columns.map { column in
                switch column.name {
                case key: "$2 + n"
                case "responsible_id": "\(people[0].rawValue) + n % \(people.count)"
                case "moved_at": "moved_at - n"
                default: column.name
                }
            }
            try transaction.execute(
                """
                \(Self.numbers) insert into \(table.name) (\(table.columns.map(\.name).joined(separator: ", ")))
                select \(values.joined(separator: ", ")) from numbers cross join \(table.name) where \(key) = $3
                """, [count, first, template.id])
        }
    }

    /// - Parameter due: the expression of the moment, of the item's number `n` and of `$2`.
    private func addTimers(
        to item: Int64, _ count: Int, due: String, _ moment: Timestamp, _ transaction: any Transaction
    ) throws {
        let first = try transaction.nextID("automation", count: Int64(count * ids.count))
        let places = ids.enumerated().map { "when \($1) then \($0)" }.joined(separator: " ")
        let id = { (column: String) in "\(first) + n * \(ids.count) + case \(column) \(places) end" }
        let newItem = "\(item) + n"
        func copy(_ table: String, _ columns: [(String, String)], where condition: String = "") throws {
            try transaction.execute(
                """
                \(Self.numbers) insert into \(table) (\(columns.map(\.0).joined(separator: ", ")))
                select \(columns.map(\.1).joined(separator: ", ")) from numbers cross join \(table) t
                where t.item = $3 and $2 > 0 \(condition)
                """, [count, moment, template])
        }
        func same(_ names: String...) -> [(String, String)] { names.map { ($0, "t." + $0) } }
        try copy(
            "automation_agenda",
            [("item", newItem), ("due_at", due), ("lane", "1"), ("journal_base", "t.journal_seq")]
                + same("version", "fails", "hold", "generation", "visit", "event_seq", "journal_seq"))
        try copy(
            "automation_runs",
            [("id", id("t.id")), ("item", newItem)]
                + same(
                    "definition", "version", "stage", "visit", "state", "reason", "cause_seq", "anchor_at", "results", "started_at",
                    "ended_at", "acted", "left_at"), where: "and t.state = 0")
        try copy(
            "automation_tokens",
            [("id", id("t.id")), ("run", id("t.run")), ("parent", id("t.parent")), ("item", newItem)]
                + same(
                    "node", "state", "pending", "loops", "anchor_at", "since", "root_item", "root_seq", "depth", "steps", "reason", "event"))
        try copy(
            "automation_timers",
            [("id", id("t.id")), ("token", id("t.token")), ("run", id("t.run")), ("item", newItem), ("due_at", due)]
                + same("spec", "field", "calendar_bound"))
    }
}
