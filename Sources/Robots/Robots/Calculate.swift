import Automation
import Kernel

/// «Математические операции»: calculates something once, so that later robots and conditions can use it.
struct Calculate: Robot {
    let kind: RobotKind = "calculate"
    let title = Text(ru: "Вычислить", en: "Calculate")
    let parameters = [
        ParameterSpec(
            "expression", Text(ru: "Выражение", en: "Expression"), .expression, required: true,
            help: Text(
                ru: "Числа, тексты, даты и функции: {=Document:OPPORTUNITY} * 20%, dateadd({=System:Now}; '3d'). Итог — в результате робота.",
                en: "Numbers, texts, dates and functions: {=Document:OPPORTUNITY} * 20%, dateadd({=System:Now}; '3d'). See the robot's result."))
    ]
    let results = [ResultSpec("Result", Text(ru: "Итог", en: "Result"))]
    let mayWait = false

    func run(_ step: Step) throws -> Outcome {
        let value = try step.templateValue("expression")
        return .done(results: ["Result": value])
    }
}
