import CRM
import Kernel

/// The questions of an information request: on its own page, and on the card of the item.
struct RequestForm {
    let request: InformationRequest
    let context: CardContext
    var typed: FormFields?
    var error: Failure?
    private var language: Language { context.language }

    init(_ request: InformationRequest, _ context: CardContext, typed: FormFields? = nil, error: Failure? = nil) {
        self.request = request
        self.context = context
        self.typed = typed
        self.error = error
    }

    var fields: [CRM.Field] {
        request.fields.compactMap { context.catalog.fields.field($0, of: context.entity) }.filter { !$0.isReadOnly }
    }

    /// - Parameter isOnCard: the answer then takes the card's place.
    func html(isOnCard: Bool) -> HTML {
        let action = "/requests/\(request.id)"
        let hasFiles = fields.contains { $0.type.code == "file" }
        let encoding: HTML = hasFiles ? " enctype=\"multipart/form-data\" hx-encoding=\"multipart/form-data\"" : HTML()
        let target: HTML =
            isOnCard
            ? "\(.posts(to: action)) hx-target=\"closest .item\" hx-swap=\"outerHTML\"" : HTML()
        let names = Set(fields.map(\.code.rawValue))
        let general = error.flatMap { failure in names.contains(failure.field ?? "") ? nil : failure.message[language] }
        return .form(
            action: action, csrf: context.csrf, attributes: "\(encoding)\(target)",
            """
            <div class="stack">\(ifLet: general, { .notice(.danger, icon: .circleAlert, "\($0)") })\
            \(if: isOnCard, .hiddenField("card", "1"))<div class="fields-pair">\(fields.map(question))</div>\
            <div class="actions">\(.button(RequestPageTexts.answer[language], kind: .primary))</div></div>
            """)
    }

    private func question(_ field: CRM.Field) -> HTML {
        FieldEditor(
            field: field, language: language, people: context.people, names: context.names,
            value: context.item.value(field.code),
            typed: typed, error: error?.field == field.code.rawValue ? error?.message[language] : nil, isRequired: true,
            scope: "request-\(request.id)"
        ).html
    }
}

/// An open request on the card of its item.
struct RequestNotice {
    let request: InformationRequest
    let context: CardContext

    init(_ request: InformationRequest, _ context: CardContext) {
        self.request = request
        self.context = context
    }

    var html: HTML {
        let names = request.recipients.map { context.people.name(of: $0) }.joined(separator: ", ")
        return """
            <section class="item-request card"><header class="row row-nowrap">\(.icon(.circleQuestionMark))\
            <div><p class="strong">\(request.text)</p><p class="faint">\(RequestPageTexts.askedOf, context.language) \(names) · \(.moment(request.createdAt, context))</p></div></header>\
            \(if: context.mayUpdate, RequestForm(request, context).html(isOnCard: true))</section>
            """
    }
}
