import Kernel
import Storage

/// Items cannot be merged because their fields contradict each other.
package struct MergeConflict: Error, Sendable {
    package let fields: [Field]
    package let hasProducts: Bool
}

extension ItemStore {
    /// What merging items would do. The first is the one that stays.
    /// - Throws: `Failure` `.invalid` for fewer than two items, too many or different kinds; `.notFound` for what the viewer may
    ///   not see; `.conflict` for an item in the recycle bin.
    package func mergePlan(
        _ ids: [DocumentID], choosing choices: MergeChoices = MergeChoices(), for viewer: Viewer, in reader: any Reader
    ) throws -> MergePlan {
        try checkMerge(ids)
        let found = try load(ids, in: reader)
        let items = try ids.map { id in
            guard let item = found[id] else { throw ItemAccess.notFound(id) }
            try ItemAccess.require(.read, item, for: viewer)
            return item
        }
        return try plan(items, choices, in: reader)
    }

    /// What merging each of some groups would do, the best item of each staying; nil for a group that cannot be merged as it is.
    /// A fixed number of queries.
    package func mergePlans(_ groups: [[DocumentID]], in reader: any Reader) throws -> [MergePlan?] {
        let ids = groups.flatMap(\.self)
        let items = try load(ids, in: reader)
        let rows = ids.first?.entity?.hasStages ?? false ? try ProductRows.of(ids, in: reader) : [:]
        let catalog = try catalog.catalog(in: reader)
        return groups.map { group in
            let members = group.compactMap { items[$0] }.sorted(by: Item.isBetterMaster)
            guard members.count > 1, members.count <= MergePlan.limit, (try? checkStates(of: members)) != nil else { return nil }
            return MergePlan(members, rows: rows, catalog, choosing: MergeChoices())
        }
    }

    /// Merges items into the first of them: it gets what it lacks, everything that pointed to the others points to it, and they go
    /// into the recycle bin. Can be taken back for a month with `part`.
    /// - Parameter versions: what the chooser saw; an item that has changed since is not merged unseen.
    /// - Returns: the number of the merging.
    /// - Throws: `MergeConflict` when fields contradict each other and none was chosen; `Failure` as `mergePlan`, `.forbidden` when
    ///   the viewer may not change the first or delete the others.
    @discardableResult
    package func merge(
        _ ids: [DocumentID], choosing choices: MergeChoices = MergeChoices(), versions: [DocumentID: Int64] = [:],
        for viewer: Viewer? = nil, _ command: Command
    ) throws -> Int64 {
        try checkMerge(ids)
        // Everything that points to the items changes with them, so nobody may change any of it meanwhile.
        try command.transaction.actAlone()
        let items = try ids.enumerated().map { place, id in
            try take(id, to: place == 0 ? .update : .delete, for: viewer, command, expectedVersion: versions[id])
        }
        let plan = try plan(items, choices, in: command.transaction)
        guard plan.isPlain else { throw MergeConflict(fields: plan.conflicts, hasProducts: plan.products?.isConflict ?? false) }
        let merge = try MergeRecord.insert(items, command)
        try moveLinks(plan, merge, command)
        try complete(plan, merge, command)
        for other in plan.others { try trusted(command) { try delete(other.id, $0) } }
        try NextStep.refresh(plan.master.id, in: command)
        command.raise(ItemsMerged(master: plan.master.id, others: plan.others.map(\.id)))
        return merge
    }

    /// Items in the order in which they are best merged when nobody has said which stays; what is not there comes last.
    package func mergeOrder(_ ids: [DocumentID], in reader: any Reader) throws -> [DocumentID] {
        let items = try load(ids, in: reader)
        return items.values.sorted(by: Item.isBetterMaster).map(\.id) + ids.filter { items[$0] == nil }
    }

    private func checkMerge(_ ids: [DocumentID]) throws {
        guard Set(ids).count == ids.count else { throw Failure(.invalid, MergeTexts.chooseTwo) }
        try MergePlan.checkCount(ids)
        guard Set(ids.map(\.type)).count == 1 else { throw Failure(.invalid, MergeTexts.oneKind) }
    }

    private func plan(_ items: [Item], _ choices: MergeChoices, in reader: any Reader) throws -> MergePlan {
        try checkStates(of: items)
        let rows = items[0].entity.hasStages ? try ProductRows.of(items.map(\.id), in: reader) : [:]
        return MergePlan(items, rows: rows, try catalog.catalog(in: reader), choosing: choices)
    }

    /// The first is the one that stays.
    private func checkStates(of items: [Item]) throws {
        if items.contains(where: \.isDeleted) { throw Failure(.conflict, ItemTexts.deleted) }
        if items[0].convertedAt == nil, let converted = items.first(where: { $0.convertedAt != nil }) {
            throw Failure(.conflict, MergeTexts.isConverted.with(["title": converted.title]))
        }
        if let paid = items.dropFirst().first(where: \.hasPayments) {
            throw Failure(.conflict, MergeTexts.isPaid.with(["title": paid.title]))
        }
    }

    private func moveLinks(_ plan: MergePlan, _ merge: Int64, _ command: Command) throws {
        let (master, transaction) = (plan.master.id, command.transaction)
        let links = MergeLink.all(to: plan.master.entity, try catalog.catalog(in: transaction).fields)
        for other in plan.others {
            for link in links { try link.move(from: other.id, to: master, merge: merge, in: transaction) }
            try DroppedContacts.drop(other.id, merge: merge, in: transaction)
        }
        if let giver = plan.products?.giver { try MergeLink.products.exchange(giver.id, master, merge: merge, in: transaction) }
    }

    /// Gives the master what the plan says and notes what it had before.
    private func complete(_ plan: MergePlan, _ merge: Int64, _ command: Command) throws {
        let master = plan.master
        let edits = plan.communications.map { CommunicationEdit.add(Communication($0.kind, $0.raw, type: $0.valueType)) }
        let changed = try trusted(command) { try update(master.id, plan.values, communications: edits, $0) }
        for (code, old, new) in changed.differences(from: master) {
            try command.transaction.execute(
                "insert into merge_values (merge, field, old, new) values ($1, $2, $3, $4)",
                [merge, code.rawValue, old.json.text, new.json.text])
        }
    }
}

extension Item {
    fileprivate var hasPayments: Bool { (paidAmount?.minorUnits ?? 0) > 0 }

    /// What cannot go into another comes first, then the oldest.
    fileprivate static func isBetterMaster(_ left: Item, _ right: Item) -> Bool {
        func rank(_ item: Item) -> Int { item.convertedAt != nil ? 0 : item.hasPayments ? 1 : 2 }
        return (rank(left), left.id) < (rank(right), right.id)
    }

    /// The fields whose values differ from those of an older state, without what the portal notes of every change.
    fileprivate func differences(from old: Item) -> [(FieldCode, Value, Value)] {
        let noted: Set<FieldCode> = [.modifiedAt, "MODIFY_BY_ID", .lastActivityAt]
        let codes = Set(old.values.keys).union(values.keys).subtracting(noted)
        return codes.sorted().filter { old.value($0) != value($0) }.map { ($0, old.value($0), value($0)) }
    }
}
