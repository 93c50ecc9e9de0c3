import Automation
import Kernel
import Storage

/// Sends a text outside, to the provider of the tests.
package struct Send: Robot {
    package let kind: RobotKind = "send"
    package let title = Text(verbatim: "Send")
    package let parameters = [
        ParameterSpec("text", Text(verbatim: "Text"), .line, required: true),
        ParameterSpec("to", Text(verbatim: "To"), .line, preset: "shop"),
        ParameterSpec("promise", Text(verbatim: "Promise"), .number, preset: 0),
        ParameterSpec("waits", Text(verbatim: "Waits"), .yesNo, preset: true),
        ParameterSpec("onlyOnStage", Text(verbatim: "Only on the stage"), .yesNo, preset: false),
    ]

    package func run(_ step: Step) throws -> Outcome {
        let promise = DeliveryPromise(rawValue: Int64(try step.number("promise") ?? 0)) ?? .idempotent
        let draft = DeliveryDraft(
            "provider", to: try step.text("to"), promise: promise, payload: ["text": .string(try step.text("text"))],
            onlyOnStage: try step.flag("onlyOnStage"))
        return try step.enqueue(draft, waits: try step.flag("waits"))
    }

    package func resume(_ step: Step, _ event: PostedEvent) throws -> Outcome {
        if event.kind == .deliveryCancelled { return .skipped(Text(verbatim: "cancelled")) }
        return .done(results: ["answer": event.payload["answer"] ?? .null])
    }
}
