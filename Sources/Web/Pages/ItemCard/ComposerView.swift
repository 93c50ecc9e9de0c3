import CRM
import Kernel

/// What one does with an item: plan, write, give a task, enter a call, a letter or a payment.
struct ComposerView {
    let context: CardContext
    let state: ComposerState
    let clients: [Item]
    let suggestedDeadline: Timestamp
    var language: Language { context.language }

    init(_ model: CardModel, _ state: ComposerState) {
        context = model.context
        clients = model.clients
        suggestedDeadline = model.suggestedDeadline
        self.state = state
    }

    var html: HTML {
        """
        <section class="composer card" data-composer><nav class="composer-tabs" aria-label="\(ComposerTexts.compose, language)">\
        \(each: forms, { tab($0) })</nav><div class="composer-body">\(body)</div></section>
        """
    }

    private var forms: [ComposerState.Form] {
        ComposerState.Form.allCases.filter { $0 != .payment || context.entity == .deal }
    }

    private func tab(_ form: ComposerState.Form) -> HTML {
        let address = "\(context.address)/compose/\(form.rawValue)"
        return """
            <a class="composer-tab" href="\(url: context.address)?compose=\(form.rawValue)" hx-get="\(url: address)" \
            hx-target="closest [data-composer]"\(attribute: "aria-current", form == state.form ? "true" : nil)>\
            \(.icon(form.icon, size: .small))\(form.title, language)</a>
            """
    }

    private var body: HTML {
        switch state.form {
        case .todo: todo
        case .comment: comment
        case .task: task
        case .call: call
        case .mail: mail
        case .payment: payment
        }
    }

    // MARK: The forms

    private var todo: HTML {
        form(
            "activities", button: ComposerTexts.plan,
            fields: ["subject", "deadline", "responsible", "reminder", "end"],
            """
            \(.input(field("subject", ComposerTexts.subject), value: state.value("subject"), placeholder: ComposerTexts.whatToDo[language], attributes: bare(ComposerTexts.subject)))\
            \(note("subject"))<div class="fields-pair">\
            \(.selectField(field("kind", ComposerTexts.kind), ActivityKind.planned.map { Option($0.rawValue, $0.title[language]) }, selected: state.value("kind", "todo")))\
            \(.textField(field("deadline", ComposerTexts.deadline), type: .dateTime, value: state.value("deadline", nextDeadline)))\
            \(reminder)</div>\(more([responsible, .textAreaField(field("description", ComposerTexts.description), value: state.value("description"), rows: 2)]))
            """)
    }

    private var reminder: HTML {
        let options = ComposerTexts.reminders.map { Option($0.minutes, $0.title[language]) }
        return .selectField(field("reminder", ComposerTexts.reminder), options, selected: state.value("reminder", ""))
    }

    private var comment: HTML {
        form(
            "comments", button: ComposerTexts.send, fields: ["text"], attributes: .upload(to: ".item", language),
            """
            \(.textArea(field("text", ComposerTexts.comment), value: state.value("text"), rows: 3, placeholder: ComposerTexts.commentHint[language], attributes: bare(ComposerTexts.comment)))\
            \(note("text"))\(more([
                .userPicker(field("mentions", ComposerTexts.mention), context.people.options(), selected: Set(state.typed?.all("mentions") ?? []), allowsSeveral: true, language),
                .fileField(field("file", ComposerTexts.files), acceptsSeveral: true, language),
            ], label: ComposerTexts.filesAndMentions))
            """)
    }

    private var task: HTML {
        form(
            "tasks", button: ComposerTexts.giveTask, fields: ["title", "responsible", "deadline"],
            """
            \(.input(field("title", ComposerTexts.taskTitle), value: state.value("title"), placeholder: ComposerTexts.taskTitle[language], attributes: bare(ComposerTexts.taskTitle)))\
            \(note("title"))<div class="fields-pair">\(responsible)\
            \(.textField(field("deadline", ComposerTexts.deadline), type: .dateTime, value: state.value("deadline", nextDeadline)))</div>\
            \(more([
                .textAreaField(field("description", ComposerTexts.description), value: state.value("description"), rows: 3),
                .checkbox(field("important", ComposerTexts.important), isChecked: state.typed?.flag("important") ?? false),
            ]))
            """)
    }

    private var call: HTML {
        form(
            "calls", button: ComposerTexts.registerCall, fields: ["phone", "outcome"],
            """
            <div class="segmented" role="radiogroup" aria-label="\(ComposerTexts.outcome, language)">\(each: CallChoice.allCases, { choice in
                "<label class=\"segmented-item\"><input type=\"radio\" name=\"outcome\" value=\"\(choice.rawValue)\"\(attribute: "checked", if: state.isChosen("outcome", choice.rawValue, initially: CallChoice.answered.rawValue))>\(.icon(choice.icon, size: .small))<span>\(choice.title, language)</span></label>"
            })</div>\(note("outcome"))\
            <div class="fields-pair">\(.textField(field("phone", ComposerTexts.phone), type: .tel, value: state.value("phone", phones.first ?? ""), attributes: " list=\"phones\" autocomplete=\"off\""))\
            \(.textField(field("minutes", ComposerTexts.duration), value: state.value("minutes"), placeholder: "0", attributes: " inputmode=\"numeric\" autocomplete=\"off\""))</div>\(datalist("phones", phones))\
            \(.textAreaField(field("note", ComposerTexts.callNote), value: state.value("note"), rows: 2))
            """)
    }

