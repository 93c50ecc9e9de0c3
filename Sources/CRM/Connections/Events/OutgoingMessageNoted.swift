import Kernel

/// What became of a robot's letter or SMS: a line of the item's history.
package struct OutgoingMessageNoted: CRMEvent {
    package static let kind: EventKind = "outgoing.noted"

    /// By which way it goes. Stored names, never renamed.
    package enum Way: String, Sendable, CaseIterable {
        case mail, sms
    }

    /// How far it is. Stored names, never renamed.
    package enum Step: String, Sendable, CaseIterable {
        /// It waits in the outbox.
        case queued
        /// The mail server or the provider has taken it.
        case sent
        /// There is no address to send it to.
        case unaddressed
        /// The provider of SMS says that it has arrived, or that it has not.
        case delivered, undelivered, failed
    }

    package let document: DocumentID
    package let way: Way
    package let step: Step
    /// Addresses or the number, separated by commas; empty when there is none.
    package let to: String
    /// The subject of a letter, the text of an SMS.
    package let subject: String

    package init(_ way: Way, _ step: Step, of document: DocumentID, to: String, subject: String) {
        self.document = document
        self.way = way
        self.step = step
        self.to = to
        self.subject = subject
    }

    package var payload: [String: Value] { ["to": .string(to), "subject": .string(subject)] }
    package var timeline: TimelineLine? { TimelineLine("\(way.rawValue)_\(step.rawValue)", payload) }
    package var webhook: WebhookName? { nil }
    package var audience: Audience { .item }
}
