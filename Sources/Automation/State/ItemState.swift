import Kernel

/// Rows of one table as they were loaded and as they are now; the store writes the difference.
struct Rows<Row: Hashable & Sendable>: Sendable {
    private(set) var loaded: [Int64: Row]
    private(set) var current: [Int64: Row]

    init(_ rows: [(Int64, Row)] = []) {
        current = Dictionary(uniqueKeysWithValues: rows)
        loaded = current
    }

    subscript(id: Int64) -> Row? {
        get { current[id] }
        set { current[id] = newValue }
    }

    /// All rows, oldest first: ids grow.
    var inOrder: [Row] { current.sorted { $0.key < $1.key }.map(\.value) }
    var isEmpty: Bool { current.isEmpty }

    var added: [Row] { current.filter { loaded[$0.key] == nil }.sorted { $0.key < $1.key }.map(\.value) }
    var changed: [Row] { current.filter { row in loaded[row.key].map { $0 != row.value } ?? false }.map(\.value) }
    var removed: [Int64] { loaded.keys.filter { current[$0] == nil }.sorted() }
}

/// All automation of one item: what the machine works on. Loaded with a fixed number of queries, written as differences.
struct ItemState: Sendable {
    var agenda: Agenda
    var runs: Rows<Run>
    var tokens: Rows<Token>
    var timers: Rows<ItemTimer>
    var subscriptions: Rows<Subscription>
    /// New entries, in order.
    var journal: [JournalEntry] = []

    let loadedVersion: Int64

    init(
        agenda: Agenda, runs: Rows<Run> = Rows(), tokens: Rows<Token> = Rows(), timers: Rows<ItemTimer> = Rows(),
        subscriptions: Rows<Subscription> = Rows()
    ) {
        self.agenda = agenda
        self.runs = runs
        self.tokens = tokens
        self.timers = timers
        self.subscriptions = subscriptions
        loadedVersion = agenda.version
    }

    var liveRuns: [Run] { runs.inOrder.filter { $0.state == .running } }

    /// The ready token to go on with: robots start in listed order, so the oldest.
    var nextReady: Token? {
        tokens.current.values.filter { $0.state == .ready }.min { $0.id < $1.id }
    }

    /// The timer that was due first, if any is due.
    func nextDueTimer(at now: Timestamp) -> ItemTimer? {
        timers.current.values.filter { $0.due <= now }.min { ($0.due, $0.id) < ($1.due, $1.id) }
    }

    /// When the item must be visited next; the distant future when nothing is planned.
    func nextDue(at now: Timestamp) -> Timestamp {
        if tokens.current.values.contains(where: { $0.state == .ready }) { return now }
        return timers.current.values.map(\.due).min() ?? .distantFuture
    }

    /// Forgets what would wake a token.
    mutating func removeWakers(of token: Int64) {
        for timer in timers.current.values where timer.token == token { timers[timer.id] = nil }
        for subscription in subscriptions.current.values where subscription.token == token {
            subscriptions[subscription.id] = nil
        }
    }

    /// Removes a token with its branches and all that would wake them; returns the tokens removed.
    mutating func remove(token id: Int64) -> [Token] {
        guard let token = tokens[id] else { return [] }
        removeWakers(of: id)
        tokens[id] = nil
        let children = tokens.current.values.filter { $0.parent == id }.map(\.id).sorted()
        return [token] + children.flatMap { remove(token: $0) }
    }
}
