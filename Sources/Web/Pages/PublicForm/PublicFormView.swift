import CRM
import Kernel

struct PublicFormView {
    let form: WebForm
    let fields: [PublicField]
    let attempt: Attempt
    let csrf: String
    let key: String
    let campaign: [FieldCode: String]
    private var language: Language { attempt.language }

    var html: HTML {
        let settings = form.settings
        return """
            <div class="stack"><div class="stack tight"><h1>\(settings.title)</h1>\(Self.paragraphs(settings.intro))</div>\
            \(attempt.notice(besides: fields.map(\.field.code.rawValue)))\(.form(
                action: "/forms/\(form.token)", csrf: csrf,
                """
                \(.hiddenField("key", key))\(each: campaign.sorted { $0.key < $1.key }, { .hiddenField($0.key.rawValue, $0.value) })\
                <div class="form-trap" aria-hidden="true"><label>\(PublicFormTexts.trap, language)\
                <input name="website" tabindex="-1" autocomplete="off"></label></div>\
                \(.fields(fields.map(control) + [.button(settings.button.isEmpty ? WebFormTexts.send[language] : settings.button, kind: .primary, size: .wide)]))
                """))</div>
            """
    }

    static func thanks(_ form: WebForm, _ language: Language) -> HTML {
        let text = form.settings.thanks.isEmpty ? WebFormTexts.thanks[language] : form.settings.thanks
        return """
            <div class="stack form-thanks"><span class="success-text">\(.icon(.circleCheck, size: .large))</span><h1>\(PublicFormTexts.sent, language)</h1>\
            \(paragraphs(text))<a class="link" href="/forms/\(form.token)">\(PublicFormTexts.again, language)</a></div>
            """
    }

    static func closed(_ form: WebForm, _ language: Language) -> HTML {
        "<div class=\"stack\"><h1>\(PublicFormTexts.closed, language)</h1><p class=\"muted\">\(WebFormTexts.closed, language)</p></div>"
    }

    /// What an administrator typed, a paragraph a line.
    private static func paragraphs(_ text: String) -> HTML {
        "\(each: text.split(whereSeparator: \.isNewline), { "<p class=\"muted\">\(String($0))</p>" })"
    }

    // MARK: Controls

    private func control(_ asked: PublicField) -> HTML {
        let code = asked.field.code.rawValue
        let name = "f.\(code)"
        let field = Field(
            name, label: asked.label(language), isRequired: asked.asked.isRequired, error: attempt.error(at: code), id: "form-\(code)")
        let text = attempt.text(name)
        switch asked.field.type.code {
        case "text": return .textAreaField(field, value: text)
        case "boolean":
            return .selectField(
                field, [Option("Y", PublicFormTexts.yes[language]), Option("N", PublicFormTexts.no[language])], selected: text,
                emptyLabel: PublicFormTexts.choose[language])
        case "enumeration":
            let options = asked.field.options.filter { !$0.isHidden }.map { Option($0.code, $0.name[language]) }
            return asked.field.isMultiple
                ? .checkboxes(field, options, selected: attempt.chosen(name, []))
                : .selectField(field, options, selected: text, emptyLabel: PublicFormTexts.choose[language])
        case "integer", "double", "money": return .textField(field, value: text, attributes: " inputmode=\"decimal\"")
        case "date": return .textField(field, type: .date, value: text)
        case "datetime": return .textField(field, type: .dateTime, value: text)
        case "phone": return .textField(field, type: .tel, value: text, autocomplete: "tel")
        case "email": return .textField(field, type: .text, value: text, autocomplete: "email", attributes: " inputmode=\"email\"")
        default: return .textField(field, value: text, autocomplete: autocomplete(asked.field.code))
        }
    }

    private func autocomplete(_ code: FieldCode) -> String? {
        switch code {
        case .name: "given-name"
        case .lastName: "family-name"
        case .companyTitle: "organization"
        default: nil
        }
    }
}
