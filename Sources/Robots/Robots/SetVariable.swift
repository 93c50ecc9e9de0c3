import Automation
import CRM
import Kernel

/// «Изменить переменную»: gives a global variable another value, for all items from now on.
struct SetVariable: Robot {
    let kind: RobotKind = "set_variable"
    let title = Text(ru: "Изменить переменную", en: "Set variable")
    let parameters = [
        ParameterSpec(
            "variable", Text(ru: "Переменная", en: "Variable"), .variable, required: true,
            help: Text(ru: "Переменные: «Настройки → Константы и переменные».", en: "Variables: Settings → Constants and variables.")),
        ParameterSpec(
            "value", Text(ru: "Значение", en: "Value"), .line,
            help: Text(ru: "Пусто — очистить. Вычисление начинается с «=».", en: "Empty clears it. A calculation begins with “=”.")),
    ]
    let results = [ResultSpec("Value", Text(ru: "Новое значение", en: "The new value"))]
    let mayWait = false
    let portal: Portal

    func run(_ step: Step) throws -> Outcome {
        guard let code = try step.choice("variable") else { throw step.wrong("variable", RobotTexts.noVariable) }
        // Held before the value is calculated: «счётчик + 1» counts each time, whoever else counts at the same moment.
        try ConstantStore.lockVariables(in: step.transaction)
        guard let variable = try ConstantStore.constant(code, in: step.transaction), variable.isVariable else {
            throw step.wrong("variable", RobotTexts.noVariable)
        }
        let value = try typed(step.templateValue("value"), as: variable, step)
        try step.command(portal) { try ConstantStore.setVariable(code, to: value, in: $0) }
        return .done(results: ["Value": value])
    }

    /// Texts become what the variable holds, as they would in its form.
    private func typed(_ value: Value, as variable: Constant, _ step: Step) throws -> Value {
        let values = try value.elements.map { element in
            guard case .string(let text) = element else { return element }
            do {
                return try variable.kind.parse(text)
            } catch let failure as Failure {
                throw step.wrong("value", failure.message)
            }
        }
        return variable.isMultiple ? .list(values) : values.first ?? .null
    }
}
