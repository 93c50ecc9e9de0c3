import Automation
import CRM
import Kernel

/// What sending a letter and sending an SMS have in common: questions, the outbox, the item's history.
struct MessageSending {
    let way: OutgoingMessageNoted.Way
    let connector: ConnectorKind
    let kind: Communication.Kind
    let promise: DeliveryPromise

    /// A letter twice is better than none, and carries the same Message-ID.
    static let mail = MessageSending(way: .mail, connector: .mail, kind: .email, promise: .atLeastOnce)
    /// Every SMS costs, and nobody can tell whether it has arrived: a person decides.
    static let sms = MessageSending(way: .sms, connector: .sms, kind: .phone, promise: .atMostOnce)

    /// Asked last, in this order.
    func closing(_ connection: Text) -> [ParameterSpec] {
        [
            ParameterSpec(
                "missing", MessageTexts.missing, .choice([("skip", MessageTexts.skip), ("stop", MessageTexts.stop)]), required: true,
                preset: "skip"),
            ParameterSpec("waits", MessageTexts.waits, .yesNo, advanced: true, preset: false, help: promise.title),
            ParameterSpec("onlyOnStage", MessageTexts.onlyOnStage, .yesNo, advanced: true, preset: false),
            ParameterSpec("connection", connection, .connection(connector.rawValue), advanced: true, help: MessageTexts.byDefault),
        ]
    }

    /// There is nowhere to send it.
    func withoutAddress(_ step: Step, _ portal: Portal, subject: String) throws -> Outcome {
        if try step.choice("missing") == "stop" {
            throw step.wrong("to", kind == .email ? MessageTexts.stoppedNoAddress : MessageTexts.stoppedNoNumber)
        }
        try note(.unaddressed, to: [], subject: subject, step, portal)
        return .skipped(kind == .email ? MessageTexts.noAddress : MessageTexts.noNumber)
    }

    func enqueue(
        _ payload: JSONValue, through way: Outlets.Way, to addresses: [String], subject: String, _ step: Step, _ portal: Portal
    ) throws -> Outcome {
        let draft = DeliveryDraft(
            connector, to: way.receiver, promise: promise, payload: payload, onlyOnStage: try step.flag("onlyOnStage"))
        let outcome = try step.enqueue(draft, waits: try step.flag("waits"))
        let results: [String: Value] = ["address": .string(addresses.joined(separator: ", "))]
        switch outcome {
        case .done(let known):
            if known["delivery"] != nil { try note(.queued, to: addresses, subject: subject, step, portal) }
            return .done(results: known.merging(results) { $1 })
        case .wait(let event, let others, let correlation, let known):
            try note(.queued, to: addresses, subject: subject, step, portal)
            return .wait(for: event, or: others, correlation: correlation, results: known.merging(results) { $1 })
        case .skipped, .start, .stop: return outcome
        }
    }

    private func note(
        _ progress: OutgoingMessageNoted.Step, to addresses: [String], subject: String, _ step: Step, _ portal: Portal
    ) throws {
        try step.command(portal) { command in
            command.raise(
                OutgoingMessageNoted(way, progress, of: step.document, to: addresses.joined(separator: ", "), subject: subject))
        }
    }

    /// The answer that the robot waited for.
    func resume(_ event: PostedEvent) -> Outcome {
        if event.kind == .deliveryCancelled { return .skipped(event.reason ?? WebhookRobotTexts.cancelled) }
        return .done()
    }
}
