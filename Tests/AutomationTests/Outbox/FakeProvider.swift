import Automation
import Kernel
import Synchronization

/// A receiver outside: it does what its script says and keeps a ledger of all that reached it. A class, because the world
/// outside is one.
final class FakeProvider: Connector {
    struct Entry: Hashable, Sendable {
        let messageID: String
        let attempt: Int
        let text: String
    }

    private struct State {
        var script: @Sendable (Delivery) -> DeliveryOutcome = { FakeProvider.accept($0) }
        var answers: @Sendable (Delivery) -> LookUp = { _ in .notDone }
        var ledger: [Entry] = []
        var questions = 0
        var hanging: Set<String> = []
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    let kind: ConnectorKind = "provider"
    let limits: ChannelLimits
    private let state = Mutex(State())

    init(limits: ChannelLimits = ChannelLimits()) { self.limits = limits }

    static func accept(_ delivery: Delivery) -> DeliveryOutcome {
        .delivered(Receipt(results: ["answer": .string("thanks for \(delivery.payload["text"]?.string ?? "")")], summary: "200"))
    }

    static func busy(after pause: TimeSpan? = nil) -> DeliveryOutcome {
        .refused(DeliveryFailure(Text(verbatim: "503 busy"), retryAfter: pause))
    }

    static let wrong = DeliveryOutcome.refused(DeliveryFailure(Text(verbatim: "400 wrong"), isPermanent: true))
    static let silent = DeliveryOutcome.unknown(DeliveryFailure(Text(verbatim: "no answer")))

    // MARK: What the test decides

    func answer(_ script: @escaping @Sendable (Delivery) -> DeliveryOutcome) { state.withLock { $0.script = script } }
    func answer(_ outcome: DeliveryOutcome) { answer { _ in outcome } }
    func tell(_ answers: @escaping @Sendable (Delivery) -> LookUp) { state.withLock { $0.answers = answers } }
    /// Attempts for this receiver do not end until `release`.
    func hang(_ receiver: String) { state.withLock { _ = $0.hanging.insert("provider:\(receiver)") } }

    func release() {
        let waiting = state.withLock { state in
            state.hanging = []
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    // MARK: What it has seen

    var ledger: [Entry] { state.withLock(\.ledger) }
    var texts: [String] { ledger.map(\.text) }
    var questions: Int { state.withLock(\.questions) }
    var isHanging: Bool { state.withLock { !$0.waiting.isEmpty } }

    func deliver(_ delivery: Delivery) async -> DeliveryOutcome {
        let entry = Entry(
            messageID: delivery.messageID, attempt: delivery.attempt, text: delivery.payload["text"]?.string ?? "")
        let outcome = state.withLock { state in
            state.ledger.append(entry)
            return state.script(delivery)
        }
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                guard state.hanging.contains(delivery.channel) else { return true }
                state.waiting.append(continuation)
                return false
            }
            if isFree { continuation.resume() }
        }
        return outcome
    }

    func lookUp(_ delivery: Delivery) async -> LookUp {
        state.withLock { state in
            state.questions += 1
            return state.answers(delivery)
        }
    }
}
