import CRM
import Kernel

/// How an item ends: won, or lost for one of the reasons; a closed one goes back to a stage of work.
struct FinishDialog {
    let context: CardContext
    private var language: Language { context.language }

    init(_ context: CardContext) { self.context = context }

    var html: HTML {
        let title =
            context.item.isClosed
            ? CardTexts.reopen : context.entity == .lead ? CardTexts.finishLead : CardTexts.finishDeal
        return .dialog(
            title: title[language], language, "<div class=\"stack\">\(context.item.isClosed ? open : end)</div>")
    }

    private var end: HTML {
        let failures = context.pipeline?.failures ?? []
        return """
            \(ifLet: context.pipeline?.success, { button($0, icon: .circleCheck, className: "finish-success") })\
            \(if: !failures.isEmpty, "<p class=\"field-label\">\(CardTexts.failureReason, language)</p>")\
            <div class="finish-reasons">\(each: failures, { button($0, icon: .circleX, className: "finish-failure") })</div>
            """
    }

    private var open: HTML {
        let stages = context.pipeline?.stages.filter { $0.semantics == .process } ?? []
        return
            "<div class=\"finish-reasons\">\(each: stages, { button($0, icon: .circleDot, className: "finish-open") })</div>"
    }

    private func button(_ stage: Stage, icon: Icon, className: String) -> HTML {
        let action = context.action("stage")
        return .form(
            action: action, csrf: context.csrf, attributes: .dialogForm(context, action),
            """
            <button class="finish-stage \(className)" name="stage" value="\(stage.code)"\(StageColor(stage.color).attribute)>\
            \(.icon(icon))<span>\(stage.name, language)</span></button>
            """)
    }
}

/// Asks for the fields without which an item may not enter a stage, and moves it with the answers.
struct MissingDialog {
    let context: CardContext
    let stage: Stage
    let fields: [CRM.Field]
    let typed: FormFields?
    let error: Failure?
    private var language: Language { context.language }

    init(_ context: CardContext, stage: Stage, fields: [CRM.Field], typed: FormFields?, error: Failure?) {
        self.context = context
        self.stage = stage
        self.fields = fields
        self.typed = typed
        self.error = error
    }

    var title: String { CardTexts.fillFor.with(["stage": stage.name])[language] }
    private var action: String { context.action("stage") }

    private var hasFiles: Bool { fields.contains { $0.type.code == "file" } }

    var html: HTML {
        // Files cannot travel by htmx without its multipart encoding.
        let encoding: HTML = hasFiles ? " enctype=\"multipart/form-data\" hx-encoding=\"multipart/form-data\"" : HTML()
        return .dialog(
            title: title,
            form: DialogForm(
                action: action, csrf: context.csrf, attributes: "\(.dialogForm(context, action))\(encoding)"),
            actions: HTML.dialogActions(CardTexts.saveAndMove[language], language), language, questions)
    }

    var plainForm: HTML {
        .form(
            action: action, csrf: context.csrf, attributes: hasFiles ? " enctype=\"multipart/form-data\"" : HTML(),
            "<div class=\"stack\">\(questions)<div class=\"actions\">\(.button(CardTexts.saveAndMove[language], kind: .primary))\(.linkButton(ComponentTexts.cancel[language], to: context.address, kind: .quiet))</div></div>"
        )
    }

    private var questions: HTML {
        """
        \(.hiddenField("stage", stage.code))\(each: fields, { .hiddenField("asked", $0.code.rawValue) })\
        \(.fields(fields.map { field in
            FieldEditor(
                field: field, language: language, people: context.people, names: context.names,
                value: context.item.value(field.code), typed: typed, error: refusal(of: field), isRequired: true, scope: "ask"
            ).html
        }))
        """
    }

    private func refusal(of field: CRM.Field) -> String? {
        if let error, error.field == field.code.rawValue { return error.message[language] }
        guard let typed, typed.text("f.\(field.code.rawValue)") == nil, field.type.code != "file" else { return nil }
        return CardTexts.fillIn[language]
    }
}

extension HTML {
    /// A form of a dialog over a card: the answer takes the card's place and the dialog closes.
    static func dialogForm(_ context: CardContext, _ action: String) -> HTML {
        """
         hx-post="\(url: action)" hx-target="[data-item='\(context.address)']" hx-swap="outerHTML" data-closes\
        \(attribute: "hx-headers", context.isBeside ? "{\"X-Slideover\":\"1\"}" : nil)
        """
    }
}
