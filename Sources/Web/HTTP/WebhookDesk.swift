import Automation
import CRM

/// What the page of outgoing webhooks needs of the connector, which Web does not know.
package struct WebhookDesk: Sendable {
    package let secrets: SecretBox
    /// One attempt outside the outbox, for «Проверить».
    package let send: @Sendable (_ message: WebhookMessage, _ id: String) async -> DeliveryOutcome

    package init(
        secrets: SecretBox, send: @escaping @Sendable (_ message: WebhookMessage, _ id: String) async -> DeliveryOutcome
    ) {
        self.secrets = secrets
        self.send = send
    }
}
