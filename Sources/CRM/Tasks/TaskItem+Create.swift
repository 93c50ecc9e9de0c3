import Kernel
import Storage

extension TaskItem {
    static let checkListLimit = 200

    /// Gives a task: everybody in it is told, each linked CRM item shows it. Returns its id.
    ///
    /// With a `robotKey` that was used before nothing is made and the earlier task's id comes back, deleted or not.
    /// - Throws: `Failure.invalid` with the field that is wrong, `.forbidden` for giving a task in another's name.
    @discardableResult
    package static func create(_ draft: TaskDraft, by access: TaskAccess, in command: Command) throws -> TaskItemID {
        if let key = draft.robotKey, let made = try made(byRobot: key, in: command.transaction) { return made }
        let author = try author(of: draft, by: access, in: command)
        let title = try checkedTitle(draft.title)
        guard draft.responsible.rawValue > 0 else {
            throw Failure(.invalid, TaskTexts.noResponsible, field: "responsible")
        }
        let plan = try TaskPlan.checked(start: draft.planStart, end: draft.planEnd)
        if let parent = draft.parent { _ = try find(parent, for: access, in: command.transaction) }

        let id = try insert(draft, title: title, author: author, plan: plan, in: command)
        try setFiles(draft.files, of: id, in: command.transaction)

        let task = try find(id, for: .portal, in: command.transaction)
        try TaskHistory.write(.created, of: id, in: command)
        try Notice.send(TaskNotices.created(task), to: task.people, in: command)
        try task.changed(in: command) { TaskCreated(document: $0, task: task) }
        return id
    }

    private static func author(of draft: TaskDraft, by access: TaskAccess, in command: Command) throws -> UserID {
        switch access {
        case .portal:
            guard let author = draft.author ?? command.actor.user else {
                throw Failure(.invalid, TaskTexts.noAuthor, field: "author")
            }
            return author
        case .person(let user, let isAdministrator, _):
            let author = draft.author ?? user
            if author != user, !isAdministrator { throw Failure(.forbidden, TaskTexts.foreignAuthor, field: "author") }
            return author
        }
    }

    static func checkedTitle(_ text: String) throws -> String {
        let title = text.withoutOuterSpace
        if title.isEmpty { throw Failure(.invalid, TaskTexts.noTitle, field: "title") }
        if title.count > 500 { throw Failure(.invalid, TaskTexts.longTitle, field: "title") }
        return title
    }

    /// What the search looks through: both databases compare it as it is, so case is folded here.
    static func searchText(_ title: String, _ description: String) -> String {
        (title + "\n" + description).lowercased()
    }

    /// Writes what was checked, with people, items and check list; tells nobody.
    static func insert(
        _ draft: TaskDraft, title: String, author: UserID, plan: TaskPlan?, in command: Command
    ) throws -> TaskItemID {
        let id = TaskItemID(try command.transaction.nextID("tasks"))
        try command.transaction.execute(
            """
            insert into tasks (id, title, description, search, author, responsible, state, important, may_change_deadline,
                controlled, deadline, plan_start, plan_end, parent, result, created_at, changed_at, notice_at, robot_key)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, '', $15, $15, $16, $17)
            """,
            [
                id, title, draft.description, searchText(title, draft.description), author, draft.responsible,
                TaskState.waiting.rawValue, draft.isImportant, draft.mayChangeDeadline, draft.isControlled,
                draft.deadline,
                plan?.start, plan?.end, draft.parent, command.now, draft.deadline, draft.robotKey,
            ])
        try setMembers(
            of: id, author: author, responsible: draft.responsible, participants: draft.participants,
            observers: draft.observers, in: command.transaction)
        try setItems(draft.items, of: id, in: command.transaction)
        try addToCheckList(draft.checkList, of: id, in: command)
        return id
    }
}
