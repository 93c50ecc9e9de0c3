extension Block {
    /// The robots in this block, at any depth, in order.
    package var robots: [RobotSetting] {
        switch self {
        case .robot(let robot): [robot]
        case .branch(_, _, _, let then, let otherwise): (then + otherwise).flatMap(\.robots)
        case .choice, .wait: lists.flatMap(\.blocks).flatMap(\.robots)
        case .parallel(_, _, _, let branches): branches.joined().flatMap(\.robots)
        case .loop(_, _, _, _, let body), .each(_, _, _, _, let body): body.flatMap(\.robots)
        case .delay, .stop: []
        }
    }

    /// The ids in this block, at any depth, whose results `{=id:…}` may name.
    var giverIDs: [String] {
        family.compactMap { block in
            switch block {
            case .robot, .wait, .each: block.id
            case .branch, .choice, .parallel, .delay, .loop, .stop: nil
            }
        }
    }

    /// How a place in a stage's list is called in findings.
    var listName: String { if case .robot = self { "robots" } else { "process" } }

    /// Whether time may pass inside the block.
    func canWait(_ catalog: Catalog) -> Bool {
        switch self {
        case .robot(let robot): !robot.timing.isImmediate || catalog[robot: robot.kind]?.mayWait ?? true
        case .branch(_, _, _, let then, let otherwise): (then + otherwise).contains { $0.canWait(catalog) }
        case .choice: lists.flatMap(\.blocks).contains { $0.canWait(catalog) }
        case .parallel(_, _, _, let branches): branches.joined().contains { $0.canWait(catalog) }
        case .delay(_, _, let timing): !timing.isImmediate
        case .loop(_, _, _, _, let body), .each(_, _, _, _, let body): body.contains { $0.canWait(catalog) }
        case .wait: true
        case .stop: false
        }
    }
}
