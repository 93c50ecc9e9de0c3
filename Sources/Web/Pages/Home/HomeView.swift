import CRM
import Kernel

/// «Мой день»: figures on top, below them what to do, the most urgent first.
struct HomeView {
    let model: HomeModel
    let name: String
    let language: Language
    private var face: TaskFaces { model.face }

    init(_ model: HomeModel, _ page: PageRequest) {
        self.model = model
        name = page.visitor?.user.profile.firstName ?? ""
        language = page.language
    }

    func page() -> Page {
        let local = face.zone.local(face.now)
        let greeting = HomeTexts.greeting(hour: local.time.hour)[language]
        let live: HTML = " data-live-topic=\"bell tasks\" hx-get=\"/\" hx-trigger=\"live\" hx-select=\"[data-home]\" hx-swap=\"outerHTML\""
        var page = Page(name.isEmpty ? greeting : "\(greeting), \(name)", "<div class=\"stack home\" data-home\(live)>\(figures)\(lists)</div>\(team)")
        page.lead = "\(face.writer.weekday(local.date)), \(face.writer.dayMonth(local.date))"
        page.actions = [
            .linkButton(EntityType.deal.pluralName[language], to: "/deals", icon: .handshake),
            .linkButton(EntityType.lead.pluralName[language], to: "/leads", icon: .inbox),
            .linkButton(TaskPageTexts.newTask[language], to: "/tasks/new", kind: .primary, icon: .plus, attributes: " data-slideover"),
        ]
        return page
    }

    private var figures: HTML {
        let tasks = model.taskCounters
        let activities = model.activityCounters
        return .stats([
            tile(HomeTexts.overdue, tasks.overdue + activities.overdue, .danger, "/tasks"),
            tile(HomeTexts.today, tasks.today + activities.today, .accent, "/tasks"),
            tile(HomeTexts.incoming, activities.incoming, .success, "/leads?view=agenda"),
            tile(HomeTexts.toControl, tasks.toControl, .warning, "/tasks?role=given&view=list&state=awaiting_control"),
            tile(HomeTexts.messages, model.unreadMessages, .accent, "/messages"),
            tile(HomeTexts.notices, model.unreadNotices, .accent, "/notifications"),
        ])
    }

    private func tile(_ title: Text, _ count: Int, _ tone: Tone, _ address: String) -> HTML {
        .statTile(title[language], value: grouped(count), tone: count == 0 ? .neutral : tone, address: address)
    }

    /// What a head's people have in work comes after the page, and again from time to time: it counts more than the page shows.
    private var team: HTML? {
        guard model.hasTeam else { return nil }
        return "<div class=\"home-team\" hx-get=\"/team?few=1\" hx-trigger=\"load, every 300s\" hx-select=\"[data-team]\"></div>"
    }

    // MARK: What to do

    private var lists: HTML {
        let left = [
            assignments,
            tasks(HomeTexts.overdueTasks, model.overdueTasks, of: model.taskCounters.overdue, "/tasks"),
            tasks(HomeTexts.todayTasks, model.todayTasks, of: model.taskCounters.today, "/tasks"),
            tasks(HomeTexts.controlTasks, model.toControl, of: model.taskCounters.toControl, "/tasks?role=given&view=list&state=awaiting_control"),
        ].compactMap(\.self)
        let right = [
            activities(HomeTexts.incomingContacts, model.incoming), activities(HomeTexts.overdueActivities, model.overdueActivities),
            activities(HomeTexts.todayActivities, model.todayActivities),
        ].compactMap(\.self)
        return """
            <div class="home-columns"><div class="stack">\(left)\(if: left.isEmpty, free(.listChecks, HomeTexts.noTasks, HomeTexts.noTasksHint, "/tasks", HTTPTexts.tasks))</div>\
            <div class="stack">\(right)\(if: right.isEmpty, free(.calendarClock, HomeTexts.noActivities, HomeTexts.noActivitiesHint, "/deals", EntityType.deal.pluralName))</div></div>
            """
    }

    private func free(_ icon: Icon, _ title: Text, _ hint: Text, _ address: String, _ label: Text) -> HTML {
        .card(
            .emptyState(
                icon: icon, title: title[language], text: hint[language], actions: [.linkButton(label[language], to: address)], size: .small))
    }

    private func tasks(_ title: Text, _ tasks: [TaskItem], of total: Int, _ address: String) -> HTML? {
        guard !tasks.isEmpty else { return nil }
        let all: [HTML] =
            total > tasks.count ? [.linkButton(HomeTexts.all.with(["count": String(total)])[language], to: address, kind: .link, size: .small)] : []
        return .card(title: title[language], actions: all, isFlush: true, "<ul class=\"home-list\">\(each: tasks, { task($0) })</ul>")
    }

    private var assignments: HTML? {
        guard !model.assignments.isEmpty else { return nil }
        let face = AssignmentFace(people: face.people, writer: face.writer, now: face.now)
        let rows = model.assignments.map { assignment in
            row(
                icon: .circleCheck, title: "\(assignment.title)", address: "/assignments/\(assignment.id)",
                context: model.links[assignment.item], when: assignment.deadline.map { face.moment($0, isLate: assignment.isOverdue(at: face.now)) },
                person: nil)
        }
        let all: HTML = .linkButton(AssignmentPageTexts.title[language], to: "/assignments", kind: .link, size: .small)
        return .card(title: AssignmentPageTexts.waitingForMe[language], actions: [all], isFlush: true, "<ul class=\"home-list\">\(rows)</ul>")
    }

    private func task(_ task: TaskItem) -> HTML {
        row(
            icon: .listChecks, title: "\(face.important(task))\(task.title)", address: "/tasks/\(task.id)",
            context: model.links.of(task.items).first?.title, when: task.deadline.map { face.deadline($0, of: task) },
            person: task.author)
    }

    private func activities(_ title: Text, _ activities: [Activity]) -> HTML? {
        guard !activities.isEmpty else { return nil }
        return .card(title: title[language], isFlush: true, "<ul class=\"home-list\">\(each: activities, { activity($0) })</ul>")
    }

    private func activity(_ activity: Activity) -> HTML {
        let item = model.links.of(activity.items).first
        let moment = activity.deadline ?? activity.createdAt
        let when: HTML = """
            <time\(classes: "nowrap", activity.isOverdue(at: face.now) ? "danger-text" : nil) title="\(face.writer.dateTime(moment))">\
            \(face.writer.moment(moment, now: face.now))</time>
            """
        return row(
            icon: icon(activity), title: "\(activity.subject)", address: item?.id.cardAddress ?? "/", context: item?.title, when: when,
            person: nil)
    }

    private func row(icon: Icon, title: HTML, address: String, context: String?, when: HTML?, person: UserID?) -> HTML {
        """
        <li class="found-row" data-row>\(.icon(icon))<div class="grow">\
        <a class="table-title" href="\(url: address)" data-slideover>\(title)</a>\
        \(ifLet: context, { "<p class=\"found-facts clip\">\($0)</p>" })</div>\(when)\(ifLet: person, { face.avatar($0) })</li>
        """
    }

    private func icon(_ activity: Activity) -> Icon {
        switch activity.kind {
        case .call: activity.isIncoming ? .phoneMissed : .phone
        case .meeting: .users
        case .mail: .mail
        case .todo: .calendarClock
        case .request: .circleQuestionMark
        case .form: .fileText
        }
    }
}
