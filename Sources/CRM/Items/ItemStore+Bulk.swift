import Kernel
import Storage

extension ItemStore {
    /// Creates many items of one entity for an import: a handful of statements an item, totals written once.
    ///
    /// All or nothing: the first draft that is refused throws `BulkFailure` with its place, and the caller's savepoint or
    /// transaction undoes the rest.
    /// - Parameter startsAutomation: false raises no events (robots, notifications and webhooks stay silent); the timeline
    ///   says who imported in any case.
    package func createMany(
        _ drafts: [ItemDraft], startsAutomation: Bool, for viewer: Viewer? = nil, _ command: Command
    ) throws -> [DocumentID] {
        guard let entity = drafts.first?.entity else { return [] }
        if let viewer = try ItemAccess.viewer(viewer, command), viewer.scope(.import, of: entity) == .none {
            throw Failure(.forbidden, ItemTexts.mayNotCreate.with(["entity": entity.pluralName]))
        }
        let catalog = try catalog.catalog(in: command.transaction)
        let first = try command.transaction.nextID(entity.table, count: Int64(drafts.count))
        var items: [Item] = []
        for (place, draft) in drafts.enumerated() {
            do {
                items.append(try prepared(draft, DocumentID(entity, first + Int64(place)), catalog, command))
            } catch let failure as Failure {
                throw BulkFailure(place: place, failure: failure)
            }
        }
        try insert(items, drafts, ItemInsertion(entity, catalog.fields), command)
        for item in items {
            if startsAutomation {
                command.raise(ItemCreated(item: item))
            } else if let line = ItemCreated(item: item).timeline {
                try TimelineStore.write(line, on: item.id, at: item.createdAt, command)
            }
        }
        return items.map(\.id)
    }

    /// Creates as many of the drafts as can be: one that is refused leaves, and the others are tried again together.
    /// - Returns: what became of each draft, in their order.
    func createEach(_ drafts: [ItemDraft], startsAutomation: Bool, _ command: Command) throws -> [Result<DocumentID, Failure>] {
        var outcomes: [Int: Result<DocumentID, Failure>] = [:]
        var rest = Array(drafts.indices)
        while !rest.isEmpty {
            do {
                let ids = try command.transaction.savepoint {
                    try createMany(rest.map { drafts[$0] }, startsAutomation: startsAutomation, command)
                }
                for (place, id) in zip(rest, ids) { outcomes[place] = .success(id) }
                rest = []
            } catch let failure as BulkFailure {
                outcomes[rest.remove(at: failure.place)] = .failure(failure.failure)
            }
        }
        return drafts.indices.compactMap { outcomes[$0] }
    }

    private func insert(_ items: [Item], _ drafts: [ItemDraft], _ insertion: ItemInsertion, _ command: Command) throws {
        let transaction = command.transaction
        var differences = StageTotals.Differences()
        for (item, draft) in zip(items, drafts) {
            try insertion.insert(item, in: transaction)
            differences.add(item, sign: 1)
            if !draft.productRows.isEmpty { try ProductRows.replace(of: item.id, with: draft.productRows, in: transaction) }
            let contacts = item.value(.contacts).documents
            if !contacts.isEmpty { try ItemLinks.replace(from: item.id, with: contacts, .contact, in: transaction) }
        }
        try CommunicationRows.insert(items.map { ($0.id, $0.communications) }, in: transaction)
        try differences.write(in: transaction)
        try StageHistory.record(created: items.filter { $0.stage != nil }.map { ($0, $0.createdAt) }, command)
    }
}

/// A draft of a bulk creation was refused.
package struct BulkFailure: Error, Sendable {
    /// Among the drafts, from 0.
    package let place: Int
    package let failure: Failure
}
