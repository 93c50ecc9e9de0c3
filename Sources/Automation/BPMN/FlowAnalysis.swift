import Kernel

/// What can be reached from the start of a graph, what dominates what, which arrows lead back: what tells a structured process from
/// a tangle.
struct FlowAnalysis {
    private let graph: BPMNGraph
    /// Reverse postorder: an element after everything it depends on.
    private let order: [String]
    private let position: [String: Int]
    /// The last element that every way to an element passes before it.
    private let dominators: [Int]
    private let back: Set<String>

    /// - Throws: `Failure` `.invalid` naming the element in the middle of a loop that an arrow from outside leads to.
    init(_ graph: BPMNGraph, from start: String) throws {
        self.graph = graph
        let order = Self.order(graph, from: start)
        let position = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
        let dominators = Self.dominators(graph, order, position)
        var back: Set<String> = []
        for id in order {
            for flow in graph.flows(from: id) {
                guard let from = position[id], let to = position[flow.target], to <= from else { continue }
                guard Self.dominates(to, from, dominators) else {
                    throw BPMNTexts.refusal(BPMNTexts.intoLoop, at: graph[flow.target])
                }
                back.insert(flow.id)
            }
        }
        self.order = order
        self.position = position
        self.dominators = dominators
        self.back = back
    }

    func isReachable(_ id: String) -> Bool { position[id] != nil }

    func isBack(_ flow: BPMNFlow) -> Bool { back.contains(flow.id) }

    /// Arrows that arrive at an element from where the way comes, those of loops left out.
    func forward(to id: String) -> [BPMNFlow] {
        graph.flows(to: id).filter { isReachable($0.source) && !isBack($0) }
    }

    func isLoopStart(_ id: String) -> Bool { graph.flows(to: id).contains { isReachable($0.source) && isBack($0) } }

    /// Where ways that part at an element meet again.
    func joins(of split: String) -> [String] {
        guard let place = position[split] else { return [] }
        return order.filter { id in
            guard let own = position[id], own != place else { return false }
            return dominators[own] == place && forward(to: id).count > 1
        }
    }

    /// The elements of the loop that begins here.
    func loop(from start: String) -> Set<String> {
        var members: Set<String> = [start]
        var waiting = graph.flows(to: start).filter { isReachable($0.source) && isBack($0) }.map(\.source)
        while let id = waiting.popLast() {
            guard members.insert(id).inserted else { continue }
            waiting += graph.flows(to: id).map(\.source).filter(isReachable)
        }
        return members
    }

    // MARK: Working it out

    private static func order(_ graph: BPMNGraph, from start: String) -> [String] {
        var seen: Set<String> = [start]
        var finished: [String] = []
        // Elements under way, and which of their arrows comes next.
        var path = [(id: start, next: 0)]
        while let (id, next) = path.last {
            let flows = graph.flows(from: id)
            guard next < flows.count else {
                finished.append(id)
                path.removeLast()
                continue
            }
            path[path.count - 1].next += 1
            if seen.insert(flows[next].target).inserted { path.append((flows[next].target, 0)) }
        }
        return finished.reversed()
    }

    /// By Cooper, Harvey and Kennedy: a simple, fast dominance algorithm.
    private static func dominators(_ graph: BPMNGraph, _ order: [String], _ position: [String: Int]) -> [Int] {
        var dominators = [Int](repeating: -1, count: order.count)
        dominators[0] = 0
        var isChanging = true
        while isChanging {
            isChanging = false
            for place in order.indices.dropFirst() {
                let known = graph.flows(to: order[place]).compactMap { position[$0.source] }.filter { dominators[$0] >= 0 }
                guard var common = known.first else { continue }
                for other in known.dropFirst() { common = meet(common, other, dominators) }
                if dominators[place] != common {
                    dominators[place] = common
                    isChanging = true
                }
            }
        }
        return dominators
    }

    private static func meet(_ one: Int, _ two: Int, _ dominators: [Int]) -> Int {
        var (one, two) = (one, two)
        while one != two {
            if one > two { one = dominators[one] } else { two = dominators[two] }
        }
        return one
    }

    private static func dominates(_ one: Int, _ two: Int, _ dominators: [Int]) -> Bool {
        var place = two
        while place > one { place = dominators[place] }
        return place == one
    }
}
