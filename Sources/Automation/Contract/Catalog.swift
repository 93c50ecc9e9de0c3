import Kernel

/// Every robot and trigger that this program knows.
package struct Catalog: Sendable {
    /// In the order in which «+ добавить» lists them.
    package let robots: [any Robot]
    package let triggers: [any Trigger]
    private let robotsByKind: [RobotKind: any Robot]
    private let triggersByKind: [String: any Trigger]

    /// - Precondition: no kind appears twice; a convention test checks the catalogue.
    package init(robots: [any Robot], triggers: [any Trigger]) {
        self.robots = robots
        self.triggers = triggers
        robotsByKind = Dictionary(uniqueKeysWithValues: robots.map { ($0.kind, $0) })
        triggersByKind = Dictionary(uniqueKeysWithValues: triggers.map { ($0.kind, $0) })
    }

    package subscript(robot kind: RobotKind) -> (any Robot)? { robotsByKind[kind] }
    package subscript(trigger kind: String) -> (any Trigger)? { triggersByKind[kind] }
}
