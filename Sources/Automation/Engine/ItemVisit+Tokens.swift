import Kernel
import Storage

extension ItemVisit {
    /// Executes the node on which a ready token stands. What goes wrong stops this branch only.
    func step(_ token: Token) throws {
        guard let run = state.runs[token.run], run.state == .running else {
            drop([token.id])
            return
        }
        budget.spend()
        scope.countStep()
        var token = token
        token.steps += 1
        state.tokens[token.id] = token
        guard token.steps <= engine.limits.visitSteps else {
            return try hold(
                .loop, EngineTexts.tooManySteps.with(["stage": try program(of: run).title ?? run.stage, "limit": String(engine.limits.visitSteps)]))
        }
        do {
            try execute(token, run)
        } catch  where !Engine.isOutage(error) {
            try fail(token, error)
        }
    }

    private func execute(_ token: Token, _ run: Run) throws {
        let node = try program(of: run).nodes[token.node]
        switch node.action {
        case .delay(let timing): try delay(token, timing, run)
        case .robot(let setting): try act(token, setting, run)
        case .branch(let condition, let otherwise): try branch(token, node, condition, otherwise, run)
        case .fork(let beginnings, _, let next): try fork(token, beginnings, next)
        case .loop(let condition, let limit, let after): try turn(token, node, condition, limit, after, run)
        case .wait(let rule, _): try wait(token, rule, run)
        case .each(let list, let limit, let after): try turn(token, node, list, limit, after, run)
        case .stop: try stop(run, token.lineage)
        case .jump, .end: try advance(token, to: token.node)
        }
    }

    func nodeID(of token: Token) throws -> String? {
        try state.runs[token.run].map { try program(of: $0).nodes[token.node].id }
    }

    /// Lets the token go on behind its node.
    func advance(_ token: Token) throws { try advance(token, to: token.node + 1) }

    /// Lets the token go on at a node, through jumps, to the next one that does something or to its end.
    func advance(_ token: Token, to target: Int) throws {
        guard state.tokens[token.id] != nil, let run = state.runs[token.run] else { return }
        let nodes = try program(of: run).nodes
        var token = token
        token.event = nil
        token.state = .ready
        token.node = target
        while case .jump(let next) = nodes[token.node].action { token.node = next }
        state.tokens[token.id] = token
        let isLeft = run.leftAt != nil && !nodes.finishes(at: token.node)
        if case .end = nodes[token.node].action { return try end(token) }
        if isLeft { try end(token) }
    }

    /// A branch has ended: whoever waits for it goes on; with its last branch the run has ended.
    func end(_ token: Token) throws {
        state.removeWakers(of: token.id)
        state.tokens[token.id] = nil
        if let parent = token.parent.flatMap({ state.tokens[$0] }) {
            try join(parent, after: token)
        } else if !state.tokens.current.values.contains(where: { $0.run == token.run }) {
            try finish(token.run, token.lineage)
        }
    }

    /// - Parameter lineage: of the branch that ended last.
    func finish(_ id: Int64, _ lineage: Lineage? = nil) throws {
        guard var run = state.runs[id] else { return }
        let given: (values: [String: Value], problem: Text?) = run.isProcess ? try results(of: run) : ([:], nil)
        run.state = .ended
        run.endedAt = now
        state.runs[id] = run
        journal(
            .runEnded, run: id, node: run.stage, because: given.problem.map { EngineTexts.badResult.with(["problem": $0]) },
            given.values.isEmpty ? [:] : ["results": given.values.json])
        if run.isProcess { try tellCallers(of: run, given.values, isStopped: false, lineage) }
    }

    /// Drops tokens with all below them; nobody need decide about the failed ones any more.
    func drop(_ ids: [Int64]) {
        let removed = ids.flatMap { state.remove(token: $0) }
        abandoned += removed.filter { $0.state == .failed }.map(\.id)
    }

    /// The item has left the stage of a run: what is to be finished goes on without it, everything else ends now.
    func leave(_ run: Run, because: Text) throws {
        let tokens = state.tokens.inOrder.filter { $0.run == run.id }
        let nodes = try program(of: run).nodes
        for token in tokens where token.state == .waitingForEvent { try handOver(token, nodes[token.node], run) }
        let finishing = Set(
            tokens.filter { $0.parent == nil && $0.state != .failed && nodes.finishes(at: $0.node) }.map(\.id))
        guard !finishing.isEmpty, position != nil else { return try cancel(run, because: because) }
        let dropped = tokens.filter { $0.parent == nil && !finishing.contains($0.id) }
        drop(dropped.map(\.id))
        state.runs[run.id]?.leftAt = now
        journal(
            .runLeft, run: run.id, node: run.stage, because: because,
            ["pending": .array(dropped.map { .string(nodes[$0.node].id) })])
    }

