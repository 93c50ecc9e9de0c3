/// Something that happened, as automation sees it: which kind, to which item, with what in it.
///
/// `Automation` knows events only through this protocol; CRM refines it with what timeline and live updates need.
package protocol DomainEvent: Sendable {
    /// Stored for ever in journals and trigger settings: a literal in past tense, `item.stage_changed`; never renamed.
    static var kind: EventKind { get }
    /// The item it happened to.
    var document: DocumentID { get }
    /// What triggers, waits and conditions may look at.
    var payload: [String: Value] { get }
}

/// The stored name of a kind of event.
package struct EventKind: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    package let rawValue: String
    package init(_ rawValue: String) { self.rawValue = rawValue }
    package init(stringLiteral value: String) { rawValue = value }
    package var description: String { rawValue }
}
