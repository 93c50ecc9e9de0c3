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

    static let messageText = ParameterSpec("text", RobotTexts.text, .text, required: true)
    static let sender = ParameterSpec("from", RobotTexts.from, .people(single: true), advanced: true)
    /// In whose name a change is seen.
    static let inNameOf = ParameterSpec("from", RobotTexts.inNameOf, .people(single: true), advanced: true)

    // Of planned activities; `Step.activity` reads them.
    static let activityBasics = [
        ParameterSpec("subject", RobotTexts.subject, .line, required: true),
        ParameterSpec("description", RobotTexts.description, .text),
        ParameterSpec(
            "responsible", RobotTexts.responsible, .people(single: true), required: true, addressee: true,
            preset: [.string(PeopleSelector.responsible.stored)]),
        ParameterSpec("deadline", RobotTexts.deadline, .moment),
        ParameterSpec("important", RobotTexts.important, .yesNo, advanced: true),
    ]
    static let reminder = ParameterSpec("reminder", RobotTexts.reminder, .number, advanced: true)
    static let completesOnStageChange = ParameterSpec(
        "completesOnStageChange", RobotTexts.completesOnStageChange, .yesNo, advanced: true)
}
