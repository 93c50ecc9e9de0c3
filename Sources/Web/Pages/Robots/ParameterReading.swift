import Automation
import CRM
import Kernel

/// Reads the parameters of a robot or trigger from its form: templates in their canonical form, errors beside their fields.
struct ParameterReading {
    let model: RobotsModel
    let vocabulary: Vocabulary
    let stage: String
    let language: Language
    let form: FormFields
    let old: [String: JSONValue]
    private(set) var errors: [String: Text] = [:]

    init(model: RobotsModel, vocabulary: Vocabulary, stage: String, language: Language, form: FormFields, old: [String: JSONValue]) {
        self.model = model
        self.vocabulary = vocabulary
        self.stage = stage
        self.language = language
        self.form = form
        self.old = old
    }

    /// Every parameter that has a value.
    mutating func parameters(_ specs: [ParameterSpec]) -> [String: JSONValue] {
        var result: [String: JSONValue] = [:]
        for spec in specs {
            do {
                result[spec.name] = try value(spec)
            } catch let failure as Failure {
                errors["p.\(spec.name)"] = failure.message
            } catch {
                errors["p.\(spec.name)"] = RobotFormTexts.errors
            }
        }
        return result
    }

    private func value(_ spec: ParameterSpec) throws -> JSONValue? {
        let name = "p.\(spec.name)"
        switch spec.kind {
        case .line: return try filled(sent(name).withoutLineBreaks)
        case .text: return try filled(sent(name))
        case .people: return people(form.all(name))
        case .moment: return try moment(name, spec)
        case .yesNo: return try yesNo(name, spec)
        case .number: return try number(sent(name).withoutOuterSpace)
        case .expression: return try expression(sent(name).withoutLineBreaks)
        case .choice, .stage, .connection, .variable, .process: return form.text(name).map { .string($0) }
        case .pipelineStage: return form.text(name).map(target)
        case .fieldValues: return try fieldValues(name)
        case .processValues: return try processValues(name)
        case .fields, .files, .stages, .choices: return listed(inKnownOrder(form.all(name).filter { !$0.isEmpty }, of: old[spec.name]))
        case .lines: return try listed(sent(name).split(whereSeparator: \.isNewline).map(String.init).filter(isFilled).map(canonical))
        }
    }

    /// What the chosen process is given; what was written for others is left out.
    private func processValues(_ name: String) throws -> JSONValue? {
        guard let code = form.text("p.process"), let named = model.edited[stage: code]?.named else { return nil }
        let members = try named.parameters.compactMap { parameter in
            try filled(sent("\(name).\(code).\(parameter.code)")).map { JSONObject.Member(parameter.code, $0) }
        }
        return members.isEmpty ? nil : .object(JSONObject(members))
    }

    /// Browsers send line ends as two characters; what is stored has one.
    private func sent(_ name: String) -> String { (form[name] ?? "").replacing("\r\n", with: "\n") }

    private func isFilled(_ text: String) -> Bool { text.contains { !$0.isWhitespace } }

    private func filled(_ text: String) throws -> JSONValue? { isFilled(text) ? .string(try canonical(text)) : nil }

    /// Titles in braces become codes: what is stored survives the renaming of a field.
    private func canonical(_ text: String) throws -> String {
        let template = Template(text, aliases: vocabulary.aliases)
        if let problem = template.problems.first { throw Failure(.invalid, problem.message) }
        return template.canonicalSource
    }

    /// Written with or without the «=» that makes a template an expression.
    private func expression(_ text: String) throws -> JSONValue? {
        let text = text.withoutOuterSpace
        return try filled(text.isEmpty || text.hasPrefix("=") ? text : "=" + text)
    }

    private func listed(_ texts: [String]) -> JSONValue? { texts.isEmpty ? nil : .array(texts.map { .string($0) }) }

    /// Boxes are sent in the order of the list; what was chosen before keeps the order it was asked for.
    private func inKnownOrder(_ chosen: [String], of old: JSONValue?) -> [String] {
        let known = (old?.array ?? []).compactMap(\.string).filter(chosen.contains)
        return known + chosen.filter { !known.contains($0) }
    }

    private func people(_ chosen: [String]) -> JSONValue? { listed(chosen.filter { !$0.isEmpty }) }

    private func moment(_ name: String, _ spec: ParameterSpec) throws -> JSONValue? {
        let forms = TimingForms(prefix: name, vocabulary: vocabulary, language: language)
        switch try forms.moment(form, old: nil) {
        case .none: return nil
        case .expression(let source): return .string(source)
        case .timing(let timing): return timing.json
        }
    }

    private func yesNo(_ name: String, _ spec: ParameterSpec) throws -> JSONValue? {
        if let text = form.text(name), text.contains("{") || text.hasPrefix("=") { return .string(try canonical(text)) }
        let isYes = form.flag(name)
        // «Нет» of a parameter that was never set stays unset, so an untouched robot stays equal.
        return isYes || old[spec.name] != nil || spec.preset != nil ? .bool(isYes) : nil
    }

    private func number(_ text: String) throws -> JSONValue? {
        guard !text.isEmpty else { return nil }
        if text.contains("{") || text.hasPrefix("=") { return .string(try canonical(text)) }
        let plain = text.filter { !$0.isWhitespace }.replacing(",", with: ".")
        if let whole = Int64(plain) { return .int(whole) }
        guard let number = Double(plain), number.isFinite else { throw Failure(.invalid, RobotFormTexts.notNumber) }
        return .double(number)
    }

    private func target(_ text: String) -> JSONValue {
        let parts = text.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let stage = parts.count > 1 && !parts[1].isEmpty ? JSONValue.string(parts[1]) : nil
        return .members(["pipeline": .string(parts[0]), "stage": stage])
    }

    private func fieldValues(_ name: String) throws -> JSONValue? {
        let rows = FieldValueRows(model: model, vocabulary: vocabulary, stage: stage, name: name, language: language)
        let pairs = rows.sent(form)
        guard !pairs.isEmpty else { return nil }
        return .object(JSONObject(try pairs.map { JSONObject.Member($0.field, .string(try canonical($0.value))) }))
    }
}
