import Automation
import CRM
import Kernel

/// The controls of a robot's or trigger's parameters, generated from their declarations.
struct ParameterForms {
    let model: RobotsModel
    let vocabulary: Vocabulary
    let stage: String
    let language: Language
    /// The stored parameters; a new robot has those that its declaration presets.
    let stored: [String: JSONValue]
    /// What was sent and refused, shown instead of what is stored.
    let typed: FormFields?
    let errors: [String: String]

    func html(_ spec: ParameterSpec) -> HTML {
        let field = Field(
            "p.\(spec.name)", label: spec.title[language], isRequired: false, help: spec.help?[language], error: errors["p.\(spec.name)"])
        switch spec.kind {
        case .line, .expression: return .insertionField(field, value: text(spec), insertions: insertions, language)
        case .text: return .insertionField(field, value: text(spec), isMultiline: true, insertions: insertions, language)
        case .number: return .insertionField(field, value: text(spec), insertions: insertions, language)
        case .people(let single): return people(field, spec, single)
        case .moment: return .fieldGroup(field, moment(spec))
        case .yesNo: return yesNo(field, spec)
        case .choice(let options):
            return .selectField(
                field, options.map { Option($0.code, $0.title[language]) }, selected: text(spec),
                emptyLabel: spec.isRequired ? nil : RobotFormTexts.notChosen[language])
        case .choices(let options):
            let offered = options.map { Option($0.code, $0.title[language]) }
            return "<div class=\"robot-fields\">\(.checkboxes(field, offered, selected: Set(list(spec))))</div>"
        case .stage:
            return .selectField(field, stages, selected: text(spec), emptyLabel: RobotFormTexts.notChosen[language])
        case .pipelineStage:
            return .selectField(field, pipelineStages, selected: target(spec), emptyLabel: RobotFormTexts.notChosen[language])
        case .stages: return "<div class=\"robot-fields\">\(.checkboxes(field, stages, selected: Set(list(spec))))</div>"
        case .process:
            let offered = model.processes(in: model.edited).map { Option($0.code, $0.process.title) }
            return .selectField(field, offered, selected: text(spec), emptyLabel: RobotFormTexts.notChosen[language])
        case .processValues: return .fieldGroup(field, processValues(spec))
        case .variable:
            let variables = model.constants.filter(\.isVariable).map { Option($0.code, $0.title) }
            return .selectField(field, variables, selected: text(spec), emptyLabel: RobotFormTexts.notChosen[language])
        case .fieldValues(let type): return .fieldGroup(field, fieldValues(spec, of: type))
        case .fields: return fieldChoice(field, spec)
        case .files: return fieldChoice(field, spec) { $0.type.code == "file" }
        case .connection(let connector):
            let offered = model.connections.filter { $0.connector == connector }.map { Option(String($0.id.rawValue), $0.settings.name) }
            return .selectField(field, offered, selected: text(spec), emptyLabel: RobotFormTexts.notChosen[language])
        case .lines:
            let hinted = Field(field.name, label: field.label, help: RobotFormTexts.onePerLine[language], error: field.error)
            return .insertionField(hinted, value: lines(spec), isMultiline: true, insertions: insertions, language)
        }
    }

    private var insertions: [InsertionGroup] { vocabulary.insertions(language) }

    // MARK: Values to show

    private func text(_ spec: ParameterSpec) -> String {
        if let typed { return typed["p.\(spec.name)"] ?? "" }
        guard let json = stored[spec.name] else { return "" }
        return json.string.map { vocabulary.human($0, language) } ?? (json.isNull ? "" : json.text)
    }

    /// The elements of a stored list; a single text is a list of one.
    private func list(_ spec: ParameterSpec) -> [String] {
        if let typed { return typed.all("p.\(spec.name)").filter { !$0.isEmpty } }
        let json = stored[spec.name]
        return json?.array?.map { $0.string ?? $0.text } ?? json?.string.map { [$0] } ?? []
    }

    private func lines(_ spec: ParameterSpec) -> String {
        typed?["p.\(spec.name)"] ?? list(spec).map { vocabulary.human($0, language) }.joined(separator: "\n")
    }

    private func target(_ spec: ParameterSpec) -> String {
        if let typed { return typed["p.\(spec.name)"] ?? "" }
        guard let pipeline = stored[spec.name]?["pipeline"]?.string else { return "" }
        return "\(pipeline)|\(stored[spec.name]?["stage"]?.string ?? "")"
    }

    // MARK: Controls

