import Kernel

/// Carries the news of a committed transaction to open pages; server-sent events in one process, a message bus over several.
package protocol LiveChannel: Sendable {
    /// Called once per transaction, after it is durable. Must not block: it runs on the writer's way back.
    func publish(_ change: LiveChange)
}

/// No page is open: commands of the terminal, rehearsals, tests.
package struct NobodyWatches: LiveChannel {
    package init() {}
    package func publish(_ change: LiveChange) {}
}

/// What one transaction changed, as open pages need to know it: names of places, never contents, so that each page reads
/// again with its own viewer's rights.
package struct LiveChange: Sendable, Equatable {
    /// Cards and list rows to refresh.
    package var items: Set<DocumentID> = []
    /// Kanban columns whose cards, count or sum are different now.
    package var columns: Set<LiveColumn> = []
    /// Tasks whose card or board place is different now.
    package var tasks: Set<TaskItemID> = []
    /// People whose bell, message count or work counters are different now.
    package var bells: Set<UserID> = []
    /// What nodes keep in memory and must read again. No page is concerned.
    package var caches: Set<SharedCache> = []

    package init() {}

    package var isEmpty: Bool {
        items.isEmpty && columns.isEmpty && tasks.isEmpty && bells.isEmpty && caches.isEmpty
    }

    package mutating func formUnion(_ other: LiveChange) {
        items.formUnion(other.items)
        columns.formUnion(other.columns)
        tasks.formUnion(other.tasks)
        bells.formUnion(other.bells)
        caches.formUnion(other.caches)
    }
}

/// What every node keeps in memory for speed.
package enum SharedCache: String, Sendable, CaseIterable {
    /// Fields, pipelines and stages: `CatalogCache`.
    case catalog
    /// `PeopleDirectory`.
    case people
    /// Who is told of events.
    case handlers
}

/// A column of a kanban: a stage of an entity's pipeline.
package struct LiveColumn: Hashable, Sendable {
    package let entity: EntityType
    /// The stored code of the stage: `C1:SHIPPING`.
    package let stage: String

    package init(_ entity: EntityType, stage: String) {
        self.entity = entity
        self.stage = stage
    }
}
