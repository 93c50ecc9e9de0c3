import CRM
import Kernel

/// The form of a task, new or changed. It knows only what stands in its fields, so that a refused form comes back as it was.
struct TaskForm {
    /// Nil for a new task.
    let task: TaskItem?
    var fields: FormFields
    let links: TaskLinks
    let files: [StoredFile]
    let people: PeopleSnapshot
    let viewer: Viewer
    let csrf: String
    let isBeside: Bool
    let language: Language
    var failure: Failure?

    private var address: String { task.map { "/tasks/\($0.id)" } ?? "/tasks" }

    var html: HTML {
        let title = task == nil ? TaskFormTexts.new : TaskFormTexts.change
        var path: [(label: String, address: String?)] = [(HTTPTexts.tasks[language], "/tasks")]
        if let task { path.append((TaskCardTexts.number.with(["id": task.id.description])[language], address)) }
        let upload: HTML = task == nil ? " enctype=\"multipart/form-data\"" : .upload(to: ".task-form", language)
        return """
            <div class="item task-form" hx-target="this" hx-swap="outerHTML"\(attribute: "hx-headers", isBeside ? "{\"X-Slideover\":\"1\"}" : nil)>\
            <header class="item-head"><div class="item-titles">\(.breadcrumbs(path, language))<h1>\(title, language)</h1></div></header>\
            \(.form(action: task == nil ? "/tasks/new" : address + "/edit", csrf: csrf, attributes: "\(upload) class=\"stack\"", """
                \(if: failure != nil && !isBeside(failure), .notice(.danger, icon: .circleAlert, "\(failure?.message[language] ?? "")"))\
                \(.card("<div class=\"stack\">\(main)</div>"))\(.card(title: TaskFormTexts.people[language], "<div class=\"stack\">\(members)</div>"))\
                \(.card(title: TaskFormTexts.more[language], "<div class=\"stack\">\(more)</div>"))\(buttons)
                """))</div>
            """
    }

    /// Whether a refusal is shown beside one of the fields.
    private func isBeside(_ failure: Failure?) -> Bool {
        let names = ["title", "deadline", "responsible", "author", "planStart", "planEnd", "checkList"]
        return failure?.field.map { names.contains($0) } ?? false
    }

    // MARK: Fields

    private var main: HTML {
        """
        \(.textField(field("title", TaskFormTexts.title, isRequired: true), value: text("title"), attributes: " maxlength=\"500\"\(if: task == nil, " autofocus")"))\
        \(.textAreaField(field("description", TaskCardTexts.description), value: text("description"), rows: 5))\
        <div class="fields-pair">\(.userPicker(field("responsible", TaskPageTexts.responsible, isRequired: true), options("responsible"), selected: Set(fields.all("responsible")), language))\
        \(.textField(field("deadline", TaskPageTexts.deadline), type: .dateTime, value: text("deadline")))</div>\
        <div class="task-flags">\(flag("important", TaskPageTexts.important))\(flag("controlled", TaskFormTexts.controlled))\
        \(flag("mayChangeDeadline", TaskFormTexts.mayChangeDeadline))</div>
        """
    }

    private var members: HTML {
        """
        <div class="fields-pair">\(picker("participants", TaskCardTexts.participants, TaskFormTexts.participantsHelp))\
        \(picker("observers", TaskCardTexts.observers, TaskFormTexts.observersHelp))</div>\
        \(if: task == nil && viewer.isAdministrator, .userPicker(field("author", TaskPageTexts.author), options("author"), selected: Set(fields.all("author")), language))
        """
    }

    private var more: HTML {
        let chosen = fields.all("items").compactMap { Value.reference(parsing: $0) }.map(Value.reference).flatMap(\.documents)
        return """
            <div class="fields-pair">\(.textField(field("planStart", TaskFormTexts.planStart), type: .dateTime, value: text("planStart")))\
            \(.textField(field("planEnd", TaskFormTexts.planEnd), type: .dateTime, value: text("planEnd")))</div>\
            \(if: task == nil, .textAreaField(field("checkList", TaskPageTexts.checkList, help: TaskFormTexts.checkListHelp), value: text("checkList"), rows: 4))\
            \(ItemLookup(label: field("items", TaskCardTexts.crm), entities: EntityType.allCases, chosen: links.of(chosen), allowsSeveral: true, language: language).html)\
            \(kept)\(.fileField(field("file", TaskCardTexts.files), acceptsSeveral: true, language))
            """
    }

    /// The files that it has already; unticked ones are taken away.
    private var kept: HTML? {
        guard !files.isEmpty else { return nil }
        let chosen = Set(fields.all("files"))
        return .checkboxes(
            Field("files", label: TaskFormTexts.keptFiles[language]), files.map { Option($0.id.description, $0.name) }, selected: chosen)
    }

    private var buttons: HTML {
        let label = task == nil ? TaskFormTexts.give : TaskCardTexts.save
        let back: HTML =
            task == nil && isBeside
            ? .button(ComponentTexts.cancel[language], kind: .quiet, type: .button, attributes: " data-close")
            : .linkButton(
                ComponentTexts.cancel[language], to: address, kind: .quiet,
                attributes: task == nil ? HTML() : " hx-get=\"\(url: address)\"")
        return "<div class=\"actions item-form-foot\">\(.button(label[language], kind: .primary))\(back)</div>"
    }

    // MARK: Parts

    private func text(_ name: String) -> String { fields[name] ?? "" }

    private func options(_ name: String) -> [PersonOption] { people.options(including: Set(fields.all(name))) }

    private func field(_ name: String, _ label: Text, isRequired: Bool = false, help: Text? = nil) -> Field {
        Field(
            name, label: label[language], isRequired: isRequired, help: help?[language],
            error: failure?.field == name ? failure?.message[language] : nil, id: "task-\(name)")
    }

    private func picker(_ name: String, _ label: Text, _ help: Text) -> HTML {
        .userPicker(
            field(name, label, help: help), options(name), selected: Set(fields.all(name)), allowsSeveral: true, language)
    }

    private func flag(_ name: String, _ label: Text) -> HTML {
        .checkbox(field(name, label), isChecked: fields.flag(name))
    }
}

extension FormFields {
    /// The fields of the form as a task fills them.
    init(_ task: TaskItem, zone: TimeZoneRules) {
        self.init([("title", task.title), ("description", task.description), ("responsible", task.responsible.description)])
        append("deadline", task.deadline.map(zone.inputText) ?? "")
        append("planStart", (task.plan?.start).map(zone.inputText) ?? "")
        append("planEnd", (task.plan?.end).map(zone.inputText) ?? "")
        for (name, isSet) in [
            ("important", task.isImportant), ("controlled", task.isControlled), ("mayChangeDeadline", task.mayChangeDeadline),
        ] { append(name, isSet ? "1" : "") }
        for person in task.participants { append("participants", person.description) }
        for person in task.observers { append("observers", person.description) }
        for item in task.items { append("items", Value.item(item).printable) }
        for file in task.files { append("files", file.description) }
    }
}
