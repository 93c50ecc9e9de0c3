import CRM
import Kernel

/// All constants as one form: roles of the process first.
struct ConstantsView {
    let constants: [Constant]
    let directory: PeopleSnapshot
    let attempt: Attempt
    let csrf: String
    private var language: Language { attempt.language }

    var html: HTML {
        let roles = constants.filter { $0.kind == .user && !$0.isVariable }
        let others = constants.filter { $0.kind != .user && !$0.isVariable }
        let variables = constants.filter(\.isVariable)
        guard !constants.isEmpty else {
            return .emptyState(
                icon: .braces, title: ConstantPageTexts.empty[language],
                actions: [.linkButton(ConstantPageTexts.add[language], to: "/settings/constants/new", kind: .primary)])
        }
        return .form(
            action: "/settings/constants", csrf: csrf, attributes: " class=\"stack\"",
            """
            \(attempt.notice(besides: constants.map(\.code)))\
            \(if: !roles.isEmpty, card(ConstantPageTexts.roles, ConstantPageTexts.rolesHint, roles))\
            \(if: !others.isEmpty, card(ConstantPageTexts.others, nil, others))\
            \(if: !variables.isEmpty, card(ConstantPageTexts.variables, ConstantPageTexts.variablesHint, variables))\
            \(.actions([.button(SettingsPageTexts.save[language], kind: .primary)]))
            """)
    }

    private func card(_ title: Text, _ hint: Text?, _ constants: [Constant]) -> HTML {
        .card(
            title: title[language], isFlush: true,
            """
            \(ifLet: hint, { "<p class=\"muted constant-hint\">\($0, language)</p>" })<div class="constants">\(each: constants, { row($0) })</div>
            """)
    }

    private func row(_ constant: Constant) -> HTML {
        """
        <div class="constant"><div class="constant-name"><p class="strong">\(constant.title)</p>\
        <small><code>\(constant.code)</code>\(if: !constant.description.isEmpty, " · \(constant.description)")</small></div>\
        <div class="constant-value">\(.hiddenField("has.\(constant.code)", "1"))\(control(constant))</div>\
        \(.iconLink(.pencil, label: "\(SettingsPageTexts.edit[language]): \(constant.title)", to: "/settings/constants/\(constant.code)", size: .small))</div>
        """
    }

    private func control(_ constant: Constant) -> HTML {
        let name = "c.\(constant.code)"
        let field = Field(
            name, label: constant.kind.title[language], help: constant.isMultiple && constant.kind != .user ? ConstantPageTexts.linesHelp[language] : nil,
            error: attempt.error(at: constant.code), id: "constant-\(constant.code)")
        let texts = constant.value.elements.map(\.printable)
        switch constant.kind {
        case .user:
            let chosen = attempt.chosen(name, constant.value.userIDs.map(\.description))
            return .userPicker(
                field, directory.options(including: chosen), selected: chosen, allowsSeveral: constant.isMultiple,
                emptyLabel: ConstantPageTexts.notAssigned[language], language)
        case .yesNo where !constant.isMultiple:
            let stored = constant.value.isEmpty ? "" : constant.value.isTrue ? "Y" : "N"
            return .selectField(
                field, [Option("Y", ConstantPageTexts.yes[language]), Option("N", ConstantPageTexts.no[language])],
                selected: attempt.text(name, stored), emptyLabel: SettingsPageTexts.notSet[language])
        case .date where !constant.isMultiple:
            var stored = texts.first ?? ""
            if case .date(let day) = constant.value { stored = day.description }
            return .textField(field, type: .date, value: attempt.text(name, stored))
        case .string, .number, .date, .yesNo:
            let stored = texts.joined(separator: "\n")
            return constant.isMultiple
                ? .textAreaField(field, value: attempt.text(name, stored)) : .textField(field, value: attempt.text(name, stored))
        }
    }
}

/// What a constant is called; its kind is chosen once.
struct ConstantForm {
    let constant: Constant?
    let attempt: Attempt
    let csrf: String
    private var language: Language { attempt.language }

    var html: HTML {
        let action = "/settings/constants/\(constant?.code ?? "new")"
        let label = constant == nil ? SettingsPageTexts.create : SettingsPageTexts.save
        return """
            <div class="stack">\(.form(
                action: action, csrf: csrf, attributes: " class=\"stack\"",
                """
                \(attempt.notice(besides: ["code", "title"]))\(.card(.fields(fields)))\(.actions(label, orBackTo: "/settings/constants", language))
                """))\
            \(ifLet: constant, { deletion($0) })</div>
            """
    }

    private var fields: [HTML] {
        let title: HTML = .textField(attempt.field("title", ConstantPageTexts.title, isRequired: true), value: attempt.text("title", constant?.title ?? ""))
        let note: HTML = .textField(attempt.field("description", ConstantPageTexts.description), value: attempt.text("description", constant?.description ?? ""))
        if let constant {
            return [title, note, "<p class=\"muted\"><code>\(constant.code)</code> · \(constant.kind.title, language)</p>"]
        }
        let kinds = Constant.Kind.allCases.map { Option($0.rawValue, $0.title[language]) }
        return [
            .fieldPair([
                title, .textField(attempt.field("code", ConstantPageTexts.code, isRequired: true, help: ConstantPageTexts.codeHelp), value: attempt.text("code")),
            ]),
            note, .selectField(attempt.field("kind", ConstantPageTexts.kind, help: ConstantPageTexts.valueLater), kinds, selected: attempt.text("kind", "user")),
            .checkbox(attempt.field("isMultiple", ConstantPageTexts.isMultiple), isChecked: attempt.flag("isMultiple", false)),
            .checkbox(attempt.field("isVariable", ConstantPageTexts.isVariable), isChecked: attempt.flag("isVariable", false)),
        ]
    }

    private func deletion(_ constant: Constant) -> HTML {
        """
        <div class="row"><small class="grow">\(ConstantPageTexts.deleteHint, language)</small>\
        \(.actionButton(SettingsPageTexts.delete[language], action: "/settings/constants/\(constant.code)/delete", csrf: csrf, kind: .danger, icon: .trash2))</div>
        """
    }
}
