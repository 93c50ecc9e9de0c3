import Kernel

/// What can honestly be said about an effect whose outcome is unknown: `design/engine.md` 4.5.
package enum DeliveryPromise: Int64, Sendable, CaseIterable {
    /// The receiver knows a key again: the same key is sent until it answers. Effectively once.
    case idempotent = 0
    /// The receiver can be asked: we ask before we send again. Effectively once, if it answers.
    case queryable = 1
    /// Neither, and twice would be worse than not at all: a person decides.
    case atMostOnce = 2
    /// Neither, and not at all would be worse than twice: it is sent again.
    case atLeastOnce = 3

    package var title: Text {
        switch self {
        case .idempotent: OutboxTexts.idempotent
        case .queryable: OutboxTexts.queryable
        case .atMostOnce: OutboxTexts.atMostOnce
        case .atLeastOnce: OutboxTexts.atLeastOnce
        }
    }

    package var policy: RetryPolicy {
        switch self {
        case .idempotent: RetryPolicy(attempts: 20, first: .seconds(5), longest: .hours(1), lifetime: .days(2))
        case .queryable: RetryPolicy(attempts: 12, first: .seconds(10), longest: .minutes(30), lifetime: .days(1))
        case .atMostOnce, .atLeastOnce:
            RetryPolicy(attempts: 6, first: .seconds(30), longest: .minutes(15), lifetime: .hours(12))
        }
    }
}
