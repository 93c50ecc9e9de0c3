import Kernel

/// Ways that part and meet, and ways that lead back.
extension BPMNStructure {
    mutating func split(_ node: BPMNNode, _ flows: [BPMNFlow], until stop: String?, in scope: Scope) throws -> [Block] {
        switch node.type {
        case "exclusiveGateway": try exclusive(node, flows, until: stop, in: scope)
        case "parallelGateway": try parallel(node, flows, until: stop, in: scope)
        case "inclusiveGateway", "eventBasedGateway", "complexGateway": throw BPMNTexts.refusal(BPMNTexts.gateway, at: node)
        default: throw BPMNTexts.refusal(BPMNTexts.severalWays, at: node)
        }
    }

    // MARK: One of several ways

    private mutating func exclusive(_ node: BPMNNode, _ flows: [BPMNFlow], until stop: String?, in scope: Scope) throws -> [Block] {
        let join = try join(of: node, flows, in: scope)
        if let join, scope.graph[join]?.type == "parallelGateway" {
            throw BPMNTexts.refusal(BPMNTexts.exclusiveMeetsParallel, at: scope.graph[join])
        }
        if join == nil, scope.mayStop, let open = onlyOpen(flows, in: scope) {
            // All other ways end at once: what goes on stays on the main way.
            let block = try decision(node, flows) { structure, flow in flow == open ? [] : [.stop(id: structure.freshID())] }
            return try block + sequence(from: open.target, until: stop, in: scope)
        }
        let block = try decision(node, flows) { structure, flow in try structure.sequence(from: flow.target, until: join ?? stop, in: scope) }
        guard let join else { return block }
        return try block + sequence(from: join, until: stop, in: scope, isJoin: true)
    }

    /// The only way that does not lead straight to an end; nil when there are several or none.
    private func onlyOpen(_ flows: [BPMNFlow], in scope: Scope) -> BPMNFlow? {
        let open = flows.filter { !isPlainEnd($0, in: scope) }
        return open.count == 1 && open.count < flows.count ? open[0] : nil
    }

    private func isPlainEnd(_ flow: BPMNFlow, in scope: Scope) -> Bool {
        guard let target = scope.graph[flow.target], target.type == "endEvent" else { return false }
        return target.event == nil || target.event == "terminate"
    }

    /// A condition for two ways, a choice for more.
    private mutating func decision(
        _ node: BPMNNode, _ flows: [BPMNFlow], _ way: (inout BPMNStructure, BPMNFlow) throws -> [Block]
    ) throws -> [Block] {
        let preset = flows.first { $0.id == node.element.attributes["default"] }
        if flows.count == 2 {
            let yes = flows.first { $0 != preset && ($0.condition != nil || BPMNTexts.isYes($0.name)) } ?? flows.first { $0 != preset } ?? flows[0]
            let no = flows[0] == yes ? flows[1] : flows[0]
            let condition = condition(of: yes, at: node)
            let title = title(node, yes)
            return [
                .branch(id: freshID(), title: title, condition: condition, then: try way(&self, yes), otherwise: try way(&self, no))
            ]
        }
        let id = freshID()
        let cases = try flows.filter { $0 != preset }.map { flow in
            ChoiceCase(title: flow.name.nonEmpty ?? flow.condition ?? "", condition: condition(of: flow, at: node), blocks: try way(&self, flow))
        }
        return [.choice(id: id, title: node.name, cases: cases, otherwise: try preset.map { try way(&self, $0) } ?? [])]
    }

    /// The question and the answer that leads on; a plain yes says nothing more.
    private func title(_ question: BPMNNode, _ answer: BPMNFlow) -> String {
        let words = [question.name, BPMNTexts.isYes(answer.name) ? "" : answer.name].filter { !$0.isEmpty }.joined(separator: " — ")
        return words.nonEmpty ?? answer.condition ?? ""
    }

    /// Ours when it reads like ours (`{=Document:OPPORTUNITY} > 1000`); else its words in place of a field: the check does not let
    /// them be saved before a person says what they mean.
    private mutating func condition(of flow: BPMNFlow, at node: BPMNNode) -> Condition {
        if let own = flow.condition.flatMap(BPMNCondition.read) { return own }
        let written = [flow.name, flow.condition ?? ""].filter { !$0.isEmpty }.joined(separator: " · ")
        note(.toFinish, node, BPMNTexts.setCondition.with(["condition": written.isEmpty ? "—" : written]))
        return .comparison(Comparison(Template(written.isEmpty ? "?" : written.withoutInsertions), .filled))
    }

