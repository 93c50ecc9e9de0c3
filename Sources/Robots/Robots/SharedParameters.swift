import Automation
import CRM
import Kernel

/// Questions that several robots ask in the same words.
extension ParameterSpec {
    /// «Кому»: several people, with the one usually meant chosen in advance.
    static func recipients(preset: PeopleSelector) -> ParameterSpec {
        ParameterSpec(
            "to", RobotTexts.to, .people(single: false), required: true, addressee: true, preset: [.string(preset.stored)])
    }

    static let subjectAndDescription = [
        ParameterSpec("subject", RobotTexts.subject, .line, required: true),
        ParameterSpec("description", RobotTexts.description, .text),
    ]

    /// What to write into an item; `Step.values` reads it.
    /// - Parameter type: whose fields are offered; nil for those of the robot's own item.
    static func values(of type: EntityType? = nil) -> ParameterSpec {
        ParameterSpec("fields", Text(ru: "Поля и значения", en: "Fields and values"), .fieldValues(of: type?.code), required: true)
    }

    static let pipelineAndStage = ParameterSpec(
        "target", Text(ru: "Воронка и стадия", en: "Pipeline and stage"), .pipelineStage, required: true)

    static let messageText = ParameterSpec("text", RobotTexts.text, .text, required: true)
    static let sender = ParameterSpec("from", RobotTexts.from, .people(single: true), advanced: true)
    /// In whose name a change is seen.
    static let inNameOf = ParameterSpec("from", RobotTexts.inNameOf, .people(single: true), advanced: true)

    // Of planned activities; `Step.activity` reads them.
    static let activityHead =
        subjectAndDescription + [
            ParameterSpec(
                "responsible", RobotTexts.responsible, .people(single: true), required: true, addressee: true,
                preset: [.string(PeopleSelector.responsible.stored)])
        ]
    static let activityBasics = activityHead + [ParameterSpec("deadline", RobotTexts.deadline, .moment), important]
    static let important = ParameterSpec("important", RobotTexts.important, .yesNo, advanced: true)
    static let reminder = ParameterSpec("reminder", RobotTexts.reminder, .number, advanced: true)
    static let completesOnStageChange = ParameterSpec(
        "completesOnStageChange", RobotTexts.completesOnStageChange, .yesNo, advanced: true)
}

extension Step {
    /// What `ParameterSpec.values` asks for, filled in.
    func values() throws -> [FieldCode: Value] {
        Dictionary(try fieldValues("fields").map { (FieldCode($0.field), $0.value) }) { $1 }
    }
}
