import Kernel

/// A lead became a contact, a deal and perhaps a company.
package struct ItemConverted: CRMEvent {
    package static let kind: EventKind = "item.converted"
    package let lead: Item
    package let conversion: Conversion

    package var document: DocumentID { lead.id }
    package var payload: [String: Value] {
        [
            "contact": .item(conversion.contact), "deal": .item(conversion.deal),
            "company": conversion.company.map(Value.item) ?? .null,
        ]
    }
    package var timeline: TimelineLine? { TimelineLine("converted", payload) }
    package var webhook: WebhookName? { nil }
    package var audience: Audience { .item }
}
