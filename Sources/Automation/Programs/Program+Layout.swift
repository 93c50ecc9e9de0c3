import Kernel

extension Program {
    /// Which nodes belong together: a region is one sequence in which at most one token can stand.
    struct Layout {
        /// For each node the first node of its sequence: a top-level branch of the column, or a branch of a fork.
        let regions: [Int]
        /// For each node the forks around it, the outermost first.
        let forks: [[Int]]
    }

    var layout: Layout {
        var regions = Array(repeating: 0, count: nodes.count)
        var forks = Array(repeating: [Int](), count: nodes.count)
        for (entry, end) in zip(entries, entries.dropFirst() + [nodes.count]) {
            for index in entry..<end { regions[index] = entry }
        }
        // Forks come before what stands in them, so inner ones have the last word.
        for (fork, node) in nodes.enumerated() {
            guard case .fork(let beginnings, _, let next) = node.action else { continue }
            for (beginning, end) in zip(beginnings, beginnings.dropFirst() + [next]) {
                for index in beginning..<end {
                    regions[index] = beginning
                    forks[index] = forks[fork] + [fork]
                }
            }
        }
        return Layout(regions: regions, forks: forks)
    }

    /// The ids of the blocks in the sequence that begins at a node, with all that stands in them.
    func blockIDs(inRegion beginning: Int) -> Set<String> {
        let layout = layout
        let outer = layout.forks[beginning].count
        let inside = nodes.indices.filter { index in
            layout.regions[index] == beginning
                || layout.forks[index].dropFirst(outer).first.map { layout.regions[$0] == beginning } ?? false
        }
        return Set(inside.filter { nodes[$0].action.isBlock }.map { nodes[$0].id })
    }

    /// Where a token goes when the block of a node has nothing to do for it; nil at the end of a branch.
    func behind(_ index: Int) -> Int? {
        switch nodes[index].action {
        case .delay, .robot, .stop: index + 1
        case .jump(let target): target
        case .branch(_, let otherwise), .wait(_, let otherwise): if case .jump(let end) = nodes[otherwise - 1].action { end } else { otherwise }
        case .fork(_, _, let next): next
        case .loop(_, _, let after), .each(_, _, let after): after
        case .end: nil
        }
    }
}

extension Program.Action {
    /// Whether the node stands for a block of the editor; jumps and ends only bear the id of one.
    var isBlock: Bool {
        switch self {
        case .delay, .robot, .branch, .fork, .loop, .wait, .each, .stop: true
        case .jump, .end: false
        }
    }

    /// Whether it is the same kind of block as another's.
    func isLike(_ other: Program.Action) -> Bool {
        switch (self, other) {
        case (.robot(let mine), .robot(let theirs)): mine.kind == theirs.kind
        case (.delay, .delay), (.branch, .branch), (.fork, .fork), (.loop, .loop), (.wait, .wait), (.each, .each), (.stop, .stop): true
        default: false
        }
    }
}

extension Program.Node {
    /// Whether `{=id:…}` may mean something of it.
    var givesResults: Bool {
        switch action {
        case .robot, .wait, .each: true
        case .delay, .branch, .jump, .fork, .loop, .stop, .end: false
        }
    }
}
