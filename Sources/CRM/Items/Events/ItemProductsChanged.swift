import Kernel

/// The products of an item changed.
package struct ItemProductsChanged: CRMEvent {
    package static let kind: EventKind = "item.products_changed"
    package let item: Item
    package let count: Int
    package let sum: Money

    package var document: DocumentID { item.id }
    package var payload: [String: Value] { ["count": .int(Int64(count)), "sum": .money(sum)] }
    package var timeline: TimelineLine? { TimelineLine("products_changed", payload) }
    package var webhook: WebhookName? { nil }
    package var audience: Audience { .item }
}
