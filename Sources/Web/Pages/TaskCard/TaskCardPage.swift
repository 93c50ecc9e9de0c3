import CRM
import HTTPTypes
import Kernel
import Storage

/// A task's card, its form, and everything that is done on it.
package enum TaskCardPage {
    package static let routes: [Route] =
        TaskFormPage.routes + TaskCheckListActions.routes + TaskCommentActions.routes + TaskMarkActions.routes + [
            .get("/tasks/:id") { page in TaskCardView(try await TaskCardModel.load(page, try page.id())).page() },
            .post("/tasks/:id/actions/:action") { page in try await act(page) },
            .post("/tasks/:id/delete") { page in try await delete(page) },
        ]

    private static func act(_ page: PageRequest) async throws -> PageResponse {
        guard let action = page.parameters["action"].flatMap(TaskAction.init(rawValue:)) else {
            throw Failure(.notFound, TaskCardTexts.noSuchAction)
        }
        return try await page.changeTask(place: action.rawValue, notice: TaskCardTexts.done(action)) { id, access, command in
            switch action {
            case .start, .pause, .complete, .submit, .accept, .sendBack, .decline, .postpone, .reopen:
                try TaskItem.move(id, action, note: page.form["note"] ?? "", by: access, in: command)
            case .delegate: try delegate(id, page, access, command)
            case .changeDeadline: try moveDeadline(id, page, access, command)
            case .edit, .tick, .comment, .delete: throw Failure(.notFound, TaskCardTexts.noSuchAction)
            }
        }
    }

    private static func delegate(_ id: TaskItemID, _ page: PageRequest, _ access: TaskAccess, _ command: Command) throws {
        guard let person: UserID = page.form.id("person"), try UserStore.active([person], in: command.transaction) == [person] else {
            throw Failure(.invalid, TaskCardTexts.choosePerson, field: "person")
        }
        try TaskItem.delegate(id, to: person, by: access, in: command)
        try RecentPeople.remember([person], in: command)
    }

    /// To the moment typed, or on by so many hours (`in`) from the old deadline, from now when that has passed.
    private static func moveDeadline(_ id: TaskItemID, _ page: PageRequest, _ access: TaskAccess, _ command: Command) throws {
        var deadline = try page.moment("deadline", TaskPageTexts.deadline)
        if let hours = page.form.number("in"), (1...8784).contains(hours) {
            let before = try TaskItem.find(id, for: access, in: command.transaction).deadline ?? command.now
            deadline = max(before, command.now) + .hours(Int64(hours))
        }
        try TaskItem.changeDeadline(id, to: deadline, by: access, in: command)
    }

    private static func delete(_ page: PageRequest) async throws -> PageResponse {
        let id: TaskItemID = try page.id()
        let viewer = try page.viewer
        try await page.services.portal.perform(as: page.actor) { command in
            try TaskItem.delete(id, by: try TaskAccess.reading(viewer, in: command.transaction), in: command)
        }
        return .redirect("/tasks", notice: TaskCardTexts.deleted)
    }
}

extension PageRequest {
    /// Changes the task in the address and answers with its card. What was typed wrong comes back beside its field; another
    /// refusal is a toast for script and an error page for a plain form.
    /// - Parameter place: the form on the card that was sent.
    func changeTask(
        place: String, notice: Text? = nil, _ body: @escaping @Sendable (TaskItemID, TaskAccess, Command) throws -> Void
    ) async throws -> PageResponse {
        let task: TaskItemID = try id()
        let viewer = try viewer
        return try await refusing {
            do {
                try await services.portal.perform(as: actor) { command in
                    try body(task, try TaskAccess.reading(viewer, in: command.transaction), command)
                }
            } catch let failure as Failure where failure.code == .invalid {
                let view = TaskCardView(
                    try await TaskCardModel.load(self, task), TaskRefusal(place: place, failure: failure, typed: form))
                return wantsPart ? .fragment(view.html, status: .unprocessableContent) : view.page(status: .unprocessableContent)
            }
            return try await answerTask(task, notice: notice)
        }
    }

    /// After a change: the card as it is now for script, a redirect to it for a plain form.
    func answerTask(_ task: TaskItemID, notice: Text?) async throws -> PageResponse {
        guard wantsPart else { return .redirect("/tasks/\(task)", notice: notice) }
        do {
            let view = TaskCardView(try await TaskCardModel.load(self, task))
            let toast: HTML? = notice.map { .toast(Toast($0[language]), language) }
            return .fragment("\(view.html)\(toast)")
        } catch let failure as Failure where failure.code == .notFound {
            // Whoever hands over their own task may no longer see it.
            return .redirect("/tasks", notice: notice)
        }
    }
}

