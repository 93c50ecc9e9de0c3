import Automation
import CRM
import Kernel
import Storage

/// Hands an SMS to the program that registered as a provider: a form to its handler, with the number under which the program says
/// later what became of it.
package struct SMSConnector: Connector {
    package let kind = ConnectorKind(SMSMessage.connector)
    package let limits: ChannelLimits
    private let post: HandlerPost

    package init(_ post: HandlerPost, limits: ChannelLimits = ChannelLimits()) {
        self.post = post
        self.limits = limits
    }

    package func deliver(_ delivery: Delivery) async -> DeliveryOutcome {
        await WebhookAnswers.outcome(at: post.clock) {
            let message = SMSMessage(json: delivery.payload)
            let (connection, sender) = try await post.database.read { reader in
                guard let id = message.connection, let connection = try ConnectionStore.connection(id, in: reader),
                    let sender = try ProgramSender.sender(through: id, in: reader)
                else { throw Failure(.notFound, ConnectionTexts.none) }
                return (connection, sender)
            }
            guard connection.settings.isActive else {
                throw Failure(.unavailable, ConnectionTexts.inactive.with(["name": connection.settings.name]))
            }
            let form = try await form(message, delivery, sender)
            return try await post.transfers.answer(
                to: form.request(to: connection.settings.address, allowsPrivate: connection.settings.allowsPrivate, timeout: limits.timeout))
        }
    }

    private func form(_ message: SMSMessage, _ delivery: Delivery, _ sender: ProgramSender) async throws -> HandlerForm {
        let type = delivery.item.entity?.documentType ?? []
        var form = HandlerForm()
        form.add([
            "module_id": "crm", "bindings": [["OWNER_TYPE_ID": .int(Int64(delivery.item.type)), "OWNER_ID": .int(delivery.item.id)]],
            "workflow_id": .string(String(delivery.run)),
            "document_id": .array((type.dropLast() + ["\(type.last ?? "")_\(delivery.item.id)"]).map { .string($0) }),
            "document_type": .array(type.map { .string($0) }),
            "properties": ["phone_number": .string(message.to), "message_text": .string(message.text)], "type": .string(sender.type),
            "code": .string(sender.code), "message_id": .string(delivery.smsID), "message_to": .string(message.to),
            "message_body": .string(message.text), "ts": .int(post.clock.now.seconds),
        ])
        try await post.add(to: &form, program: sender.program, for: sender.user)
        return form
    }
}
