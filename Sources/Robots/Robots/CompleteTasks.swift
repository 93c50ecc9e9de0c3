import Automation
import CRM
import Kernel

/// «Завершить задачи»: closes the open tasks that robots have given for the item, all of them or those of certain stages.
struct CompleteTasks: Robot {
    let kind: RobotKind = "complete_tasks"
    let title = Text(ru: "Завершить задачи", en: "Complete tasks")
    let parameters = [
        ParameterSpec(
            "stages", Text(ru: "Задачи роботов стадий", en: "Tasks of robots of the stages"), .stages,
            help: Text(ru: "Ничего не отмечено — задачи роботов всех стадий.", en: "Nothing chosen: tasks of robots of all stages.")),
        ParameterSpec("result", Text(ru: "Результат", en: "Result"), .line),
        .inNameOf,
    ]
    let results = [ResultSpec("Count", Text(ru: "Сколько завершено", en: "How many were completed"))]
    let mayWait = false
    let portal: Portal

    func run(_ step: Step) throws -> Outcome {
        let stages = Set(step.strings("stages"))
        let open = try TaskItem.openMadeByRobots(on: step.document, in: step.transaction)
        let origins = try step.stages(ofSteps: open.map(\.robotKey))
        let chosen = open.filter { task in stages.isEmpty || origins[task.robotKey].map(stages.contains) ?? false }
        guard !chosen.isEmpty else { return .skipped(RobotTexts.noOpenTasks) }
        let result = try step.text("result")
        let user = try step.optionalPeople("from").first
        try step.command(portal, inNameOf: user) { command in
            for task in chosen { try TaskItem.complete(task.id, result: result, by: .portal, in: command) }
        }
        return .done(results: ["Count": .int(Int64(chosen.count))])
    }
}
