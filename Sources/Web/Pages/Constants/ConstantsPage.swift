import CRM
import Kernel

/// Constants: the people behind the roles of the process, and other values that robots use by name.
enum ConstantsPage {
    static let routes: [Route] = [
        .get("/settings/constants") { try await show($0, Attempt($0)) },
        .post("/settings/constants") { page in
            try page.require(.configureAutomation)
            return try await page.attempt { try await save(page) } again: { try await show(page, $0) }
        },
        .get("/settings/constants/new") { try await newForm($0, Attempt($0)) },
        .post("/settings/constants/new") { page in
            try page.require(.configureAutomation)
            return try await page.attempt { try await create(page) } again: { try await newForm(page, $0) }
        },
        .get("/settings/constants/:code") { try await editForm($0, Attempt($0)) },
        .post("/settings/constants/:code") { page in
            try page.require(.configureAutomation)
            return try await page.attempt { try await rename(page) } again: { try await editForm(page, $0) }
        },
        .post("/settings/constants/:code/delete") { page in
            try page.require(.configureAutomation)
            return try await page.attempt { try await delete(page) } again: { try await editForm(page, $0) }
        },
    ]

    private static func show(_ page: PageRequest, _ attempt: Attempt) async throws -> PageResponse {
        try page.require(.configureAutomation)
        let directory = try await page.services.people.snapshot()
        let constants = try await page.services.portal.read { try ConstantStore.all(in: $0) }
        let view = ConstantsView(constants: constants, directory: directory, attempt: attempt, csrf: page.csrf)
        return page.settings(
            .constants,
            actions: [.linkButton(ConstantPageTexts.add[page.language], to: "/settings/constants/new", icon: .plus, attributes: " data-new")],
            status: attempt.status, view.html)
    }

    /// Saves the values that differ; those the form does not carry stay.
    private static func save(_ page: PageRequest) async throws -> PageResponse {
        let form = page.form
        try await page.services.portal.perform(as: page.actor) { command in
            for constant in try ConstantStore.all(in: command.transaction) {
                let sent = form.all("c.\(constant.code)")
                guard !sent.isEmpty || form["has.\(constant.code)"] != nil else { continue }
                let value = try parse(sent, for: constant)
                if value != constant.value { try ConstantStore.setValue(of: constant.code, to: value, in: command) }
            }
        }
        return .redirect("/settings/constants", notice: SettingsPageTexts.saved)
    }

    private static func parse(_ sent: [String], for constant: Constant) throws -> Value {
        let texts = constant.isMultiple && constant.kind != .user ? sent.flatMap { $0.split(whereSeparator: \.isNewline).map(String.init) } : sent
        do {
            let values = try texts.map { try constant.kind.parse($0) }.filter { !$0.isEmpty }
            if constant.isMultiple { return values.isEmpty ? .null : .list(values) }
            return values.first ?? .null
        } catch let failure as Failure {
            throw Failure(failure.code, failure.message, field: constant.code)
        }
    }

    private static func newForm(_ page: PageRequest, _ attempt: Attempt) async throws -> PageResponse {
        try page.require(.configureAutomation)
        let form = ConstantForm(constant: nil, attempt: attempt, csrf: page.csrf)
        return page.settings(.constants, title: ConstantPageTexts.add, status: attempt.status, form.html)
    }

    private static func editForm(_ page: PageRequest, _ attempt: Attempt) async throws -> PageResponse {
        try page.require(.configureAutomation)
        let code = page.parameters["code"] ?? ""
        guard let constant = try await page.services.portal.read({ try ConstantStore.constant(code, in: $0) }) else {
            throw Failure(.notFound, HTTPTexts.unknownPage)
        }
        let form = ConstantForm(constant: constant, attempt: attempt, csrf: page.csrf)
        return page.settings(.constants, title: Text(verbatim: constant.title), status: attempt.status, form.html)
    }

    private static func create(_ page: PageRequest) async throws -> PageResponse {
        let form = page.form
        let new = NewConstant(
            code: form.text("code") ?? "", title: form["title"] ?? "", kind: form["kind"].flatMap(Constant.Kind.init) ?? .string,
            isMultiple: form.flag("isMultiple"), description: form["description"] ?? "", isVariable: form.flag("isVariable"))
        try await page.services.portal.perform(as: page.actor) { try ConstantStore.create(new, in: $0) }
        return .redirect("/settings/constants", notice: ConstantPageTexts.created)
    }

    private static func rename(_ page: PageRequest) async throws -> PageResponse {
        let code = page.parameters["code"] ?? ""
        let form = page.form
        try await page.services.portal.perform(as: page.actor) { command in
            try ConstantStore.rename(code, title: form["title"] ?? "", description: form["description"] ?? "", in: command)
        }
        return .redirect("/settings/constants", notice: SettingsPageTexts.saved)
    }

    private static func delete(_ page: PageRequest) async throws -> PageResponse {
        let code = page.parameters["code"] ?? ""
        let uses = AutomationConstantUses(automation: page.services.automation, pipelines: page.services.pipelines)
        try await page.services.portal.perform(as: page.actor) { try ConstantStore.delete(code, usedBy: [uses], in: $0) }
        return .redirect("/settings/constants", notice: ConstantPageTexts.deleted)
    }
}
