import Automation
import CRM
import Kernel

/// A whole process as a file describes it: constants, fields, pipelines with their automation.
package struct Preset: Sendable {
    package let name: String
    package let constants: [PresetConstant]
    package let fields: [PresetField]
    package let pipelines: [PresetPipeline]
}

/// A named role or value that robots refer to by `{=GlobalConst:code}`.
package struct PresetConstant: Sendable {
    package let code: String
    package let type: String
    package let title: String
}

/// A custom field.
package struct PresetField: Sendable {
    package let entity: EntityType
    package let code: String
    package let type: String
    package let title: String
    package let isReadOnly: Bool
    package let isMultiple: Bool
    package let isOnCard: Bool
    /// Stored pipeline name → the stage from which the field must be filled.
    package let requiredFrom: [String: String]
    package let options: [(code: String, title: String)]
}

/// A pipeline with its stages and automation.
package struct PresetPipeline: Sendable {
    package let entity: EntityType
    package let category: Int
    package let name: String
    package let stages: [PresetStage]
    package let automation: PipelineAutomation
}

/// A stage.
package struct PresetStage: Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        case process, success, failure
    }

    package let code: String
    package let name: String
    /// `#rrggbb`
    package let color: String
    package let kind: Kind
}
