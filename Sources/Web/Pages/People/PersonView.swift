import CRM
import Kernel

/// A person's card.
struct PersonView {
    let model: PersonModel
    let viewer: Viewer
    let language: Language
    let csrf: String
    private var user: User { model.user }
    private var address: String { "/people/\(user.id)" }
    private var mayChange: Bool { viewer.may(.configurePortal) && (!user.isAdministrator || viewer.isAdministrator) }
    private var isSelf: Bool { user.id == viewer.user }

    var actions: [HTML] {
        var actions: [HTML] = []
        if !isSelf, user.isActive {
            actions.append(.linkButton(PeoplePageTexts.write[language], to: "/messages/\(user.id)", icon: .messageSquare))
        }
        if isSelf { actions.append(.linkButton(SettingsSection.profile.title[language], to: "/profile", icon: .user)) }
        if mayChange {
            actions.append(.linkButton(SettingsPageTexts.edit[language], to: "\(address)/edit", icon: .pencil))
            actions.append(.moreMenu(label: ComponentTexts.more[language], menu))
        }
        return actions
    }

    private var menu: [MenuItem] {
        guard user.isActive else {
            return [.action(PeoplePageTexts.restore[language], to: "\(address)/restore", csrf: csrf, icon: .undo2)]
        }
        var items: [MenuItem] = [.action(PeoplePageTexts.newLink[language], to: "\(address)/invite", csrf: csrf, icon: .link)]
        if !isSelf {
            items.append(.line)
            items.append(.link(PeoplePageTexts.dismiss[language], to: "\(address)/dismiss", icon: .ban))
        }
        return items
    }

    var html: HTML {
        """
        <div class="columns columns-wide">\(.card(face))<div class="stack">\(.card(title: PeoplePageTexts.place[language], place))\
        \(if: !further.isEmpty, .card(title: PeoplePageTexts.further[language], .definitionList(further, language)))\
        \(.card(title: PeoplePageTexts.items[language], work))\
        \(if: mayChange && user.isActive && !isSelf, .card(title: PeoplePageTexts.setPassword[language], password))</div></div>
        """
    }

    private var face: HTML {
        """
        <div class="stack"><div class="row row-nowrap person-face">\(.personAvatar(user, size: .huge))<div class="stack tight">\
        <p class="strong person-name">\([user.profile.lastName, user.profile.firstName, user.profile.middleName].filter { !$0.isEmpty }.joined(separator: " "))</p>\
        \(if: !user.profile.position.isEmpty, "<p class=\"muted\">\(user.profile.position)</p>")\
        <div class="row">\(PersonBadges(user, language).html)\(.lastSeen(user, model.dates, now: model.now))</div></div></div>\
        \(.definitionList(contacts, language))</div>
        """
    }

    private var contacts: [DefinitionItem] {
        func phone(_ number: String) -> HTML? { number.isEmpty ? nil : "<a class=\"link\" href=\"tel:\(number)\">\(number)</a>" }
        let writer = model.dates
        var items = [
            DefinitionItem(PeoplePageTexts.email[language], "<a class=\"link\" href=\"mailto:\(user.login)\">\(user.login)</a>"),
            DefinitionItem(PeoplePageTexts.workPhone[language], phone(user.profile.workPhone)),
            DefinitionItem(PeoplePageTexts.mobilePhone[language], phone(user.profile.mobilePhone)),
            DefinitionItem(PeoplePageTexts.innerPhone[language], user.profile.innerPhone.isEmpty ? nil : "\(user.profile.innerPhone)"),
            DefinitionItem(PeoplePageTexts.since[language], "\(writer.longDate(writer.zone.local(user.createdAt).date))"),
        ]
        if let dismissed = user.dismissedAt {
            items.append(DefinitionItem(PeoplePageTexts.dismissedAt[language], "\(writer.longDate(writer.zone.local(dismissed).date))"))
        }
        return items
    }

    /// Own fields that are filled in.
    private var further: [DefinitionItem] {
        model.own.fields.compactMap { field in
            guard let value = model.own.values[field.code] else { return nil }
            return DefinitionItem(field.title[language], "\(field.text(value, language, model.own.names))")
        }
    }

