import CRM
import Kernel

/// The form by which a web form is made and changed.
struct WebFormEditor {
    /// Nil for a new one.
    let form: WebForm?
    let offered: [CRM.Field]
    let sources: [FieldOption]
    let directory: PeopleSnapshot
    let attempt: Attempt
    let csrf: String
    /// Where visitors find it; nil for a new one.
    let address: String?
    private var language: Language { attempt.language }
    private var settings: WebForm.Settings {
        form?.settings
            ?? WebForm.Settings(
                title: WebFormPageTexts.defaultTitle[language],
                fields: [.init(.name, isRequired: true), .init(.phone, isRequired: true), .init(.email), .init(.comments)])
    }

    var html: HTML {
        let action = "/settings/forms/\(form.map { $0.id.description } ?? "new")"
        let label = form == nil ? SettingsPageTexts.create : SettingsPageTexts.save
        return """
            <div class="stack">\(ifLet: address, { publicAddress($0) })\(.form(
                action: action, csrf: csrf, attributes: " class=\"stack\"",
                """
                \(attempt.notice(besides: ["title", "intro", "button", "thanks", "fields", "source", "queue"]))\
                \(.card(title: WebFormPageTexts.texts[language], texts))\
                \(.card(title: WebFormPageTexts.fields[language], isFlush: true, fields))\
                \(.card(title: WebFormPageTexts.leads[language], leads))\(.actions(label, orBackTo: "/settings/forms", language))
                """))\
            \(if: form != nil, deletion)</div>
            """
    }

    private func publicAddress(_ address: String) -> HTML {
        .card(
            """
            <div class="row row-nowrap form-public"><div class="grow">\(.textField(Field("public-address", label: WebFormPageTexts.address[language]), value: address, attributes: " readonly data-select-all"))</div>\
            \(.linkButton(WebFormPageTexts.open[language], to: "/forms/\(form?.token ?? "")", icon: .externalLink, attributes: " target=\"_blank\" rel=\"noopener\""))</div>
            """)
    }

    private var texts: HTML {
        .fields([
            .textField(
                attempt.field("title", WebFormPageTexts.title, isRequired: true, help: WebFormPageTexts.titleHelp),
                value: attempt.text("title", settings.title)),
            .textAreaField(attempt.field("intro", WebFormPageTexts.intro), value: attempt.text("intro", settings.intro), rows: 2),
            .fieldPair([
                .textField(
                    attempt.field("button", WebFormPageTexts.button), value: attempt.text("button", settings.button), placeholder: WebFormTexts.send[language]),
                .textAreaField(
                    attempt.field("thanks", WebFormPageTexts.thanks), value: attempt.text("thanks", settings.thanks), rows: 2,
                    placeholder: WebFormTexts.thanks[language]),
            ]),
            .checkbox(attempt.field("isActive", WebFormPageTexts.isActive), isChecked: attempt.flag("isActive", settings.isActive)),
        ])
    }

    /// Chosen fields in their order, then the others.
    private var fields: HTML {
        let chosen = attempt.typed.map(Self.fields) ?? settings.fields
        let first = chosen.compactMap { asked in offered.first { $0.code == asked.code }.map { ($0, Optional(asked)) } }
        let rest = offered.filter { field in !chosen.contains { $0.code == field.code } }.map { ($0, WebForm.FormField?.none) }
        return """
            \(ifLet: attempt.error(at: "fields"), { "<p class=\"field-error form-fields-error\" role=\"alert\">\(.icon(.circleAlert, size: .small))<span>\($0)</span></p>" })\
            <div class="form-fields" data-sortable>\(each: first + rest, { row($0.0, $0.1) })</div>\
            <p class="field-help form-fields-help">\(WebFormPageTexts.fieldsHelp, language)</p>
            """
    }

    private func row(_ field: CRM.Field, _ asked: WebForm.FormField?) -> HTML {
        let code = field.code.rawValue
        let label = attempt.typed?["label.\(code)"] ?? asked?.label ?? ""
        return """
            <div class="form-field-row" data-item><span class="drag-handle" data-handle>\(.icon(.gripVertical))</span>\
            <label class="choice"><input type="checkbox" name="field" value="\(code)"\(attribute: "checked", if: asked != nil)><span>\(field.title, language)</span></label>\
            <input class="input" name="label.\(code)" value="\(label)" placeholder="\(field.title, language)" aria-label="\(WebFormPageTexts.label, language): \(field.title, language)">\
            <label class="choice"><input type="checkbox" name="required.\(code)" value="1"\(attribute: "checked", if: asked?.isRequired ?? false)>\
            <span class="muted">\(WebFormPageTexts.isRequired, language)</span></label></div>
            """
    }

    private var leads: HTML {
        let responsible = settings.responsible.map { [$0.description] } ?? []
        return .fields([
            .fieldPair([
                .selectField(
                    attempt.field("source", WebFormPageTexts.source), sources.map { Option($0.code, $0.name[language]) },
                    selected: attempt.text("source", settings.source)),
                .userPicker(
                    attempt.field("responsible", WebFormPageTexts.person, help: WebFormPageTexts.personHelp), directory.options(),
                    selected: attempt.chosen("responsible", responsible), emptyLabel: SettingsPageTexts.notSet[language], language),
            ]),
            .checkbox(
                attempt.field("distributes", WebFormPageTexts.distributes, help: WebFormPageTexts.distributesHelp),
                isChecked: attempt.flag("distributes", settings.distributes)),
            .userPicker(
                attempt.field("queue", WebFormPageTexts.queue), directory.options(),
                selected: attempt.chosen("queue", settings.queue.map(\.description)), allowsSeveral: true, language),
        ])
    }

    private var deletion: HTML {
        """
        <div class="row"><small class="grow">\(WebFormPageTexts.deleteHint, language)</small>\
        \(ifLet: form, { .actionButton(SettingsPageTexts.delete[language], action: "/settings/forms/\($0.id)/delete", csrf: csrf, kind: .danger, icon: .trash2) })</div>
        """
    }

    // MARK: Reading

    static func settings(_ form: FormFields) -> WebForm.Settings {
        WebForm.Settings(
            title: form["title"] ?? "", intro: form["intro"] ?? "", button: form["button"] ?? "", thanks: form["thanks"] ?? "",
            fields: fields(form), source: form["source"] ?? "", responsible: form.id("responsible"), queue: form.ids("queue"),
            distributes: form.flag("distributes"), isActive: form.flag("isActive"))
    }

    /// The ticked fields in the order of the page.
    private static func fields(_ form: FormFields) -> [WebForm.FormField] {
        form.all("field").map { code in
            WebForm.FormField(FieldCode(code), label: form["label.\(code)"] ?? "", isRequired: form.flag("required.\(code)"))
        }
    }
}
