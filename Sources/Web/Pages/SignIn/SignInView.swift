import CRM
import Kernel

enum SignInView {
    static func form(_ page: PageRequest, error: String?) -> HTML {
        let language = page.language
        let login = Web.Field("login", label: SignInTexts.login[language], isRequired: true)
        let password = Web.Field("password", label: SignInTexts.password[language], isRequired: true, error: error)
        return """
            <h1>\(SignInTexts.title, language)</h1>\
            \(.form(action: "/sign-in", csrf: page.csrf, """
            \(.hiddenField("to", page.form["to"] ?? page.query["to"] ?? "/"))\
            \(.fields([
                .textField(login, type: .email, value: page.form["login"] ?? "", autocomplete: "username", attributes: " autofocus"),
                .textField(password, type: .password, autocomplete: "current-password"),
                .button(SignInTexts.enter[language], kind: .primary, size: .wide),
            ]))
            """))
            """
    }

    static func invitation(_ page: PageRequest, user: User, error: String?) -> HTML {
        let language = page.language
        let password = Web.Field(
            "password", label: SignInTexts.newPassword[language], isRequired: true, help: SignInTexts.passwordHelp[language], error: error)
        return """
            <h1>\(SignInTexts.invitation, language)</h1><p class="muted">\(user.name) · \(user.login)</p>\
            \(.form(action: page.path, csrf: page.csrf, .fields([
                .textField(password, type: .password, autocomplete: "new-password", attributes: " autofocus"),
                .button(SignInTexts.enter[language], kind: .primary, size: .wide),
            ])))
            """
    }
}
