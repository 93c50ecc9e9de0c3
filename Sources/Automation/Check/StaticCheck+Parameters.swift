import Kernel

/// Settings against the declarations of their robots and triggers.
extension StaticCheck {
    mutating func check(_ parameters: [String: JSONValue], _ specs: [ParameterSpec], _ place: String) {
        for name in parameters.keys.sorted() where !specs.contains(where: { $0.name == name }) {
            warn("\(place).\(name)", CheckTexts.unknownParameter)
        }
        for spec in specs {
            let here = "\(place).\(spec.name)"
            guard let json = parameters[spec.name] ?? spec.preset, !json.isBlank else {
                if spec.isRequired { error(here, CheckTexts.required.with(["parameter": spec.title])) }
                continue
            }
            check(json, spec, here)
        }
    }

    private mutating func check(_ json: JSONValue, _ spec: ParameterSpec, _ place: String) {
        switch spec.kind {
        case .stage:
            if let code = json.string, isUnknown(code, in: pipeline) {
                error(place, CheckTexts.unknownStage.with(["stage": code]))
            }
        case .stages:
            for case let code? in (json.array ?? []).map(\.string) where isUnknown(code, in: pipeline) {
                error(place, CheckTexts.unknownStage.with(["stage": code]))
            }
        case .pipelineStage: checkPipelineStage(json, place)
        case .choice(let options):
            if let code = json.string, !options.contains(where: { $0.code == code }) {
                error(place, CheckTexts.unknownChoice.with(["choice": code]))
            }
        case .choices(let options):
            for case let code? in (json.array ?? []).map(\.string) where !options.contains(where: { $0.code == code }) {
                error(place, CheckTexts.unknownChoice.with(["choice": code]))
            }
        case .moment where json.object != nil: checkMoment(json, place)
        case .yesNo where json.string == nil && json.bool == nil: error(place, StepTexts.notYesNo)
        case .number where json.string == nil && json.double == nil: error(place, StepTexts.notNumber)
        case .process: break
        case .processValues: checkTemplates(json, place)
        case .connection: if json.string.flatMap({ Int64($0) }) == nil { error(place, StepTexts.notChoice) }
        case .variable:
            if let code = json.string, !isKnown(FieldReference(object: "GlobalVar", field: code)) {
                error(place, CheckTexts.unknownVariable.with(["code": code]))
            }
        case .fields, .files: checkFields(json.array?.compactMap(\.string) ?? [], of: nil, place)
        case .fieldValues(let type):
            checkFields(json.object?.members.map(\.key) ?? [], of: type, place)
            checkTemplates(json, place)
        case .people:
            checkTemplates(json, place)
            checkPeople(json, place)
        case .moment:
            checkTemplates(json, place)
            checkPast(json, place)
        case .line, .text, .yesNo, .number, .lines, .expression: checkTemplates(json, place)
        }
    }

    /// - Parameter type: whose fields they are; those of an item's contact and company are known by its insertions, others
    ///   are checked when the robot acts.
    private mutating func checkFields(_ codes: [String], of type: String?, _ place: String) {
        guard let knowledge, type == nil || type == "CONTACT" || type == "COMPANY" else { return }
        for code in codes {
            let field = type.map { "\($0).\(code)" } ?? code
            if !knowledge.knowsReference(FieldReference(object: "Document", field: field)) {
                error(place, CheckTexts.unknownField.with(["field": code]))
            }
        }
    }

    private mutating func checkPipelineStage(_ json: JSONValue, _ place: String) {
        guard let target = json["pipeline"]?.string else { return error(place, CheckTexts.noPipeline) }
        if !pipelines.isEmpty, !pipelines.contains(where: { $0.name == target }) {
            return error("\(place).pipeline", CheckTexts.unknownPipeline.with(["pipeline": target]))
        }
        if let stage = json["stage"]?.string, !stage.isEmpty, isUnknown(stage, in: target) {
            error("\(place).stage", CheckTexts.unknownStage.with(["stage": stage]))
        }
    }

    private mutating func checkMoment(_ timing: Timing, _ place: String) {
        check(timing, place)
        if timing.base == .entry, timing.amount < 0 { warn(place, CheckTexts.beforeNow) }
    }

    private mutating func checkMoment(_ json: JSONValue, _ place: String) {
        do {
            checkMoment(try Timing(json: json, place: place), place)
        } catch let failure as Failure {
            error(failure.field ?? place, failure.message)
        } catch {
            self.error(place, StepTexts.notMoment)
        }
    }

    /// People who have left, roles that nobody has.
    private mutating func checkPeople(_ json: JSONValue, _ place: String) {
        guard let knowledge else { return }
        for text in json.string.map({ [$0] }) ?? json.array?.compactMap(\.string) ?? [] {
            if let problem = knowledge.problemOfPeople(text) { warn(place, problem) }
        }
    }

    /// A moment that is written down, or stands in a constant, and has passed.
    private mutating func checkPast(_ json: JSONValue, _ place: String) {
        guard let knowledge, let source = json.string else { return }
        let template = Template(source)
        let value = template.soleReference.flatMap(knowledge.constant) ?? (template.isLiteral ? .string(source) : nil)
        let date: LocalDate?
        switch value {
        case .date(let day): date = day
        case .dateTime(let moment): date = knowledge.zone.local(moment).date
        case .string(let text): date = LocalDate(parsing: text)
        case .bool, .int, .double, .money, .reference, .list, .null, nil: return
        }
        guard let date, date < knowledge.zone.local(knowledge.now).date else { return }
        warn(place, CheckTexts.past.with(["date": "\(date)"]))
    }

    /// Every text in the parameter is a template.
    mutating func checkTemplates(_ json: JSONValue, _ place: String) {
        switch json {
        case .string(let source):
            for problem in Template(source).errors(knownReference: isKnown) { error(place, problem.message) }
        case .array(let elements):
            for (index, element) in elements.enumerated() { checkTemplates(element, "\(place)[\(index)]") }
        case .object(let object): for (key, value) in object { checkTemplates(value, "\(place).\(key)") }
        case .null, .bool, .int, .double: break
        }
    }
}

extension JSONValue {
    /// Nothing that a person would call filled in.
    fileprivate var isBlank: Bool {
        switch self {
        case .null: true
        case .string(let text): text.allSatisfy(\.isWhitespace)
        case .array(let elements): elements.allSatisfy(\.isBlank)
        case .object(let object): object.isEmpty
        case .bool, .int, .double: false
        }
    }
}
