import CRM
import Kernel

/// The list of assignments.
struct AssignmentsView {
    let model: AssignmentsModel
    let face: AssignmentFace

    init(_ model: AssignmentsModel, _ page: PageRequest) {
        self.model = model
        face = AssignmentFace(people: model.people, writer: page.dates, now: page.now)
    }

    private var language: Language { face.language }

    func page() -> Page {
        let live: HTML = " data-live-topic=\"bell\" hx-get=\"\(url: address())\" hx-trigger=\"live\" hx-select=\"[data-assignments]\" hx-swap=\"outerHTML\""
        var page = Page(AssignmentPageTexts.title[language], "<div class=\"stack\" data-assignments\(live)>\(filters)\(.card(isFlush: true, list))</div>")
        page.lead = AssignmentPageTexts.lead[language]
        return page
    }

    private func address(part: Assignment.Part? = nil, whose: AssignmentsModel.Whose? = nil) -> String {
        "/assignments?part=\((part ?? model.part).rawValue)&whose=\((whose ?? model.whose).rawValue)"
    }

    private var filters: HTML {
        let parts = Assignment.Part.allCases.map {
            TabItem(AssignmentPageTexts.part($0)[language], to: address(part: $0), isCurrent: $0 == model.part)
        }
        let whose = AssignmentsModel.Whose.allCases.map {
            TabItem(AssignmentPageTexts.whose($0)[language], to: address(whose: $0), isCurrent: $0 == model.whose)
        }
        return """
            <div class="row">\(.segments(parts, label: AssignmentPageTexts.title[language]))\
            \(if: model.hasPeople, .segments(whose, label: AssignmentPageTexts.whoseLabel[language]))</div>
            """
    }

    private var list: HTML {
        guard !model.assignments.isEmpty || !model.requests.isEmpty else {
            let isWaiting = model.part == .waiting
            return .emptyState(
                icon: .circleCheck, title: (isWaiting ? AssignmentPageTexts.nothing : AssignmentPageTexts.nothingYet)[language],
                text: AssignmentPageTexts.nothingHint[language], size: .small)
        }
        let columns = [
            AssignmentPageTexts.what, AssignmentPageTexts.item, AssignmentPageTexts.who, AssignmentPageTexts.state,
            model.part == .waiting ? AssignmentPageTexts.deadline : AssignmentPageTexts.decidedAt,
        ].map { TableColumn($0[language]) }
        return .table(columns, model.assignments.map(row) + model.requests.map(row), caption: AssignmentPageTexts.title[language])
    }

    /// A question leads to its form. Nobody asks for an answer by a moment.
    private func row(_ request: InformationRequest) -> TableRow {
        let title: HTML = """
            \(.tableTitle(request.text, to: "/requests/\(request.id)", attributes: " data-slideover"))\
            <p class="faint">\(RequestPageTexts.title, language)</p>
            """
        let state: HTML =
            request.isOpen
            ? .badge(RequestPageTexts.waits[language], tone: .accent) : .badge(RequestPageTexts.answered[language], tone: .success)
        return TableRow([
            title, link(request.item), "<span class=\"row row-nowrap tight\">\(request.recipients.prefix(6).map { face.avatar($0) })</span>", state,
            request.answeredAt.map { face.moment($0) } ?? "—",
        ])
    }

    private func link(_ item: DocumentID) -> HTML {
        model.links[item].map { "<a class=\"link\" href=\"\(url: item.cardAddress)\" data-slideover>\($0)</a>" as HTML } ?? "—"
    }

    private func row(_ assignment: Assignment) -> TableRow {
        let title: HTML = """
            \(.tableTitle(assignment.title, to: "/assignments/\(assignment.id)", attributes: " data-slideover"))\
            <p class="faint">\(assignment.kind.title, language)</p>
            """
        let moment = model.part == .waiting ? assignment.deadline : assignment.closedAt
        return TableRow([
            title, link(assignment.item), face.faces(assignment), face.state(assignment), moment.map { face.moment($0, isLate: assignment.isOverdue(at: face.now)) } ?? "—",
        ])
    }
}

/// How assignments look in lists and on their page.
struct AssignmentFace {
    let people: PeopleSnapshot
    let writer: DateWriter
    let now: Timestamp
    var language: Language { writer.language }

    func state(_ assignment: Assignment) -> HTML {
        let answered = assignment.participants.count { $0.answer != nil }
        let tone: Tone =
            switch assignment.state {
            case .open: .accent
            case .approved, .acquainted: .success
            case .rejected: .danger
            case .expired: .warning
            case .cancelled: .neutral
            }
        let label =
            assignment.isOpen && assignment.participants.count > 1
            ? AssignmentPageTexts.answeredOf.with(["count": String(answered), "all": String(assignment.participants.count)])
            : assignment.state.title
        return .badge(label[language], tone: tone)
    }

    func faces(_ assignment: Assignment) -> HTML {
        "<span class=\"row row-nowrap tight\">\(assignment.participants.prefix(6).map { avatar($0.person) })</span>"
    }

    func avatar(_ person: UserID) -> HTML { .avatar(name: people.name(of: person), id: person.rawValue, size: .small) }

    func moment(_ moment: Timestamp, isLate: Bool = false) -> HTML {
        """
        <time\(classes: "nowrap", isLate ? "danger-text" : nil) title="\(writer.dateTime(moment))">\(writer.moment(moment, now: now))</time>
        """
    }
}
