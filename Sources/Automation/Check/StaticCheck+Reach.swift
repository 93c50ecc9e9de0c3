import Kernel

/// What can never run. A person may move an item to any stage, so every stage can be reached; a block below one that always
/// ends the way cannot.
extension StaticCheck {
    mutating func checkReach(_ stage: StageAutomation, _ place: String) {
        for chain in stage.chains {
            if let (dead, end) = firstDead(in: chain, of: stage) { report(dead, behind: end, stage) }
        }
        for block in stage.process.flatMap(\.family) {
            for list in block.lists {
                if let (dead, end) = firstDead(in: list.blocks, of: stage) { report(dead, behind: end, stage) }
            }
        }
    }

    private mutating func report(_ block: Block, behind end: Block, _ stage: StageAutomation) {
        guard let place = stage.path(of: block.id) else { return }
        let title = end.title.isEmpty ? CheckTexts.end : Text(verbatim: end.title)
        warn(place, CheckTexts.unreachable.with(["block": title]))
    }

    /// The first block that runs one after the other behind one that always ends the way.
    private func firstDead(in list: [Block], of stage: StageAutomation) -> (dead: Block, end: Block)? {
        guard let index = list.firstIndex(where: { ends($0, stage) }), index + 1 < list.count else { return nil }
        return (list[index + 1], list[index])
    }

    /// Whether nothing runs behind the block, whatever the data.
    private func ends(_ block: Block, _ stage: StageAutomation) -> Bool {
        switch block {
        case .stop: true
        case .robot(let robot): robot.condition == nil && leaves(robot, stage)
        case .branch(_, _, _, let then, let otherwise): ends(then, stage) && ends(otherwise, stage)
        case .choice: block.lists.allSatisfy { ends($0.blocks, stage) }
        case .parallel(_, _, let waitsForAll, let branches):
            waitsForAll && branches.contains { $0.contains { if case .stop = $0 { true } else { false } } }
        case .wait(_, _, _, let came, let missed): ends(came, stage) && ends(missed, stage)
        case .delay, .loop, .each: false
        }
    }

    private func ends(_ list: [Block], _ stage: StageAutomation) -> Bool { list.contains { ends($0, stage) } }

    /// Whether the robot always takes the item to another stage of its pipeline.
    private func leaves(_ robot: RobotSetting, _ stage: StageAutomation) -> Bool {
        guard let kind = catalog[robot: robot.kind] else { return false }
        return kind.parameters.contains { spec in
            guard case .stage = spec.kind, let target = (robot.parameters[spec.name] ?? spec.preset)?.string else { return false }
            return target != stage.stage && !isUnknown(target, in: pipeline)
        }
    }
}
