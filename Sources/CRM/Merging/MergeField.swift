import Kernel

/// One field of items that are merged.
package struct MergeField: Sendable {
    package let field: Field
    /// Of each of the items, in their order.
    package let values: [Value]
    /// Whose value stays, as a place among the items; nil when all values are put together.
    package let chosen: Int?
    /// What the master will have.
    package let result: Value
    /// Filled values contradict each other, and nobody has chosen.
    package let isConflict: Bool

    /// Whether people see it: the portal's own notes are filled in silently.
    var isShown: Bool { !field.flags.contains(.technical) && Set(values).count > 1 }

    /// Phones and addresses are told apart by their sense, not by their values: `MergePlan.communications`.
    var isCommunication: Bool { if case .communications = field.storage { true } else { false } }

    /// Nil for fields that stay as the master has them whatever the others say.
    init?(_ field: Field, of items: [Item], chosen: DocumentID?) {
        guard MergeField.takesPart(field, of: items[0].entity) else { return nil }
        let values = items.map { $0.value(field.code) }
        self.field = field
        self.values = values
        if field.isMultiple {
            (self.chosen, isConflict) = (nil, false)
            var seen: Set<Value> = []
            let all = values.flatMap(\.elements).filter { seen.insert($0).inserted }
            result = all.isEmpty ? .null : .list(all)
            return
        }
        let named = chosen.flatMap { id in items.firstIndex { $0.id == id } }
        let different = MergeField.different(values, field, items[0].entity)
        if field.code == .comments, named == nil, different.count > 1 {
            (self.chosen, isConflict) = (nil, false)
            result = .string(different.map(\.printable).joined(separator: "\n\n"))
            return
        }
        let place = named ?? values.firstIndex { !$0.isEmpty } ?? 0
        self.chosen = place
        result = values[place]
        isConflict = named == nil && different.count > 1 && !MergeField.isSettled(field, of: items[0].entity)
    }

    /// The filled values without those that say the same in other words, the first of each kind.
    private static func different(_ values: [Value], _ field: Field, _ entity: EntityType) -> [Value] {
        var seen: Set<String> = []
        return values.filter { value in
            if value.isEmpty { return false }
            guard case .string(let text) = value else { return seen.insert("\(value)").inserted }
            let isName = entity == .company && field.code == .title
            return seen.insert(isName ? DuplicateFinder.titleKey(text) : SearchText.normalized(text)).inserted
        }
    }

    /// Where an item stands and what the portal noted of it is not another's; but from which lead or deal it came is.
    private static func takesPart(_ field: Field, of entity: EntityType) -> Bool {
        if field.code == .stage(of: entity) { return false }
        switch field.code {
        case .pipeline, .manualAmount: return false
        // Follows from the list of contacts.
        case .contact: return entity != .deal
        case .lead, .original: return true
        default: return !(field.isReadOnly && field.flags.contains(.technical))
        }
    }

    /// Fields in which the master is right without a question: they tell items apart rather than clients.
    private static func isSettled(_ field: Field, of entity: EntityType) -> Bool {
        if field.flags.contains(.technical) || field.type.code == BooleanField().code { return true }
        switch field.code {
        case .title: return entity != .company
        case .responsible, .source, "SOURCE_DESCRIPTION", "STATUS_DESCRIPTION", "HONORIFIC": return true
        default: return false
        }
    }
}
