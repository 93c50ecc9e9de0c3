import Kernel

/// What a file belongs to. Whoever may see one of its owners may download it; a file without any is removed after a day.
package enum FileOwner: Hashable, Sendable {
    /// Attached to the item itself.
    case item(DocumentID)
    /// The value of a file field, by the field's code.
    case field(DocumentID, code: String)
    case task(TaskItemID)
    case activity(ActivityID)
    /// A comment, by its number.
    case comment(Int64)
    /// A person's avatar: everybody signed in may see it.
    case photo(UserID)

    /// Kind, id and field as `file_links` keeps them; nil for owners that keep their files in tables of their own.
    var stored: (kind: String, id: Int64, field: String)? {
        switch self {
        case .item(let item): ("item", item.key, "")
        case .field(let item, let code): ("field", item.key, code)
        case .photo(let id): ("photo", id.rawValue, "")
        case .task, .activity, .comment: nil
        }
    }

    /// Kinds are never renamed.
    init?(kind: String, id: Int64, field: String) {
        switch kind {
        case "item": self = .item(DocumentID(key: id))
        case "field": self = .field(DocumentID(key: id), code: field)
        case "task": self = .task(TaskItemID(id))
        case "activity": self = .activity(ActivityID(id))
        case "comment": self = .comment(id)
        case "photo": self = .photo(UserID(id))
        default: return nil
        }
    }
}
