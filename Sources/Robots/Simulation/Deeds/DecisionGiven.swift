import Automation
import CRM
import Kernel

/// Those who were asked to approve or to take note answer: all of them with yes, or the first with no.
struct DecisionGiven: Deed {
    static let approved = "approved"
    let asks = DeedQuestion.nothing
    let portal: Portal
    let isApproved: Bool

    var kind: String { isApproved ? DecisionGiven.approved : "rejected" }
    var title: Text { isApproved ? DeedTexts.approved : DeedTexts.rejected }

    func carryOut(_ scene: Scene) throws -> Text {
        let open = try scene.items.flatMap { try Assignment.open(of: $0, in: scene.transaction) }
            .filter { isApproved || $0.kind == .approval }
        let meant = scene.inputs.number.map { number in open.first { $0.id.rawValue == number } } ?? open.min { $0.id < $1.id }
        guard let assignment = meant else { throw Failure(.notFound, DeedTexts.noAssignment) }
        var answered: [UserID] = []
        for participant in assignment.participants where participant.answer == nil {
            guard try Assignment.find(assignment.id, in: scene.transaction)?.isOpen == true else { break }
            try scene.act(portal, as: participant.person) { command in
                try Assignment.answer(
                    assignment.id, answer(assignment.kind), comment: DeedTexts.anyText.russian, by: participant.person, in: command)
            }
            answered.append(participant.person)
            if !isApproved { break }
        }
        let who = Text.joined(try answered.map { try scene.name(of: $0) })
        return DeedTexts.decided.with(["title": Text(verbatim: assignment.title), "who": who])
    }

    private func answer(_ kind: Assignment.Kind) -> Assignment.Answer {
        switch kind {
        case .acquaintance: .acquaint
        case .approval: isApproved ? .approve : .reject
        }
    }
}
