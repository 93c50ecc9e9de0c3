import Automation
import CRM
import Kernel

/// A whole process as a file describes it: constants, fields, pipelines with their automation.
package struct Preset: Sendable, Hashable {
    package let name: String
    package let constants: [PresetConstant]
    package let fields: [PresetField]
    package let pipelines: [PresetPipeline]
}

/// A named role or value that robots refer to by `{=GlobalConst:code}`.
package struct PresetConstant: Sendable, Hashable {
    package let code: String
    package let type: String
    package let title: String
    package let description: String
    package let isMultiple: Bool
    package let isVariable: Bool
}

/// A custom field.
package struct PresetField: Sendable, Hashable {
    package struct Choice: Sendable, Hashable {
        package let code: String
        package let title: Text
        /// No longer offered.
        package let isHidden: Bool
    }

    package let entity: EntityType
    package let code: String
    package let type: String
    package let title: Text
    package let isRequired: Bool
    package let isReadOnly: Bool
    package let isMultiple: Bool
    package let isInList: Bool
    package let isInFilter: Bool
    package let isOnCard: Bool
    /// Stored pipeline name → the stage from which the field must be filled.
    package let requiredFrom: [String: String]
    package let options: [Choice]
    /// Of links to CRM items; nil for any.
    package let linkedEntity: EntityType?
}

/// A pipeline with its stages and automation.
package struct PresetPipeline: Sendable, Hashable {
    package let entity: EntityType
    package let category: Int
    package let name: Text
    package let stages: [PresetStage]
    package let automation: PipelineAutomation

    package var id: PipelineID { PipelineID(entity, category) }
}

/// A stage.
package struct PresetStage: Sendable, Hashable {
    package enum Kind: String, CaseIterable, Sendable {
        case process, success, failure
    }

    package let code: String
    package let name: Text
    /// `#rrggbb`
    package let color: String
    package let kind: Kind
}
