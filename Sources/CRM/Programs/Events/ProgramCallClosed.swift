import Kernel

/// A program has answered a robot's call, or has not in the time it had: the process that waits goes on.
package struct ProgramCallClosed: CRMEvent {
    package static let kind: EventKind = "program_call.closed"
    let call: ProgramCall

    package var document: DocumentID { call.item }
    package var payload: [String: Value] {
        ["program_call": .int(call.delivery), "state": .string(call.state.rawValue), "title": .string(call.title)]
    }
    package var timeline: TimelineLine? { nil }
    package var webhook: WebhookName? { nil }
    package var audience: Audience { .item }
}

/// A program tells how far it is with a robot's call: a line of the journal.
package struct ProgramCallNoted: CRMEvent {
    /// Named after the delivery by which the program was told: the journal knows that one.
    package static let kind: EventKind = "delivery.noted"
    let call: ProgramCall
    let message: String

    package init(_ call: ProgramCall, _ message: String) {
        self.call = call
        self.message = message
    }

    package var document: DocumentID { call.item }
    package var payload: [String: Value] {
        ["delivery": .int(call.delivery), "node": .string(call.node), "title": .string(message)]
    }
    package var timeline: TimelineLine? { nil }
    package var webhook: WebhookName? { nil }
    package var audience: Audience { .item }
}
