import CRM
import Kernel

/// The form of a field: everything for a custom one, what may be adjusted for one of the portal.
struct FieldSettingsForm {
    let owner: FieldOwner
    /// Nil for a new one.
    let field: CRM.Field?
    let catalog: ItemCatalog
    let attempt: Attempt
    let csrf: String
    private var language: Language { attempt.language }
    private var isOwn: Bool { field?.isCustom ?? true }

    var html: HTML {
        let action = field.map(FieldSettingsPage.address) ?? "/settings/fields/\(owner.code.lowercased())/new"
        let label = field == nil ? SettingsPageTexts.create : SettingsPageTexts.save
        return """
            <div class="stack">\(.form(
                action: action, csrf: csrf, attributes: " class=\"stack field-form\"",
                """
                \(attempt.notice(besides: ["title"]))\(if: isOwn, .card(title: FieldSettingsTexts.main[language], main))\
                \(if: showsOptions, .card(title: FieldSettingsTexts.options[language], options))\
                \(.card(title: FieldSettingsTexts.required[language], required))\
                \(if: owner != .people, .card(title: FieldSettingsTexts.shown[language], places))\
                \(.actions(label, orBackTo: FieldSettingsPage.address(owner), language))
                """))\
            \(if: field?.isCustom == true, deletion)</div>
            """
    }

    private func box(_ name: String, _ title: Text, _ stored: Bool) -> HTML {
        .checkbox(attempt.field(name, title), isChecked: attempt.flag(name, stored))
    }

    // MARK: Parts

    private var main: HTML {
        let titles: HTML = .fieldPair([
            .textField(attempt.field("title", FieldSettingsTexts.title, isRequired: true), value: attempt.text("title", field?.title.russian ?? "")),
            .textField(attempt.field("titleEnglish", FieldSettingsTexts.titleEnglish), value: attempt.text("titleEnglish", field?.title.english ?? "")),
        ])
        if let field {
            return .fields([
                titles, "<p class=\"muted\">\(field.type.title, language) · <code>\(field.code.rawValue)</code></p>",
            ] + readOnly(field.isReadOnly))
        }
        let types = owner.types.map { Option($0.code, $0.title[language]) }
        let entities = EntityType.allCases.map { Option($0.code, $0.name[language]) }
        return .fields([
            titles,
            .fieldPair([
                .selectField(
                    attempt.field("type", FieldSettingsTexts.type, help: FieldSettingsTexts.typeHelp), types, selected: attempt.text("type", "string"),
                    attributes: " data-field-type"),
                .textField(
                    attempt.field("code", FieldSettingsTexts.code, help: FieldSettingsTexts.codeHelp), value: attempt.text("code"), placeholder: "\(owner.prefix)…"),
            ]),
            "<div class=\"only-crm\">\(.selectField(attempt.field("linked", FieldSettingsTexts.linked), entities, selected: attempt.text("linked"), emptyLabel: FieldSettingsTexts.anything[language]))</div>",
            box("isMultiple", FieldSettingsTexts.isMultiple, false),
        ] + readOnly(false))
    }

    /// Robots fill in fields of items only.
    private func readOnly(_ stored: Bool) -> [HTML] { owner == .people ? [] : [box("isReadOnly", FieldSettingsTexts.isReadOnly, stored)] }

    private var showsOptions: Bool { field?.hasOwnOptions ?? true }

    /// What is there and five rows more.
    private var options: HTML {
        let stored = (field?.options ?? []).filter { !$0.isHidden }.map { ($0.code, $0.name.russian, $0.name.english) }
        var rows = stored
        if let typed = attempt.typed {
            let names = typed.all("option.name")
            let english = typed.all("option.english")
            rows = typed.all("option.code").enumerated().compactMap { place, code in
                guard names.indices.contains(place), english.indices.contains(place), !names[place].isEmpty else { return nil }
                return (code, names[place], english[place])
            }
        }
        rows += Array(repeating: ("", "", ""), count: 5)
        return """
            <div class="stack"><div class="option-rows" data-sortable>\(each: rows, { code, name, english in """
                <div class="option-row" data-item><span class="drag-handle" data-handle>\(.icon(.gripVertical))</span>\(.hiddenField("option.code", code))\
                <input class="input" name="option.name" value="\(name)" aria-label="\(FieldSettingsTexts.optionName, language)" placeholder="\(FieldSettingsTexts.optionName, language)">\
                <input class="input" name="option.english" value="\(english)" aria-label="\(FieldSettingsTexts.optionEnglish, language)" placeholder="\(FieldSettingsTexts.optionEnglish, language)"></div>
                """
            })</div><p class="field-help">\(FieldSettingsTexts.optionsHelp, language)</p></div>
            """
    }

    private var required: HTML {
        let pipelines = owner.entity.map(catalog.pipelines.of) ?? []
        let selects = pipelines.map { pipeline -> HTML in
            let name = "from.\(pipeline.automationName)"
            let stages = pipeline.stages.map { Option($0.code, $0.name[language]) }
            let title = pipelines.count > 1 ? pipeline.name : FieldSettingsTexts.requiredFrom
            return .selectField(
                attempt.field(name, title), stages, selected: attempt.text(name, field?.requiredFrom[pipeline.automationName] ?? ""),
                emptyLabel: FieldSettingsTexts.notRequired[language])
        }
        return """
            <div class="stack">\(box("isRequired", FieldSettingsTexts.always, field?.isRequired ?? false))\
            \(if: !selects.isEmpty, "<p class=\"field-label\">\(FieldSettingsTexts.requiredFrom, language)</p>\(.fieldPair(selects))<p class=\"field-help\">\(FieldSettingsTexts.requiredFromHelp, language)</p>")</div>
            """
    }

    private var places: HTML {
        .fields([
            box("isInList", FieldSettingsTexts.inList, field?.isInList ?? false),
            box("isInFilter", FieldSettingsTexts.inFilter, field?.isInFilter ?? true),
            box("isOnCard", FieldSettingsTexts.onCard, field?.isOnCard ?? false),
        ])
    }

    private var deletion: HTML {
        """
        <div class="row"><small class="grow">\(FieldSettingsTexts.deleteHint, language)</small>\
        \(ifLet: field, { .actionButton(SettingsPageTexts.delete[language], action: "\(FieldSettingsPage.address($0))/delete", csrf: csrf, kind: .danger, icon: .trash2) })</div>
        """
    }
}
