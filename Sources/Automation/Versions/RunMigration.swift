import Kernel

/// Where every branch of a run goes on in another version of its program. Pure: the preview and the carrying out ask the
/// same plan.
///
/// A token goes to the block with its own id; when that is gone, to the next block behind it that is still there; when none
/// is, its branch ends. At most one token stands in a sequence: of several, the one whose robot has already acted stays, so
/// that nothing is done twice. A branch that is new begins; one that had begun before does not begin again.
struct RunMigration {
    enum Place: Hashable {
        /// Its own block is still there.
        case own(Int)
        /// Its block is gone; this one is next.
        case next(Int)
        /// Nothing is left of its branch.
        case gone

        var node: Int? {
            switch self {
            case .own(let node), .next(let node): node
            case .gone: nil
            }
        }
    }

    /// A branch that begins because it is new.
    struct Beginning: Hashable {
        let node: Int
        /// The token of the fork it belongs to; nil at the top.
        let parent: Int64?
    }

    private let old: Program
    private let new: Program
    private let layout: Program.Layout
    private(set) var places: [Int64: Place] = [:]
    private(set) var beginnings: [Beginning] = []

    /// - Parameters:
    ///   - tokens: of the run, in order.
    ///   - seen: ids of the blocks that the run has come to, as its journal tells.
    init(from old: Program, to new: Program, tokens: [Token], seen: Set<String>) {
        self.old = old
        self.new = new
        layout = new.layout
        for token in tokens where token.parent == nil { place(token, inside: nil, tokens) }
        settle(tokens)
        begin(tokens, seen)
    }

    // MARK: - Places

    private mutating func place(_ token: Token, inside fork: Int?, _ tokens: [Token]) {
        let place = place(of: token.node, inside: fork)
        places[token.id] = place
        for child in tokens where child.parent == token.id {
            if case .own(let node) = place { self.place(child, inside: node, tokens) } else { drop(child, tokens) }
        }
    }

    private func place(of node: Int, inside fork: Int?) -> Place {
        let around = fork.map { layout.forks[$0] + [$0] } ?? []
        if let own = counterpart(of: node, around) { return .own(own) }
        var visited: Set<Int> = [node]
        var index = old.behind(node)
        while let candidate = index, visited.insert(candidate).inserted {
            if let next = counterpart(of: candidate, around) { return .next(next) }
            index = old.behind(candidate)
        }
        return .gone
    }

    /// The node of the new program that stands for the same block inside the same forks. A pause before a robot that now
    /// acts at once leads to the robot.
    private func counterpart(of index: Int, _ around: [Int]) -> Int? {
        let node = old.nodes[index]
        guard node.action.isBlock else { return nil }
        let same = new.nodes.indices.filter {
            new.nodes[$0].id == node.id && layout.forks[$0] == around && new.nodes[$0].action.isBlock
        }
        if let exact = same.first(where: { new.nodes[$0].action.isLike(node.action) }) { return exact }
        guard case .delay = node.action, case .robot(let setting) = old.nodes[index + 1].action, setting.id == node.id else {
            return nil
        }
        return same.first { new.nodes[$0].action.isLike(old.nodes[index + 1].action) }
    }

    private mutating func drop(_ token: Token, _ tokens: [Token]) {
        places[token.id] = .gone
        for child in tokens where child.parent == token.id { drop(child, tokens) }
    }

    // MARK: - One token a sequence

    private mutating func settle(_ tokens: [Token]) {
        var owners: [Int: Token] = [:]
        for token in tokens {
            guard let node = places[token.id]?.node else { continue }
            let region = layout.regions[node]
            guard let owner = owners[region] else {
                owners[region] = token
                continue
            }
            let stays = outranks(token, owner) ? token : owner
            drop(stays.id == token.id ? owner : token, tokens)
            owners[region] = stays
        }
    }

    private func outranks(_ token: Token, _ other: Token) -> Bool { rank(of: token) < rank(of: other) }

    private func rank(of token: Token) -> (Int, Int, Int) {
        let hasActed = [.waitingForEvent, .failed, .joining].contains(token.state)
        let isOwn = if case .own = places[token.id] { true } else { false }
        return (hasActed ? 0 : 1, isOwn ? 0 : 1, places[token.id]?.node ?? .max)
    }

    // MARK: - New branches

    private mutating func begin(_ tokens: [Token], _ seen: Set<String>) {
        let taken = Set(places.values.compactMap { $0.node.map { layout.regions[$0] } })
        func isNew(_ beginning: Int) -> Bool {
            !taken.contains(beginning) && new.blockIDs(inRegion: beginning).isDisjoint(with: seen)
        }
        beginnings = new.entries.filter(isNew).map { Beginning(node: $0, parent: nil) }
        for token in tokens where token.state == .joining {
            guard case .own(let node) = places[token.id], case .fork(let branches, _, _) = new.nodes[node].action else { continue }
            beginnings += branches.filter(isNew).map { Beginning(node: $0, parent: token.id) }
        }
    }

    /// Whether a wait goes on as it is: one with another rule begins anew, with its old anchor.
    func waitsOn(_ token: Token, at node: Int) -> Bool {
        guard case .wait(let old, _) = old.nodes[token.node].action, case .wait(let new, _) = new.nodes[node].action else { return false }
        return old == new
    }

    /// The turns of a token's loops, by the nodes of the loops that are still around.
    func loops(of token: Token) -> [Int: Int] {
        var loops: [Int: Int] = [:]
        for (node, turns) in token.loops {
            let id = old.nodes[node].id
            let there = new.nodes.indices.first {
                switch new.nodes[$0].action {
                case .loop, .each: new.nodes[$0].id == id
                default: false
                }
            }
            if let there { loops[there] = turns }
        }
        return loops
    }
}
