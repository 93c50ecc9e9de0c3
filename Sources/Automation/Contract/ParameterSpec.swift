import Kernel

/// One question of a robot's or trigger's settings dialog. The form, its validation, the static check and the stored JSON
/// all follow from it.
package struct ParameterSpec: Sendable {
    package enum Kind: Sendable {
        /// One line with insertions `{=Document:…}`.
        case line
        /// Several lines with insertions.
        case text
        /// People: stored as a list of selector strings (see `PeopleSelector`); `single` takes the first person only.
        case people(single: Bool)
        /// A moment: now, after N, before or after a field; stored as `Timing`'s JSON.
        case moment
        case yesNo
        case number
        /// One of fixed options: stored code and its title.
        case choice([(code: String, title: Text)])
        /// Several of fixed options: stored as a list of codes.
        case choices([(code: String, title: Text)])
        /// A stage of the item's own pipeline: stored stage code.
        case stage
        /// A pipeline of deals and a stage in it: stored as `{"pipeline": code, "stage": code}`.
        case pipelineStage
        /// Several stages of the item's own pipeline: stored as a list of stage codes.
        case stages
        /// Pairs field = value with insertions: stored as an object field code → template. The fields are those of the item,
        /// or of items of the named type.
        case fieldValues(of: String? = nil)
        /// Something to calculate: stored as a template that is one expression, `={=Document:OPPORTUNITY}*0.2`.
        case expression
        /// A process of the item's pipeline: stored as its code.
        case process
        /// What a process is given: stored as an object parameter code → template. Beside a parameter of kind `process`.
        case processValues
        /// A global variable: stored as its code.
        case variable
        /// Field codes of the item to fill or watch: stored as a list.
        case fields
        /// Fields of the item that hold files: stored as a list of their codes.
        case files
        /// Titles of a check list: stored as a list of templates.
        case lines
        /// A connection to somebody outside, of the named connector: stored as its number in a text.
        case connection(String)
    }

    /// The key in the stored parameters: camelCase, never renamed.
    package let name: String
    package let title: Text
    package let kind: Kind
    package let isRequired: Bool
    /// Under «Дополнительно».
    package let isAdvanced: Bool
    /// Printed on the card as «кому: …».
    package let isAddressee: Bool
    package let preset: JSONValue?
    package let help: Text?

    package init(
        _ name: String, _ title: Text, _ kind: Kind, required: Bool = false, advanced: Bool = false,
        addressee: Bool = false, preset: JSONValue? = nil, help: Text? = nil
    ) {
        self.name = name
        self.title = title
        self.kind = kind
        isRequired = required
        isAdvanced = advanced
        isAddressee = addressee
        self.preset = preset
        self.help = help
    }
}
