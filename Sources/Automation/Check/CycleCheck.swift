import Kernel

/// Finds circles of stages through robots that change the stage. A circle that nothing can slow down or stop is an error;
/// one with conditions or pauses is shown as a warning.
struct CycleCheck {
    private struct Move {
        let from: String
        let to: String
        let place: String
        /// It happens at once and whatever the data.
        let isCertain: Bool
    }

    let catalog: Catalog

    func findings(in body: PipelineAutomation) -> [Finding] {
        let moves = body.stages.flatMap(moves)
        var findings: [Finding] = []
        var told: Set<Set<String>> = []
        for severity in [Finding.Severity.error, .warning] {
            let considered = severity == .error ? moves.filter(\.isCertain) : moves
            for move in considered {
                guard let path = path(from: move.to, to: move.from, considered), told.insert(Set(path)).inserted else {
                    continue
                }
                let cycle = ([move.from] + path).joined(separator: " → ")
                let text = severity == .error ? CheckTexts.certainCycle : CheckTexts.possibleCycle
                findings.append(Finding(severity, move.place, text.with(["cycle": cycle])))
            }
        }
        return findings
    }

    private func moves(of stage: StageAutomation) -> [Move] {
        var moves: [Move] = []
        for chain in stage.chains {
            var isCertain = true
            for block in chain {
                for robot in block.robots {
                    let isUnconditional = if case .robot = block { robot.condition == nil } else { false }
                    let isAtOnce = isCertain && robot.timing.isImmediate && isUnconditional
                    for target in targets(of: robot) {
                        let place = place(of: block, in: stage)
                        moves.append(Move(from: stage.stage, to: target, place: place, isCertain: isAtOnce))
                    }
                }
                if block.canWait(catalog) { isCertain = false }
            }
        }
        return moves
    }

    private func place(of block: Block, in stage: StageAutomation) -> String {
        let index = stage.process.firstIndex { $0.id == block.id } ?? 0
        return "stages[\(stage.stage)].\(block.listName)[\(index)]"
    }

    /// The stages of its own pipeline that the robot moves the item to, and the processes that it starts.
    private func targets(of robot: RobotSetting) -> [String] {
        guard let kind = catalog[robot: robot.kind] else { return [] }
        return kind.parameters.compactMap { spec in
            switch spec.kind {
            case .stage, .process: break
            default: return nil
            }
            return (robot.parameters[spec.name] ?? spec.preset)?.string
        }
    }

    /// The shortest way along the moves, both ends included; nil when there is none.
    private func path(from start: String, to end: String, _ moves: [Move]) -> [String]? {
        var paths = [[start]]
        var seen: Set<String> = [start]
        while !paths.isEmpty {
            let path = paths.removeFirst()
            guard let last = path.last else { continue }
            if last == end { return path }
            for move in moves where move.from == last && seen.insert(move.to).inserted {
                paths.append(path + [move.to])
            }
        }
        return nil
    }
}
