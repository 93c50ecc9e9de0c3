import Automation
import CRM
import Kernel

/// The dialog of a process: what it is called, when it starts, what it is given and gives back.
struct ProcessSettingsForm {
    let model: RobotsModel
    /// Nil for a new one.
    let stage: StageAutomation?
    let csrf: String
    let language: Language
    var typed: FormFields?
    var errors: [String: String] = [:]

    /// How many empty rows for parameters stand below those that there are.
    private static let spareRows = 3

    private var named: NamedProcess { stage?.named ?? NamedProcess(title: "") }
    private var vocabulary: Vocabulary { model.vocabulary(of: stage ?? StageAutomation(stage: "", named: named)) }
    private var rowCount: Int { typed?.number("parameterCount") ?? named.parameters.count + Self.spareRows }

    func page() -> Page {
        var page = Page((stage == nil ? ProcessesTexts.add : ProcessesTexts.settings)[language], form)
        page.layout = .narrow
        page.breadcrumbs = [(ProcessesTexts.title[language], model.processesAddress(isEditing: true)), (model.pipeline.name[language], nil)]
        return page
    }

    var form: HTML {
        let action = stage.map { "\(model.address)/processes/\(percentEncoded($0.stage))/edit" } ?? "\(model.address)/processes"
        let frame = SettingFrame(
            action: action, csrf: csrf, isNew: stage == nil, back: model.processesAddress(isEditing: true), errors: errors, language: language)
        return frame.html([title, starts, condition, parameters, results])
    }

    private var title: HTML {
        .textField(
            Field("title", label: ProcessesTexts.name[language], error: errors["title"]), value: typed?["title"] ?? named.title, autocomplete: "off")
    }

    private var starts: HTML {
        let chosen = typed.map { Set($0.all("starts")) } ?? Set(named.starts.map(\.rawValue))
        return .checkboxes(
            Field("starts", label: ProcessesTexts.starts[language], help: ProcessesTexts.startsHelp[language]),
            NamedProcess.Start.allCases.map { Option($0.rawValue, ProcessesTexts.start($0)[language]) }, selected: chosen)
    }

    private var conditionForms: ConditionForms {
        let words = ConditionWords(vocabulary: vocabulary, people: model.people, language: language, zone: model.zone)
        return ConditionForms(words: words, rowAddress: "\(model.address)/condition-row?stage=\(percentEncoded(stage?.stage ?? ""))")
    }

    private var condition: HTML {
        let field = Field("condition", label: ProcessesTexts.condition[language], error: errors["condition"])
        return .fieldGroup(field, conditionForms.html(named.condition, typed: typed))
    }

    private var parameters: HTML {
        let field = Field(
            "parameters", label: ProcessesTexts.parameters[language], help: ProcessesTexts.parametersHelp[language], error: errors["parameters"])
        return .fieldGroup(
            field,
            """
            <div class="stack">\(.hiddenField("parameterCount", String(rowCount)))\(each: Array(0..<min(rowCount, 40)), row)</div>
            """)
    }

    private func row(_ index: Int) -> HTML {
        let known = named.parameters.indices.contains(index) ? named.parameters[index] : nil
        let number = ["number": String(index + 1)]
        let kind = typed?["parameter.\(index).kind"] ?? known?.kind.rawValue ?? NamedProcess.Parameter.Kind.text.rawValue
        let isRequired = typed?.flag("parameter.\(index).required") ?? known?.isRequired ?? false
        return """
            <div class="row">\(.hiddenField("parameter.\(index).code", typed?["parameter.\(index).code"] ?? known?.code ?? ""))\
            <input class="input" name="parameter.\(index).title" value="\(typed?["parameter.\(index).title"] ?? known?.title ?? "")" \
            aria-label="\(ProcessesTexts.parameterName.with(number), language)" autocomplete="off">\
            <select class="input" name="parameter.\(index).kind" aria-label="\(ProcessesTexts.kind.with(number), language)">\
            \(each: NamedProcess.Parameter.Kind.allCases, {
                .option(Option($0.rawValue, ProcessesTexts.kind($0)[language]), isSelected: $0.rawValue == kind)
            })</select>\
            <label class="choice"><input type="checkbox" name="parameter.\(index).required" value="1"\(attribute: "checked", if: isRequired)>\
            <span>\(ProcessesTexts.required, language)</span></label></div>
            """
    }

