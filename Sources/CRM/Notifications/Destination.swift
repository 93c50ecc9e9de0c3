import Kernel

/// Where a notification leads. Stored as `task:7`; the web part turns it into an address.
package enum Destination: Hashable, Sendable {
    case item(DocumentID)
    case task(TaskItemID)
    /// The conversation with a person; 0 is the portal.
    case dialogue(UserID)
    /// A page of the portal by its path, `/settings/readiness`.
    case page(String)

    package var stored: String {
        switch self {
        case .item(let item): "item:\(item.key)"
        case .task(let task): "task:\(task)"
        case .dialogue(let person): "dialogue:\(person)"
        case .page(let path): "page:\(path)"
        }
    }

    /// Nil for a text that no version has stored.
    package init?(stored: String) {
        let parts = stored.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        switch (parts[0], Int64(parts[1])) {
        case ("item", let key?): self = .item(DocumentID(key: key))
        case ("task", let id?): self = .task(TaskItemID(id))
        case ("dialogue", let id?): self = .dialogue(UserID(id))
        case ("page", _): self = .page(String(parts[1]))
        default: return nil
        }
    }
}