/// What is done with the check list.
enum TaskCheckListActions {
    static let routes: [Route] = [
        change("add") { page, id, access, command in
            let titles = (page.form["title"] ?? "").split(whereSeparator: \.isNewline).map(String.init)
            let isBlank = titles.allSatisfy { $0.allSatisfy(\.isWhitespace) }
            if isBlank { throw Failure(.invalid, TaskFormTexts.emptyItem, field: "title") }
            try TaskItem.addToCheckList(id, titles, by: access, in: command)
        },
        change("order") { page, id, access, command in
            let task = try TaskItem.find(id, for: access, in: command.transaction)
            var order = task.checkList.map(\.id)
            guard let item: CheckListItemID = page.form.id("item"), let place = page.form.number("position"), order.contains(item) else {
                throw Failure(.conflict, TaskFormTexts.listChanged)
            }
            order.removeAll { $0 == item }
            order.insert(item, at: min(max(place, 0), order.count))
            try TaskItem.reorderCheckList(id, order, by: access, in: command)
        },
        change(":item/tick") { page, id, access, command in
            try TaskItem.tick(id, try page.id("item"), done: page.form.flag("done"), by: access, in: command)
        },
        change(":item/rename") { page, id, access, command in
            try TaskItem.renameCheckListItem(id, try page.id("item"), to: page.form["title"] ?? "", by: access, in: command)
        },
        change(":item/remove") { page, id, access, command in
            try TaskItem.removeFromCheckList(id, try page.id("item"), by: access, in: command)
        },
    ]

    private static func change(
        _ part: String, _ body: @escaping @Sendable (PageRequest, TaskItemID, TaskAccess, Command) throws -> Void
    ) -> Route {
        .post("/tasks/:id/checklist/\(part)") { page in
            try await page.changeTask(place: "checklist") { id, access, command in try body(page, id, access, command) }
        }
    }
}

/// Comments on a task.
enum TaskCommentActions {
    static let routes: [Route] = [
        .post("/tasks/:id/comments", bodyLimit: FileLimit.body) { page in
            try await page.changeTask(place: "comment") { id, access, command in
                try Comment.add(
                    page.form["text"] ?? "", to: .task(id), files: page.uploads.filter { $0.field == "file" }.map(\.file.id),
                    mentions: page.form.ids("mentions"), by: access, in: command)
            }
        },
        .post("/tasks/:id/comments/:comment/delete") { page in
            try await page.changeTask(place: "comment") { id, access, command in
                let comment = try comment(page, id, access, command.transaction)
                try Comment.delete(comment.id, by: access, in: command)
            }
        },
        .get("/tasks/:id/comments/:comment") { page in try await show(page) { $0.html } },
        .get("/tasks/:id/comments/:comment/edit") { page in try await show(page) { $0.form() } },
        .post("/tasks/:id/comments/:comment") { page in try await edit(page) },
    ]

    private static func edit(_ page: PageRequest) async throws -> PageResponse {
        let id: TaskItemID = try page.id()
        let viewer = try page.viewer
        return try await page.refusing {
            do {
                try await page.services.portal.perform(as: page.actor) { command in
                    let access = try TaskAccess.reading(viewer, in: command.transaction)
                    let comment = try comment(page, id, access, command.transaction)
                    try Comment.edit(
                        comment.id, text: page.form["text"] ?? "", mentions: page.form.ids("mentions"), by: access, in: command)
                }
            } catch let failure as Failure where failure.code == .invalid {
                return try await show(page, status: .unprocessableContent) {
                    $0.form(typed: page.form["text"], error: failure.message[page.language])
                }
            }
            return page.wantsPart ? try await show(page) { $0.html } : .redirect("/tasks/\(id)")
        }
    }

    /// One comment, or the form to change it: for script alone, as a page of its own otherwise.
    private static func show(
        _ page: PageRequest, status: HTTPResponse.Status = .ok, _ part: (TaskCommentView) -> HTML
    ) async throws -> PageResponse {
        let id: TaskItemID = try page.id()
        let model = try await TaskCardModel.load(page, id)
        let comment = try await page.services.portal.read { reader in
            try Self.comment(page, id, try TaskAccess.reading(try page.viewer, in: reader), reader)
        }
        let html = part(TaskCommentView(comment, model))
        if page.isFragment { return .fragment(html, status: status) }
        var content = Page(model.task.title, html)
        content.layout = .narrow
        content.breadcrumbs = [(HTTPTexts.tasks[page.language], "/tasks"), (model.task.title, model.address)]
        return .page(content, rail: .tasks, status: status)
    }

    /// The comment in the address, as long as it stands on this task.
    private static func comment(
        _ page: PageRequest, _ task: TaskItemID, _ access: TaskAccess, _ reader: any Reader
    ) throws -> Comment {
        _ = try TaskItem.find(task, for: access, in: reader)
        guard let comment = try Comment.load([try page.id("comment")], in: reader).first, comment.task == task, !comment.isDeleted else {
            throw Failure(.notFound, HTTPTexts.unknownPage)
        }
        return comment
    }
}
