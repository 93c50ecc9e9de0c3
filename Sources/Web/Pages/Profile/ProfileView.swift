import CRM
import Kernel

struct ProfileView {
    let visitor: Visitor
    let sessions: [Session]
    let attempt: Attempt
    let csrf: String
    let zones: [String]
    let writer: DateWriter
    let now: Timestamp
    private var language: Language { attempt.language }
    private var user: User { visitor.user }

    private static let names = [
        "NAME", "LAST_NAME", "SECOND_NAME", "WORK_POSITION", "WORK_PHONE", "PERSONAL_MOBILE", "UF_PHONE_INNER", "TIME_ZONE",
        "CURRENT_PASSWORD", "PASSWORD", "PHOTO",
    ]

    var html: HTML {
        """
        <div class="stack">\(attempt.notice(besides: Self.names))\(photo)\
        \(.form(action: "/profile", csrf: csrf, attributes: " class=\"stack\"", """
            \(.card(title: ProfileTexts.about[language], about))\(.card(title: ProfileTexts.appearance[language], appearance))\
            \(.actions([.button(SettingsPageTexts.save[language], kind: .primary)]))
            """))\
        \(.card(title: ProfileTexts.password[language], password))\
        \(.card(title: ProfileTexts.sessions[language], foot: sessions.count > 1 ? endOthers : nil, isFlush: true, sessionList))</div>
        """
    }

    private var photo: HTML {
        let remove: HTML? = user.photo.map { _ in
            .actionButton(ProfileTexts.removePhoto[language], action: "/profile/photo", csrf: csrf, kind: .quiet, size: .small, hidden: [("remove", "1")])
        }
        return .card(
            """
            <div class="stack"><div class="row row-nowrap person-face">\(.personAvatar(user, size: .huge))<div class="stack tight grow">\
            <p class="strong person-name">\(user.name)</p><p class="muted">\(user.login) · <span class="faint">\(ProfileTexts.loginHelp, language)</span></p>\
            \(remove)</div></div>\
            <form method="post" action="/profile/photo" enctype="multipart/form-data" class="row row-nowrap form-public">\(.csrfField(csrf))\
            <div class="grow">\(.fileField(attempt.field("PHOTO", ProfileTexts.photo), accept: "image/*", language))</div>\
            \(.button(SettingsPageTexts.save[language]))</form></div>
            """)
    }

    private func input(_ name: String, _ title: Text, _ stored: String, _ type: InputType = .text) -> HTML {
        .textField(attempt.field(name, title), type: type, value: attempt.text(name, stored))
    }

    private var about: HTML {
        let profile = user.profile
        return .fields([
            .fieldPair([
                input("NAME", PeoplePageTexts.firstName, profile.firstName), input("LAST_NAME", PeoplePageTexts.lastName, profile.lastName),
                input("SECOND_NAME", PeoplePageTexts.middleName, profile.middleName),
            ]),
            .fieldPair([
                input("WORK_POSITION", PeoplePageTexts.position, profile.position),
                input("WORK_PHONE", PeoplePageTexts.workPhone, profile.workPhone, .tel),
            ]),
            .fieldPair([
                input("PERSONAL_MOBILE", PeoplePageTexts.mobilePhone, profile.mobilePhone, .tel),
                input("UF_PHONE_INNER", PeoplePageTexts.innerPhone, profile.innerPhone),
            ]),
        ])
    }

    private var appearance: HTML {
        let near = PortalSettingsTexts.russianZones.map { Option($0.id, $0.title[language]) }
        let known = Set(near.map(\.value))
        let zones = near + zones.filter { !known.contains($0) }.map { Option($0, $0) }
        return .fieldPair([
            .radios(
                attempt.field("language", ShellTexts.languageTitle),
                [Option("ru", ShellTexts.russian), Option("en", ShellTexts.english)], selected: attempt.text("language", user.profile.language.rawValue)),
            .radios(
                attempt.field("theme", ShellTexts.theme),
                [
                    Option(Theme.system.rawValue, ShellTexts.themeSystem[language]), Option(Theme.light.rawValue, ShellTexts.themeLight[language]),
                    Option(Theme.dark.rawValue, ShellTexts.themeDark[language]),
                ], selected: attempt.text("theme", user.profile.theme.rawValue)),
            .selectField(
                attempt.field("TIME_ZONE", ProfileTexts.zone), zones, selected: attempt.text("TIME_ZONE", user.profile.timeZone ?? ""),
                emptyLabel: ProfileTexts.portalZone[language]),
        ])
    }

    private var password: HTML {
        .form(
            action: "/profile/password", csrf: csrf, attributes: " class=\"stack\"",
            """
            \(.fieldPair([
                .textField(attempt.field("CURRENT_PASSWORD", ProfileTexts.current, isRequired: true), type: .password, autocomplete: "current-password"),
                .textField(
                    attempt.field("PASSWORD", ProfileTexts.new, isRequired: true, help: SignInTexts.passwordHelp), type: .password,
                    autocomplete: "new-password"),
            ]))\(.actions([.button(ProfileTexts.change[language])]))
            """)
    }

    // MARK: Sessions

    private var sessionList: HTML {
        "<ul class=\"checklist\">\(each: sessions, { row($0) })</ul>"
    }

    private func row(_ session: Session) -> HTML {
        let isThis = session.id == visitor.session.id
        let seen = ProfileTexts.seen.with(["when": writer.relative(session.seenAt, now: now)])
        return """
            <li class="checklist-row">\(.icon(.monitor))<div class="grow"><p class="strong">\(BrowserName(session.agent).text ?? ProfileTexts.unknownBrowser[language])</p>\
            <small>\(session.address) · \(seen, language)</small></div>\
            \(isThis ? .badge(ProfileTexts.thisSession[language], tone: .success) : .actionButton(ProfileTexts.end[language], action: "/profile/sessions/\(session.id)/end", csrf: csrf, kind: .quiet, size: .small))</li>
            """
    }

    private var endOthers: HTML {
        .actionButton(ProfileTexts.endAll[language], action: "/profile/sessions/end", csrf: csrf, kind: .danger, icon: .logOut, size: .small)
    }
}

/// «Chrome, Windows» of what a browser calls itself.
struct BrowserName {
    /// Nil when it says nothing known.
    let text: String?

    init(_ agent: String) {
        // Order matters: each of these also calls itself what comes later.
        let browsers = [("YaBrowser", "Yandex Browser"), ("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")]
        let systems = [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux")]
        let found = [browsers, systems].compactMap { names in names.first { agent.contains($0.0) }?.1 }
        text = found.isEmpty ? nil : found.joined(separator: ", ")
    }
}
