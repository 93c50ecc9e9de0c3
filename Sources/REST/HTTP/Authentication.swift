import CRM
import Kernel
import Storage

/// Recognises who calls: by the secret in the address, or by an application's token among the parameters.
struct Authentication: Sendable {
    let services: RESTServices

    /// - Throws: `RESTFailure` 401 when nobody is recognised.
    func caller(_ address: RESTAddress, _ parameters: Parameters) async throws -> Caller {
        // Some clients send a stale token along with a webhook's address; the address is what they mean.
        if let key = address.webhook { return try await caller(key) }
        guard let text = parameters.text("auth") ?? parameters.text("access_token"), !text.isEmpty else { throw RESTFailure.noCredentials }
        return try await caller(token: text)
    }

    private func caller(_ key: RESTAddress.Webhook) async throws -> Caller {
        guard let secret = SecretToken(key.secret) else { throw RESTFailure.wrongCredentials }
        let now = services.portal.clock.now
        let found = try await services.portal.read { reader -> (IncomingWebhook, Caller)? in
            guard let webhook = try IncomingWebhookStore.webhook(of: secret, user: key.user, in: reader) else { return nil }
            return try caller(
                webhook.user, webhook.scopes, webhook.title, "webhook/\(webhook.id)", .webhook("\(key.user)/\(key.secret)"), reader
            ).map { (webhook, $0) }
        }
        guard let (webhook, caller) = found else { throw RESTFailure.wrongCredentials }
        if webhook.usedAt.map({ now - $0 > .minutes(15) }) ?? true {
            try await services.portal.perform(as: .system, .bulk) { try IncomingWebhookStore.touch(webhook.id, in: $0) }
        }
        return caller
    }

    private func caller(token text: String) async throws -> Caller {
        guard let token = SecretToken(text) else { throw RESTFailure.unknownToken }
        let now = services.portal.clock.now
        let found = try await services.portal.read { reader -> Caller? in
            guard let access = try ApplicationGrants.access(by: token, in: reader) else { return nil }
            guard access.expires > now else { throw RESTFailure.endedToken }
            let application = access.application
            return try caller(
                access.user, application.scopes, application.title, "application/\(application.id)", .token(application.id, text), reader)
        }
        guard let found else { throw RESTFailure.unknownToken }
        return found
    }

    private func caller(
        _ user: UserID, _ scopes: Set<IntegrationScope>, _ title: String, _ program: String, _ key: Caller.Key,
        _ reader: any Reader
    ) throws -> Caller? {
        guard let user = try UserStore.user(user, in: reader), let viewer = try ViewerStore.viewer(for: user, in: reader) else { return nil }
        return Caller(viewer: viewer, user: user, scopes: scopes, title: title, program: program, key: key)
    }
}
