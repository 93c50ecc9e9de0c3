import CRM
import Kernel

/// The company's structure: a tree of departments with heads and members.
enum StructurePage {
    static let routes: [Route] = [
        .get("/settings/structure") { try await tree($0) },
        .get("/departments") { _ in .redirect("/settings/structure") },
        .get("/settings/structure/new") { try await newForm($0, Attempt($0)) },
        .post("/settings/structure/new") { page in
            try page.require(.configurePortal)
            return try await page.attempt { try await create(page) } again: { try await newForm(page, $0) }
        },
        .get("/settings/structure/:id") { try await editForm($0, Attempt($0)) },
        .post("/settings/structure/:id") { page in
            try page.require(.configurePortal)
            return try await page.attempt { try await save(page) } again: { try await editForm(page, $0) }
        },
        .post("/settings/structure/:id/delete") { page in
            let id: DepartmentID = try page.id()
            try await page.services.portal.perform(as: page.actor) { try DepartmentStore.delete(id, in: $0) }
            return .redirect("/settings/structure", notice: StructureTexts.deleted)
        },
    ]

    private static func tree(_ page: PageRequest) async throws -> PageResponse {
        let directory = try await page.services.people.snapshot()
        let members = try await page.services.portal.read { try DepartmentStore.memberships(in: $0) }
        let mayChange = try page.viewer.may(.configurePortal)
        let view = StructureView(
            trees: DepartmentNode.trees(directory.departments, members: members), directory: directory, mayChange: mayChange,
            language: page.language)
        let actions: [HTML] =
            mayChange
            ? [.linkButton(StructureTexts.add[page.language], to: "/settings/structure/new", kind: .primary, icon: .plus, attributes: " data-new")]
            : []
        return page.settings(.structure, actions: actions, layout: .normal, view.html)
    }

    private static func newForm(_ page: PageRequest, _ attempt: Attempt) async throws -> PageResponse {
        try page.require(.configurePortal)
        let directory = try await page.services.people.snapshot()
        let form = DepartmentForm(
            department: nil, members: [], parent: page.query.id("parent"), directory: directory, attempt: attempt, csrf: page.csrf)
        return page.settings(.structure, title: StructureTexts.newTitle, status: attempt.status, form.html)
    }

    private static func editForm(_ page: PageRequest, _ attempt: Attempt) async throws -> PageResponse {
        try page.require(.configurePortal)
        let id: DepartmentID = try page.id()
        let directory = try await page.services.people.snapshot()
        let (department, members) = try await page.services.portal.read { reader in
            (try DepartmentStore.department(id, in: reader), try DepartmentStore.members(of: id, withSubdepartments: false, in: reader))
        }
        guard let department else { throw Failure(.notFound, PeopleTexts.noSuchDepartment) }
        let form = DepartmentForm(
            department: department, members: members, parent: department.parent, directory: directory, attempt: attempt, csrf: page.csrf)
        return page.settings(.structure, title: Text(verbatim: department.name), status: attempt.status, form.html)
    }

    private static func create(_ page: PageRequest) async throws -> PageResponse {
        let form = page.form
        try await page.services.portal.perform(as: page.actor) { command in
            let id = try DepartmentStore.create(name: form["NAME"] ?? "", parent: form.id("PARENT"), in: command)
            try put(form, into: id, beside: [], command)
        }
        return .redirect("/settings/structure", notice: StructureTexts.created)
    }

    private static func save(_ page: PageRequest) async throws -> PageResponse {
        let id: DepartmentID = try page.id()
        let form = page.form
        try await page.services.portal.perform(as: page.actor) { command in
            try DepartmentStore.rename(id, to: form["NAME"] ?? "", in: command)
            try DepartmentStore.move(id, under: form.id("PARENT"), in: command)
            try put(form, into: id, beside: DepartmentStore.members(of: id, withSubdepartments: false, in: command.transaction), command)
        }
        return .redirect("/settings/structure", notice: SettingsPageTexts.saved)
    }

    /// Makes the people of the form be the members, and the chosen one the head.
    private static func put(_ form: FormFields, into id: DepartmentID, beside known: [UserID], _ command: Command) throws {
        let head: UserID? = form.id("HEAD")
        var members: [UserID] = form.ids("MEMBER")
        if let head, !members.contains(head) { members.append(head) }
        for gone in known where !members.contains(gone) { try DepartmentStore.remove(gone, from: id, in: command) }
        for new in members where !known.contains(new) { try DepartmentStore.add(new, to: id, in: command) }
        try DepartmentStore.setHead(of: id, to: head, in: command)
    }
}
