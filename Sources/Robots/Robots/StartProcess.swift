import Automation
import Kernel

/// «Запустить процесс»: a process of the pipeline begins on this item; the robot may wait for its end and use its results.
struct StartProcess: Robot {
    let kind: RobotKind = "start_process"
    let title = Text(ru: "Запустить процесс", en: "Start process")
    let parameters = [
        ParameterSpec(
            "process", Text(ru: "Процесс", en: "Process"), .process, required: true,
            help: Text(ru: "Процессы воронки: «Роботы → Процессы».", en: "Processes of the pipeline: Robots → Processes.")),
        ParameterSpec("values", Text(ru: "Параметры процесса", en: "Parameters of the process"), .processValues),
        ParameterSpec("waits", Text(ru: "Дождаться окончания", en: "Wait for its end"), .yesNo, preset: false),
    ]
    let results = [
        ResultSpec("process", Text(ru: "номер запуска", en: "number of the run"), .number),
        ResultSpec("stopped", Text(ru: "процесс остановлен", en: "the process was stopped"), .bool),
    ]

    func run(_ step: Step) throws -> Outcome {
        guard let code = try step.choice("process") else { return .skipped(RobotTexts.noProcess) }
        let values = Dictionary(try step.fieldValues("values").map { ($0.field, $0.value) }) { $1 }
        return .start(process: code, values, waits: try step.flag("waits"))
    }
}
