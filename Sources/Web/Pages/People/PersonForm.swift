import CRM
import Kernel

/// The form of a person's data: an invitation, a new account or a change. Field names are those of the REST API.
struct PersonForm {
    enum Kind: Equatable {
        case invitation, account, change
    }

    let kind: Kind
    let attempt: Attempt
    let departments: [Department]
    /// Only an administrator appoints administrators.
    let mayAppoint: Bool
    let csrf: String
    let action: String
    var user: User?
    var memberOf: [DepartmentID] = []
    /// Asked of who is here already.
    var own: OwnValues?
    var people: PeopleSnapshot?
    private var language: Language { attempt.language }

    private static let names = [
        "EMAIL", "NAME", "LAST_NAME", "SECOND_NAME", "WORK_POSITION", "WORK_PHONE", "PERSONAL_MOBILE", "UF_PHONE_INNER", "PASSWORD",
    ]

    var html: HTML {
        let label: Text =
            switch kind {
            case .invitation: PeoplePageTexts.invite
            case .account: SettingsPageTexts.create
            case .change: SettingsPageTexts.save
            }
        let back = user.map { "/people/\($0.id)" } ?? "/people"
        return .form(
            action: action, csrf: csrf, attributes: " class=\"stack\"",
            """
            \(attempt.notice(besides: Self.names + (own?.fields.map(\.code.rawValue) ?? [])))\
            \(.card(title: PeoplePageTexts.main[language], main))\(.card(title: PeoplePageTexts.place[language], place))\
            \(if: !further.isEmpty, .card(title: PeoplePageTexts.further[language], .fields(further)))\
            \(.actions(label, orBackTo: back, language))
            """)
    }

    private func input(_ name: String, _ title: Text, _ stored: String?, isRequired: Bool = false, type: InputType = .text) -> HTML {
        .textField(attempt.field(name, title, isRequired: isRequired), type: type, value: attempt.text(name, stored ?? ""), autocomplete: "off")
    }

    private var main: HTML {
        let profile = user?.profile
        var rows: [HTML] = [
            .fieldPair([
                input("NAME", PeoplePageTexts.firstName, profile?.firstName), input("LAST_NAME", PeoplePageTexts.lastName, profile?.lastName),
                input("SECOND_NAME", PeoplePageTexts.middleName, profile?.middleName),
            ]),
            .fieldPair([
                input("EMAIL", PeoplePageTexts.email, user?.login, isRequired: true),
                input("WORK_PHONE", PeoplePageTexts.workPhone, profile?.workPhone, type: .tel),
            ]),
            .fieldPair([
                input("PERSONAL_MOBILE", PeoplePageTexts.mobilePhone, profile?.mobilePhone, type: .tel),
                input("UF_PHONE_INNER", PeoplePageTexts.innerPhone, profile?.innerPhone),
            ]),
        ]
        if kind == .account {
            let field = attempt.field("PASSWORD", PeoplePageTexts.password, isRequired: true, help: SignInTexts.passwordHelp)
            rows.append(.textField(field, type: .password, autocomplete: "new-password"))
        }
        return .fields(rows)
    }

    private var place: HTML {
        let options = departments.map { Option($0.id.description, $0.name) }
        let chosen = attempt.chosen("DEPARTMENT", memberOf.map(\.description))
        let chooser: HTML =
            options.isEmpty
            ? "<p class=\"muted\">\(PeoplePageTexts.noDepartments, language)</p>"
            : .checkboxes(attempt.field("DEPARTMENT", PeoplePageTexts.departments), options, selected: chosen)
        var rows = [input("WORK_POSITION", PeoplePageTexts.position, user?.profile.position), chooser]
        if mayAppoint {
            let field = attempt.field("ADMIN", PeoplePageTexts.administrator, help: PeoplePageTexts.administratorHelp)
            rows.append(.checkbox(field, isChecked: attempt.flag("ADMIN", user?.isAdministrator ?? false)))
        }
        return .fields(rows)
    }

    private var further: [HTML] {
        guard let own, let people else { return [] }
        return own.fields.map { field in
            FieldEditor(
                field: field, language: language, people: people, names: own.names, value: own.values[field.code] ?? .null,
                typed: attempt.typed, error: attempt.error(at: field.code.rawValue), isRequired: field.isRequired
            ).html
        }
    }

    // MARK: Reading

    static func newUser(_ form: FormFields) -> NewUser {
        NewUser(
            login: form["EMAIL"] ?? "", profile: profile(form, over: UserProfile(firstName: "", lastName: "")),
            isAdministrator: form.flag("ADMIN"), departments: form.ids("DEPARTMENT"))
    }

    /// What was typed, over what the form does not ask for.
    static func profile(_ form: FormFields, over stored: UserProfile) -> UserProfile {
        var profile = stored
        profile.firstName = form["NAME"] ?? stored.firstName
        profile.lastName = form["LAST_NAME"] ?? stored.lastName
        profile.middleName = form["SECOND_NAME"] ?? stored.middleName
        profile.position = form["WORK_POSITION"] ?? stored.position
        profile.workPhone = form["WORK_PHONE"] ?? stored.workPhone
        profile.mobilePhone = form["PERSONAL_MOBILE"] ?? stored.mobilePhone
        profile.innerPhone = form["UF_PHONE_INNER"] ?? stored.innerPhone
        return profile
    }
}
