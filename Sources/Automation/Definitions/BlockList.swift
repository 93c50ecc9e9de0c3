/// One of the lists that stand inside a block.
package enum BlockPart: Sendable, Hashable {
    case then, otherwise, body
    /// A branch of a parallel block, from 0.
    case branch(Int)
    /// A case of a choice, from 0.
    case option(Int)
}

/// A list of blocks: a stage's own, or one inside a block. Its text is what forms send: `ask_shipping.then`, `both.branches[1]`,
/// empty for the stage's own.
package struct BlockList: Sendable, Hashable, CustomStringConvertible {
    /// The block that holds the list and which of its lists it is; nil for the stage's own.
    package let holder: Holder?

    package struct Holder: Sendable, Hashable {
        package let block: String
        package let part: BlockPart
    }

    /// The stage's own list: a column of the robots screen.
    package static let top = BlockList(holder: nil)

    package static func inside(_ block: String, _ part: BlockPart) -> BlockList {
        BlockList(holder: Holder(block: block, part: part))
    }

    private init(holder: Holder?) { self.holder = holder }

    /// Reads what `description` writes; nil for anything else.
    package init?(_ text: String) {
        guard !text.isEmpty else {
            self = .top
            return
        }
        guard let dot = text.firstIndex(of: "."), dot != text.startIndex,
            let part = BlockPart(String(text[text.index(after: dot)...]))
        else { return nil }
        self = .inside(String(text[..<dot]), part)
    }

    package var description: String { holder.map { "\($0.block).\($0.part)" } ?? "" }
}

extension BlockPart: CustomStringConvertible {
    fileprivate init?(_ text: String) {
        switch text {
        case "then": self = .then
        case "otherwise": self = .otherwise
        case "body": self = .body
        default:
            guard text.hasSuffix("]"), let bracket = text.firstIndex(of: "["),
                let number = Int(text[text.index(after: bracket)...].dropLast()), number >= 0
            else { return nil }
            switch text[..<bracket] {
            case "branches": self = .branch(number)
            case "cases": self = .option(number)
            default: return nil
            }
        }
    }

    /// As in the places of findings.
    package var description: String {
        switch self {
        case .then: "then"
        case .otherwise: "otherwise"
        case .body: "body"
        case .branch(let number): "branches[\(number)]"
        case .option(let number): "cases[\(number)]"
        }
    }
}

/// Where a block stands or shall stand.
package struct BlockPlace: Sendable, Hashable {
    package let list: BlockList
    /// From 0.
    package let index: Int

    package init(_ list: BlockList, _ index: Int) {
        self.list = list
        self.index = index
    }
}

extension Block {
    /// The lists inside the block, in the order in which they are drawn.
    package var lists: [(part: BlockPart, blocks: [Block])] {
        switch self {
        case .robot, .delay, .stop: []
        case .branch(_, _, _, let then, let otherwise): [(.then, then), (.otherwise, otherwise)]
        case .choice(_, _, let cases, let otherwise):
            cases.enumerated().map { (.option($0), $1.blocks) } + [(.otherwise, otherwise)]
        case .parallel(_, _, _, let branches): branches.enumerated().map { (.branch($0), $1) }
        case .loop(_, _, _, _, let body), .each(_, _, _, _, let body): [(.body, body)]
        case .wait(_, _, _, let came, let missed): [(.then, came), (.otherwise, missed)]
        }
    }

    /// The same block with other blocks in one of its lists; a list that it does not have changes nothing.
    package func holding(_ blocks: [Block], in part: BlockPart) -> Block {
        switch (self, part) {
        case (.branch(let id, let title, let condition, _, let otherwise), .then):
            return .branch(id: id, title: title, condition: condition, then: blocks, otherwise: otherwise)
        case (.branch(let id, let title, let condition, let then, _), .otherwise):
            return .branch(id: id, title: title, condition: condition, then: then, otherwise: blocks)
        case (.choice(let id, let title, var cases, let otherwise), .option(let number)) where cases.indices.contains(number):
            cases[number].blocks = blocks
            return .choice(id: id, title: title, cases: cases, otherwise: otherwise)
        case (.choice(let id, let title, let cases, _), .otherwise):
            return .choice(id: id, title: title, cases: cases, otherwise: blocks)
        case (.parallel(let id, let title, let waitsForAll, var branches), .branch(let number)) where branches.indices.contains(number):
            branches[number] = blocks
            return .parallel(id: id, title: title, waitsForAll: waitsForAll, branches: branches)
        case (.loop(let id, let title, let condition, let limit, _), .body):
            return .loop(id: id, title: title, condition: condition, limit: limit, body: blocks)
        case (.each(let id, let title, let list, let limit, _), .body):
            return .each(id: id, title: title, list, limit: limit, body: blocks)
        case (.wait(let id, let title, let rule, _, let missed), .then):
            return .wait(id: id, title: title, rule, came: blocks, missed: missed)
        case (.wait(let id, let title, let rule, let came, _), .otherwise):
            return .wait(id: id, title: title, rule, came: came, missed: blocks)
        case (.robot, _), (.branch, _), (.choice, _), (.parallel, _), (.delay, _), (.loop, _), (.wait, _), (.each, _), (.stop, _): return self
        }
    }

    /// What people have called it; empty when they have not.
    package var title: String {
        switch self {
        case .robot(let robot): robot.title
        case .branch(_, let title, _, _, _), .choice(_, let title, _, _), .parallel(_, let title, _, _), .delay(_, let title, _), .loop(_, let title, _, _, _),
            .wait(_, let title, _, _, _), .each(_, let title, _, _, _):
            title
        case .stop: ""
        }
    }

    /// The kind as ids begin with it: a robot's kind, `branch`, `delay`.
    package var kindName: String {
        switch self {
        case .robot(let robot): robot.kind.rawValue
        case .branch: "branch"
        case .choice: "switch"
        case .parallel: "parallel"
        case .delay: "delay"
        case .loop: "loop"
        case .wait: "wait"
        case .each: "each"
        case .stop: "stop"
        }
    }

    /// The block and everything in it, from the outside in.
    package var family: [Block] { [self] + lists.flatMap { $0.blocks.flatMap(\.family) } }
}
