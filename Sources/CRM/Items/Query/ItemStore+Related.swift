import Kernel
import Storage

extension ItemStore {
    private static let relatedLimit = 50

    /// What belongs together with an item, for its tab «Связи»: a client's leads, deals and colleagues; a deal's contacts,
    /// company, lead, original and copies; what a lead became. Only what the viewer may see; the latest first.
    package func related(
        to item: Item, for viewer: Viewer, now: Timestamp, in reader: any Reader
    ) throws -> [EntityType: [ItemSummary]] {
        var result: [EntityType: [ItemSummary]] = [:]
        let direct = try summaries(of: try neighbours(of: item, in: reader), for: viewer, in: reader)
        for summary in direct.values.sorted(by: { $0.id < $1.id }) { result[summary.item.entity, default: []].append(summary) }
        guard !item.entity.hasStages else { return result }
        let others: [EntityType] = item.entity == .company ? [.lead, .deal, .contact] : [.lead, .deal]
        for entity in others where viewer.scope(.read, of: entity) != .none {
            var query = ItemQuery(entity)
            query.client = item.id
            let rows = try keyset(query, .lastActivity, nil, ItemStore.relatedLimit, viewer, now, reader)
            let (found, _) = try summaries(rows, in: reader)
            if !found.isEmpty { result[entity, default: []] += found }
        }
        return result
    }

    private func neighbours(of item: Item, in reader: any Reader) throws -> [DocumentID] {
        var ids = item.contacts
        ids += [item.company, item.lead, item.original].compactMap(\.self)
        switch item.entity {
        case .lead: ids += try ItemLinks.others(of: [item.id], .conversion, in: reader)[item.id] ?? []
        case .deal: ids += try ItemLinks.origins(of: item.id, .copy, in: reader)
        case .contact, .company: ids += try ItemLinks.origins(of: item.id, .conversion, in: reader)
        }
        var seen: Set<DocumentID> = [item.id]
        return ids.filter { seen.insert($0).inserted }
    }
}
