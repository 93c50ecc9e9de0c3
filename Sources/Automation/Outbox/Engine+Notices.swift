import Kernel
import Storage

extension Engine {
    /// Queues a **notice**: an effect outside that no robot asked for, such as telling a program of an event. Nobody waits for it
    /// and no item hears of what became of it; one that was given up is seen among the deliveries.
    /// - Parameters:
    ///   - key: unique in this portal; the same key twice is one notice.
    ///   - title: what people see among the deliveries.
    /// - Throws: `Failure` `.limited` when the payload is too large.
    package func enqueue(
        notice draft: DeliveryDraft, about item: DocumentID, title: String, key: String, in transaction: any Transaction, at now: Timestamp
    ) throws {
        let store = OutboxStore(transaction: transaction)
        guard try store.delivery(key: key) == nil else { return }
        _ = try store.insert(draft, from: OutboxStore.Origin(document: item, run: 0, visit: 0, node: "", title: title, key: key), at: now)
        wakeDelivererAfterCommit(of: transaction)
    }
}

extension Delivery {
    /// Queued by no robot: nobody waits for it.
    package var isNotice: Bool { run == 0 }
}
