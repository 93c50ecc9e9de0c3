import Kernel

/// When the next attempt is made, and when none is. Pure: the moment and the dice come from outside.
package struct RetryPolicy: Sendable {
    /// Attempts before the outbox gives up.
    package let attempts: Int
    /// The longest pause after the first attempt; it doubles with every further one …
    package let first: TimeSpan
    /// … up to this.
    package let longest: TimeSpan
    /// After this time nobody wants the effect any more.
    package let lifetime: TimeSpan

    /// However small the dice: not at once.
    package static let shortest = TimeSpan.seconds(1)
    /// A receiver cannot put us off for longer.
    package static let longestRetryAfter = TimeSpan.days(1)

    /// Full jitter: anything between nothing and the doubled pause, so that receivers that come back are not trampled.
    /// - Parameter dice: 0 ..< 1.
    package func pause(after attempt: Int, retryAfter: TimeSpan?, dice: Double) -> TimeSpan {
        let doubled = Double(first.milliseconds) * Double(Int64(1) << min(max(attempt - 1, 0), 30))
        let jittered = Int64(min(doubled, Double(longest.milliseconds)) * dice)
        let asked = min(retryAfter ?? .seconds(0), Self.longestRetryAfter)
        return max(TimeSpan(milliseconds: jittered), Self.shortest, asked)
    }
}

/// What an outcome means for the delivery.
enum Verdict: Hashable {
    case delivered(Receipt)
    /// - Parameter isUnsure: this attempt may have been carried out.
    case again(at: Timestamp, because: Text, isUnsure: Bool)
    /// Given up; nothing was done.
    case dead(Text)
    /// Given up; whether anything was done, a person must find out.
    case unknown(Text)
}

extension Delivery {
    /// - Parameter dice: 0 ..< 1, for the jitter.
    func verdict(_ outcome: DeliveryOutcome, at now: Timestamp, dice: Double) -> Verdict {
        switch outcome {
        case .delivered(let receipt): return .delivered(receipt)
        case .refused(let failure):
            return again(after: failure, isUnsure: false, at: now, dice: dice) ?? given(up: failure, isUnsure)
        case .unknown(let failure):
            if promise == .atMostOnce { return given(up: failure, true) }
            return again(after: failure, isUnsure: true, at: now, dice: dice) ?? given(up: failure, true)
        }
    }

    private func again(after failure: DeliveryFailure, isUnsure: Bool, at now: Timestamp, dice: Double) -> Verdict? {
        let policy = promise.policy
        let next = now + policy.pause(after: attempt, retryAfter: failure.retryAfter, dice: dice)
        guard !failure.isPermanent, attempt < policy.attempts, next <= expires else { return nil }
        return .again(at: next, because: failure.message, isUnsure: isUnsure)
    }

    private func given(up failure: DeliveryFailure, _ isUnsure: Bool) -> Verdict {
        isUnsure
            ? .unknown(OutboxTexts.unknownOutcome.with(["problem": failure.message]))
            : .dead(OutboxTexts.notDelivered.with(["problem": failure.message]))
    }
}
