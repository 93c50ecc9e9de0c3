import Kernel

/// Processes of their own, and the robots that start them.
extension StaticCheck {
    mutating func check(_ stage: StageAutomation, named: NamedProcess, _ place: String) {
        if !isCode(String(stage.stage.dropFirst())) || stage.stage.first != NamedProcess.mark {
            error(place, CheckTexts.badID.with(["id": stage.stage]))
        }
        if named.title.allSatisfy(\.isWhitespace) { error("\(place).title", CheckTexts.noProcessTitle) }
        if !stage.triggers.isEmpty { error("\(place).triggers", CheckTexts.noTriggersHere) }
        check(named.condition, "\(place).condition")
        var codes: Set<String> = []
        for (index, parameter) in named.parameters.enumerated() {
            let here = "\(place).parameters[\(index)]"
            if !isCode(parameter.code) { error(here, CheckTexts.badID.with(["id": parameter.code])) }
            if !codes.insert(parameter.code).inserted { error(here, CheckTexts.doubleCode.with(["code": parameter.code])) }
        }
        let starts = named.starts.subtracting([.byHand])
        if !starts.isEmpty, let asked = named.parameters.first(where: \.isRequired) {
            error("\(place).parameters", CheckTexts.nobodyGives.with(["parameter": asked.title]))
        }
        for (index, result) in named.results.enumerated() {
            let here = "\(place).results[\(index)]"
            if !isCode(result.code) { error(here, CheckTexts.badID.with(["id": result.code])) }
            checkTemplates(.string(result.value.source), here)
        }
    }

    /// A robot that starts or stops a process: it must exist, and get what it needs.
    mutating func checkProcess(_ robot: RobotSetting, _ kind: any Robot, _ place: String) {
        for spec in kind.parameters {
            guard case .process = spec.kind, let code = robot.parameters[spec.name]?.string, !code.isEmpty else { continue }
            guard let process = processes[code] else {
                error("\(place).\(spec.name)", CheckTexts.unknownProcess.with(["process": code]))
                continue
            }
            for values in kind.parameters {
                if case .processValues = values.kind { checkValues(robot.parameters[values.name], process, "\(place).\(values.name)") }
            }
        }
    }

    private mutating func checkValues(_ json: JSONValue?, _ process: NamedProcess, _ place: String) {
        let given = json?.object ?? JSONObject()
        for member in given.members where !process.parameters.contains(where: { $0.code == member.key }) {
            error(place, EngineTexts.unknownParameter.with(["process": process.title, "parameter": member.key]))
        }
        for parameter in process.parameters where parameter.isRequired {
            let text = given[parameter.code]?.string ?? ""
            if text.allSatisfy(\.isWhitespace) {
                error(place, EngineTexts.missingParameter.with(["process": process.title, "parameter": parameter.title]))
            }
        }
    }

    func isCode(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
            default: false
            }
        }
    }
}
