import Kernel

/// What stands around the fields of every dialog of the robots screen and the designer: the errors above, the buttons below.
struct SettingFrame {
    /// Where it is posted.
    let action: String
    let csrf: String
    let isNew: Bool
    /// Where giving up leads.
    let back: String
    /// By the name of the control; `` for the whole.
    let errors: [String: String]
    let language: Language

    func html(_ fields: [HTML]) -> HTML {
        .form(
            action: action, csrf: csrf, attributes: " class=\"robot-form\" hx-post=\"\(url: action)\" hx-swap=\"outerHTML\" novalidate",
            """
            \(if: !errors.isEmpty, summary)\(.fields(fields))\
            <div class="robot-form-foot">\(.actions([
                .button(isNew ? RobotFormTexts.add[language] : RobotFormTexts.apply[language], kind: .primary),
                .linkButton(RobotsTexts.cancel[language], to: back, kind: .quiet),
            ]))</div>
            """)
    }

    private var summary: HTML {
        .notice(.danger, icon: .circleAlert, title: RobotFormTexts.errors[language], "\(errors[""].map { "<p>\($0)</p>" as HTML } ?? HTML())")
    }
}