    private var mail: HTML {
        let directions = [
            Option("in", ComposerTexts.incoming[language]), Option("out", ComposerTexts.outgoing[language]),
        ]
        return form(
            "mails", button: ComposerTexts.registerMail, fields: ["address", "subject"],
            """
            <div class="fields-pair">\(.selectField(field("direction", ComposerTexts.direction), directions, selected: state.value("direction", "in")))\
            \(.textField(field("address", ComposerTexts.address), type: .email, value: state.value("address", addresses.first ?? ""), attributes: " list=\"addresses\" autocomplete=\"off\""))</div>\(datalist("addresses", addresses))\
            \(.textField(field("subject", ComposerTexts.subject), value: state.value("subject")))\
            \(.textAreaField(field("text", ComposerTexts.mailText), value: state.value("text"), rows: 4))
            """)
    }

    private var payment: HTML {
        let currency = context.item.amount?.currency ?? "RUB"
        let sign = context.catalog.currencies.first { $0.code == currency }?.sign ?? currency
        return form(
            "payments", button: ComposerTexts.registerPayment, fields: ["amount"],
            """
            <div class="fields-pair">\(.moneyField(field("amount", ComposerTexts.amount), amount: state.value("amount", due), currency: currency, currencies: [Option(currency, sign)]))\
            \(.textField(field("comment", ComposerTexts.paymentNote), value: state.value("comment")))</div>
            """)
    }

    // MARK: Parts

    private func form(
        _ part: String, button: Text, fields: Set<String>, attributes: HTML? = nil, _ content: HTML
    ) -> HTML {
        let action = context.address(part)
        let general = state.general(besides: fields, language)
        return .form(
            action: action, csrf: context.csrf, attributes: attributes ?? "\(.posts(to: action))\(target)",
            """
            <div class="stack">\(ifLet: general, { .notice(.danger, icon: .circleAlert, "\($0)") })\(content)\
            <div class="actions">\(.button(button[language], kind: .primary))</div></div>
            """)
    }

    private var target: HTML { " hx-target=\"closest .item\" hx-swap=\"outerHTML\"" }

    private func field(_ name: String, _ label: Text) -> Field {
        Field(name, label: label[language], error: state.error(of: name, language), id: "compose-\(name)")
    }

    /// For a control without a visible label.
    private func bare(_ label: Text) -> HTML { " aria-label=\"\(label, language)\"" }

    private func note(_ name: String) -> HTML? {
        state.error(of: name, language).map {
            "<p class=\"field-error\" id=\"compose-\(name)-error\" role=\"alert\">\(.icon(.circleAlert, size: .small))<span>\($0)</span></p>"
        }
    }

    private func more(_ fields: [HTML], label: Text = ComposerTexts.more) -> HTML {
        """
        <details class="item-fold"\(attribute: "open", if: state.typed != nil)><summary class="faint">\(.icon(.chevronRight, size: .small))\(label, language)</summary>\
        <div class="stack">\(fields)</div></details>
        """
    }

    private var responsible: HTML {
        let chosen = state.typed?["responsible"] ?? (context.item.responsible ?? context.viewer.user).description
        return .userPicker(
            field("responsible", ComposerTexts.responsible), context.people.options(including: [chosen]),
            selected: [chosen], language)
    }

    private func datalist(_ id: String, _ values: [String]) -> HTML {
        "<datalist id=\"\(id)\">\(each: values, { "<option value=\"\($0)\"></option>" })</datalist>"
    }

    private var phones: [String] { context.item.phones + clients.flatMap(\.phones) }
    private var addresses: [String] { context.item.emails + clients.flatMap(\.emails) }

    /// What remains to be paid.
    private var due: String {
        guard let amount = context.item.amount else { return "" }
        let rest = Money(
            minorUnits: max(0, amount.minorUnits - (context.item.paidAmount?.minorUnits ?? 0)),
            currency: amount.currency)
        return rest.minorUnits == 0 ? "" : rest.decimalString
    }

    private var nextDeadline: String { context.names.zone.inputText(suggestedDeadline) }
}

extension ActivityKind {
    /// What people plan themselves.
    static let planned: [ActivityKind] = [.todo, .call, .meeting, .mail]
}

extension HTML {
    /// Attributes of a form whose files are sent with progress; the answer replaces what `selector` finds.
    static func upload(to selector: String, _ language: Language) -> HTML {
        """
         enctype="multipart/form-data" data-upload="\(selector)" data-limit="\(FileLimit.bytes)" \
        data-limit-text="\(ComposerTexts.fileTooLarge.with(["limit": String(FileLimit.bytes >> 20)]), language)"
        """
    }
}

/// The largest file that pages let through; the file store has the last word.
enum FileLimit {
    static let bytes = 100 << 20
    /// A form with a file of that size and its other fields.
    static let body = 110 << 20
}