    // MARK: Side by side

    private mutating func parallel(_ node: BPMNNode, _ flows: [BPMNFlow], until stop: String?, in scope: Scope) throws -> [Block] {
        let join = try join(of: node, flows, in: scope)
        if let join, scope.graph[join]?.type != "parallelGateway" {
            throw BPMNTexts.refusal(BPMNTexts.parallelMeetsOther, at: scope.graph[join])
        }
        if join == nil, stop != nil { throw BPMNTexts.refusal(BPMNTexts.parallelOpen, at: node) }
        let id = freshID()
        var branch = scope
        branch.isParallel = true
        let branches = try flows.map { try sequence(from: $0.target, until: join, in: branch) }
        let block = Block.parallel(id: id, title: node.name, waitsForAll: true, branches: branches)
        guard let join else { return [block] }
        return try [block] + sequence(from: join, until: stop, in: scope, isJoin: true)
    }

    /// Where the ways meet; nil when each goes to its own end.
    private func join(of node: BPMNNode, _ flows: [BPMNFlow], in scope: Scope) throws -> String? {
        let reached = reached(flows.map(\.target), in: scope)
        // An end event that several ways lead to is the end of each of them, not a place where they go on together.
        let joins = scope.flow.joins(of: node.id).filter { reached.contains($0) && scope.graph[$0]?.type != "endEvent" }
        if joins.count > 1 { throw BPMNTexts.refusal(BPMNTexts.unstructured, at: scope.graph[joins[0]]) }
        return joins.first
    }

    private func reached(_ starts: [String], in scope: Scope) -> Set<String> {
        var seen = Set(starts)
        var waiting = starts
        while let id = waiting.popLast() {
            for flow in scope.graph.flows(from: id) where !scope.flow.isBack(flow) && seen.insert(flow.target).inserted {
                waiting.append(flow.target)
            }
        }
        return seen
    }

    // MARK: Again and again

    /// First what stands before the question, then a loop: what stands behind «again», and the first part once more.
    mutating func loop(_ start: BPMNNode, until stop: String?, in scope: Scope) throws -> [Block] {
        let members = scope.flow.loop(from: start.id)
        let question = try question(of: members, start, in: scope)
        let flows = scope.graph.flows(from: question.id)
        let again = flows.filter { members.contains($0.target) }
        let out = flows.filter { !members.contains($0.target) }
        guard again.count == 1, !out.isEmpty else { throw BPMNTexts.refusal(BPMNTexts.loopWays, at: question) }
        var inside = scope
        inside.loops.insert(start.id)
        let first = try sequence(from: start.id, until: question.id, in: inside, isJoin: true)
        let rest = try sequence(from: again[0].target, until: start.id, in: inside)
        let repeated = try first.map { block in try block.copied { _ in freshID() } }
        let block = Block.loop(
            id: freshID(), title: title(question, again[0]), condition: condition(of: again[0], at: question), limit: Self.turns, body: rest + repeated)
        note(.toFinish, question, BPMNTexts.loopLimit.with(["count": String(Self.turns)]))
        if !first.isEmpty { note(.toFinish, start, BPMNTexts.loopTwice) }
        let behind =
            out.count == 1
            ? try sequence(from: out[0].target, until: stop, in: scope) : try split(question, out, until: stop, in: scope)
        return first + [block] + behind
    }

    private static let turns = 10

    /// The exclusive gateway at which the loop is left.
    private func question(of members: Set<String>, _ start: BPMNNode, in scope: Scope) throws -> BPMNNode {
        let leaving = scope.graph.nodes.filter { node in
            members.contains(node.id) && scope.graph.flows(from: node.id).contains { !members.contains($0.target) }
        }
        let open = leaving.filter { node in
            scope.graph.flows(from: node.id).contains { !members.contains($0.target) && !isPlainEnd($0, in: scope) }
        }
        let candidates = open.isEmpty ? leaving : open
        guard candidates.count == 1, let question = candidates.first, question.type == "exclusiveGateway" else {
            throw BPMNTexts.refusal(candidates.isEmpty ? BPMNTexts.endlessLoop : BPMNTexts.loopWays, at: candidates.first ?? start)
        }
        return question
    }
}
