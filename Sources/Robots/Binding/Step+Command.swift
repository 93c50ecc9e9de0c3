import Automation
import CRM
import Kernel

extension Step {
    /// Changes CRM inside this step, in the robot's name: every change on the card says which robot, when and why.
    /// - Parameter user: in whose name people see it; nil for the portal itself.
    func command<T>(_ portal: Portal, inNameOf user: UserID? = nil, _ body: (Command) throws -> T) throws -> T {
        let actor = Actor(origin: .robot(title: setting.title, run: runID, node: setting.id), user: user, reason: reason)
        return try portal.carryOut(as: actor, in: transaction, at: now, body)
    }

    /// The person responsible for the item, in whose name robots speak by default.
    var responsible: UserID? {
        get throws { try environment.value(object: "Document", field: "ASSIGNED_BY_ID")?.userIDs.first }
    }
}
