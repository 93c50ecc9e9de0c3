import Kernel
import Storage

extension ItemStore {
    /// Takes a merging back: the items come out of the recycle bin, what pointed to them and still points to the master points to
    /// them again, and the master gets back the values that nobody has changed since.
    /// - Throws: `Failure` `.notFound`; `.conflict` when it was taken back already, is older than a month, or an item of it is gone
    ///   for good; `.forbidden` when the viewer may not change the master or restore the others.
    package func part(_ merge: Int64, for viewer: Viewer? = nil, _ command: Command) throws {
        try command.transaction.actAlone()
        let record = try MergeRecord.find(merge, in: command.transaction)
        guard record.isUndoable(at: command.now) else { throw Failure(.conflict, MergeTexts.tooLate) }
        let master = try take(record.master, to: .update, for: viewer, command)
        if master.isDeleted { throw Failure(.conflict, ItemTexts.deleted) }
        for id in record.items {
            guard try take(id, to: .delete, for: viewer, command).isDeleted else { throw Failure(.conflict, MergeTexts.isBack) }
            try trusted(command) { _ = try restore(id, $0) }
        }
        try moveLinksBack(record, command)
        try restoreValues(of: master, record, command)
        for id in [record.master] + record.items { try NextStep.refresh(id, in: command) }
        try command.transaction.execute(
            "update merges set undone_at = $2, undone_by = $3 where id = $1", [merge, command.now, command.actor.user])
        command.raise(ItemsParted(master: master.id, others: record.items))
    }

    private func moveLinksBack(_ record: MergeRecord, _ command: Command) throws {
        let transaction = command.transaction
        guard let entity = record.master.entity else { return }
        let links = MergeLink.all(to: entity, try catalog.catalog(in: transaction).fields) + [MergeLink.products]
        for item in record.items {
            // Products that the master gave away come back first: they are told from its new ones by their notes.
            try MergeLink.products.moveBack(to: record.master, from: item, merge: record.id, in: transaction)
            for link in links { try link.moveBack(to: item, from: record.master, merge: record.id, in: transaction) }
            try DroppedContacts.bringBack(item, merge: record.id, in: transaction)
        }
    }

    private func restoreValues(of master: Item, _ record: MergeRecord, _ command: Command) throws {
        let stored = try command.transaction.query(
            "select field, old, new from merge_values where merge = $1 order by field", [record.id]
        ) { (FieldCode($0.text(0)), try Value(json: JSONValue(parsing: $0.text(1))), try Value(json: JSONValue(parsing: $0.text(2)))) }
        var values: [FieldCode: Value] = [:]
        for (code, old, new) in stored where master.value(code) == new { values[code] = old }
        if values[.amount] != nil { values[.manualAmount] = values[.manualAmount] ?? .bool(master.hasManualAmount) }
        // The portal's own doing: an old value is right whatever is required by now.
        if !values.isEmpty { try trusted(command) { _ = try update(master.id, values, $0) } }
    }
}
