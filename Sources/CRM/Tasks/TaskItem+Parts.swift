import Kernel
import Storage

extension TaskItem {
    static func setMembers(
        of task: TaskItemID, author: UserID, responsible: UserID, participants: [UserID], observers: [UserID],
        in transaction: any Transaction
    ) throws {
        try transaction.execute("delete from task_members where task = $1", [task])
        let participants = Set(participants).subtracting([responsible])
        let observers = Set(observers).subtracting(participants).subtracting([responsible, author])
        let members =
            [(author, TaskRole.author), (responsible, .responsible)]
            + participants.sorted().map { ($0, .participant) } + observers.sorted().map { ($0, .observer) }
        for (person, role) in members {
            try transaction.execute(
                "insert into task_members (task, person, role) values ($1, $2, $3)", [task, person, role.rawValue])
        }
    }

    static func setItems(_ items: [DocumentID], of task: TaskItemID, in transaction: any Transaction) throws {
        try transaction.execute("delete from task_items where task = $1", [task])
        for (place, item) in items.enumerated() {
            try transaction.execute(
                "insert into task_items (task, item, place) values ($1, $2, $3) on conflict (task, item) do nothing",
                [task, item, place])
        }
    }

    static func setFiles(_ files: [FileID], of task: TaskItemID, in transaction: any Transaction) throws {
        try transaction.execute("delete from task_files where task = $1", [task])
        for file in Set(files).sorted() {
            try transaction.execute("insert into task_files (task, file) values ($1, $2)", [task, file])
        }
    }

    /// Adds a person who was mentioned to those who watch; whoever takes part already stays what they are.
    static func addObserver(_ person: UserID, to task: TaskItemID, in transaction: any Transaction) throws {
        let takesPart = try transaction.exists(
            "select 1 from task_members where task = $1 and person = $2", [task, person])
        if takesPart { return }
        try transaction.execute(
            "insert into task_members (task, person, role) values ($1, $2, $3)",
            [task, person, TaskRole.observer.rawValue])
    }

    /// After each change: the linked items' next step is counted anew, open pages and those who take part learn of it, and
    /// one event for every linked item goes to the listeners.
    func changed(in command: Command, raising events: (DocumentID) -> any CRMEvent) throws {
        try refreshed(in: command)
        for item in items { command.raise(events(item)) }
        if items.isEmpty, let name = events(.portal).webhook { tellPrograms(name, in: command) }
    }

    /// Items hear of their tasks; of a task without any programs learn this way.
    func tellPrograms(_ name: WebhookName, in command: Command) {
        if items.isEmpty { command.raise(ProgramNotice(name.rawValue, number: id.rawValue)) }
    }

    func refreshed(in command: Command) throws {
        let live = LiveChanges.of(command.transaction)
        live.add(task: id)
        for person in people { live.add(bell: person) }
        for item in items { try NextStep.refresh(item, in: command) }
    }
}
