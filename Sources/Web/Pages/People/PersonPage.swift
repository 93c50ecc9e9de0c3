import CRM
import Kernel

/// One person: the card, changes, dismissal and return.
enum PersonPage {
    static let routes: [Route] = [
        .get("/people/:id") { page in
            let model = try await PersonModel.load(page)
            let view = PersonView(model: model, viewer: try page.viewer, language: page.language, csrf: page.csrf)
            var content = Page(model.user.name, view.html)
            content.breadcrumbs = [(SettingsSection.people.title[page.language], "/people"), (model.user.name, nil)]
            content.actions = view.actions
            return .page(content, rail: .people)
        },
        .get("/people/:id/edit") { page in try await edit(page, Attempt(page)) },
        .post("/people/:id/edit") { page in
            try page.require(.configurePortal)
            return try await page.attempt { try await save(page) } again: { try await edit(page, $0) }
        },
        .get("/people/:id/dismiss") { page in try await askDismissal(page, Attempt(page)) },
        .post("/people/:id/dismiss") { page in
            try page.require(.configurePortal)
            return try await page.attempt { try await dismiss(page) } again: { try await askDismissal(page, $0) }
        },
        .post("/people/:id/restore") { try await restore($0) },
        .post("/people/:id/invite") { try await inviteAgain($0) },
        .post("/people/:id/password") { try await setPassword($0) },
    ]

    private static func edit(_ page: PageRequest, _ attempt: Attempt) async throws -> PageResponse {
        try page.require(.configurePortal)
        let model = try await PersonModel.load(page)
        let form = PersonForm(
            kind: .change, attempt: attempt, departments: model.directory.departments, mayAppoint: try page.viewer.isAdministrator,
            csrf: page.csrf, action: page.path, user: model.user, memberOf: model.departments.map(\.id), own: model.own, people: model.directory)
        return page.settings(.people, title: Text(verbatim: model.user.name), status: attempt.status, form.html)
    }

    private static func save(_ page: PageRequest) async throws -> PageResponse {
        let id: UserID = try page.id()
        let form = page.form
        let mayAppoint = try page.viewer.isAdministrator
        let items = page.services.items
        try await page.services.portal.perform(as: page.actor) { command in
            let user = try UserStore.requireUser(id, in: command.transaction)
            try UserStore.change(id, to: PersonForm.profile(form, over: user.profile), in: command)
            if let login = form.text("EMAIL"), login.lowercased() != user.login { try UserStore.change(id, login: login, in: command) }
            try DepartmentStore.setDepartments(of: id, to: form.ids("DEPARTMENT"), in: command)
            if mayAppoint { try UserStore.change(id, isAdministrator: form.flag("ADMIN"), in: command) }
            let own = try PersonFields(items.catalog, in: command.transaction)
            try own.set(page.values(of: own.fields), of: id, in: command)
        }
        return .redirect("/people/\(id)", notice: SettingsPageTexts.saved)
    }

    private static func askDismissal(_ page: PageRequest, _ attempt: Attempt) async throws -> PageResponse {
        try page.require(.configurePortal)
        let model = try await PersonModel.load(page)
        guard model.user.isActive else { return .redirect("/people/\(model.user.id)") }
        let view = DismissalView(model: model, attempt: attempt, csrf: page.csrf, action: page.path)
        return page.settings(
            .people, title: PeoplePageTexts.dismissTitle, lead: PeoplePageTexts.dismissLead.with(["name": model.user.name]),
            parents: [(model.user.name, "/people/\(model.user.id)")], status: attempt.status, view.html)
    }

    private static func dismiss(_ page: PageRequest) async throws -> PageResponse {
        let id: UserID = try page.id()
        let substitute: UserID? = page.form.id("SUBSTITUTE")
        try await page.services.portal.perform(as: page.actor) { command in
            try page.services.staff.dismiss(id, substitute: substitute, in: command)
        }
        return .redirect("/people/\(id)", notice: PeoplePageTexts.wasDismissed)
    }

    private static func restore(_ page: PageRequest) async throws -> PageResponse {
        let id: UserID = try page.id()
        try await page.services.portal.perform(as: page.actor) { try page.services.staff.restore(id, in: $0) }
        return .redirect("/people/\(id)", notice: PeoplePageTexts.wasRestored)
    }

    private static func inviteAgain(_ page: PageRequest) async throws -> PageResponse {
        let id: UserID = try page.id()
        let token = try await page.services.accounts.inviteAgain(id, as: page.actor)
        let user = try await page.services.portal.read { try UserStore.requireUser(id, in: $0) }
        return PeoplePage.linkPage(token, id: id, name: user.name, login: user.login, page)
    }

    private static func setPassword(_ page: PageRequest) async throws -> PageResponse {
        let id: UserID = try page.id()
        try await page.services.accounts.setPassword(of: id, to: page.form["PASSWORD"] ?? "", as: page.actor)
        return .redirect("/people/\(id)", notice: PeoplePageTexts.passwordSet)
    }
}
