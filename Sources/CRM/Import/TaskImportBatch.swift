import Kernel
import Storage

/// One batch of rows that are tasks. A task is known by its title, responsible and deadline together.
struct TaskImportBatch {
    private let plan: ImportPlan
    private let links: ImportLinks
    private let command: Command
    private(set) var tally = ImportTally()

    private struct Key: Hashable {
        let title: String
        let responsible: UserID
        let deadline: Timestamp?
    }

    init(_ plan: ImportPlan, _ links: ImportLinks, _ command: Command) {
        self.plan = plan
        self.links = links
        self.command = command
    }

    mutating func write(_ rows: [ImportRow]) throws {
        var known = plan.duplicates == .create ? [] : try known(rows)
        var ids: [Int64] = []
        for row in rows {
            if let refusal = row.refusal {
                tally.refuse(refusal)
                continue
            }
            do {
                let draft = try draft(row.draft.values)
                let key = Key(title: draft.title.withoutOuterSpace, responsible: draft.responsible, deadline: draft.deadline)
                if plan.duplicates != .create, !known.insert(key).inserted {
                    tally.skipped += 1
                    continue
                }
                let past = past(row.draft.values, draft)
                let command = command
                ids.append(try command.transaction.savepoint { try TaskItem.enter(draft, past, in: command).rawValue })
            } catch let failure as Failure {
                tally.refuse(row.row, failure)
            }
        }
        tally.create(.task, ids)
    }

    private func known(_ rows: [ImportRow]) throws -> Set<Key> {
        let titles = Set(rows.compactMap { $0.draft.values[.title]?.printable.withoutOuterSpace })
        return Set(
            try command.transaction.query(
                """
                select title, responsible, deadline from tasks
                where \(command.transaction.dialect.isOneOf("title", texts: "$1")) and deleted_at is null
                """, [titles.sorted().textsJSON]
            ) { Key(title: $0.text(0), responsible: $0.id(1), deadline: $0.optionalTimestamp(2)) })
    }

    private func draft(_ values: [FieldCode: Value]) throws -> TaskDraft {
        func people(_ code: FieldCode) -> [UserID] { values[code]?.userIDs ?? [] }
        guard let responsible = people(TaskTable.responsible).first ?? plan.responsible ?? command.actor.user else {
            throw Failure(.invalid, TaskTexts.noResponsible, field: "responsible")
        }
        var draft = TaskDraft(title: values[.title]?.printable ?? "", responsible: responsible)
        draft.author = people(TaskTable.author).first ?? command.actor.user
        draft.description = values[TaskTable.description]?.printable ?? ""
        draft.participants = people(TaskTable.participants)
        draft.observers = people(TaskTable.observers)
        draft.deadline = values[TaskTable.deadline]?.moment
        draft.planStart = values[TaskTable.planStart]?.moment
        draft.planEnd = values[TaskTable.planEnd]?.moment
        draft.isImportant = values[TaskTable.important]?.isTrue ?? false
        draft.mayChangeDeadline = values[TaskTable.mayChangeDeadline]?.isTrue ?? false
        draft.isControlled = values[TaskTable.controlled]?.isTrue ?? false
        draft.checkList = values[TaskTable.checkList]?.elements.map(\.printable) ?? []
        draft.items = try (values[TaskTable.items]?.elements ?? []).map { try item($0.printable) }
        return draft
    }

    private func past(_ values: [FieldCode: Value], _ draft: TaskDraft) -> TaskPast {
        var past = TaskPast(values[TaskTable.state].flatMap { TaskState(rawValue: $0.printable) } ?? .waiting)
        past.createdAt = values[TaskTable.createdAt]?.moment
        past.completedAt = values[TaskTable.completedAt]?.moment
        past.completedBy = draft.responsible
        past.result = values[TaskTable.result]?.printable
        return past
    }

    private func item(_ text: String) throws -> DocumentID {
        if let item = links.any(text) { return item }
        throw Failure(.invalid, ImportTexts.noItem.with(["name": text]), field: TaskTable.items.rawValue)
    }
}

extension Value {
    fileprivate var moment: Timestamp? { if case .dateTime(let moment) = self { moment } else { nil } }
}
