import Automation
import Kernel

/// «Остановить процесс»: processes that run on this item end, in the middle of whatever they wait for.
struct StopProcess: Robot {
    let kind: RobotKind = "stop_process"
    let title = Text(ru: "Остановить процесс", en: "Stop process")
    let parameters = [
        ParameterSpec(
            "process", Text(ru: "Процесс", en: "Process"), .process,
            help: Text(
                ru: "Пусто — все процессы элемента, кроме того, в котором стоит робот.",
                en: "Empty for all processes of the item but the one that the robot stands in."))
    ]
    let results = [ResultSpec("count", Text(ru: "сколько остановлено", en: "how many were stopped"), .number)]
    let mayWait = false

    func run(_ step: Step) throws -> Outcome { .stop(process: try step.choice("process")) }
}
