import Kernel
import Storage

/// How one receiver is doing: what is left of its allowance, and whether its circuit breaker is open.
struct Channel: Hashable {
    let name: String
    var tokens: Double
    var refilled: Timestamp
    /// Failures in a row that were the receiver's.
    var failures: Int
    /// Nothing is sent before; in the past while the circuit is closed.
    var openUntil: Timestamp

    /// Adds what has come in since the last look.
    mutating func refill(_ limits: ChannelLimits, at now: Timestamp) {
        let passed = Double(max(0, (now - refilled).milliseconds)) / 1000
        tokens = min(limits.burst, tokens + passed * limits.perSecond)
        refilled = max(now, refilled)
    }

    /// How many attempts may begin now.
    func allowance(_ limits: ChannelLimits, inFlight: Int, at now: Timestamp) -> Int {
        if openUntil > now { return 0 }
        // Half open: one attempt feels whether the receiver is back.
        let concurrency = failures >= limits.breakerFailures ? 1 : limits.concurrency
        return max(0, min(concurrency - inFlight, Int(tokens)))
    }

    /// When the next attempt is allowed, as far as the clock decides.
    func opens(_ limits: ChannelLimits, at now: Timestamp) -> Timestamp {
        var channel = self
        channel.refill(limits, at: now)
        let missing = Int64((max(0, 1 - channel.tokens) / limits.perSecond * 1000).rounded(.up))
        return max(openUntil, now + TimeSpan(milliseconds: missing))
    }

    /// A refusal of this very delivery says that the receiver is well; one that asks for patience, or silence, does not.
    mutating func note(_ outcome: DeliveryOutcome, _ limits: ChannelLimits, at now: Timestamp) {
        switch outcome {
        case .delivered: recover()
        case .refused(let failure) where failure.isPermanent: recover()
        case .refused(let failure), .unknown(let failure):
            failures += 1
            let asked = min(failure.retryAfter ?? .seconds(0), limits.longestBreakerPause)
            openUntil = max(openUntil, now + asked, now + pause(limits))
        }
    }

    private mutating func recover() {
        failures = 0
        openUntil = Timestamp(milliseconds: 0)
    }

    private func pause(_ limits: ChannelLimits) -> TimeSpan {
        guard failures >= limits.breakerFailures else { return .seconds(0) }
        let doublings = Int64(min(failures - limits.breakerFailures, 20))
        return min(TimeSpan(milliseconds: limits.breakerPause.milliseconds << doublings), limits.longestBreakerPause)
    }
}

/// The rows of the receivers.
struct ChannelStore {
    let transaction: any Transaction
    private static let columns = "channel, tokens, refilled_at, failures, open_until"

    func ensure(_ channel: String, of connector: ConnectorKind, at now: Timestamp) throws {
        // Tokens far beyond any burst: the first refill cuts them to it.
        try transaction.execute(
            """
            insert into automation_channels (channel, connector, tokens, refilled_at, failures, open_until)
            values ($1, $2, 1000000, $3, 0, 0) on conflict (channel) do nothing
            """, [channel, connector.rawValue, now])
    }

    /// Receivers for whom something is due and whose circuit is not open.
    func due(_ connector: ConnectorKind, at now: Timestamp) throws -> [String] {
        try transaction.query(
            """
            select c.channel from automation_channels c where c.connector = $1 and c.open_until <= $2 and exists (
                select 1 from automation_outbox o where o.channel = c.channel and o.state = 0 and o.next_at <= $2)
            order by c.channel
            """, [connector.rawValue, now]
        ) { $0.text(0) }
    }

    /// Locks a receiver; nil when another node is claiming for it. Counting what is in flight is safe under the lock.
    func lock(_ name: String) throws -> (channel: Channel, inFlight: Int)? {
        let found = try transaction.first(
            "select \(Self.columns) from automation_channels where channel = $1 \(transaction.dialect.skipLocked)",
            [name], Self.read)
        guard let found else { return nil }
        let inFlight = try transaction.count(
            "select count(*) from automation_outbox where channel = $1 and state = 1", [name])
        return (found, inFlight)
    }

    /// Notes how an attempt went for the receiver.
    func note(_ name: String, _ outcome: DeliveryOutcome, _ limits: ChannelLimits, at now: Timestamp) throws {
        let found = try transaction.first(
            "select \(Self.columns) from automation_channels where channel = $1 \(transaction.dialect.forUpdate)", [name],
            Self.read)
        guard let found else { return }
        var channel = found
        channel.note(outcome, limits, at: now)
        if channel != found { try save(channel) }
    }

    func save(_ channel: Channel) throws {
        try transaction.execute(
            "update automation_channels set tokens = $2, refilled_at = $3, failures = $4, open_until = $5 where channel = $1",
            [channel.name, channel.tokens, channel.refilled, channel.failures, channel.openUntil])
    }

    /// Every receiver with something queued, and since when the first of it is due.
    static func waiting(_ connector: ConnectorKind, in reader: any Reader) throws -> [(channel: Channel, due: Timestamp)] {
        try reader.query(
            """
            select \(columns), due from (
                select c.channel, c.tokens, c.refilled_at, c.failures, c.open_until,
                    (select min(o.next_at) from automation_outbox o where o.channel = c.channel and o.state = 0) as due
                from automation_channels c where c.connector = $1) as heads
            where due is not null
            """, [connector.rawValue]
        ) { (read($0), $0.timestamp(5)) }
    }

    private static func read(_ row: Row) -> Channel {
        Channel(
            name: row.text(0), tokens: row.double(1), refilled: row.timestamp(2), failures: row.int(3),
            openUntil: row.timestamp(4))
    }
}
