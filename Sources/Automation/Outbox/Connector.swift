import Kernel

/// The stored name of a connector: a literal, snake_case, never renamed.
package struct ConnectorKind: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    package let rawValue: String
    package init(_ rawValue: String) { self.rawValue = rawValue }
    package init(stringLiteral value: String) { rawValue = value }
    package var description: String { rawValue }
}

/// Carries out one kind of effect outside the portal. It decides nothing: it tries once and tells truthfully what it knows;
/// when to try again, and whether, is the outbox's business.
package protocol Connector: Sendable {
    var kind: ConnectorKind { get }
    var limits: ChannelLimits { get }
    /// One attempt. Returns within `limits.timeout`, also when the task is cancelled; blocks no thread of the Swift pool.
    func deliver(_ delivery: Delivery) async -> DeliveryOutcome
    /// Asks the receiver what became of an earlier attempt; only for `.queryable`.
    func lookUp(_ delivery: Delivery) async -> LookUp
}

extension Connector {
    package func lookUp(_ delivery: Delivery) async -> LookUp { .cannotTell(OutboxTexts.cannotTell) }
}

/// What one attempt came to. The difference between `refused` and `unknown` is the whole honesty of a connector: only
/// what certainly had no effect is refused.
package enum DeliveryOutcome: Sendable, Hashable {
    case delivered(Receipt)
    /// Certainly nothing was done over there.
    case refused(DeliveryFailure)
    /// The receiver may have acted: the answer was lost, late or no answer at all.
    case unknown(DeliveryFailure)
}

/// What the receiver answered.
package struct Receipt: Sendable, Hashable {
    /// What later robots can insert.
    package let results: [String: Value]
    /// One line for people: `200 OK`.
    package let summary: String

    package init(results: [String: Value] = [:], summary: String) {
        self.results = results
        self.summary = summary
    }
}

package struct DeliveryFailure: Error, Sendable, Hashable {
    package let message: Text
    /// Trying again would end the same: somebody must mend something first.
    package let isPermanent: Bool
    /// How long the receiver asked us to wait.
    package let retryAfter: TimeSpan?

    package init(_ message: Text, isPermanent: Bool = false, retryAfter: TimeSpan? = nil) {
        self.message = message
        self.isPermanent = isPermanent
        self.retryAfter = retryAfter
    }
}

/// What the receiver knows of an earlier attempt.
package enum LookUp: Sendable, Hashable {
    case done(Receipt)
    case notDone
    /// It does not answer the question; it is asked again later.
    case cannotTell(Text)
}

/// How much of one receiver's patience is used, and when it is left in peace.
package struct ChannelLimits: Sendable {
    /// Attempts at the same time, over all nodes.
    package var concurrency = 4
    /// Attempts a second in the long run, and at once after a pause.
    package var perSecond = 10.0
    package var burst = 20.0
    /// How long one attempt may take. A claim is held for three times as long, so that a late answer is the exception.
    package var timeout = TimeSpan.seconds(20)
    /// Failures in a row after which the receiver is taken for down; then one attempt at a time feels whether it is back.
    package var breakerFailures = 5
    package var breakerPause = TimeSpan.seconds(30)
    package var longestBreakerPause = TimeSpan.minutes(15)

    package init() {}

    var lease: TimeSpan { TimeSpan(milliseconds: timeout.milliseconds * 3) }
}
