import Automation
import CRM
import Kernel

/// Somebody does what was planned on the item: the nearest call, meeting or to-do. Questions of robots have a deed of their own.
struct ActivityDone: Deed {
    let kind = "activity_done"
    let title = DeedTexts.activity
    let asks = DeedQuestion.nothing
    let portal: Portal

    func carryOut(_ scene: Scene) throws -> Text {
        let asked = Set(try scene.items.flatMap { try InformationRequest.open(of: $0, in: scene.transaction) }.compactMap(\.activity))
        let planned = try scene.items.reversed().lazy.flatMap { try Activity.planned(on: $0, in: scene.transaction) }
        guard let activity = planned.first(where: { !asked.contains($0.id) }) else { throw Failure(.notFound, DeedTexts.noActivity) }
        _ = try scene.act(portal, as: activity.responsible) { try Activity.complete(activity.id, in: $0) }
        return DeedTexts.taskDone.with([
            "title": Text(verbatim: activity.subject), "who": try scene.name(of: activity.responsible),
        ])
    }
}
