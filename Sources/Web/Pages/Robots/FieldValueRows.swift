import Automation
import CRM
import Kernel

/// Pairs field = value of «Изменение документа»: a control of the field's type for a plain value, a text for insertions.
struct FieldValueRows {
    let model: RobotsModel
    let vocabulary: Vocabulary
    let stage: String
    /// `p.fields`
    let name: String
    /// The type of items whose fields are meant, as `ParameterSpec` names it; nil is that of the pipeline.
    var type: String?
    let language: Language

    typealias Pair = (field: String, value: String)

    /// The pairs and one empty row more.
    func html(_ pairs: [Pair]) -> HTML {
        let more: HTML = " hx-get=\"\(url: address)\" hx-target=\"previous .value-rows\" hx-swap=\"beforeend\""
        let add: HTML = .button(
            RobotFormTexts.addField[language], kind: .quiet, icon: .plus, size: .small, type: .button, attributes: more)
        return "<div class=\"value-rows\">\(each: pairs + [("", "")], { row($0) })</div>\(.actions([add]))"
    }

    private var address: String {
        let address = "\(model.address)/value-row?stage=\(percentEncoded(stage))&name=\(percentEncoded(name))"
        return type.map { "\(address)&type=\(percentEncoded($0))" } ?? address
    }

    private var entity: EntityType { type.flatMap { EntityType(code: $0) } ?? model.pipeline.id.entity }

    /// One row; also the answer to a change of its field.
    func row(_ pair: Pair) -> HTML {
        """
        <div class="value-row" data-value-row><select class="input" name="\(name).field" \
        aria-label="\(RobotFormTexts.fieldOfItem, language)" hx-get="\(url: address)" hx-include="closest [data-value-row]" \
        hx-target="closest [data-value-row]" hx-swap="outerHTML"><option value="">\(RobotFormTexts.chooseField, language)</option>\
        \(each: fields(including: pair.field), { .option($0, isSelected: $0.value == pair.field) })</select>\(control(pair))</div>
        """
    }

    private func fields(including code: String) -> [Option] {
        let known = model.fields.fields(of: entity)
            .filter { $0.code != .id && $0.code != .createdAt && $0.code != .modifiedAt }
            .map { Option($0.code.rawValue, $0.title[language]) }
        return code.isEmpty || known.contains { $0.value == code } ? known : known + [Option(code, code)]
    }

    private func control(_ pair: Pair) -> HTML {
        let isInsertion = pair.value.contains("{") || pair.value.hasPrefix("=")
        if !isInsertion, let options = options(pair.field) {
            let extra = pair.value.isEmpty || options.contains { $0.value == pair.value } ? [] : [Option(pair.value, pair.value)]
            return """
                <select class="input" name="\(name).value" aria-label="\(RobotFormTexts.value, language)"><option value="">\
                \(RobotFormTexts.notChosen, language)</option>\(each: options + extra, { .option($0, isSelected: $0.value == pair.value) })</select>
                """
        }
        let input: HTML = """
            <input class="input" name="\(name).value" value="\(pair.value)" aria-label="\(RobotFormTexts.value, language)" autocomplete="off">
            """
        return .withInsertions(input, vocabulary.insertions(language), language)
    }

    private func options(_ code: String) -> [Option]? {
        guard !code.isEmpty, let field = model.fields.field(FieldCode(code), of: entity) else { return nil }
        switch ComparedType(field) {
        case .bool: return [Option("true", RobotFormTexts.yes[language]), Option("false", RobotFormTexts.no[language])]
        case .option where !field.options.isEmpty: return field.options.filter { !$0.isHidden }.map { Option($0.code, $0.name[language]) }
        case .text, .number, .money, .date, .dateTime, .option, .item, .user, .stage, .file: return nil
        }
    }

    /// The pairs that a form sent, rows without a field left out.
    func sent(_ form: FormFields) -> [Pair] {
        zip(form.all("\(name).field"), form.all("\(name).value")).filter { !$0.0.isEmpty }.map { ($0.0, $0.1) }
    }
}
