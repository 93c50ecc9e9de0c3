import Kernel

/// What a kanban, a list or a search asks for. Stored in saved filters by its form (`FieldFilter`), never as SQL.
package struct ItemQuery: Sendable, Hashable {
    package var entity: EntityType
    /// Deals: the pipeline's number; nil is all of them.
    package var pipeline: Int?
    /// Stage codes; empty is any.
    package var stages: [String] = []
    /// Kinds of stage; empty is any. «В работе» is `[.process]`.
    package var semantics: Set<StageSemantics> = []
    /// Words that the item or its client has: title, name, phone, address.
    package var text: String = ""
    package var filters: [FieldFilter] = []
    /// What a program asks besides.
    package var tree: FieldTree?
    package var responsible: [UserID] = []
    package var activity: ActivityState?
    /// Looks into the recycle bin instead.
    package var isInBin = false
    /// What one contact or company has to do with.
    package var client: DocumentID?

    package init(_ entity: EntityType, pipeline: Int? = nil) {
        self.entity = entity
        self.pipeline = pipeline
    }

    /// Whether the kept totals answer for it: nothing narrows it but entity, pipeline and people.
    package var isAnsweredByTotals: Bool {
        stages.isEmpty && semantics.isEmpty && text.isEmpty && filters.isEmpty && tree == nil && activity == nil && !isInBin && client == nil
            && (entity == .lead || pipeline != nil)
    }
}

/// A test of one field.
package struct FieldFilter: Sendable, Hashable {
    package let field: FieldCode
    package let test: FilterTest

    package init(_ field: FieldCode, _ test: FilterTest) {
        self.field = field
        self.test = test
    }
}

/// What an item's planned activities look like, as the kanban's dot shows them.
package enum ActivityState: String, Sendable, CaseIterable {
    case overdue
    case today
    case later
    /// Nothing is planned.
    case none
    /// A client waits for an answer.
    case incoming
}

/// How a list or column is sorted; the id decides between equals.
package struct ItemSort: Sendable, Hashable {
    package let field: FieldCode
    package let isDescending: Bool

    package init(_ field: FieldCode, descending: Bool = true) {
        self.field = field
        isDescending = descending
    }

    package static let lastActivity = ItemSort(.lastActivityAt)
    package static let moved = ItemSort(.movedAt)
    package static let created = ItemSort(.createdAt)
}

/// Where a column's next page begins: the sort value and id of the last card seen.
package struct ItemCursor: Sendable, Hashable {
    package let moment: Timestamp
    package let id: Int64

    package init(moment: Timestamp, id: Int64) {
        self.moment = moment
        self.id = id
    }

    /// `1795417200000-15`, for addresses.
    package var text: String { "\(moment.milliseconds)-\(id)" }

    package init?(_ text: String) {
        let parts = text.split(separator: "-").map { Int64($0) }
        guard parts.count == 2, let moment = parts[0], let id = parts[1] else { return nil }
        self.init(moment: Timestamp(milliseconds: moment), id: id)
    }
}
