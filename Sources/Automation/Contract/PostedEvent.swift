import Kernel

/// An event as the engine keeps it in an item's inbox.
package struct PostedEvent: Sendable, Hashable {
    package let kind: EventKind
    package let document: DocumentID
    package let payload: [String: Value]
    /// Why it happened, for the explanation on the card.
    package let reason: Text?
    /// Who did it; nil for the portal itself.
    package let user: UserID?

    package init(
        kind: EventKind, document: DocumentID, payload: [String: Value], reason: Text? = nil, user: UserID? = nil
    ) {
        self.kind = kind
        self.document = document
        self.payload = payload
        self.reason = reason
        self.user = user
    }
}

extension PostedEvent {
    /// The thing that the event is about, by which waiting robots find it: the payload's member named by the kind's noun,
    /// as a number or a reference. `task.completed` → `payload["task"]`, `activity.completed` → `payload["activity"]`,
    /// `request.answered` → `payload["request"]`; events of kind `item.…` are about the item itself.
    package var correlation: Int64? {
        let noun = kind.noun
        switch payload[noun] {
        case .int(let number): return number
        case .reference(let reference): return reference.id
        case .null, .bool, .double, .string, .date, .dateTime, .money, .list, nil:
            return noun == "item" ? document.key : nil
        }
    }

    /// Codes of the fields that an `item.changed` event reports: its payload's `fields`.
    package var changedFields: Set<String> {
        Set((payload["fields"] ?? .null).elements.compactMap { if case .string(let code) = $0 { code } else { nil } })
    }
}

extension EventKind {
    /// What the event is about: `task` of `task.completed`.
    package var noun: String { String(rawValue.prefix { $0 != "." }) }

    /// The events that the engine itself understands.
    package static let itemCreated: EventKind = "item.created"
    package static let itemChanged: EventKind = "item.changed"
    package static let itemStageChanged: EventKind = "item.stage_changed"
    package static let itemDeleted: EventKind = "item.deleted"
}
