import CRM
import Kernel

/// One assignment: what is asked, who has answered what, and the form for who has not.
struct AssignmentView {
    let model: AssignmentModel
    let face: AssignmentFace
    let csrf: String
    let typed: FormFields?
    let error: Failure?

    init(_ model: AssignmentModel, _ page: PageRequest, typed: FormFields? = nil, error: Failure? = nil) {
        self.model = model
        face = AssignmentFace(people: model.people, writer: page.dates, now: page.now)
        csrf = page.csrf
        self.typed = typed
        self.error = error
    }

    private var language: Language { face.language }
    private var assignment: Assignment { model.assignment }

    func page() -> Page {
        var page = Page(assignment.title, "<div class=\"stack\">\(.card(question))\(.card(title: AssignmentPageTexts.answers[language], isFlush: true, answers))</div>")
        page.layout = .narrow
        page.breadcrumbs = [(AssignmentPageTexts.title[language], "/assignments"), (assignment.kind.title[language], nil)]
        return page
    }

    private var question: HTML {
        let item: HTML? = model.item.map { title in
            """
            <a class="link row tight" href="\(url: assignment.item.cardAddress)" data-slideover>\
            \(.icon(assignment.item.entity?.icon ?? .link, size: .small))\(title)</a>
            """
        }
        let deadline: HTML? = assignment.deadline.map {
            "<p class=\"muted\">\(AssignmentPageTexts.until, language) \(face.moment($0, isLate: assignment.isOverdue(at: face.now)))</p>"
        }
        let form: HTML? =
            assignment.waits(for: model.reach.user)
            ? AssignmentForm(assignment, csrf: csrf, language: language, typed: typed, error: error).html(isOnCard: false) : nil
        return """
            <div class="stack"><div class="row">\(face.state(assignment))\(deadline)</div>\(item)\
            \(if: !assignment.description.isEmpty, "<p class=\"item-text\">\(assignment.description)</p>")\(form)</div>
            """
    }

    private var answers: HTML {
        "<ul class=\"home-list\">\(each: assignment.participants, { answer($0) })</ul>"
    }

    private func answer(_ participant: Assignment.Participant) -> HTML {
        let by = participant.delegatedBy.map { AssignmentPageTexts.insteadOf.with(["person": model.people.name(of: $0)])[language] }
        let said: HTML = participant.answer.map { .badge($0.done[language], tone: $0 == .reject ? .danger : .success) } ?? HTML()
        return """
            <li class="found-row">\(face.avatar(participant.person))<div class="grow"><p class="strong">\(model.people.name(of: participant.person))</p>\
            \(ifLet: by, { "<p class=\"faint\">\($0)</p>" })\(if: !participant.comment.isEmpty, "<p class=\"item-text\">\(participant.comment)</p>")</div>\
            \(said)\(participant.answeredAt.map { face.moment($0) })\(handOver(participant))</li>
            """
    }

    /// For who is asked and for those above them.
    private func handOver(_ participant: Assignment.Participant) -> HTML? {
        guard assignment.isOpen, participant.answer == nil, model.reach.covers(participant.person) else { return nil }
        let isHere = error?.field == "person" && typed?["from"] == participant.person.description
        let field = Field(
            "person", label: AssignmentPageTexts.toWhom[language], error: isHere ? error?.message[language] : nil, id: "delegate-\(participant.place)")
        let asked = Set(assignment.participants.map(\.person.description))
        let options = model.people.options().filter { !asked.contains($0.value) }
        let fields: HTML = """
            \(.hiddenField("from", participant.person.description))\
            \(.userPicker(field, options, selected: [typed?["person"] ?? ""], language))\
            \(.actions([.button(AssignmentPageTexts.handOver[language], kind: .primary, size: .small)]))
            """
        return """
            <details class="menu"\(attribute: "open", if: isHere)><summary class="button button-quiet button-small">\
            <span class="button-label">\(AssignmentPageTexts.handOver, language)</span></summary><div class="menu-panel task-pop">\
            \(.form(action: "/assignments/\(assignment.id)/delegate", csrf: csrf, attributes: " class=\"item-pop stack\"", fields))</div></details>
            """
    }
}

/// The buttons and the comment of who is asked: on the assignment's page and on the card of its item.
struct AssignmentForm {
    let assignment: Assignment
    let csrf: String
    let language: Language
    let typed: FormFields?
    let error: Failure?

    init(_ assignment: Assignment, csrf: String, language: Language, typed: FormFields? = nil, error: Failure? = nil) {
        self.assignment = assignment
        self.csrf = csrf
        self.language = language
        self.typed = typed
        self.error = error
    }

    /// - Parameter isOnCard: the answer then takes the card's place.
    func html(isOnCard: Bool) -> HTML {
        let action = "/assignments/\(assignment.id)/answer"
        let target: HTML = isOnCard ? "\(.posts(to: action)) hx-target=\"closest .item\" hx-swap=\"outerHTML\"" : HTML()
        let hint: Text? =
            switch assignment.commentRule {
            case .never: nil
            case .onRejection: AssignmentPageTexts.commentOnRejection
            case .always: AssignmentPageTexts.commentAlways
            }
        let comment = Field(
            "comment", label: AssignmentPageTexts.comment[language], help: hint?[language],
            error: error?.field == "comment" ? error?.message[language] : nil, id: "assignment-\(assignment.id)-comment")
        return .form(
            action: action, csrf: csrf, attributes: target,
            """
            <div class="stack">\(if: isOnCard, .hiddenField("card", "1"))\(.textAreaField(comment, value: typed?["comment"] ?? "", rows: 2))\
            \(.actions(buttons))</div>
            """)
    }

    private var buttons: [HTML] {
        switch assignment.kind {
        case .approval: [button(.approve, .primary, .check), button(.reject, .danger, .x)]
        case .acquaintance: [button(.acquaint, .primary, .check)]
        }
    }

    private func button(_ answer: Assignment.Answer, _ kind: ButtonKind, _ icon: Icon) -> HTML {
        .button(answer.title[language], kind: kind, icon: icon, name: "answer", value: answer.rawValue)
    }
}

/// An open assignment on the card of its item.
struct AssignmentNotice {
    let assignment: Assignment
    let context: CardContext

    init(_ assignment: Assignment, _ context: CardContext) {
        self.assignment = assignment
        self.context = context
    }

    var html: HTML {
        let face = AssignmentFace(people: context.people, writer: context.writer, now: context.now)
        let waiting = assignment.participants.filter { $0.answer == nil }.map { context.people.name(of: $0.person) }.joined(separator: ", ")
        let form: HTML? =
            assignment.waits(for: context.viewer.user)
            ? AssignmentForm(assignment, csrf: context.csrf, language: context.language).html(isOnCard: true) : nil
        let deadline: HTML? = assignment.deadline.map { " · \(face.moment($0))" }
        return """
            <section class="item-request card"><header class="row row-nowrap">\(.icon(.circleCheck))<div class="grow">\
            <p class="strong"><a class="link" href="\(url: "/assignments/\(assignment.id)")" data-slideover>\(assignment.kind.title, context.language): \(assignment.title)</a></p>\
            <p class="faint">\(AssignmentPageTexts.waitFor, context.language) \(waiting)\(deadline)</p></div>\
            \(face.state(assignment))</header>\(form)</section>
            """
    }
}
