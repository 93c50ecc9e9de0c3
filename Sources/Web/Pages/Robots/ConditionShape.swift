import Kernel

/// A condition as the builder shows it: groups of comparisons, joined inside and between.
struct ConditionShape {
    struct Group {
        let join: ConditionJoin
        let comparisons: [Comparison]
    }

    let join: ConditionJoin
    let groups: [Group]

    /// Nil when the condition is nested deeper than the builder goes.
    init?(_ condition: Condition?) {
        guard let condition, condition != .always else {
            join = .all
            groups = []
            return
        }
        if let group = Group(condition) {
            join = .all
            groups = [group]
            return
        }
        let parts: [Condition]
        switch condition {
        case .all(let members): (join, parts) = (.all, members)
        case .any(let members): (join, parts) = (.any, members)
        case .not, .comparison: return nil
        }
        let found = parts.compactMap(Group.init)
        guard found.count == parts.count else { return nil }
        groups = found
    }

    /// The condition of groups of comparisons; nil when there is none.
    static func condition(_ join: ConditionJoin, _ groups: [(join: ConditionJoin, comparisons: [Comparison])]) -> Condition? {
        let parts = groups.filter { !$0.comparisons.isEmpty }.map { group in
            joined(group.join, group.comparisons.map(Condition.comparison))
        }
        return parts.isEmpty ? nil : joined(join, parts)
    }

    private static func joined(_ join: ConditionJoin, _ parts: [Condition]) -> Condition {
        if parts.count == 1 { return parts[0] }
        return join == .all ? .all(parts) : .any(parts)
    }
}

extension ConditionShape.Group {
    init?(_ condition: Condition) {
        switch condition {
        case .comparison(let comparison): self.init(join: .all, comparisons: [comparison])
        case .all(let parts): self.init(.all, parts)
        case .any(let parts): self.init(.any, parts)
        case .not: return nil
        }
    }

    private init?(_ join: ConditionJoin, _ parts: [Condition]) {
        let comparisons = parts.compactMap { part -> Comparison? in
            if case .comparison(let comparison) = part { comparison } else { nil }
        }
        guard comparisons.count == parts.count, !parts.isEmpty else { return nil }
        self.init(join: join, comparisons: comparisons)
    }
}
