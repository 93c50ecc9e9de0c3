import CRM
import HTTPTypes
import Kernel

/// The card as HTML. Its root takes the answers of all its forms, so that a page and a slide-over behave alike.
struct TaskCardView {
    let model: TaskCardModel
    let refusal: TaskRefusal?
    private var task: TaskItem { model.task }
    private var language: Language { model.language }

    init(_ model: TaskCardModel, _ refusal: TaskRefusal? = nil) {
        self.model = model
        self.refusal = refusal
    }

    func page(status: HTTPResponse.Status = .ok) -> PageResponse {
        var page = Page(task.title, html)
        page.hasOwnHead = true
        return .page(page, rail: .tasks, status: status)
    }

    var html: HTML {
        """
        <div class="item task-card" hx-target="this" hx-swap="outerHTML" data-live-calm data-live-topic="task_\(task.id.rawValue)" \
        hx-get="\(url: model.address)" hx-trigger="live"\(attribute: "hx-headers", model.isBeside ? "{\"X-Slideover\":\"1\"}" : nil)>\
        \(head)\(TaskActionsView(model, refusal).html)\(notices)<div class="task-columns"><div class="item-stream">\(description)\
        \(TaskCheckListView(model, refusal).html)\(tasks(model.subtasks, TaskCardTexts.subtasks))\(tasks(model.before.map(\.task), TaskCardTexts.before))\(files)\(TaskCommentsView(model, refusal).html)</div>\
        <div class="item-stream">\(TaskFactsView(model, refusal).html)\(TaskTimeView(model, refusal).html)\(TaskHistoryView(model).html)</div></div></div>
        """
    }

    private var head: HTML {
        let path: [(label: String, address: String?)] = [
            (HTTPTexts.tasks[language], "/tasks"), (TaskCardTexts.number.with(["id": task.id.description])[language], nil),
        ]
        return """
            <header class="item-head"><div class="item-titles">\(.breadcrumbs(path, language))<h1>\(task.title)</h1>\
            <div class="row">\(model.face.state(task))\
            \(if: task.isImportant, .badge(TaskPageTexts.important[language], tone: .warning, icon: .flag))\
            \(if: task.isOverdue(at: model.face.now), .badge(TaskCardTexts.overdue[language], tone: .danger, icon: .clock))\
            \(if: task.isControlled && task.state != .completed, .badge(TaskCardTexts.controlled[language], icon: .shield))</div></div>\
            <div class="actions">\(star)\(menu)</div></header>
            """
    }

    private var star: HTML {
        let label = (model.isFavorite ? TaskCardTexts.removeFavorite : TaskCardTexts.addFavorite)[language]
        let action = model.address + "/favorite"
        return .form(
            action: action, csrf: model.csrf, attributes: .posts(to: action),
            """
            \(.hiddenField("on", model.isFavorite ? "" : "1"))<button\(classes: "button", "button-quiet", "task-star", model.isFavorite ? "is-marked" : nil) \
            aria-pressed="\(model.isFavorite ? "true" : "false")" aria-label="\(label)" title="\(label)">\(.icon(.star))</button>
            """)
    }

    private var menu: HTML {
        let mayEdit = model.actions.contains(.edit)
        let edit: HTML = .linkButton(
            ComponentTexts.edit[language], to: model.address + "/edit", icon: .pencil,
            attributes: " hx-get=\"\(url: model.address)/edit\"")
        let delete: HTML = .form(
            action: model.address + "/delete", csrf: model.csrf,
            """
            <p class="menu-title">\(TaskCardTexts.deleteForAll, language)</p>\
            <button class="menu-item menu-danger">\(.icon(.trash2))<span class="clip">\(TaskCardTexts.delete, language)</span></button>
            """)
        return """
            \(if: mayEdit, edit)\(if: model.actions.contains(.delete), .moreMenu(label: ComponentTexts.more[language], [.custom(delete)]))
            """
    }

    /// What robot gave it and why, and what came of it.
    private var notices: HTML {
        "\(origin)\(if: !task.result.isEmpty, result)"
    }

    private var origin: HTML? {
        guard let first = model.history.last, first.line.kind == TaskHistory.Kind.created.rawValue, first.actor.isAutomatic else {
            return nil
        }
        let title: String? = if case .robot(let title, _, _) = first.actor.origin { title } else { nil }
        let text = title.map { TaskCardTexts.byRobot.with(["robot": $0]) } ?? TaskCardTexts.byPortal
        let item = model.links.of(task.items).first
        let robots: HTML? = item.map {
            "<a class=\"link\" href=\"\(url: $0.id.cardAddress)?tab=robots\">\(TaskCardTexts.toRobots, language)</a>"
        }
        return .notice(
            .accent, icon: .bot, title: text[language],
            """
            \(ifLet: first.actor.reason, { "<p class=\"muted\">\(TaskCardTexts.because, language) \($0, language)</p>" })\(robots)
            """)
    }

    private var result: HTML {
        let isRefused = task.state == .declined
        let isRemark = task.state == .waiting && task.resultComment == nil
        let title = isRefused ? TaskCardTexts.declineReason : isRemark ? TaskCardTexts.lastRemark : TaskCardTexts.result
        return .notice(
            isRefused ? .danger : isRemark ? .warning : .success,
            icon: isRefused ? .circleX : isRemark ? .undo2 : .circleCheck, title: title[language],
            "<p class=\"item-text\">\(task.result)</p>")
    }

    private var description: HTML {
        let text: HTML =
            task.description.isEmpty
            ? "<p class=\"faint\">\(TaskCardTexts.noDescription, language)</p>" : "<p class=\"item-text\">\(task.description)</p>"
        return .card(title: TaskCardTexts.description[language], text)
    }

    private func tasks(_ tasks: [TaskItem], _ title: Text) -> HTML? {
        guard !tasks.isEmpty else { return nil }
        let rows = tasks.map { task -> HTML in
            """
            <a class="link-row" href="/tasks/\(task.id.rawValue)" data-slideover>\(.icon(.listChecks))<span class="grow clip">\(task.title)</span>\
            \(model.face.state(task))\(model.face.avatar(task.responsible))</a>
            """
        }
        return .card(title: title[language], isFlush: true, "<div class=\"link-list\">\(rows)</div>")
    }

    private var files: HTML? {
        let files = task.files.compactMap { model.files[$0] }
        return files.isEmpty ? nil : .card(title: TaskCardTexts.files[language], .fileList(files))
    }
}
