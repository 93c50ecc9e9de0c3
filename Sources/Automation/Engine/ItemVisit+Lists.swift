import Kernel

extension ItemVisit {
    /// Takes the next element of a «for each», or goes on behind it. The list is taken once, at the beginning, and kept
    /// among the results of the run, so it survives a restart and what happens to the item meanwhile.
    func turn(_ token: Token, _ node: Program.Node, _ list: ListSource, _ limit: Int, _ after: Int, _ run: Run) throws {
        var token = token
        let turns = token.loops[token.node] ?? 0
        var kept = state.runs[run.id]?.results[node.id] ?? [:]
        if turns == 0 {
            let elements = try elements(of: list, run)
            guard elements.count <= limit else {
                throw Failure(
                    .limited, EngineTexts.listTooLong.with(["count": String(elements.count), "limit": String(limit)]))
            }
            kept = KeptList.kept(elements)
        }
        let count = KeptList.count(kept)
        guard turns < count else {
            token.loops[token.node] = nil
            state.runs[run.id]?.results[node.id] = [ListSource.count: .int(Int64(count))]
            journal(
                .loopEnded, run: run.id, node: node.id, because: EngineTexts.listEnded.with(["count": String(count)]),
                ["turns": .int(Int64(turns))])
            return try advance(token, to: after)
        }
        state.runs[run.id]?.results[node.id] = KeptList.turned(kept, to: turns)
        token.loops[token.node] = turns + 1
        // The list is finite: each turn of an outermost one has the allowance of a process without loops.
        if token.loops.count == 1 { token.steps = 1 }
        try advance(token)
    }

    private func elements(of list: ListSource, _ run: Run) throws -> [[String: Value]] {
        switch list {
        case .rows(let rows): return try engine.source.rows(rows, of: document, in: transaction)
        case .values(let template):
            let evaluated = try template.evaluate(in: try environment(of: run))
            if let error = evaluated.errors.first {
                throw Failure(.invalid, EngineTexts.badList.with(["problem": error.message]))
            }
            return evaluated.value.elements.filter { !$0.isEmpty }.map { [ListSource.element: $0] }
        }
    }
}

/// The list of a «for each» as a run's results keep it: its columns under names that no insertion can have, beside the
/// element whose turn it is.
private enum KeptList {
    private static let mark = "@"

    static func kept(_ elements: [[String: Value]]) -> [String: Value] {
        var kept: [String: Value] = [ListSource.count: .int(Int64(elements.count))]
        for name in elements.first.map({ Array($0.keys) }) ?? [] {
            kept[mark + name] = .list(elements.map { $0[name] ?? .null })
        }
        return kept
    }

    static func count(_ kept: [String: Value]) -> Int {
        if case .int(let count) = kept[ListSource.count] { Int(count) } else { 0 }
    }

    static func turned(_ kept: [String: Value], to index: Int) -> [String: Value] {
        var turned = kept
        turned[ListSource.number] = .int(Int64(index + 1))
        for (name, column) in kept where name.hasPrefix(mark) {
            guard case .list(let values) = column, values.indices.contains(index) else { continue }
            turned[String(name.dropFirst(mark.count))] = values[index]
        }
        return turned
    }
}
