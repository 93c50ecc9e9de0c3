import Kernel

/// An item cannot enter a stage before these fields are filled. The kanban asks for them and moves again with the answers
/// (`ItemStore.move(…, filling:)`).
package struct MissingFields: Error, Sendable {
    package let item: DocumentID?
    package let stage: Stage
    package let fields: [Field]

    /// The same for callers who only show messages.
    package var failure: Failure {
        Failure(
            .invalid, ItemTexts.missing.with(["stage": stage.name, "fields": .joined(fields.map(\.title))]),
            field: fields.first?.code.rawValue)
    }
}

extension FieldRegistry {
    /// The fields that must be filled in this stage: those always required, and those required from it or an earlier stage
    /// on. Failure stages ask for nothing.
    package func required(in stage: Stage, of pipeline: Pipeline) -> [Field] {
        guard stage.semantics != .failure, let order = pipeline.order(of: stage.code) else { return [] }
        return fields(of: pipeline.id.entity).filter { field in
            if field.isRequired { return true }
            guard let from = field.requiredFrom[pipeline.automationName] else { return false }
            return pipeline.order(of: from).map { $0 <= order } ?? false
        }
    }
}