    private func people(_ field: Field, _ spec: ParameterSpec, _ single: Bool) -> HTML {
        let known = list(spec).map { PeopleSelector(stored: $0)?.stored ?? $0 }
        let chosen = single ? Array(known.prefix(1)) : known
        return .userPicker(
            field, model.wording(language).options(chosen: chosen), selected: Set(chosen), allowsSeveral: !single,
            emptyLabel: RobotFormTexts.nobody[language], language)
    }

    private func moment(_ spec: ParameterSpec) -> HTML {
        let forms = TimingForms(prefix: "p.\(spec.name)", vocabulary: vocabulary, language: language)
        return forms.html(storedMoment(spec), offers: .optional, typed: typed)
    }

    private func storedMoment(_ spec: ParameterSpec) -> TimingForms.Moment {
        guard let json = stored[spec.name], !json.isNull else { return .none }
        if let source = json.string { return source.isEmpty ? .none : .expression(source) }
        do {
            return .timing(try Timing(json: json))
        } catch {
            // A damaged moment is shown as not set; saving the robot mends it.
            return .none
        }
    }

    private func yesNo(_ field: Field, _ spec: ParameterSpec) -> HTML {
        if typed == nil, let source = stored[spec.name]?.string, source.contains("{") || source.hasPrefix("=") {
            return .insertionField(field, value: vocabulary.human(source, language), insertions: insertions, language)
        }
        let isChecked = typed?.flag(field.name) ?? (stored[spec.name]?.bool ?? ["Y", "true", "1"].contains(stored[spec.name]?.string))
        return .checkbox(field, isChecked: isChecked, sendsUnchecked: true)
    }

    private var stages: [Option] { model.pipeline.stages.map { Option($0.code, $0.name[language]) } }

    private var pipelineStages: [Option] {
        model.pipelines.filter { $0.id.entity == .deal }.flatMap { pipeline in
            [Option("\(pipeline.automationName)|", RobotFormTexts.firstStage.with(["pipeline": pipeline.name])[language])]
                + pipeline.stages.map { stage in
                    let label = RobotFormTexts.pipelineStage.with(["pipeline": pipeline.name, "stage": stage.name])
                    return Option("\(pipeline.automationName)|\(stage.code)", label[language])
                }
        }
    }

    private func fieldChoice(_ field: Field, _ spec: ParameterSpec, where suits: (CRM.Field) -> Bool = { _ in true }) -> HTML {
        let chosen = Set(list(spec))
        let fields = model.fields.fields(of: model.pipeline.id.entity).filter {
            !$0.flags.contains(.technical) && suits($0) || chosen.contains($0.code.rawValue)
        }
        let options = fields.map { Option($0.code.rawValue, $0.title[language]) }
        return "<div class=\"robot-fields\">\(.checkboxes(field, options, selected: chosen))</div>"
    }

    /// The parameters of every process, each under its title: only those of the chosen one are kept.
    private func processValues(_ spec: ParameterSpec) -> HTML {
        let asking = model.processes(in: model.edited).filter { !$0.process.parameters.isEmpty }
        guard !asking.isEmpty else { return "<p class=\"muted\">\(ProcessesTexts.noValues, language)</p>" }
        return "<div class=\"stack\">\(each: asking, { processGroup($0.code, $0.process, spec) })</div>"
    }

    private func processGroup(_ code: String, _ process: NamedProcess, _ spec: ParameterSpec) -> HTML {
        let known = stored["process"]?.string == code ? stored[spec.name]?.object : nil
        let fields = process.parameters.map { parameter -> HTML in
            let name = "p.\(spec.name).\(code).\(parameter.code)"
            let value = typed?[name] ?? known?[parameter.code]?.string.map { vocabulary.human($0, language) } ?? ""
            let field = Field(name, label: parameter.title, isRequired: parameter.isRequired)
            return .insertionField(field, value: value, insertions: insertions, language)
        }
        let legend = ProcessesTexts.valuesOf.with(["process": process.title])
        return "<fieldset class=\"stack\"><legend class=\"field-label\">\(legend, language)</legend>\(fields)</fieldset>"
    }

    private func fieldValues(_ spec: ParameterSpec, of type: String?) -> HTML {
        let rows = FieldValueRows(
            model: model, vocabulary: vocabulary, stage: stage, name: "p.\(spec.name)", type: type, language: language)
        if let typed { return rows.html(rows.sent(typed)) }
        let pairs = stored[spec.name]?.object?.members.map { (field: $0.key, value: vocabulary.human($0.value.string ?? $0.value.text, language)) }
        return rows.html(pairs ?? [])
    }
}
