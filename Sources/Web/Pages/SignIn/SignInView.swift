import CRM
import Kernel

enum SignInView {
    static func form(_ page: PageRequest, error: String?) -> HTML {
        let language = page.language
        let login = Web.Field("login", label: SignInTexts.login[language], isRequired: true)
        let password = Web.Field("password", label: SignInTexts.password[language], isRequired: true, error: error)
        let target = page.form["to"] ?? page.query["to"] ?? "/"
        // In the address too: by it the answer's headers know that an application waits.
        let action = target == "/" ? "/sign-in" : "/sign-in?to=\(percentEncoded(target))"
        return """
            <h1>\(SignInTexts.title, language)</h1>\
            \(.form(action: action, csrf: page.csrf, """
            \(.hiddenField("to", target))\
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
