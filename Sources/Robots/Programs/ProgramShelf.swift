import Automation
import CRM
import Kernel

/// The robots and activities of programs among the others.
struct ProgramShelf: RobotShelf {
    let portal: Portal
    let catalog: CatalogCache
    let isRehearsal: Bool

    var groups: [RobotGroup] {
        let known = catalog.lastKnown.programRobots
        return [(RegisteredRobotTexts.group, known.filter { !$0.isActivity }), (RegisteredRobotTexts.activities, known.filter(\.isActivity))]
            .filter { !$0.1.isEmpty }
            .map { title, robots in RobotGroup(title, robots.map { robot(RobotKind($0.kind), $0) }) }
    }

    subscript(kind: RobotKind) -> (any Robot)? {
        guard kind.rawValue.hasPrefix(ProgramRobot.kindPrefix) else { return nil }
        return robot(kind, catalog.lastKnown.programRobots.first { $0.kind == kind.rawValue })
    }

    private func robot(_ kind: RobotKind, _ registration: ProgramRobot?) -> RegisteredRobot {
        RegisteredRobot(kind: kind, registration: registration, portal: portal, isRehearsal: isRehearsal)
    }
}
