import CRM
import Kernel

/// People: the list, invitations and new accounts. What happens with one person is in `PersonPage`.
enum PeoplePage {
    static let routes: [Route] = [
        .get("/people") { try await list($0) },
        .get("/people/invite") { try await form(.invitation, $0) },
        .post("/people/invite") { page in
            try page.require(.configurePortal)
            return try await page.attempt { try await invite(page) } again: { try await form(.invitation, page, $0) }
        },
        .get("/people/new") { try await form(.account, $0) },
        .post("/people/new") { page in
            try page.require(.configurePortal)
            return try await page.attempt { try await create(page) } again: { try await form(.account, page, $0) }
        },
    ] + PersonPage.routes

    private static func list(_ page: PageRequest) async throws -> PageResponse {
        let model = try await PeopleListModel.load(page)
        let mayChange = try page.viewer.may(.configurePortal)
        let actions: [HTML] =
            mayChange
            ? [
                .linkButton(PeoplePageTexts.createWithPassword[page.language], to: "/people/new"),
                .linkButton(PeoplePageTexts.invite[page.language], to: "/people/invite", kind: .primary, icon: .userPlus, attributes: " data-new"),
            ] : []
        var content = Page(SettingsSection.people.title[page.language], PeopleListView(model: model, language: page.language).html)
        content.actions = actions
        return .page(content, rail: .people)
    }

    private static func form(_ kind: PersonForm.Kind, _ page: PageRequest, _ attempt: Attempt? = nil) async throws -> PageResponse {
        try page.require(.configurePortal)
        let people = try await page.services.people.snapshot()
        let attempt = attempt ?? Attempt(page)
        let form = PersonForm(
            kind: kind, attempt: attempt, departments: people.departments, mayAppoint: try page.viewer.isAdministrator, csrf: page.csrf,
            action: page.path)
        let isInvitation = kind == .invitation
        return page.settings(
            .people, title: isInvitation ? PeoplePageTexts.inviteTitle : PeoplePageTexts.createTitle,
            lead: isInvitation ? PeoplePageTexts.inviteLead : PeoplePageTexts.createLead, status: attempt.status, form.html)
    }

    private static func invite(_ page: PageRequest) async throws -> PageResponse {
        let new = PersonForm.newUser(page.form)
        let (user, token) = try await page.services.accounts.invite(new, as: page.actor)
        return linkPage(token, id: user, name: new.profile.name, login: new.login, page)
    }

    private static func create(_ page: PageRequest) async throws -> PageResponse {
        let id = try await page.services.accounts.create(
            PersonForm.newUser(page.form), password: page.form["PASSWORD"] ?? "", as: page.actor)
        return .redirect("/people/\(id)", notice: PeoplePageTexts.created)
    }

    /// Shows the secret once, as the answer to the form that made it: it stands in no address and no cookie.
    static func linkPage(_ token: SecretToken, id: UserID, name: String, login: String, _ page: PageRequest) -> PageResponse {
        let language = page.language
        let field = Field("invitation-link", label: PeoplePageTexts.linkFor.with(["name": name, "login": login])[language])
        return page.settings(
            .people, title: PeoplePageTexts.linkReady,
            .card(
                """
                <div class="stack">\(.notice(.success, icon: .circleCheck, "<p>\(PeoplePageTexts.linkHint, language)</p>"))\
                \(.textField(field, value: page.link("/invitation/\(token.text)"), attributes: " readonly data-select-all"))\
                \(.actions([
                    .linkButton(PeoplePageTexts.toProfile[language], to: "/people/\(id)", kind: .primary),
                    .linkButton(PeoplePageTexts.inviteMore[language], to: "/people/invite"),
                ]))</div>
                """))
    }
}
