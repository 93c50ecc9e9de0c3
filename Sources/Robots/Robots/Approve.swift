import Automation
import CRM
import Kernel

/// «Утверждение»: asks people to approve or reject, and holds the process until that is decided.
struct Approve: Robot {
    let kind: RobotKind = "approve"
    let title = Text(ru: "Утверждение", en: "Approval")
    let parameters =
        ParameterSpec.assignmentBasics + [
            ParameterSpec(
                "rule", Text(ru: "Кто решает", en: "Who decides"),
                .choice([
                    (Assignment.Rule.any.rawValue, Text(ru: "Первый, кто ответит", en: "The first who answers")),
                    (Assignment.Rule.all.rawValue, Text(ru: "Все: один отказ отклоняет", en: "Everybody: one rejection rejects")),
                    (Assignment.Rule.votes.rawValue, Text(ru: "Столько голосов «за», сколько указано", en: "As many approvals as given below")),
                ]), required: true, preset: "all"),
            ParameterSpec("votes", Text(ru: "Сколько голосов «за» нужно", en: "How many approvals are needed"), .number, preset: 1),
            .assignmentDeadline,
            ParameterSpec(
                "onDeadline", Text(ru: "Если срок прошёл без решения", en: "When the deadline passes undecided"),
                .choice([
                    (Assignment.Expiry.nothing.rawValue, Text(ru: "Пойти дальше без решения", en: "Go on without a decision")),
                    (Assignment.Expiry.approved.rawValue, Text(ru: "Считать утверждённым", en: "Take it as approved")),
                    (Assignment.Expiry.rejected.rawValue, Text(ru: "Считать отклонённым", en: "Take it as rejected")),
                ]), required: true, preset: "expired"),
            ParameterSpec(
                "comment", Text(ru: "Комментарий обязателен", en: "A comment is required"),
                .choice([
                    (Assignment.CommentRule.never.rawValue, Text(ru: "Нет", en: "Never")),
                    (Assignment.CommentRule.onRejection.rawValue, Text(ru: "При отказе", en: "When rejecting")),
                    (Assignment.CommentRule.always.rawValue, Text(ru: "Всегда", en: "Always")),
                ]), required: true, preset: "reject"),
        ]
    let results = [
        ResultSpec("Approved", Text(ru: "Утверждено", en: "Approved"), .bool), ResultSpec.expired,
        ResultSpec("Comment", Text(ru: "Комментарий", en: "Comment")),
        ResultSpec("User", Text(ru: "Кто решил", en: "Who decided"), .user),
    ]
    let portal: Portal

    func run(_ step: Step) throws -> Outcome {
        var draft = try step.assignment(.approval)
        draft.rule = try step.choice("rule").flatMap(Assignment.Rule.init) ?? .all
        draft.votes = try step.number("votes").map { Int($0) } ?? 1
        draft.expiry = try step.choice("onDeadline").flatMap(Assignment.Expiry.init) ?? .nothing
        draft.commentRule = try step.choice("comment").flatMap(Assignment.CommentRule.init) ?? .never
        if draft.rule == .votes, !(1...draft.people.count).contains(draft.votes) {
            throw step.wrong("votes", RobotTexts.badVotes.with(["count": String(draft.people.count)]))
        }
        return try step.ask(draft, portal)
    }

    func resume(_ step: Step, _ event: PostedEvent) throws -> Outcome {
        let state = event.payload["state"]?.printable
        return .done(results: [
            "Approved": .bool(state == Assignment.State.approved.rawValue), "Expired": .bool(state == Assignment.State.expired.rawValue),
            "Comment": event.payload["comment"] ?? .null, "User": event.payload["user"] ?? .null,
        ])
    }
}

extension ParameterSpec {
    // Of everything that asks people; `Step.assignment` reads them.
    static let assignmentBasics = subjectAndDescription + [recipients(preset: .supervisor)]
    static let assignmentDeadline = ParameterSpec(
        "deadline", RobotTexts.deadline, .moment,
        help: Text(ru: "Когда срок пройдёт, процесс пойдёт дальше.", en: "When it has passed, the process goes on."))
}

extension ResultSpec {
    static let expired = ResultSpec("Expired", Text(ru: "Срок прошёл", en: "The deadline passed"), .bool)
}

extension Step {
    func assignment(_ kind: Assignment.Kind) throws -> AssignmentDraft {
        var draft = AssignmentDraft(kind, item: document, title: try text("subject"), people: try people("to"), robotKey: key)
        draft.description = try text("description")
        draft.deadline = try moment("deadline")
        return draft
    }

    func ask(_ draft: AssignmentDraft, _ portal: Portal) throws -> Outcome {
        let id = try command(portal) { try Assignment.ask(draft, in: $0) }
        return .wait(for: AssignmentClosed.kind, correlation: id.rawValue, results: ["assignment": .int(id.rawValue)])
    }
}