    /// Closes or hands over what a waiting robot has made. That it cannot be done must not stop the move.
    private func handOver(_ token: Token, _ node: Program.Node, _ run: Run) throws {
        guard case .robot(let setting) = node.action, setting.leaving == .close || setting.leaving == .reassign,
            let robot = engine.store.catalog[robot: setting.kind]
        else { return }
        do {
            let step = step(robot, setting, token, run, try environment(of: run))
            try scope.acting(for: cause(token.lineage)) {
                try transaction.savepoint { try robot.leave(step, setting.leaving) }
            }
        } catch  where !Engine.isOutage(error) {
            report(node.title.isEmpty ? node.id : node.title, engine.message(of: error, item: document))
        }
    }

    /// Ends a run: nothing of it can act any more.
    func cancel(_ run: Run, because: Text) throws {
        var run = run
        let tokens = state.tokens.inOrder.filter { $0.run == run.id }
        let nodes = try tokens.filter { $0.state != .joining }.compactMap(nodeID)
        drop(tokens.filter { $0.parent == nil }.map(\.id))
        run.state = .cancelled
        run.endedAt = now
        state.runs[run.id] = run
        journal(
            .runCancelled, run: run.id, node: run.stage, because: because,
            ["pending": .array(nodes.map(JSONValue.string))])
        guard run.isProcess else { return }
        if position != nil { try engine.source.withdraw(stepsOf: "\(Step.processMark)\(run.id)/", on: document, in: transaction, at: now) }
        try tellCallers(of: run, [:], isStopped: true, nil)
    }

    private func stop(_ run: Run, _ lineage: Lineage) throws {
        drop(state.tokens.inOrder.filter { $0.run == run.id && $0.parent == nil }.map(\.id))
        try finish(run.id, lineage)
    }
}

extension [Program.Node] {
    /// Whether a robot stands here, or after the pause here, that acts also when its item has left the stage.
    fileprivate func finishes(at index: Int) -> Bool {
        switch self[index].action {
        case .robot(let setting): setting.leaving == .finish
        case .delay: if case .robot(let setting) = self[index + 1].action { setting.id == self[index].id && setting.leaving == .finish } else { false }
        case .branch, .fork, .loop, .wait, .each, .jump, .stop, .end: false
        }
    }
}

// MARK: - Branches, parallel branches, loops
extension ItemVisit {
    private func branch(_ token: Token, _ node: Program.Node, _ condition: Condition, _ otherwise: Int, _ run: Run)
        throws
    {
        let explained = try explain(condition, in: try environment(of: run))
        journal(
            .branchTaken, run: run.id, node: node.id, because: explained.text,
            .members([
                "taken": .string(explained.isTrue ? "then" : "otherwise"), "condition": explained.json,
                "title": try isOption(node, run) ? .string(node.title) : nil,
            ]))
        try advance(token, to: explained.isTrue ? token.node + 1 : otherwise)
    }

    /// Whether the node is one case of a choice: they share the choice's id, so the journal says which.
    private func isOption(_ node: Program.Node, _ run: Run) throws -> Bool {
        guard !node.title.isEmpty else { return false }
        let cases = try program(of: run).nodes.count { other in
            if case .branch = other.action { other.id == node.id } else { false }
        }
        return cases > 1
    }

    private func turn(
        _ token: Token, _ node: Program.Node, _ condition: Condition, _ limit: Int, _ after: Int, _ run: Run
    ) throws {
        var token = token
        let turns = token.loops[token.node] ?? 0
        let explained = try explain(condition, in: try environment(of: run))
        if explained.isTrue, turns < limit {
            token.loops[token.node] = turns + 1
            return try advance(token)
        }
        token.loops[token.node] = nil
        journal(
            .loopEnded, run: run.id, node: node.id, because: explained.isTrue ? EngineTexts.loopLimit : explained.text,
            ["turns": .int(Int64(turns)), "condition": explained.json])
        try advance(token, to: after)
    }

    private func fork(_ token: Token, _ beginnings: [Int], _ next: Int) throws {
        if beginnings.isEmpty { return try advance(token, to: next) }
        var parent = token
        parent.state = .joining
        parent.since = now
        parent.pending = beginnings.count
        state.tokens[parent.id] = parent
        for beginning in beginnings {
            var child = Token(
                id: try nextID(), run: token.run, parent: token.id, node: beginning, state: .ready,
                anchor: token.anchor, since: now,
                lineage: token.lineage, reason: token.reason)
            child.loops = token.loops
            child.steps = token.steps
            state.tokens[child.id] = child
        }
        for child in state.tokens.inOrder where child.parent == token.id { try advance(child, to: child.node) }
    }

    private func join(_ parent: Token, after child: Token) throws {
        guard let run = state.runs[parent.run],
            case .fork(_, let waitsForAll, let next) = try program(of: run).nodes[parent.node].action
        else { return }
        var parent = parent
        parent.pending -= 1
        parent.anchor = max(parent.anchor, child.anchor)
        parent.lineage = child.lineage
        parent.reason = child.reason
        parent.steps = max(parent.steps, child.steps)
        state.tokens[parent.id] = parent
        if waitsForAll, parent.pending > 0 { return }
        drop(state.tokens.inOrder.filter { $0.parent == parent.id }.map(\.id))
        try advance(parent, to: next)
    }
}
