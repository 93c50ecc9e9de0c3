import CRM
import Kernel
import Storage

/// Recognises who calls by the secret in the address.
struct Authentication: Sendable {
    let services: RESTServices

    /// - Throws: `RESTFailure` 401 when nobody is recognised.
    func caller(_ address: RESTAddress) async throws -> Caller {
        guard let key = address.webhook else { throw RESTFailure.noCredentials }
        guard let secret = SecretToken(key.secret) else { throw RESTFailure.wrongCredentials }
        let now = services.portal.clock.now
        let found = try await services.portal.read { reader -> (IncomingWebhook, Caller)? in
            guard let webhook = try IncomingWebhookStore.webhook(of: secret, user: key.user, in: reader),
                let user = try UserStore.user(webhook.user, in: reader), let viewer = try ViewerStore.viewer(for: user, in: reader)
            else { return nil }
            return (webhook, Caller(viewer: viewer, user: user, scopes: webhook.scopes, title: webhook.title, key: "\(key.user)/\(key.secret)"))
        }
        guard let (webhook, caller) = found else { throw RESTFailure.wrongCredentials }
        if webhook.usedAt.map({ now - $0 > .minutes(15) }) ?? true {
            try await services.portal.perform(as: .system, .bulk) { try IncomingWebhookStore.touch(webhook.id, in: $0) }
        }
        return caller
    }
}
