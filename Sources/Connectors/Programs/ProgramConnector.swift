import Automation
import CRM
import Kernel
import Storage

/// Tells a program that it is the turn of a robot of its own: a form to the handler that it registered, with the token under which it
/// answers.
package struct ProgramConnector: Connector {
    package let kind = ConnectorKind(ProgramMessage.connector)
    package let limits: ChannelLimits
    private let database: any Database
    private let clock: any WallClock
    private let box: SecretBox
    private let transfers: CurlTransfers
    private let origin: String

    /// - Parameter publicAddress: how receivers reach the portal, for its addresses in the message.
    package init(
        database: any Database, clock: any WallClock, box: SecretBox, transfers: CurlTransfers, publicAddress: PublicAddress? = nil,
        limits: ChannelLimits = ChannelLimits()
    ) {
        self.database = database
        self.clock = clock
        self.box = box
        self.transfers = transfers
        self.limits = limits
        origin = publicAddress?.origin ?? "http://localhost"
    }

    package func deliver(_ delivery: Delivery) async -> DeliveryOutcome {
        await WebhookAnswers.outcome(at: clock) {
            let message = ProgramMessage(json: delivery.payload)
            let (robot, call) = try await database.read { reader in
                (try ProgramRobotStore.robot(kind: message.robot, in: reader), try ProgramCall.call(delivery.id, in: reader))
            }
            // An attempt whose answer was lost has reached it after all: it has answered meanwhile.
            if call?.state == .answered { return IncomingAnswer(status: 200, headers: [:], body: []) }
            guard let robot, let call else {
                let code = message.fields["code"]?.string ?? message.robot
                throw Failure(.notFound, ProgramTexts.robotGone.with(["code": code]))
            }
            return try await transfers.answer(to: try await request(message, robot, call))
        }
    }

    private func request(_ message: ProgramMessage, _ robot: ProgramRobot, _ call: ProgramCall) async throws -> OutgoingRequest {
        var form = HandlerForm()
        for (name, value) in message.fields.object ?? JSONObject() {
            form.add(value, name)
            if name == "document_type" { form.add(.string(box.eventToken(of: call)), "event_token") }
        }
        let authorization = HandlerAuthorization(database: database, clock: clock, box: box, origin: origin)
        try await authorization.add(to: &form, program: robot.program, for: robot.user)
        return form.request(to: robot.handler, allowsPrivate: robot.allowsPrivate, timeout: limits.timeout)
    }
}
