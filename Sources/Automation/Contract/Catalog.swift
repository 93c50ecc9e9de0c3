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

/// Robots that come and go while the program runs: those of programs outside.
package protocol RobotShelf: Sendable {
    /// Those that are there now, under their headings.
    var groups: [RobotGroup] { get }
    /// Also one that has gone, as long as its kind is of this shelf: it says so when it is its turn.
    subscript(kind: RobotKind) -> (any Robot)? { get }
}

/// Every robot and trigger that this program knows.
package struct Catalog: Sendable {
    private let fixed: [RobotGroup]
    private let shelf: (any RobotShelf)?
    package let triggers: [any Trigger]
    /// What this program can reach the outside with.
    package let connectors: Set<ConnectorKind>
    private let robotsByKind: [RobotKind: any Robot]
    private let triggersByKind: [String: any Trigger]

    /// - Precondition: no kind appears twice; a convention test checks the catalogue.
    package init(
        groups: [RobotGroup], triggers: [any Trigger], connectors: Set<ConnectorKind> = [], shelf: (any RobotShelf)? = nil
    ) {
        fixed = groups
        self.shelf = shelf
        self.triggers = triggers
        self.connectors = connectors
        robotsByKind = Dictionary(uniqueKeysWithValues: groups.flatMap(\.robots).map { ($0.kind, $0) })
        triggersByKind = Dictionary(uniqueKeysWithValues: triggers.map { ($0.kind, $0) })
    }

    /// A catalogue whose robots need no headings.
    package init(robots: [any Robot], triggers: [any Trigger], connectors: Set<ConnectorKind> = []) {
        self.init(groups: [RobotGroup(Text(verbatim: ""), robots)], triggers: triggers, connectors: connectors)
    }

    /// In the order in which «+ добавить» lists them.
    package var groups: [RobotGroup] { fixed + (shelf?.groups ?? []) }
    package var robots: [any Robot] { groups.flatMap(\.robots) }

    package subscript(robot kind: RobotKind) -> (any Robot)? { robotsByKind[kind] ?? shelf?[kind] }
    package subscript(trigger kind: String) -> (any Trigger)? { triggersByKind[kind] }
}
