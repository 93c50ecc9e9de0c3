import CRM
import Kernel

/// Who, by when and to what the task belongs.
struct TaskFactsView {
    let model: TaskCardModel
    let refusal: TaskRefusal?
    private var task: TaskItem { model.task }
    private var language: Language { model.language }
    private var face: TaskFaces { model.face }

    init(_ model: TaskCardModel, _ refusal: TaskRefusal?) {
        self.model = model
        self.refusal = refusal
    }

    var html: HTML { "\(.card(title: TaskCardTexts.details[language], .definitionList(facts, language)))\(items)" }

    private var facts: [DefinitionItem] {
        var facts = [
            DefinitionItem(TaskPageTexts.deadline[language], deadline),
            DefinitionItem(TaskPageTexts.responsible[language], face.person(task.responsible)),
            DefinitionItem(TaskPageTexts.author[language], face.person(task.author)),
        ]
        add(people(task.participants), TaskCardTexts.participants, to: &facts)
        add(people(task.observers), TaskCardTexts.observers, to: &facts)
        add(task.plan.map { "\(face.writer.moment($0.start, now: face.now)) — \(face.writer.moment($0.end, now: face.now))" }, TaskCardTexts.plan, to: &facts)
        add(model.parent.map { "<a class=\"link\" href=\"/tasks/\($0.id.rawValue)\" data-slideover>\($0.title)</a>" }, TaskCardTexts.parent, to: &facts)
        add(moment(task.createdAt), TaskPageTexts.created, to: &facts)
        add(task.startedAt.map(moment), TaskCardTexts.started, to: &facts)
        add(task.completedAt.map(completed), TaskCardTexts.completedAt, to: &facts)
        return facts
    }

    private func add(_ value: HTML?, _ title: Text, to facts: inout [DefinitionItem]) {
        if let value { facts.append(DefinitionItem(title[language], value)) }
    }

    private func people(_ ids: [UserID]) -> HTML? {
        ids.isEmpty ? nil : "<span class=\"stack tight\">\(each: ids, { face.person($0) })</span>"
    }

    private func moment(_ moment: Timestamp) -> HTML {
        "<time title=\"\(face.writer.dateTime(moment))\">\(face.writer.moment(moment, now: face.now))</time>"
    }

    private func completed(_ at: Timestamp) -> HTML {
        "<span>\(moment(at))\(ifLet: task.completedBy, { " · \(model.people.name(of: $0))" })</span>"
    }

    /// With the form that moves it, for those who may.
    private var deadline: HTML {
        let shown: HTML = task.deadline.map { face.deadline($0, of: task) } ?? "<span class=\"definition-none\">\(TaskCardTexts.noDeadline, language)</span>"
        guard model.actions.contains(.changeDeadline) else { return shown }
        let place = TaskAction.changeDeadline.rawValue
        let isHere = refusal?.place == place
        let action = "\(model.address)/actions/\(place)"
        let field = Field(
            "deadline", label: TaskPageTexts.deadline[language], help: TaskCardTexts.emptyDeadline[language],
            error: isHere ? refusal?.failure.message[language] : nil, id: "move-deadline")
        let value = isHere ? refusal?.typed["deadline"] ?? "" : task.deadline.map(face.zone.inputText) ?? ""
        return """
            <span class="row">\(shown)<details class="menu menu-end push"\(attribute: "open", if: isHere)>\
            <summary class="button button-small button-quiet">\(.icon(.calendar, size: .small))<span class="button-label">\(TaskCardTexts.moveDeadline, language)</span></summary>\
            <div class="menu-panel">\(.form(
                action: action, csrf: model.csrf, attributes: " class=\"item-pop stack\"\(.posts(to: action))",
                """
                <div class="row tight">\(each: TaskCardTexts.shifts, { .button($0.title[language], size: .small, name: "in", value: $0.value) })</div>\
                \(.textField(field, type: .dateTime, value: value))\
                <div class="actions">\(.button(TaskCardTexts.moveDeadline[language], kind: .primary, size: .small))</div>
                """))</div></details></span>
            """
    }

    private var items: HTML? {
        let links = model.links.of(task.items)
        guard !links.isEmpty else { return nil }
        let rows = links.map { link -> HTML in
            """
            <a class="link-row" href="\(url: link.id.cardAddress)" data-slideover>\(.icon(link.id.entity?.icon ?? .link))\
            <span class="grow clip">\(link.title)</span><small>\(ifLet: link.id.entity, { "\($0.name, language)" })</small></a>
            """
        }
        return .card(title: TaskCardTexts.crm[language], isFlush: true, "<div class=\"link-list\">\(rows)</div>")
    }
}
