import HTTPTypes
import CRM
import HTTPTypes
import Kernel
import Storage

/// Giving a task and changing it.
enum TaskFormPage {
    static let routes: [Route] = [
        .get("/tasks/new") { page in try await new(page) },
        .post("/tasks/new", bodyLimit: FileLimit.body) { page in try await create(page) },
        .get("/tasks/:id/edit") { page in try await change(page) },
        .post("/tasks/:id/edit", bodyLimit: FileLimit.body) { page in try await save(page) },
    ]

    // MARK: New

    /// `?title=&responsible=&item=D_7&deadline=` fill fields in advance.
    private static func new(_ page: PageRequest) async throws -> PageResponse {
        var fields = FormFields()
        for name in ["title", "description", "deadline"] { fields.append(name, page.query.text(name) ?? "") }
        let viewer = try page.viewer
        fields.append("responsible", page.query.text("responsible") ?? viewer.user.description)
        for item in page.query.all("item") { fields.append("items", item) }
        return answer(try await form(page, nil, fields), page)
    }

    private static func create(_ page: PageRequest) async throws -> PageResponse {
        let viewer = try page.viewer
        do {
            let id = try await page.services.portal.perform(as: page.actor) { command in
                let input = TaskInput(page: page, command: command)
                let draft = try input.draft()
                let access = try TaskAccess.reading(viewer, in: command.transaction)
                return try TaskItem.create(draft, by: access, in: command)
            }
            return .redirect("/tasks/\(id)", notice: TaskFormTexts.given)
        } catch let failure as Failure where failure.code == .invalid || failure.code == .limited {
            return answer(try await form(page, nil, page.form, failure), page)
        }
    }

    // MARK: Change

    private static func change(_ page: PageRequest) async throws -> PageResponse {
        let task = try await editable(page)
        return answer(try await form(page, task, FormFields(task, zone: page.dates.zone)), page)
    }

    private static func save(_ page: PageRequest) async throws -> PageResponse {
        let id: TaskItemID = try page.id()
        let viewer = try page.viewer
        do {
            try await page.services.portal.perform(as: page.actor) { command in
                let access = try TaskAccess.reading(viewer, in: command.transaction)
                let task = try TaskItem.find(id, for: access, in: command.transaction)
                let changes = try TaskInput(page: page, command: command).changes(of: task)
                try TaskItem.edit(id, changes, by: access, in: command)
            }
            return try await page.answerTask(id, notice: TaskCardTexts.saved)
        } catch let failure as Failure where failure.code == .invalid || failure.code == .limited {
            return answer(try await form(page, try await editable(page), page.form, failure), page)
        }
    }

    private static func editable(_ page: PageRequest) async throws -> TaskItem {
        let id: TaskItemID = try page.id()
        return try await page.services.portal.read { reader in
            let access = try TaskAccess.reading(try page.viewer, in: reader)
            let task = try TaskItem.find(id, for: access, in: reader)
            guard task.allows(.edit, for: access) else { throw Failure(.forbidden, TaskFormTexts.authorOnly) }
            return task
        }
    }

    // MARK: Answering

    private static func form(
        _ page: PageRequest, _ task: TaskItem?, _ fields: FormFields, _ failure: Failure? = nil
    ) async throws -> TaskForm {
        let people = try await page.services.people.snapshot()
        let viewer = try page.viewer
        let items = Set(fields.all("items").compactMap { Value.reference(parsing: $0) }.map(Value.reference).flatMap(\.documents))
        return try await page.services.portal.read { [store = page.services.items] reader in
            TaskForm(
                task: task, fields: fields, links: try TaskLinks(items, for: viewer, store, in: reader),
                files: try (task?.files).map { $0.isEmpty ? [] : try FileLinks.files($0, in: reader) } ?? [], people: people,
                viewer: viewer, csrf: page.csrf, isBeside: page.isInSlideover, language: page.language, failure: failure)
        }
    }

    private static func answer(_ form: TaskForm, _ page: PageRequest) -> PageResponse {
        if page.wantsPart { return .fragment(form.html, status: form.failure == nil ? .ok : .unprocessableContent) }
        var content = Page((form.task == nil ? TaskFormTexts.new : TaskFormTexts.change)[page.language], form.html)
        content.hasOwnHead = true
        content.layout = .narrow
        return .page(content, rail: .tasks, status: form.failure == nil ? .ok : .unprocessableContent)
    }
}

/// Reads the form of a task.
private struct TaskInput {
    let page: PageRequest
    let command: Command
    private var form: FormFields { page.form }

    init(page: PageRequest, command: Command) {
        self.page = page
        self.command = command
    }

    func draft() throws -> TaskDraft {
        var draft = TaskDraft(title: form["title"] ?? "", responsible: try responsible())
        draft.description = form["description"] ?? ""
        draft.author = form.id("author")
        draft.participants = form.ids("participants")
        draft.observers = form.ids("observers")
        draft.deadline = try page.moment("deadline", TaskPageTexts.deadline)
        draft.planStart = try page.moment("planStart", TaskFormTexts.planStart)
        draft.planEnd = try page.moment("planEnd", TaskFormTexts.planEnd)
        draft.isImportant = form.flag("important")
        draft.isControlled = form.flag("controlled")
        draft.mayChangeDeadline = form.flag("mayChangeDeadline")
        draft.checkList = (form["checkList"] ?? "").split(whereSeparator: \.isNewline).map(String.init)
        draft.items = try items(besides: [])
        draft.files = received
        try RecentPeople.remember([draft.responsible] + draft.participants + draft.observers, in: command)
        return draft
    }

    func changes(of task: TaskItem) throws -> TaskChanges {
        var changes = TaskChanges()
        changes.title = form["title"] ?? ""
        changes.description = form["description"] ?? ""
        changes.responsible = try responsible()
        changes.participants = form.ids("participants")
        changes.observers = form.ids("observers")
        changes.deadline = .some(try page.moment("deadline", TaskPageTexts.deadline))
        changes.plan = (
            try page.moment("planStart", TaskFormTexts.planStart), try page.moment("planEnd", TaskFormTexts.planEnd)
        )
        changes.isImportant = form.flag("important")
        changes.isControlled = form.flag("controlled")
        changes.mayChangeDeadline = form.flag("mayChangeDeadline")
        changes.items = try items(besides: task.items)
        let kept = Set(form.ids("files") as [FileID])
        changes.files = task.files.filter(kept.contains) + received
        return changes
    }

    private var received: [FileID] { page.uploads.filter { $0.field == "file" }.map(\.file.id) }

    private func responsible() throws -> UserID {
        guard let person: UserID = form.id("responsible"), try UserStore.user(person, in: command.transaction) != nil else {
            throw Failure(.invalid, TaskFormTexts.chooseResponsible, field: "responsible")
        }
        return person
    }

    /// The items that were chosen: known ones that the viewer cannot see stay linked, new ones must be visible.
    private func items(besides known: [DocumentID]) throws -> [DocumentID] {
        let chosen = form.all("items").compactMap { Value.reference(parsing: $0) }.map(Value.reference).flatMap(\.documents)
        let viewer = try page.viewer
        let links = try TaskLinks(Set(known + chosen), for: viewer, page.services.items, in: command.transaction)
        let hidden = known.filter { links[$0] == nil }
        for item in chosen where links[item] == nil && !known.contains(item) {
            throw Failure(.invalid, TaskFormTexts.noSuchItem, field: "items")
        }
        return hidden + chosen.filter { !hidden.contains($0) }
    }
}
