import Kernel

/// Something that happened to what is no item: a product, a field, a task without items. Only programs outside are told of it;
/// neither history nor robots know it.
package struct ProgramNotice: CRMEvent {
    package static let kind: EventKind = "program.notice"
    /// Its name in the REST API: `ONCRMPRODUCTADD`.
    package let name: String
    /// Of what it happened to.
    package let number: Int64
    /// What else the notice says.
    package let further: [String: Value]

    package init(_ name: String, number: Int64, _ further: [String: Value] = [:]) {
        self.name = name
        self.number = number
        self.further = further
    }

    package var document: DocumentID { .portal }
    package var payload: [String: Value] { further.merging(["number": .int(number)]) { $1 } }
    package var timeline: TimelineLine? { nil }
    package var webhook: WebhookName? { WebhookName(name) }
    package var audience: Audience { .nobody }
}
