import CRM
import Kernel

/// The page of tasks: a board by deadline or a list.
struct TasksView {
    let model: TasksModel
    let responsible: [Option]
    let language: Language
    private var filter: TaskFilter { model.filter }

    func page() -> Page {
        var page = Page(HTTPTexts.tasks[language], "\(bar)\(content)")
        page.layout = filter.look == .board ? .fill : .normal
        page.lead = model.counters.map { TaskPageTexts.lead($0)[language] }
        page.actions = [roles, looks, create, more]
        return page
    }

    // MARK: Head

    private var roles: HTML {
        .segments(
            TaskFilter.Whose.allCases.map { whose in
                TabItem(
                    whose.title[language], to: filter.address([("role", whose == .doing ? nil : whose.rawValue)]),
                    isCurrent: whose == filter.whose, count: count(of: whose))
            }, label: TaskPageTexts.roles[language])
    }

    private func count(of whose: TaskFilter.Whose) -> Int? {
        switch whose {
        case .doing: some(model.counters?.doing)
        case .given: some(model.counters?.toControl)
        case .helping, .watching, .favorite, .all: nil
        }
    }

    private func some(_ count: Int?) -> Int? { count == 0 ? nil : count }

    private var looks: HTML {
        .segments(
            TaskFilter.Look.allCases.map { look in
                TabItem(
                    look.title[language], to: filter.address([("view", look.rawValue)]), isCurrent: look == filter.look,
                    icon: look.icon)
            }, label: TaskPageTexts.views[language])
    }

    private var create: HTML {
        .linkButton(
            HTTPTexts.task[language], to: "/tasks/new", kind: .primary, icon: .plus, attributes: " data-new data-slideover")
    }

    private var more: HTML {
        let mayImport = if case .person(_, isAdministrator: true, _) = model.face.access { true } else { false }
        let items: [MenuItem] = mayImport ? [.link(FilterTexts.importItems[language], to: "/import", icon: .upload)] : []
        return .moreMenu(
            label: ExportPageTexts.more[language],
            items + ExportMenu.items(language, hasColumns: false) { filter.address($0.map { ($0.name, $0.value) }, at: "/tasks/export") })
    }

    private var bar: HTML {
        let states =
            [Option("all", TaskPageTexts.allStates[language])] + TaskState.allCases.map { Option($0.rawValue, $0.title[language]) }
        let state = Field("state", label: TaskPageTexts.state[language], id: "filter-state")
        let person = Field("responsible", label: TaskPageTexts.responsible[language], id: "filter-responsible")
        let empty = filter.look == .list ? TaskPageTexts.openStates : TaskPageTexts.allStates
        let shown = filter.look == .list ? states : Array(states.dropFirst())
        let label = TaskPageTexts.anyResponsible[language]
        return .filterBar(
            action: "/tasks", query: filter.text, placeholder: TaskPageTexts.search[language],
            quick: [
                "\(each: filter.kept, { .hiddenField($0.name, $0.value) })",
                .select(
                    state, shown, selected: filter.state, emptyLabel: empty[language],
                    attributes: " aria-label=\"\(TaskPageTexts.state, language)\""),
                .select(
                    person, responsible, selected: filter.responsible?.description, emptyLabel: label,
                    attributes: " aria-label=\"\(label)\""),
                "\(if: filter.isNarrowed, .linkButton(ComponentTexts.reset[language], to: filter.address([("q", nil), ("state", nil), ("responsible", nil)]), kind: .quiet, icon: .x))",
            ], language)
    }

    // MARK: Content

    private var content: HTML {
        switch model.content {
        // Nobody learns from six empty columns what to do; a narrowed board keeps them to be dropped on.
        case .board(let board) where board.columns.allSatisfy { $0.count == 0 } && !filter.isNarrowed: empty
        case .board(let board): .kanban(board.columns.map { column($0.column, $0.count, $0.tasks) }, attributes: " data-task-board", language)
        case .list(let page): page.total == 0 ? empty : "\(table(page))\(pages(page))"
        case .column: HTML()
        }
    }

