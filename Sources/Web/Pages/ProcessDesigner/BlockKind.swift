import Automation
import Kernel

/// The blocks that are no robots, as the designer offers them. Raw values are `Block.kindName`.
enum BlockKind: String, CaseIterable, Sendable {
    case branch
    case choice = "switch"
    case parallel, delay, wait, loop, each, stop

    var title: Text {
        switch self {
        case .branch: ProcessTexts.branch
        case .choice: ProcessTexts.choice
        case .parallel: ProcessTexts.parallel
        case .delay: ProcessTexts.delay
        case .loop: ProcessTexts.loop
        case .wait: WaitTexts.wait
        case .each: WaitTexts.each
        case .stop: ProcessTexts.stop
        }
    }

    var help: Text {
        switch self {
        case .branch: ProcessTexts.branchHelp
        case .choice: ProcessTexts.choiceHelp
        case .parallel: ProcessTexts.parallelHelp
        case .delay: ProcessTexts.delayHelp
        case .loop: ProcessTexts.loopHelp
        case .wait: WaitTexts.waitHelp
        case .each: WaitTexts.eachHelp
        case .stop: ProcessTexts.stopHelp
        }
    }

    var icon: Icon {
        switch self {
        case .branch: .gitBranch
        case .choice: .listChecks
        case .parallel: .network
        case .delay: .clock
        case .loop: .refreshCw
        case .wait: .timer
        case .each: .list
        case .stop: .ban
        }
    }

    /// A block with nothing set yet.
    func fresh(id: String) -> Block {
        switch self {
        case .branch: .branch(id: id, title: "", condition: .always, then: [], otherwise: [])
        case .choice: .choice(id: id, title: "", cases: [ChoiceCase(condition: .always)], otherwise: [])
        case .parallel: .parallel(id: id, title: "", waitsForAll: true, branches: [[], []])
        case .delay: .delay(id: id, title: "", Timing(amount: 1, unit: .days))
        case .loop: .loop(id: id, title: "", condition: .always, limit: 10, body: [])
        case .wait: .wait(id: id, title: "", WaitRule(.condition(.always)), came: [], missed: [])
        case .each: .each(id: id, title: "", .rows(.products), limit: 100, body: [])
        case .stop: .stop(id: id)
        }
    }
}

extension Block {
    /// What the designer calls it and shows before it.
    var look: (title: Text, icon: Icon) {
        BlockKind(rawValue: kindName).map { ($0.title, $0.icon) } ?? (ProcessTexts.robot, .bot)
    }
}
