import Kernel

/// A change as one node tells it to another.
extension LiveChange {
    package var json: JSONValue {
        .members([
            "items": numbers(items.map(\.key)), "tasks": numbers(tasks.map(\.rawValue)),
            "bells": numbers(bells.map(\.rawValue)),
            "columns": texts(columns.map { "\($0.entity.code)/\($0.stage)" }), "caches": texts(caches.map(\.rawValue)),
        ])
    }

    /// What this program does not know (another version told it) is left out.
    package init(json: JSONValue) {
        func numbers(_ name: String) -> [Int64] { json[name]?.array?.compactMap(\.int) ?? [] }
        func texts(_ name: String) -> [String] { json[name]?.array?.compactMap(\.string) ?? [] }
        self.init()
        items = Set(numbers("items").map { DocumentID(key: $0) })
        tasks = Set(numbers("tasks").map { TaskItemID($0) })
        bells = Set(numbers("bells").map { UserID($0) })
        columns = Set(texts("columns").compactMap(LiveColumn.init(told:)))
        caches = Set(texts("caches").compactMap(SharedCache.init(rawValue:)))
    }

    private func numbers(_ values: [Int64]) -> JSONValue? {
        values.isEmpty ? nil : .array(values.sorted().map { .int($0) })
    }

    private func texts(_ values: [String]) -> JSONValue? {
        values.isEmpty ? nil : .array(values.sorted().map { .string($0) })
    }
}

extension LiveColumn {
    /// `DEAL/C1:SHIPPING`.
    fileprivate init?(told text: String) {
        let parts = text.split(separator: "/", maxSplits: 1)
        guard parts.count == 2, let entity = EntityType(code: parts[0]) else { return nil }
        self.init(entity, stage: String(parts[1]))
    }
}
