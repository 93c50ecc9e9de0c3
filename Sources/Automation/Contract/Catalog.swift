import Kernel

/// Robots under one heading of «+ добавить».
package struct RobotGroup: Sendable {
    package let title: Text
    package let robots: [any Robot]

    package init(_ title: Text, _ robots: [any Robot]) {
        self.title = title
        self.robots = robots
    }
}

/// Every robot and trigger that this program knows.
package struct Catalog: Sendable {
    /// In the order in which «+ добавить» lists them.
    package let groups: [RobotGroup]
    package let triggers: [any Trigger]
    /// What this program can reach the outside with.
    package let connectors: Set<ConnectorKind>
    private let robotsByKind: [RobotKind: any Robot]
    private let triggersByKind: [String: any Trigger]

    /// - Precondition: no kind appears twice; a convention test checks the catalogue.
    package init(groups: [RobotGroup], triggers: [any Trigger], connectors: Set<ConnectorKind> = []) {
        self.groups = groups
        self.triggers = triggers
        self.connectors = connectors
        robotsByKind = Dictionary(uniqueKeysWithValues: groups.flatMap(\.robots).map { ($0.kind, $0) })
        triggersByKind = Dictionary(uniqueKeysWithValues: triggers.map { ($0.kind, $0) })
    }

    /// A catalogue whose robots need no headings.
    package init(robots: [any Robot], triggers: [any Trigger], connectors: Set<ConnectorKind> = []) {
        self.init(groups: [RobotGroup(Text(verbatim: ""), robots)], triggers: triggers, connectors: connectors)
    }

    package var robots: [any Robot] { groups.flatMap(\.robots) }

    package subscript(robot kind: RobotKind) -> (any Robot)? { robotsByKind[kind] }
    package subscript(trigger kind: String) -> (any Trigger)? { triggersByKind[kind] }
}
