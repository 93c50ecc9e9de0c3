import CRM
import Kernel
import Storage

/// The items that automation has read in one transaction. Whatever happens in CRM may change them, so every event and
/// every undone savepoint empties it.
final class ItemMemory: SavepointAware {
    private var items: [DocumentID: Item] = [:]

    static func of(_ transaction: any Transaction) -> ItemMemory { transaction.attachment { ItemMemory() } }

    func item(_ id: DocumentID, _ read: () throws -> Item?) rethrows -> Item? {
        if let known = items[id] { return known }
        let item = try read()
        items[id] = item
        return item
    }

    func forget() { items = [:] }

    func savepointWasUndone() { forget() }
}
