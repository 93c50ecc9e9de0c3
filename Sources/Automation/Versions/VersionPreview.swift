import Kernel
import Storage

/// What a version would do at once to the items that are already there, for the person who is about to publish it.
package struct VersionPreview: Sendable, Hashable {
    /// What one of the choices means.
    package struct Effect: Sendable, Hashable {
        /// Items it concerns.
        package var items = 0
        /// Items on which something would act at once.
        package var firing = 0
        /// The first of them, with the robots' titles.
        package var first: [Sample] = []
    }

    package struct Sample: Sendable, Hashable {
        package let item: DocumentID
        package let robots: [String]
    }

    package var migrate = Effect()
    package var restart = Effect()
    package var apply = Effect()
    /// Whether there are more items than were looked at: the numbers are the least there are.
    package var isPartial = false

    package static let limit = 500
    static let samples = 5
}

extension Engine {
    /// Looks at what publishing `body` as the pipeline's automation would do at once, without changing anything.
    package func preview(
        _ body: PipelineAutomation, to name: String, in reader: any Reader, at now: Timestamp
    ) throws -> VersionPreview {
        guard let definition = try store.definition(of: name, in: reader) else { return try previewFirst(body, name, reader) }
        let text = body.json.text
        let next = CompiledVersion(definition: definition, version: 0, body: body)
        let runs = try reader.query(
            """
            select r.item, v.body from automation_runs r
            join automation_versions v on v.definition = r.definition and v.version = r.version
            where r.definition = $1 and r.state = 0 and r.left_at is null order by r.item limit $2
            """, [definition, VersionPreview.limit + 1]
        ) { ($0.document(0), $0.text(1)) }
        var preview = VersionPreview()
        preview.isPartial = runs.count > VersionPreview.limit
        for (item, old) in runs.prefix(VersionPreview.limit) where old != text {
            guard let state = try StoredItemState(reader: reader).load(item), !state.agenda.isHeld else { continue }
            for run in state.liveRuns where run.definition == definition {
                preview.restart.add(item, next.programs[run.stage]?.startingAtOnce ?? [])
                preview.migrate.add(item, try firing(run, of: state, to: next, reader, at: now))
            }
        }
        try previewApplying(next, name, &preview, reader)
        return preview
    }

    private func previewFirst(_ body: PipelineAutomation, _ name: String, _ reader: any Reader) throws -> VersionPreview {
        var preview = VersionPreview()
        try previewApplying(CompiledVersion(definition: 0, version: 0, body: body), name, &preview, reader)
        return preview
    }

    private func previewApplying(
        _ next: CompiledVersion, _ name: String, _ preview: inout VersionPreview, _ reader: any Reader
    ) throws {
        for stage in next.stagesWithProcess {
            let items = try source.documents(
                in: name, on: [stage], after: DocumentID(key: 0), limit: VersionPreview.limit + 1, reader)
            if items.count > VersionPreview.limit { preview.isPartial = true }
            for item in items.prefix(VersionPreview.limit) {
                guard let position = try source.position(of: item, in: reader),
                    try !reader.exists(
                        "select 1 from automation_runs where item = $1 and definition = $2 and visit = $3",
                        [item, next.definition, position.visit])
                else { continue }
                preview.apply.add(item, next.programs[stage]?.startingAtOnce ?? [])
            }
        }
    }

    /// Titles of the robots that would act at once when the run is migrated.
    private func firing(
        _ run: Run, of state: ItemState, to next: CompiledVersion, _ reader: any Reader, at now: Timestamp
    ) throws -> [String] {
        guard let program = next.programs[run.stage], !program.entries.isEmpty else { return [] }
        let old = try store.version(run.definition, run.version, in: reader)
        guard let before = old.programs[run.stage] else { return [] }
        let item = state.agenda.item
        let seen = try SeenBlocks.of(run, on: item, in: reader)
        let tokens = state.tokens.inOrder.filter { $0.run == run.id }
        let plan = RunMigration(from: before, to: program, tokens: tokens, seen: seen.all)
        let environment = try source.environment(
            of: item, results: program.emptyResults.merging(run.results) { $1 }, changed: [], at: now, in: reader)
        func isDue(_ node: Int, from anchor: Timestamp) -> Bool {
            do {
                switch program.nodes[node].action {
                case .delay(let timing): return try timing.planned(from: anchor, in: environment).due <= now
                case .wait(let rule, _): return try rule.isOver(from: anchor, in: environment, at: now)
                default: return program.nodes[node].action.isBlock
                }
            } catch {
                // It would stop with an incident: nothing acts.
                return false
            }
        }
        var titles: [String] = []
        for token in tokens {
            switch plan.places[token.id] {
            case .own(let node) where token.state == .waitingForTime && isDue(node, from: token.anchor),
                .own(let node) where token.state == .waitingForItem && !plan.waitsOn(token, at: node) && isDue(node, from: token.anchor),
                .next(let node) where isDue(node, from: token.anchor):
                if !seen.acted.contains(program.nodes[node].id) { titles.append(program.nodes[node].shownTitle) }
            case .own, .next, .gone, nil: break
            }
        }
        return titles + plan.beginnings.filter { isDue($0.node, from: run.anchor) }.map { program.nodes[$0.node].shownTitle }
    }
}

extension VersionPreview.Effect {
    fileprivate mutating func add(_ item: DocumentID, _ robots: [String]) {
        items += 1
        guard !robots.isEmpty else { return }
        firing += 1
        if first.count < VersionPreview.samples { first.append(VersionPreview.Sample(item: item, robots: robots)) }
    }
}

extension Program {
    /// Titles of what acts at once when an item enters the stage.
    fileprivate var startingAtOnce: [String] {
        entries.compactMap { entry in
            switch nodes[entry].action {
            case .robot, .branch, .fork, .loop, .each: nodes[entry].shownTitle
            case .delay, .wait, .stop, .jump, .end: nil
            }
        }
    }
}

extension Program.Node {
    fileprivate var shownTitle: String { title.isEmpty ? id : title }
}
