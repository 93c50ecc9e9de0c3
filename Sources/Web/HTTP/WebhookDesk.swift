import Automation
import CRM

/// What the pages of outgoing webhooks and of mail need of the connectors, which Web does not know.
package struct WebhookDesk: Sendable {
    package let secrets: SecretBox
    /// One attempt outside the outbox, for «Проверить».
    package let send: @Sendable (_ message: WebhookMessage, _ id: String) async -> DeliveryOutcome

    /// The same for a letter.
    package let sendMail: @Sendable (_ message: MailMessage, _ id: String) async -> DeliveryOutcome

    package init(
        secrets: SecretBox, send: @escaping @Sendable (_ message: WebhookMessage, _ id: String) async -> DeliveryOutcome,
        sendMail: @escaping @Sendable (_ message: MailMessage, _ id: String) async -> DeliveryOutcome
    ) {
        self.secrets = secrets
        self.send = send
        self.sendMail = sendMail
    }
}