    private var results: HTML {
        let field = Field("results", label: ProcessesTexts.results[language], help: ProcessesTexts.resultsHelp[language], error: errors["results"])
        let lines = named.results.map { "\($0.code) = \(vocabulary.human($0.value.source, language))" }
        return .insertionField(
            field, value: typed?["results"] ?? lines.joined(separator: "\n"), isMultiline: true, insertions: vocabulary.insertions(language), language)
    }

    // MARK: Reading

    func read(_ form: FormFields) -> (named: NamedProcess, errors: [String: Text]) {
        var errors: [String: Text] = [:]
        var read = named
        read.title = form.text("title") ?? ""
        if read.title.isEmpty { errors["title"] = ProcessesTexts.noName }
        read.starts = Set(form.all("starts").compactMap(NamedProcess.Start.init(rawValue:)))
        read.parameters = readParameters(form)
        do {
            read.condition = try conditionForms.condition(form, old: named.condition)
        } catch let failure as Failure {
            errors["condition"] = failure.message
        } catch {
            errors["condition"] = RobotFormTexts.errors
        }
        read.results = readResults(form, of: read, &errors)
        return (read, errors)
    }

    private func readParameters(_ form: FormFields) -> [NamedProcess.Parameter] {
        var parameters: [NamedProcess.Parameter] = []
        var taken = Set(named.parameters.map(\.code))
        for index in 0..<min(form.number("parameterCount") ?? 0, 40) {
            guard let title = form.text("parameter.\(index).title") else { continue }
            var code = form.text("parameter.\(index).code") ?? ""
            if !named.parameters.contains(where: { $0.code == code }) {
                var number = 1
                while taken.contains("p\(number)") { number += 1 }
                code = "p\(number)"
                taken.insert(code)
            }
            let kind = NamedProcess.Parameter.Kind(rawValue: form["parameter.\(index).kind"] ?? "") ?? .text
            parameters.append(.init(code: code, title: title, kind: kind, isRequired: form.flag("parameter.\(index).required")))
        }
        return parameters
    }

    /// - Parameter read: the process with the parameters that were sent, which results may use.
    private func readResults(_ form: FormFields, of read: NamedProcess, _ errors: inout [String: Text]) -> [NamedProcess.Result] {
        let vocabulary = model.vocabulary(of: StageAutomation(stage: "", process: stage?.process ?? [], named: read))
        var results: [NamedProcess.Result] = []
        for line in (form["results"] ?? "").split(whereSeparator: \.isNewline) where !line.allSatisfy(\.isWhitespace) {
            let parts = line.split(separator: "=", maxSplits: 1).map { $0.trimmingPrefix(while: \.isWhitespace) }
            guard parts.count == 2, let code = parts[0].split(whereSeparator: \.isWhitespace).first else {
                errors["results"] = ProcessesTexts.badResult.with(["line": String(line)])
                continue
            }
            let template = Template(String(parts[1]), aliases: vocabulary.aliases)
            if let problem = template.problems.first { errors["results"] = problem.message }
            results.append(.init(code: String(code), value: Template(template.canonicalSource)))
        }
        return results
    }

    /// What the static check says about the settings themselves.
    func findings(_ code: String, in body: PipelineAutomation) -> [String: Text] {
        var errors: [String: Text] = [:]
        for finding in model.findings(in: body) where finding.severity == .error {
            guard let rest = finding.place.path(below: "stages[\(code)]") else { continue }
            let part = String(rest.prefix { $0 != "." && $0 != "[" })
            if ["title", "condition", "parameters", "results"].contains(part) { errors[part] = finding.message }
        }
        return errors
    }
}
