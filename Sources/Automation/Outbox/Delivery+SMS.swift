import Kernel
import Storage

extension Delivery {
    /// By which a provider of SMS knows a message: the same for every attempt, and no other message's, not even after an old backup was
    /// restored.
    package var smsID: String { "\(id)-\(created.milliseconds)" }

    /// The delivery that a provider means; nil for a name that was given to none.
    package static func named(_ smsID: String, in reader: any Reader) throws -> Delivery? {
        guard let id = smsID.split(separator: "-").first.flatMap({ Int64($0) }), let delivery = try OutboxReader.delivery(id, in: reader),
            delivery.smsID == smsID
        else { return nil }
        return delivery
    }
}
