import Automation
import CRM
import Kernel

extension RobotsModel {
    /// What the static check needs to know of the portal as it is now.
    var knowledge: PortalKnowledge { knowledge(of: pipeline) }

    /// - Parameter pipeline: on whose items insertions and fields are meant.
    func knowledge(of pipeline: Pipeline) -> PortalKnowledge {
        let vocabulary = Vocabulary(pipeline, fields: fields, constants: constants, robots: [])
        let wording = PeopleWording(
            people: people, constants: constants, fields: fields.fields(of: pipeline.id.entity), recent: recent, language: .russian)
        let values = Dictionary(constants.map { ($0.code, $0.value) }) { $1 }
        let active = Set(connections.filter(\.settings.isActive).map(\.connector))
        return PortalKnowledge(
            now: now, zone: zone, knowsReference: { vocabulary.knows($0) },
            problemOfPeople: { PeopleSelector(stored: $0).flatMap(wording.problem) },
            constant: { $0.object == "GlobalConst" ? values[$0.field] : nil }, hasConnection: { active.contains($0.rawValue) })
    }
}
