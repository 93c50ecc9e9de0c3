import Automation
import CRM
import Kernel

/// Which item a robot changes: its own, or the deal its own was copied from.
enum RobotTarget: String {
    case this
    case original

    static let choice = ParameterSpec.Kind.choice([
        (code: this.rawValue, title: RobotTexts.thisItem), (code: original.rawValue, title: RobotTexts.originalItem),
    ])
}

extension Step {
    /// The item that the parameter `target` names; the robot's own when it names none.
    func target(_ items: ItemStore) throws -> Item {
        try item(of: choice("target").flatMap(RobotTarget.init(rawValue:)) ?? .this, items)
    }

    func item(of target: RobotTarget, _ items: ItemStore) throws -> Item {
        let own = try item(document, items)
        guard target == .original else { return own }
        guard let original = own.original else { throw wrong("target", RobotTexts.noOriginal) }
        return try item(original, items)
    }

    private func item(_ id: DocumentID, _ items: ItemStore) throws -> Item {
        guard let item = try items.item(id, in: transaction) else { throw wrong("target", RobotTexts.itemGone) }
        return item
    }
}
