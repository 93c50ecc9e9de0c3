import Kernel

/// What a lead became.
package struct Conversion: Hashable, Sendable {
    package let contact: DocumentID
    package let deal: DocumentID
    /// Nil when the lead names no company.
    package let company: DocumentID?

    package init(contact: DocumentID, deal: DocumentID, company: DocumentID?) {
        self.contact = contact
        self.deal = deal
        self.company = company
    }

    /// All of them, the deal first.
    package var items: [DocumentID] { [deal, contact] + (company.map { [$0] } ?? []) }
}