    /// A column of the board as the component wants it.
    func column(_ column: TaskColumn, _ count: Int, _ tasks: [TaskItem], offset: Int = 0) -> KanbanColumn {
        let address = filter.address(at: "/tasks/columns/\(column.rawValue)")
        let next = offset + tasks.count
        return KanbanColumn(
            stage: column.rawValue, name: column.title[language], color: column.color, count: count, sum: nil,
            cards: tasks.map { model.face.card($0, model.links, moveAddress: filter.address(at: "/tasks/\($0.id)/move")) },
            moreAddress: next < count && !tasks.isEmpty ? "\(address)\(address.contains("?") ? "&" : "?")offset=\(next)" : nil,
            refreshAddress: address, live: ("tasks", "task"))
    }

    private var empty: HTML {
        if filter.isNarrowed {
            return .emptyState(
                icon: .search, title: TaskPageTexts.nothingFound[language], text: TaskPageTexts.nothingFoundHint[language],
                actions: [
                    .linkButton(
                        ComponentTexts.reset[language],
                        to: filter.address([("q", nil), ("state", nil), ("responsible", nil)]))
                ])
        }
        return .emptyState(
            icon: .listChecks, title: TaskPageTexts.noTasks[language], text: TaskPageTexts.noTasksHint[language],
            actions: [
                .linkButton(
                    TaskPageTexts.newTask[language], to: "/tasks/new", kind: .primary, icon: .plus, attributes: " data-slideover")
            ])
    }

    private func table(_ page: TaskPage) -> HTML {
        let columns = [
            head(TaskPageTexts.task, .title), TableColumn(TaskPageTexts.state[language]), head(TaskPageTexts.deadline, .deadline),
            TableColumn(TaskPageTexts.author[language]), TableColumn(TaskPageTexts.responsible[language]),
            TableColumn(TaskPageTexts.crm[language]), head(TaskPageTexts.created, .created), head(TaskPageTexts.changed, .changed),
        ]
        return .table(columns, page.tasks.map(row), caption: HTTPTexts.tasks[language])
    }

    private func head(_ title: Text, _ order: TaskOrder) -> TableColumn {
        let isDescending = order == .changed || order == .created
        return TableColumn(
            title[language], sortAddress: filter.address([("sort", order.rawValue)]),
            sorted: order == filter.order ? (isDescending ? .descending : .ascending) : nil)
    }

    private func row(_ task: TaskItem) -> TableRow {
        let face = model.face
        let links = model.links.of(task.items)
        let title: HTML = .tableTitle(task.title, to: "/tasks/\(task.id)", attributes: " data-slideover")
        return TableRow([
            "<span class=\"row row-nowrap task-cell\">\(face.important(task))\(title)\(face.progress(task))</span>", face.state(task),
            "\(ifLet: task.deadline, { face.deadline($0, of: task) })", face.person(task.author), face.person(task.responsible),
            "\(ifLet: links.first, { "<a class=\"link clip task-link\" href=\"\(url: $0.id.cardAddress)\" data-slideover>\($0.title)</a>" })",
            moment(task.createdAt), moment(task.changedAt),
        ])
    }

    private func moment(_ moment: Timestamp) -> HTML {
        let writer = model.face.writer
        return "<time class=\"muted nowrap\" title=\"\(writer.dateTime(moment))\">\(writer.relative(moment, now: model.face.now))</time>"
    }

    private func pages(_ page: TaskPage) -> HTML {
        .pagination(PageWindow(page: filter.page, pageSize: TaskFilter.pageSize, total: page.total), language) { number in
            filter.address([("page", String(number))])
        }
    }
}

extension TaskColumn {
    var color: StageColor {
        switch self {
        case .overdue: StageColor("#e8685c")
        case .today: StageColor("#2f9e5b")
        case .thisWeek: StageColor("#2d7dd8")
        case .nextWeek: StageColor("#6f8fc4")
        case .later: StageColor("#8a98ad")
        case .withoutDeadline: .neutral
        case .completed: StageColor("#7a8794")
        }
    }
}
