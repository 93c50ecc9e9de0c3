import Kernel
import Storage

/// Items of one kind that are probably one client, the oldest first.
package struct DuplicateGroup: Sendable {
    package let items: [DocumentID]
    /// What they have in common.
    package let reasons: [DuplicateMatch.Reason]
}

/// Looks through all items of a kind for those that are probably the same: same phone or address, companies also same INN or
/// title. Pairs that people told apart do not count, and neither do leads that are done with: a client may ask again.
package struct DuplicateScan: Sendable {
    /// So many items with something in common are looked at; a portal that has more merges these first.
    package static let limit = 5000
    /// What is called by so many is a switchboard, not a client.
    private static let crowd = 50

    package let groups: [DuplicateGroup]
    /// Whether there may be more than was looked at.
    package let isCut: Bool

    private struct Trace {
        let reason: DuplicateMatch.Reason
        let item: DocumentID
    }

    /// A fixed number of queries; only what the viewer may see.
    package static func read(_ entity: EntityType, for viewer: Viewer, in reader: any Reader) throws -> DuplicateScan {
        var traces = entity == .deal ? [] : try communications(entity, viewer, reader)
        if entity == .company {
            traces += try column("inn", viewer, reader) { .inn($0) }
            traces += try column("title_key", viewer, reader) { .title($0) }
        }
        let shared = Dictionary(grouping: traces, by: \.reason).mapValues { Set($0.map(\.item)).sorted() }
            .filter { (2...crowd).contains($0.value.count) }
        let apart = try DistinctItems.pairs(among: Set(shared.values.joined()), in: reader)
        return DuplicateScan(groups: groups(shared, apart), isCut: traces.count >= limit)
    }

    private static func communications(_ entity: EntityType, _ viewer: Viewer, _ reader: any Reader) throws -> [Trace] {
        let base = DocumentID(entity, 0).key
        let range = "between \(base) and \(DocumentID(entity, .max >> 16).key)"
        var arguments: [any SQLConvertible] = []
        let visible = visible(entity, viewer, &arguments, reader)
        let isOpen = entity.hasStages ? " and t.semantics = '\(StageSemantics.process.rawValue)'" : ""
        return try reader.query(
            """
            select c.kind, c.normalized, c.item from (
                select kind, normalized from communications where kind in ('PHONE', 'EMAIL') and item \(range)
                group by kind, normalized having count(distinct item) > 1) s
            join communications c on c.kind = s.kind and c.normalized = s.normalized and c.item \(range)
            join \(entity.table) t on t.id = c.item - \(base) and t.deleted_at is null\(isOpen)\(visible)
            order by c.kind, c.normalized, c.item limit \(limit)
            """, arguments
        ) { Trace(reason: $0.text(0) == "PHONE" ? .phone($0.text(1)) : .email($0.text(1)), item: $0.document(2)) }
    }

    private static func column(
        _ name: String, _ viewer: Viewer, _ reader: any Reader, _ reason: (String) -> DuplicateMatch.Reason
    ) throws -> [Trace] {
        var arguments: [any SQLConvertible] = []
        let visible = visible(.company, viewer, &arguments, reader)
        return try reader.query(
            """
            select t.\(name), t.id from companies t where t.deleted_at is null and t.\(name) in (
                select \(name) from companies where deleted_at is null and \(name) <> '' group by \(name) having count(*) > 1)\(visible)
            order by t.\(name), t.id limit \(limit)
            """, arguments
        ) { Trace(reason: reason($0.text(0)), item: DocumentID(.company, $0.int64(1))) }
    }

    /// What is added to the conditions about a row `t` of the entity.
    private static func visible(
        _ entity: EntityType, _ viewer: Viewer, _ arguments: inout [any SQLConvertible], _ reader: any Reader
    ) -> String {
        viewer.condition(.read, on: entity, column: "t.responsible_id", &arguments, reader.dialect).map { " and " + $0 } ?? ""
    }

    /// Puts together what is linked by anything in common, directly or through others.
    private static func groups(
        _ shared: [DuplicateMatch.Reason: [DocumentID]], _ apart: Set<[DocumentID]>
    ) -> [DuplicateGroup] {
        var clusters = Clusters()
        var reasons: [DocumentID: Set<DuplicateMatch.Reason>] = [:]
        for (reason, items) in shared {
            for (place, first) in items.enumerated() {
                for second in items.dropFirst(place + 1) where !apart.contains([first, second]) {
                    clusters.join(first, second)
                    reasons[first, default: []].insert(reason)
                }
            }
        }
        return clusters.all.map { items in
            DuplicateGroup(
                items: items, reasons: Set(items.flatMap { reasons[$0] ?? [] }).sorted { $0.order < $1.order })
        }.sorted { $0.items[0] < $1.items[0] }
    }
}

/// Disjoint sets of items.
private struct Clusters {
    private var parents: [DocumentID: DocumentID] = [:]

    mutating func join(_ first: DocumentID, _ second: DocumentID) {
        let (one, other) = (root(first), root(second))
        parents[max(one, other)] = min(one, other)
        parents[min(one, other)] = min(one, other)
    }

    private mutating func root(_ item: DocumentID) -> DocumentID {
        var top = item
        while let parent = parents[top], parent != top { top = parent }
        // A short way for the next time.
        parents[item] = top
        return top
    }

    /// Each set in order.
    var all: [[DocumentID]] {
        var copy = self
        return Dictionary(grouping: parents.keys) { copy.root($0) }.values.map { $0.sorted() }
    }
}

extension DuplicateMatch.Reason {
    fileprivate var order: String {
        switch self {
        case .inn(let number): "1" + number
        case .phone(let number): "2" + number
        case .email(let address): "3" + address
        case .title(let title): "4" + title
        }
    }
}
