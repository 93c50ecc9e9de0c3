import Automation
import CRM
import Kernel

/// Somebody finishes a task of the story: the one that is meant, or the oldest open one.
struct TaskDone: Deed {
    static let name = "task_done"
    let kind = TaskDone.name
    let title = DeedTexts.task
    let asks = DeedQuestion.nothing
    let portal: Portal

    func carryOut(_ scene: Scene) throws -> Text {
        let open = try scene.items.flatMap { try TaskItem.linked(to: $0, in: scene.transaction) }
            .filter { $0.state == .waiting || $0.state == .inProgress }
        let meant = scene.inputs.number.map { number in open.first { $0.id.rawValue == number } } ?? open.min { $0.id < $1.id }
        guard let task = meant else { throw Failure(.notFound, DeedTexts.noTask) }
        try scene.act(portal, as: task.responsible) { command in
            _ = try TaskItem.complete(
                task.id, by: .person(task.responsible, isAdministrator: false, people: []), in: command)
        }
        return DeedTexts.taskDone.with(["title": Text(verbatim: task.title), "who": try scene.name(of: task.responsible)])
    }
}
