import CRM
import Kernel

/// Roles: who may see and do what.
enum RolesPage {
    static let routes: [Route] = [
        .get("/settings/roles") { try await list($0) },
        .get("/settings/roles/new") { try await newForm($0, Attempt($0)) },
        .post("/settings/roles/new") { page in
            try page.require(.configurePortal)
            return try await page.attempt { try await create(page) } again: { try await newForm(page, $0) }
        },
        .get("/settings/roles/:id") { try await editForm($0, Attempt($0)) },
        .post("/settings/roles/:id") { page in
            try page.require(.configurePortal)
            return try await page.attempt { try await save(page) } again: { try await editForm(page, $0) }
        },
        .post("/settings/roles/:id/delete") { page in
            let id: RoleID = try page.id()
            try await page.services.portal.perform(as: page.actor) { try RoleStore.delete(id, in: $0) }
            return .redirect("/settings/roles", notice: RolePageTexts.deleted)
        },
    ]

    private static func list(_ page: PageRequest) async throws -> PageResponse {
        try page.require(.configurePortal)
        let roles = try await page.services.portal.read { try RoleStore.all(in: $0) }
        let view = RoleListView(roles: roles, directory: try await page.services.people.snapshot(), language: page.language)
        return page.settings(
            .roles,
            actions: [.linkButton(RolePageTexts.add[page.language], to: "/settings/roles/new", kind: .primary, icon: .plus, attributes: " data-new")],
            layout: .normal, view.html)
    }

    private static func newForm(_ page: PageRequest, _ attempt: Attempt) async throws -> PageResponse {
        try page.require(.configurePortal)
        let form = RoleForm(role: nil, directory: try await page.services.people.snapshot(), attempt: attempt, csrf: page.csrf)
        return page.settings(.roles, title: RolePageTexts.add, layout: .normal, status: attempt.status, form.html)
    }

    private static func editForm(_ page: PageRequest, _ attempt: Attempt) async throws -> PageResponse {
        try page.require(.configurePortal)
        let id: RoleID = try page.id()
        guard let role = try await page.services.portal.read({ try RoleStore.role(id, in: $0) }) else {
            throw Failure(.notFound, AccessTexts.noSuchRole)
        }
        let form = RoleForm(role: role, directory: try await page.services.people.snapshot(), attempt: attempt, csrf: page.csrf)
        return page.settings(.roles, title: role.name, layout: .normal, status: attempt.status, form.html)
    }

    private static func create(_ page: PageRequest) async throws -> PageResponse {
        let form = page.form
        try await page.services.portal.perform(as: page.actor) { command in
            let id = try RoleStore.create(name: RoleForm.name(form), rights: RoleForm.rights(form), in: command)
            try RoleStore.setMembers(of: id, to: RoleForm.members(form), in: command)
        }
        return .redirect("/settings/roles", notice: RolePageTexts.created)
    }

    private static func save(_ page: PageRequest) async throws -> PageResponse {
        let id: RoleID = try page.id()
        let form = page.form
        try await page.services.portal.perform(as: page.actor) { command in
            try RoleStore.rename(id, to: RoleForm.name(form), in: command)
            try RoleStore.setRights(of: id, to: RoleForm.rights(form), in: command)
            try RoleStore.setMembers(of: id, to: RoleForm.members(form), in: command)
        }
        return .redirect("/settings/roles", notice: SettingsPageTexts.saved)
    }
}
