import Kernel

/// A lead or deal entered another stage, of its own or of another pipeline.
package struct ItemStageChanged: CRMEvent {
    package static let kind: EventKind = "item.stage_changed"
    /// As it is now.
    package let item: Item
    package let old: Item

    package var document: DocumentID { item.id }
    package var from: String { old.stage ?? "" }
    package var to: String { item.stage ?? "" }
    package var changesPipeline: Bool { old.pipeline != item.pipeline }

    package var payload: [String: Value] {
        [
            "from": .string(from), "to": .string(to), "visit": .int(item.stageVisit),
            "pipeline": item.pipeline.map { .string($0.automationName) } ?? .null,
            "from_pipeline": old.pipeline.map { .string($0.automationName) } ?? .null,
            "semantics": .string((item.semantics ?? .process).rawValue),
        ]
    }
    package var timeline: TimelineLine? {
        TimelineLine(changesPipeline ? "pipeline_changed" : "stage_changed", payload)
    }
    package var webhook: WebhookName? { WebhookName("ONCRM\(item.entity.code)UPDATE") }
    package var audience: Audience { .item }
}
