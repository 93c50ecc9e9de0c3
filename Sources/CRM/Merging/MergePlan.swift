import Kernel
import Storage

/// What several items of one kind become when they are merged into the first of them: worked out before anything is done, for
/// the page on which people choose and for the merging itself.
package struct MergePlan: Sendable {
    /// So many items go into one at once.
    package static let limit = 20

    /// The one that stays, then those that go into it.
    package let items: [Item]
    /// Fields in which the items differ, in the order of the card.
    package let fields: [MergeField]
    /// Set when one of them has products.
    package let products: MergeProducts?
    /// What the master gets, without phones and addresses; what it keeps is not among them.
    let values: [FieldCode: Value]
    /// Phones and addresses of the others that the master does not have in any spelling.
    let communications: [Communication]

    package var master: Item { items[0] }
    package var others: ArraySlice<Item> { items.dropFirst() }

    /// Fields whose values contradict each other and of which nobody has said which is right.
    package var conflicts: [Field] { fields.filter { $0.isConflict }.map(\.field) }
    /// Whether nothing needs a person.
    package var isPlain: Bool { conflicts.isEmpty && !(products?.isConflict ?? false) }

    /// - Parameter choices: whose value a field shall have.
    init(_ items: [Item], rows: [DocumentID: [ProductRow]], _ catalog: ItemCatalog, choosing choices: MergeChoices) {
        let products = MergeProducts(items, rows, chosen: choices.products)
        let fields = catalog.fields.fields(of: items[0].entity).compactMap { field in
            products != nil && field.code == .amount ? nil : MergeField(field, of: items, chosen: choices.fields[field.code])
        }
        var values: [FieldCode: Value] = [:]
        for field in fields where !field.isCommunication && field.result != items[0].value(field.field.code) {
            values[field.field.code] = field.result
        }
        if let giver = products?.giver {
            // A sum follows its products.
            values[.amount] = giver.value(.amount)
            values[.manualAmount] = .bool(giver.hasManualAmount)
        }
        self.items = items
        self.fields = fields.filter { $0.isShown }
        self.products = products
        self.values = values
        var seen = Set(items[0].communications.map(\.sense))
        communications = items.dropFirst().flatMap(\.communications).filter { seen.insert($0.sense).inserted }
    }

    /// - Throws: `Failure` for fewer than two items or too many.
    static func checkCount(_ ids: some Collection<DocumentID>) throws {
        guard ids.count > 1 else { throw Failure(.invalid, MergeTexts.chooseTwo) }
        guard ids.count <= limit else { throw Failure(.limited, MergeTexts.tooMany.with(["limit": String(limit)])) }
    }
}

extension Communication {
    /// The same for two that say the same, however they are written.
    fileprivate var sense: [String] { [kind.rawValue, normalized] }
}

/// What people have chosen on the way to a merging.
package struct MergeChoices: Sendable {
    /// Whose value each field shall have.
    package var fields: [FieldCode: DocumentID] = [:]
    /// Whose products shall stay.
    package var products: DocumentID?

    package init() {}
}

/// The products of items that are merged: rows are not mixed, one item's stay.
package struct MergeProducts: Sendable {
    /// How many rows each of the items has and what they come to.
    package let counts: [(rows: Int, sum: Int64)]
    /// Whose products stay, as a place among the items.
    package let chosen: Int
    package let isConflict: Bool
    private let items: [Item]

    init?(_ items: [Item], _ rows: [DocumentID: [ProductRow]], chosen: DocumentID?) {
        let all = items.map { rows[$0.id] ?? [] }
        guard let first = all.firstIndex(where: { !$0.isEmpty }) else { return nil }
        let named = chosen.flatMap { id in items.firstIndex { $0.id == id } }
        counts = all.map { ($0.count, ProductRows.sum($0)) }
        self.chosen = named ?? first
        // Numbers of rows say nothing of what is sold.
        let contents = Set(all.filter { !$0.isEmpty }.map { $0.map { row in var plain = row; plain.id = nil; return plain } })
        isConflict = named == nil && contents.count > 1
        self.items = items
    }

    /// Whose products the master takes over; nil when it keeps its own.
    var giver: Item? { chosen == 0 ? nil : items[chosen] }
}
