import Kernel

extension DocumentID {
    /// The portal itself, for events that belong to no item: type 0, which is no entity.
    package static let portal = DocumentID(type: 0, id: 0)
}

/// A person, a department or a role was added or changed: cached directories reload.
package struct PeopleChanged: CRMEvent {
    package static let kind: EventKind = "people.changed"
    /// Whom it was about; nil when it was the structure or a role.
    package let user: UserID?

    package init(user: UserID? = nil) { self.user = user }

    package var document: DocumentID { .portal }
    package var payload: [String: Value] { user.map { ["USER_ID": .user($0)] } ?? [:] }
    package var timeline: TimelineLine? { nil }
    package var webhook: WebhookName? { nil }
    package var audience: Audience { .nobody }
}
