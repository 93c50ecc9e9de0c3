import Kernel
import Storage

extension ItemStore {
    /// Puts an item into the recycle bin: it is found nowhere, its robots stop, nothing is lost.
    package func delete(_ id: DocumentID, for viewer: Viewer? = nil, _ command: Command) throws {
        let item = try take(id, to: .delete, for: viewer, command)
        if item.isDeleted { return }
        var deleted = item
        deleted.deletedAt = command.now
        try mark(item, deleted, command)
        command.raise(ItemDeleted(item: deleted))
    }

    /// Brings it back to the stage where it stood; its robots start as on entering.
    @discardableResult
    package func restore(_ id: DocumentID, for viewer: Viewer? = nil, _ command: Command) throws -> Item {
        let item = try take(id, to: .delete, for: viewer, command)
        guard item.isDeleted else { return item }
        var restored = item
        restored.deletedAt = nil
        restored.stageVisit += 1
        try mark(item, restored, command)
        command.raise(ItemRestored(item: restored))
        return restored
    }

    private func mark(_ old: Item, _ new: Item, _ command: Command) throws {
        let visit = old.entity.hasStages ? ", stage_visit = \(new.stageVisit)" : ""
        try command.transaction.execute(
            """
            update \(old.entity.table) set deleted_at = $2, deleted_by = $3, version = version + 1\(visit) where id = $1
            """, [old.id.id, new.deletedAt, new.isDeleted ? command.actor.user : nil])
        try StageTotals.shift(from: old, to: new, in: command.transaction)
    }
}
