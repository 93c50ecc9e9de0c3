import Automation
import CRM
import Kernel
import Storage

/// Tells a program that it is the turn of a robot of its own: a form to the handler that it registered, with the token under which it
/// answers.
package struct ProgramConnector: Connector {
    package let kind = ConnectorKind(ProgramMessage.connector)
    package let limits: ChannelLimits
    private let post: HandlerPost

    package init(_ post: HandlerPost, limits: ChannelLimits = ChannelLimits()) {
        self.post = post
        self.limits = limits
    }

    package func deliver(_ delivery: Delivery) async -> DeliveryOutcome {
        await WebhookAnswers.outcome(at: post.clock) {
            let message = ProgramMessage(json: delivery.payload)
            let (robot, call) = try await post.database.read { reader in
                (try ProgramRobotStore.robot(kind: message.robot, in: reader), try ProgramCall.call(delivery.id, in: reader))
            }
            // An attempt whose answer was lost has reached it after all: it has answered meanwhile.
            if call?.state == .answered { return IncomingAnswer(status: 200, headers: [:], body: []) }
            guard let robot, let call else {
                let code = message.fields["code"]?.string ?? message.robot
                throw Failure(.notFound, ProgramTexts.robotGone.with(["code": code]))
            }
            return try await post.transfers.answer(to: try await request(message, robot, call))
        }
    }

    private func request(_ message: ProgramMessage, _ robot: ProgramRobot, _ call: ProgramCall) async throws -> OutgoingRequest {
        var form = HandlerForm()
        for (name, value) in message.fields.object ?? JSONObject() {
            form.add(value, name)
            if name == "document_type" { form.add(.string(post.box.eventToken(of: call)), "event_token") }
        }
        try await post.add(to: &form, program: robot.program, for: robot.user)
        return form.request(to: robot.handler, allowsPrivate: robot.allowsPrivate, timeout: limits.timeout)
    }
}
