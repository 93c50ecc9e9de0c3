import Kernel
import Storage

extension TaskItem {
    /// Changes a task's content. Handing it to another person and moving the deadline ask for their own rights, the rest for
    /// the author's.
    /// - Throws: `Failure.notFound`, `.forbidden`, or `.invalid` with the field that is wrong.
    @discardableResult
    package static func edit(
        _ id: TaskItemID, _ changes: TaskChanges, by access: TaskAccess, in command: Command
    ) throws -> TaskItem {
        try command.transaction.lock(id)
        let task = try find(id, for: access, in: command.transaction)
        if changes.touchesContent { try task.require(.edit, for: access) }
        if let person = changes.responsible, person != task.responsible { try task.require(.delegate, for: access) }
        if let deadline = changes.deadline, deadline != task.deadline { try task.require(.changeDeadline, for: access) }
        try task.apply(changes, access, in: command)
        let edited = try find(id, for: .portal, in: command.transaction)
        if edited != task { try edited.tell(of: task, in: command) }
        return edited
    }

    /// Hands a task over. A declined one waits for the new person.
    @discardableResult
    package static func delegate(
        _ id: TaskItemID, to person: UserID, by access: TaskAccess, in command: Command
    ) throws -> TaskItem {
        var changes = TaskChanges()
        changes.responsible = person
        return try edit(id, changes, by: access, in: command)
    }

    /// Moves, sets or (nil) removes the deadline.
    @discardableResult
    package static func changeDeadline(
        _ id: TaskItemID, to deadline: Timestamp?, by access: TaskAccess, in command: Command
    ) throws -> TaskItem {
        var changes = TaskChanges()
        changes.deadline = .some(deadline)
        return try edit(id, changes, by: access, in: command)
    }

    private func apply(_ changes: TaskChanges, _ access: TaskAccess, in command: Command) throws {
        let title = try changes.title.map(TaskItem.checkedTitle) ?? title
        let description = changes.description ?? description
        let responsible = changes.responsible ?? responsible
        if responsible.rawValue <= 0 { throw Failure(.invalid, TaskTexts.noResponsible, field: "responsible") }
        let plan = try changes.plan.map { try TaskPlan.checked(start: $0.start, end: $0.end) } ?? plan
        let deadline = changes.deadline ?? deadline
        let state = state == .declined && responsible != self.responsible ? .waiting : state
        let parent = try checkedParent(changes, access, in: command)
        try command.transaction.execute(
            """
            update tasks set title = $2, description = $3, search = $4, responsible = $5, deadline = $6, plan_start = $7,
                plan_end = $8, important = $9, may_change_deadline = $10, controlled = $11, parent = $12, state = $13,
                changed_at = $14, notice_at = $15 where id = $1
            """,
            [
                id, title, description, TaskItem.searchText(title, description), responsible, deadline, plan?.start,
                plan?.end,
                changes.isImportant ?? isImportant, changes.mayChangeDeadline ?? mayChangeDeadline,
                changes.isControlled ?? isControlled, parent, state.rawValue, command.now,
                TaskItem.noticeMoment(in: state, deadline: deadline, at: command.now),
            ])
        try applyParts(changes, responsible: responsible, in: command.transaction)
    }

    private func applyParts(_ changes: TaskChanges, responsible: UserID, in transaction: any Transaction) throws {
        try TaskItem.setMembers(
            of: id, author: author, responsible: responsible, participants: changes.participants ?? participants,
            observers: changes.observers ?? observers, in: transaction)
        if let items = changes.items { try TaskItem.setItems(items, of: id, in: transaction) }
        if let files = changes.files { try TaskItem.setFiles(files, of: id, in: transaction) }
    }

    private func checkedParent(_ changes: TaskChanges, _ access: TaskAccess, in command: Command) throws -> TaskItemID?
    {
        guard let parent = changes.parent else { return self.parent }
        var next = parent
        var steps = 0
        while let ancestor = next {
            if ancestor == id || steps > 50 { throw Failure(.invalid, TaskTexts.parentLoop, field: "parent") }
            guard let task = try TaskItem.find(ancestor, in: command.transaction) else {
                throw Failure(.invalid, TaskTexts.noParent, field: "parent")
            }
            next = task.parent
            steps += 1
        }
        return parent
    }

    private func tell(of before: TaskItem, in command: Command) throws {
        try refreshed(in: command)
        try recordEdit(of: before, in: command)
        for item in before.items where !items.contains(item) { try NextStep.refresh(item, in: command) }
        try announceChanges(since: before, in: command)
        tellPrograms("ONTASKUPDATE", in: command)
        for item in items {
            command.raise(
                deadline == before.deadline
                    ? TaskChanged(document: item, task: self)
                    : TaskDeadlineChanged(document: item, task: self, from: before.deadline))
            if state != before.state {
                command.raise(TaskStatusChanged(document: item, task: self, from: before.state))
            }
        }
    }

    /// Newcomers hear of the task as new, the others of what moved; a person hears one thing.
    private func announceChanges(since before: TaskItem, in command: Command) throws {
        let newcomers = people.subtracting(before.people)
        try Notice.send(TaskNotices.created(self), to: newcomers.subtracting([responsible]), in: command)
        if responsible != before.responsible {
            try Notice.send(TaskNotices.delegated(self), to: [responsible], in: command)
        }
        let others = people.subtracting(newcomers).subtracting(responsible == before.responsible ? [] : [responsible])
        let notice = deadline == before.deadline ? TaskNotices.changed(self) : TaskNotices.deadlineMoved(self)
        try Notice.send(notice, to: others, in: command)
    }
}

extension TaskChanges {
    fileprivate var touchesContent: Bool {
        title != nil || description != nil || participants != nil || observers != nil || plan != nil
            || isImportant != nil
            || mayChangeDeadline != nil || isControlled != nil || parent != nil || items != nil || files != nil
    }
}
