import Automation
import Kernel

/// What is said of one delivery, on the page of deliveries and on the card.
struct DeliveryWords {
    let delivery: Delivery
    let writer: DateWriter
    let now: Timestamp
    let language: Language

    var badge: HTML {
        switch delivery.state {
        case .queued where delivery.attempt == 0: .badge(DeliveryTexts.queued[language], tone: .accent)
        case .queued: .badge(DeliveryTexts.again[language], tone: .warning)
        case .sending: .badge(DeliveryTexts.sending[language], tone: .accent)
        case .delivered: .badge(DeliveryTexts.delivered[language], tone: .success)
        case .dead: .badge(DeliveryTexts.dead[language], tone: .danger)
        case .cancelled: .badge(DeliveryTexts.cancelled[language])
        case .unknown: .badge(DeliveryTexts.unknown[language], tone: .danger)
        }
    }

    /// The rest of the story: what failed, what is next, what was answered. Nil when the badge says it all.
    var note: String? {
        switch delivery.state {
        case .queued where delivery.attempt == 0: return nil
        case .queued:
            return DeliveryTexts.failedAttempt.with([
                "attempt": Text(verbatim: String(delivery.attempt)), "problem": delivery.error ?? Text(verbatim: ""),
                "next": Text(verbatim: writer.moment(delivery.next, now: now)),
            ])[language]
        case .sending: return DeliveryTexts.attempt.with(["attempt": String(delivery.attempt)])[language]
        case .delivered:
            return DeliveryTexts.answered.with(["time": finished, "answer": delivery.receipt?.summary ?? ""])[language]
        case .dead, .unknown: return delivery.error?[language]
        case .cancelled: return finished
        }
    }

    private var finished: String { delivery.finished.map { writer.moment($0, now: now) } ?? "" }
}