    private var place: HTML {
        let departments: [HTML] = model.departments.map { department in
            "<span>\(department.name)\(if: department.head == user.id, " <small class=\"faint\">· \(PeoplePageTexts.head, language)</small>")</span>"
        }
        let supervisors: [HTML] = model.supervisors.prefix(3).map { id in
            .person(name: model.directory.name(of: id), id: id.rawValue, address: "/people/\(id)")
        }
        let roles = model.roles.map { $0.name[language] }.joined(separator: ", ")
        var items = [
            DefinitionItem(PeoplePageTexts.departments[language], departments.isEmpty ? nil : "<span class=\"stack tight\">\(departments)</span>"),
            DefinitionItem(PeoplePageTexts.supervisor[language], supervisors.isEmpty ? nil : "<span class=\"stack tight\">\(supervisors)</span>"),
            DefinitionItem(PeoplePageTexts.roles[language], roles.isEmpty ? nil : "\(roles)"),
        ]
        if !model.mentions.isEmpty {
            items.append(
                DefinitionItem(
                    PeoplePageTexts.processRoles[language],
                    "<span class=\"stack tight\">\(each: model.mentions, { "<a class=\"link\" href=\"\(url: $0.path)\">\($0.place, language)</a>" })</span>"))
        }
        return .definitionList(items, language)
    }

    private var work: HTML {
        .actions([
            .linkButton(PeoplePageTexts.deals[language], to: "/deals?view=list&responsible=\(user.id)", icon: .handshake),
            .linkButton(PeoplePageTexts.leads[language], to: "/leads?view=list&responsible=\(user.id)", icon: .inbox),
        ])
    }

    private var password: HTML {
        .form(
            action: "\(address)/password", csrf: csrf, attributes: " class=\"stack\"",
            """
            \(.textField(Field("PASSWORD", label: PeoplePageTexts.password[language], isRequired: true, help: SignInTexts.passwordHelp[language]), type: .password, autocomplete: "new-password", attributes: " minlength=\"8\""))\
            \(.actions([.button(SettingsPageTexts.save[language])]))
            """)
    }
}

/// Asks who takes over before somebody is dismissed.
struct DismissalView {
    let model: PersonModel
    let attempt: Attempt
    let csrf: String
    let action: String
    private var language: Language { attempt.language }

    var html: HTML {
        let options = model.directory.options().filter { $0.value != model.user.id.description }
        let chooser: HTML = .userPicker(
            attempt.field("SUBSTITUTE", PeoplePageTexts.substitute, help: PeoplePageTexts.substituteHelp),
            options, selected: attempt.chosen("SUBSTITUTE", []), emptyLabel: SettingsPageTexts.notSet[language], language)
        return .form(
            action: action, csrf: csrf, attributes: " class=\"stack\"",
            """
            \(attempt.notice(besides: ["SUBSTITUTE"]))\(.card(title: PeoplePageTexts.mentions[language], """
                <div class="stack">\(mentions)\(if: !model.mentions.isEmpty, chooser)</div>
                """))\
            \(.card(title: PeoplePageTexts.openWork[language], """
                <div class="stack"><p class="muted">\(PeoplePageTexts.openWorkHint, language)</p>\(.actions([
                    .linkButton(PeoplePageTexts.deals[language], to: "/deals?view=list&responsible=\(model.user.id)", icon: .handshake),
                    .linkButton(PeoplePageTexts.leads[language], to: "/leads?view=list&responsible=\(model.user.id)", icon: .inbox),
                ]))</div>
                """))\
            \(.actions(PeoplePageTexts.dismiss, orBackTo: "/people/\(model.user.id)", language, kind: .danger))
            """)
    }

    private var mentions: HTML {
        guard !model.mentions.isEmpty else { return "<p class=\"muted\">\(PeoplePageTexts.noMentions, language)</p>" }
        return """
            <ul class="mention-list">\(each: model.mentions, { "<li>\(.icon(.link, size: .small))<a class=\"link\" href=\"\(url: $0.path)\">\($0.place, language)</a></li>" })</ul>
            """
    }
}
