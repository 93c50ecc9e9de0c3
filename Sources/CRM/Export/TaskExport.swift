import Kernel
import Storage

/// The columns of a table of tasks. Fields of no entity: only their types and names count.
package enum TaskTable {
    static let description: FieldCode = "DESCRIPTION"
    static let responsible: FieldCode = "RESPONSIBLE_ID"
    static let author: FieldCode = "CREATED_BY"
    static let participants: FieldCode = "ACCOMPLICES"
    static let observers: FieldCode = "AUDITORS"
    static let state: FieldCode = "STATUS"
    static let deadline: FieldCode = "DEADLINE"
    static let planStart: FieldCode = "START_DATE_PLAN"
    static let planEnd: FieldCode = "END_DATE_PLAN"
    static let important: FieldCode = "PRIORITY"
    static let mayChangeDeadline: FieldCode = "ALLOW_CHANGE_DEADLINE"
    static let controlled: FieldCode = "TASK_CONTROL"
    static let items: FieldCode = "UF_CRM_TASK"
    static let checkList: FieldCode = "CHECKLIST"
    static let result: FieldCode = "RESULT"
    static let createdAt: FieldCode = "CREATED_DATE"
    static let completedAt: FieldCode = "CLOSED_DATE"

    package static let fields: [Field] = [
        TableFields.field(.id, IntegerField(), ExportTexts.id, .readOnly),
        TableFields.field(.title, StringField(), ExportTexts.name, .required),
        TableFields.field(description, TextField(), ExportTexts.description),
        TableFields.field(responsible, UserField(), ExportTexts.responsible),
        TableFields.field(author, UserField(), ExportTexts.author),
        TableFields.field(participants, UserField(), ExportTexts.participants, .multiple),
        TableFields.field(observers, UserField(), ExportTexts.observers, .multiple),
        TableFields.field(state, ListField(), ExportTexts.state, options: TaskState.allCases.map { FieldOption($0.rawValue, $0.title) }),
        TableFields.field(deadline, DateTimeField(), ExportTexts.deadline),
        TableFields.field(planStart, DateTimeField(), ExportTexts.planStart),
        TableFields.field(planEnd, DateTimeField(), ExportTexts.planEnd),
        TableFields.field(important, BooleanField(), ExportTexts.important),
        TableFields.field(mayChangeDeadline, BooleanField(), ExportTexts.mayChangeDeadline),
        TableFields.field(controlled, BooleanField(), ExportTexts.controlled),
        TableFields.field(items, StringField(), ExportTexts.items, .multiple),
        TableFields.field(checkList, StringField(), ExportTexts.checkList, .multiple),
        TableFields.field(result, TextField(), ExportTexts.result),
        TableFields.field(createdAt, DateTimeField(), ExportTexts.createdAt),
        TableFields.field(completedAt, DateTimeField(), ExportTexts.completedAt),
    ]
}

extension Export {
    /// The tasks that a list shows, in its order; rights are those of the list.
    package static func tasks(
        _ query: TaskQuery, order: TaskOrder = .deadline, _ items: ItemStore, for access: TaskAccess, _ language: Language,
        in reader: any Reader
    ) throws -> Export {
        let ids = try TaskItem.ids(query, for: access, order: order, in: reader)
        let cells = TaskCellWriter(people: try ExportPeople.load(in: reader), dates: items.dates, language: language)
        return Export(
            title: ExportTexts.tasks[language], headings: TaskTable.fields.map { $0.title[language] }, count: ids.count
        ) { range, reader in
            let tasks = try TaskItem.load(Array(ids[range]), in: reader)
            let names = try items.names(of: tasks.flatMap(\.items).map(Value.item).flatMap(\.references), in: reader)
            return tasks.map { cells.cells(of: $0, names) }
        }
    }
}

private struct TaskCellWriter: Sendable {
    let people: ExportPeople
    let dates: DateSetting
    let language: Language

    func cells(of task: TaskItem, _ names: Names) -> [SheetCell] {
        [
            .number(Double(task.id.rawValue)), .text(task.title), text(task.description), person(task.responsible), person(task.author),
            .joined(task.participants.compactMap(people.name)), .joined(task.observers.compactMap(people.name)),
            .text(task.state.title[language]), moment(task.deadline), moment(task.plan?.start), moment(task.plan?.end),
            .flag(task.isImportant), .flag(task.mayChangeDeadline), .flag(task.isControlled),
            .joined(task.items.compactMap { item in names.item(item).flatMap { name in item.entity.map { "\($0.name[language]): \(name)" } } }),
            .joined(task.checkList.map(\.title)), text(task.result), moment(task.createdAt), moment(task.completedAt),
        ]
    }

    private func text(_ text: String) -> SheetCell { text.isEmpty ? .empty : .text(text) }
    private func moment(_ moment: Timestamp?) -> SheetCell { moment.map { .moment(dates.zone.local($0)) } ?? .empty }
    private func person(_ id: UserID) -> SheetCell { people.name(of: id).map(SheetCell.text) ?? .empty }
}
