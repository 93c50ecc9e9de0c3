import Kernel

package enum IncomingWebhookTag {}
package typealias IncomingWebhookID = Identifier<IncomingWebhookTag>

/// What a program may reach with a key: the names of the REST API's scopes. Methods that only tell about the portal and the
/// caller need none.
package enum IntegrationScope: String, Sendable, CaseIterable, Comparable {
    case crm
    case task
    case user
    case department
    case telephony
    case bizproc
    case im
    case messageservice
    case catalog

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension Set<IntegrationScope> {
    /// As tables hold them; names of scopes that there are no more are left out.
    init(stored: String) { self.init(stored.split(separator: ",").compactMap { IntegrationScope(rawValue: String($0)) }) }

    /// `crm,task`, as tables and programs have it.
    package var stored: String { sorted().map(\.rawValue).joined(separator: ",") }
}

/// A key by which a program outside calls the REST API in the name of a person, with that person's rights. The secret part of
/// its address is shown once and stored as a hash.
package struct IncomingWebhook: Sendable, Hashable {
    package let id: IncomingWebhookID
    /// What its owner calls it: «Сайт».
    package let title: String
    /// In whose name it acts.
    package let user: UserID
    package let scopes: Set<IntegrationScope>
    package let createdAt: Timestamp
    /// To within a quarter of an hour; nil when it was never used.
    package let usedAt: Timestamp?
    /// Nil while it works.
    package let revokedAt: Timestamp?
}
