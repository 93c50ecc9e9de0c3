import CRM
import Kernel

/// The buttons of a task: exactly what its state and the viewer's roles allow.
struct TaskActionsView {
    let model: TaskCardModel
    let refusal: TaskRefusal?
    private var language: Language { model.language }

    init(_ model: TaskCardModel, _ refusal: TaskRefusal?) {
        self.model = model
        self.refusal = refusal
    }

    var html: HTML? {
        let buttons = TaskCardTexts.actions.filter { model.actions.contains($0.action) }.map { button($0) }
        return buttons.isEmpty ? nil : "<div class=\"actions task-actions\">\(buttons)</div>"
    }

    private func button(_ entry: TaskActionEntry) -> HTML {
        switch entry.action {
        case .complete, .submit, .sendBack, .decline:
            pop(entry, noteField(entry))
        case .delegate:
            pop(entry, delegateFields)
        case .start, .pause, .accept, .postpone, .reopen, .edit, .changeDeadline, .tick, .comment, .delete:
            .actionButton(
                entry.title[language], action: address(entry.action), csrf: model.csrf, kind: kind(entry), icon: entry.icon,
                attributes: .posts(to: address(entry.action)))
        }
    }

    /// Finishing is what most people come for; before the work begins, beginning it.
    private func kind(_ entry: TaskActionEntry) -> ButtonKind {
        switch entry.action {
        case .accept: .primary
        case .start where model.task.state == .waiting: .primary
        case .complete, .submit: model.task.state == .inProgress ? .primary : .plain
        case .start, .pause, .sendBack, .decline, .postpone, .reopen, .edit, .delegate, .changeDeadline, .tick, .comment, .delete:
            .plain
        }
    }

    private func pop(_ entry: TaskActionEntry, _ fields: HTML) -> HTML {
        let isRefused = refusal?.place == entry.action.rawValue
        let kind = kind(entry)
        let name = kind == .primary ? "button button-primary" : "button"
        return """
            <details class="menu"\(attribute: "open", if: isRefused)><summary class="\(name)">\(.icon(entry.icon))\
            <span class="button-label">\(entry.title, language)</span></summary><div class="menu-panel task-pop">\
            \(.form(
                action: address(entry.action), csrf: model.csrf, attributes: " class=\"item-pop stack\"\(.posts(to: address(entry.action)))",
                "\(fields)<div class=\"actions\">\(.button(entry.title[language], kind: .primary, size: .small))</div>"))</div></details>
            """
    }

    private func noteField(_ entry: TaskActionEntry) -> HTML {
        let isHere = refusal?.place == entry.action.rawValue
        let field = Field(
            "note", label: (entry.note ?? TaskCardTexts.result)[language], isRequired: entry.action == .decline,
            error: isHere ? refusal?.failure.message[language] : nil, id: "note-\(entry.action.rawValue)")
        return .textAreaField(field, value: isHere ? refusal?.typed["note"] ?? "" : "", rows: 3)
    }

    private var delegateFields: HTML {
        let isHere = refusal?.place == TaskAction.delegate.rawValue
        let field = Field(
            "person", label: TaskCardTexts.newResponsible[language], isRequired: true,
            error: isHere ? refusal?.failure.message[language] : nil, id: "delegate-person")
        return .userPicker(
            field, model.people.options().filter { $0.value != model.task.responsible.description }, selected: [], language)
    }

    private func address(_ action: TaskAction) -> String { "\(model.address)/actions/\(action.rawValue)" }
}

/// A button of a task's card.
struct TaskActionEntry: Sendable {
    let action: TaskAction
    let title: Text
    let icon: Icon
    /// What the words written with it are called.
    let note: Text?

    init(_ action: TaskAction, _ title: Text, _ icon: Icon, note: Text? = nil) {
        self.action = action
        self.title = title
        self.icon = icon
        self.note = note
    }
}
