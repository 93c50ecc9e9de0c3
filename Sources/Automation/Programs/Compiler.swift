import Kernel

/// Turns the blocks of a stage into a flat program.
///
/// The top list of a stage is a column of robots: every robot that is not «после предыдущего» begins a branch of its own
/// at the stage entry, everything else (including all other blocks) continues the branch above it. Lists inside blocks
/// are plain sequences.
struct Compiler {
    private var nodes: [Program.Node] = []

    static func compile(_ stage: StageAutomation) -> Program {
        var compiler = Compiler()
        var entries: [Int] = []
        for chain in stage.chains {
            entries.append(compiler.nodes.count)
            compiler.sequence(chain)
            compiler.emit(chain.first?.id ?? "", .end)
        }
        let givers = compiler.nodes.filter(\.givesResults).map(\.id)
        return Program(
            stage: stage.stage, nodes: compiler.nodes, entries: entries,
            emptyResults: Dictionary((givers + (stage.named == nil ? [] : [NamedProcess.parameters])).map { ($0, [:]) }) { first, _ in first },
            title: stage.named?.title)
    }

    /// The branches that start at the stage entry, in listed order.
    static func chains(of process: [Block]) -> [[Block]] {
        var chains: [[Block]] = []
        for block in process {
            if case .robot(let robot) = block, !robot.timing.afterPrevious {
                chains.append([block])
            } else if chains.isEmpty {
                chains.append([block])
            } else {
                chains[chains.count - 1].append(block)
            }
        }
        return chains
    }

    private mutating func sequence(_ blocks: [Block]) {
        for block in blocks { compile(block) }
    }

    private mutating func compile(_ block: Block) {
        switch block {
        case .robot(let robot):
            if !robot.timing.isImmediate { emit(robot.id, .delay(robot.timing), robot.title) }
            emit(robot.id, .robot(robot), robot.title)
        case .branch(let id, let title, let condition, let then, let otherwise):
            branch(id, title, condition, then, otherwise)
        case .choice(let id, let title, let cases, let otherwise): choice(id, title, cases[...], otherwise)
        case .parallel(let id, let title, let waitsForAll, let branches):
            fork(id, title, waitsForAll, branches)
        case .delay(let id, let title, let timing): emit(id, .delay(timing), title)
        case .loop(let id, let title, let condition, let limit, let body):
            turn(id, title, body) { .loop(condition, limit: limit, after: $0) }
        case .each(let id, let title, let list, let limit, let body):
            turn(id, title, body) { .each(list, limit: limit, after: $0) }
        case .wait(let id, let title, let rule, let came, let missed):
            branch(id, title, { .wait(rule, missed: $0) }, { $0.sequence(came) }, { $0.sequence(missed) })
        case .stop(let id): emit(id, .stop)
        }
    }

    private mutating func branch(
        _ id: String, _ title: String, _ condition: Condition, _ then: [Block], _ otherwise: [Block]
    ) {
        branch(id, title, { .branch(condition, otherwise: $0) }, { $0.sequence(then) }, { $0.sequence(otherwise) })
    }

    /// A choice is branches inside each other's «otherwise», all under its id, each called like its case.
    private mutating func choice(_ id: String, _ title: String, _ cases: ArraySlice<ChoiceCase>, _ otherwise: [Block]) {
        guard let first = cases.first else { return sequence(otherwise) }
        branch(
            id, caseTitle(title, first, cases.startIndex), { .branch(first.condition, otherwise: $0) }, { $0.sequence(first.blocks) },
            { $0.choice(id, title, cases.dropFirst(), otherwise) })
    }

    /// «По сумме: Крупные»; a case without a title is called by its number.
    private func caseTitle(_ title: String, _ option: ChoiceCase, _ index: Int) -> String {
        let name = option.title.isEmpty ? String(index + 1) : option.title
        return title.isEmpty ? option.title : "\(title): \(name)"
    }

    /// - Parameter action: what stands before the two ways, by where the second begins.
    private mutating func branch(
        _ id: String, _ title: String, _ action: (Int) -> Program.Action, _ then: (inout Compiler) -> Void,
        _ otherwise: (inout Compiler) -> Void
    ) {
        let start = emit(id, .end, title)
        then(&self)
        let leap = emit(id, .end)
        place(action(nodes.count), at: start)
        otherwise(&self)
        place(.jump(nodes.count), at: leap)
    }

    /// - Parameter action: what decides before each turn, by where it goes on after the last.
    private mutating func turn(_ id: String, _ title: String, _ body: [Block], _ action: (Int) -> Program.Action) {
        let start = emit(id, .end, title)
        sequence(body)
        emit(id, .jump(start))
        place(action(nodes.count), at: start)
    }

    private mutating func fork(_ id: String, _ title: String, _ waitsForAll: Bool, _ branches: [[Block]]) {
        let start = emit(id, .end, title)
        var beginnings: [Int] = []
        for branch in branches {
            beginnings.append(nodes.count)
            sequence(branch)
            emit(id, .end)
        }
        place(.fork(beginnings, waitsForAll: waitsForAll, next: nodes.count), at: start)
    }

    @discardableResult
    private mutating func emit(_ id: String, _ action: Program.Action, _ title: String = "") -> Int {
        nodes.append(Program.Node(id: id, title: title, action: action))
        return nodes.count - 1
    }

    /// Fills in a node whose targets were not known when it was emitted.
    private mutating func place(_ action: Program.Action, at index: Int) {
        nodes[index] = Program.Node(id: nodes[index].id, title: nodes[index].title, action: action)
    }
}

extension Block {
    /// The editor's stable id of the block.
    package var id: String {
        switch self {
        case .robot(let robot): robot.id
        case .branch(let id, _, _, _, _): id
        case .choice(let id, _, _, _): id
        case .parallel(let id, _, _, _): id
        case .delay(let id, _, _): id
        case .loop(let id, _, _, _, _): id
        case .wait(let id, _, _, _, _): id
        case .each(let id, _, _, _, _): id
        case .stop(let id): id
        }
    }
}
