import Kernel

enum FirstRunView {
    static func form(_ page: PageRequest, failure: Failure?) -> HTML {
        let language = page.language
        func field(_ name: String, _ label: Text, required: Bool = true, help: Text? = nil) -> Web.Field {
            let isHere = failure?.field?.uppercased() == name
            return Web.Field(
                name, label: label[language], isRequired: required, help: help?[language],
                error: isHere ? failure?.message[language] : nil)
        }
        func value(_ name: String) -> String { page.form[name] ?? "" }
        let isElsewhere = failure != nil && !["EMAIL", "PASSWORD", "NAME", "LAST_NAME", "COMPANY"].contains(failure?.field?.uppercased() ?? "")
        return """
            <div class="stack tight"><h1>\(FirstRunTexts.title, language)</h1><p class="muted">\(FirstRunTexts.lead, language)</p></div>\
            \(if: isElsewhere, .notice(.danger, "\(failure?.message[language] ?? "")"))\
            \(.form(action: "/first-run", csrf: page.csrf, .fields([
                .fieldPair([
                    .textField(field("NAME", FirstRunTexts.firstName), value: value("NAME"), autocomplete: "given-name", attributes: " autofocus"),
                    .textField(field("LAST_NAME", FirstRunTexts.lastName), value: value("LAST_NAME"), autocomplete: "family-name"),
                ]),
                .textField(field("COMPANY", FirstRunTexts.company, required: false), value: value("COMPANY"), autocomplete: "organization"),
                .fieldPair([
                    .textField(field("EMAIL", FirstRunTexts.login, help: FirstRunTexts.loginHelp), type: .email, value: value("EMAIL"), autocomplete: "username"),
                    .textField(field("PASSWORD", SignInTexts.password, help: SignInTexts.passwordHelp), type: .password, autocomplete: "new-password"),
                ]),
                .button(FirstRunTexts.start[language], kind: .primary, size: .wide),
            ])))
            """
    }
}
