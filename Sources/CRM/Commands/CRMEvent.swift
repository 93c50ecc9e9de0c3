import Kernel

/// Something that happened in CRM. One file per event kind; the requirements have no defaults, so the compiler asks what
/// the timeline says, what outgoing webhooks call it and whose screens must learn of it.
package protocol CRMEvent: DomainEvent {
    /// The entry in the item's timeline; nil when the history shows it otherwise.
    var timeline: TimelineLine? { get }
    /// The name under which outgoing webhooks report it (`ONCRMDEALUPDATE`); nil when they do not.
    var webhook: WebhookName? { get }
    /// Whose open pages are told at once.
    var audience: Audience { get }
}

/// One line of an item's history as it is stored: a literal kind and what the sentence is made of.
package struct TimelineLine: Sendable, Hashable {
    /// `stage_changed`, `field_changed`, `comment`… Stored for ever.
    package let kind: String
    package let data: [String: Value]

    package init(_ kind: String, _ data: [String: Value] = [:]) {
        self.kind = kind
        self.data = data
    }
}

/// The name of an event in the REST contract.
package struct WebhookName: Hashable, Sendable, ExpressibleByStringLiteral {
    package let rawValue: String
    package init(stringLiteral value: String) { rawValue = value }
    package init(_ value: String) { rawValue = value }
}

/// Whose open pages learn of an event through the live channel (each still sees only what its rights allow).
package enum Audience: Hashable, Sendable {
    /// Pages that show the item or its column.
    case item
    /// One person's bell and counters.
    case user(UserID)
    case nobody
}
