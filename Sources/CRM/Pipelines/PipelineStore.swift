import Kernel
import Storage

/// Pipelines and stages: reading them, and the commands that change them. Every change is checked as a whole: one success
/// stage, in progress before it, failures after it, nothing deleted where items stand.
package struct PipelineStore: Sendable {
    let catalog: CatalogCache

    package init(_ catalog: CatalogCache) { self.catalog = catalog }

    package func all(in reader: any Reader) throws -> Pipelines { try catalog.catalog(in: reader).pipelines }

    /// Makes the pipeline be exactly this: used by presets and by the screen of stages. Stages that are missing in `stages`
    /// are deleted.
    /// - Throws: `Failure` `.invalid` for a wrong set of stages, `.conflict` when a stage to be deleted holds items.
    @discardableResult
    package func define(_ id: PipelineID, _ name: Text, stages: [Stage], _ command: Command) throws -> Pipeline {
        try command.require(.configureAutomation)
        let known = try all(in: command.transaction)
        let prefixed = stages.map { $0.with(code: PipelineStore.code($0.code, in: id)) }
        let pipeline = Pipeline(id, name, stages: prefixed)
        try pipeline.check()
        try refuseTaken(pipeline, known)
        if let old = known[id] { try refuseOccupied(old, pipeline, command.transaction) }
        let sort = known.all.firstIndex { $0.id == id }.map { ($0 + 1) * 10 } ?? (known.all.count + 1) * 10
        try PipelineRows.save(pipeline, sort: sort, in: command.transaction)
        try catalog.change(in: command.transaction)
        return pipeline
    }

    /// Adds a pipeline of deals with the next free number.
    package func create(_ name: Text, stages: [Stage], _ command: Command) throws -> Pipeline {
        let last = try all(in: command.transaction).of(.deal).map(\.id.number).max() ?? -1
        return try define(PipelineID(.deal, last + 1), name, stages: stages, command)
    }

    package func rename(_ id: PipelineID, to name: Text, _ command: Command) throws {
        try edit(id, command) { $0.name = name }
    }

    /// Deletes a pipeline of deals without items.
    /// - Throws: `Failure` `.conflict` with the number of items, `.invalid` for the main one.
    package func delete(_ id: PipelineID, _ command: Command) throws {
        try command.require(.configureAutomation)
        let pipeline = try all(in: command.transaction).require(id)
        if id.number == 0 { throw Failure(.invalid, PipelineTexts.firstStays) }
        let count = try PipelineRows.occupancy(of: id, in: command.transaction).values.reduce(0, +)
        if count > 0 {
            throw Failure(
                .conflict, PipelineTexts.pipelineOccupied.with(["pipeline": pipeline.name, "count": Text(verbatim: String(count))]))
        }
        try command.transaction.execute(
            "delete from stages where entity = $1 and pipeline = $2", [id.entity.rawValue, id.number])
        try command.transaction.execute(
            "delete from pipelines where entity = $1 and number = $2", [id.entity.rawValue, id.number])
        try catalog.change(in: command.transaction)
    }

    /// Adds a stage after another one; nil puts it last among those of its kind. An empty code is made up.
    package func add(_ stage: Stage, to id: PipelineID, after place: String?, _ command: Command) throws -> Stage {
        var added = stage
        try edit(id, command) { pipeline in
            let code = stage.code.isEmpty ? try freeCode(command) : stage.code
            added = stage.with(code: PipelineStore.code(code, in: id))
            if let place {
                guard let index = pipeline.order(of: place) else { throw PipelineStore.missing(place, pipeline) }
                pipeline.stages.insert(added, at: index + 1)
            } else {
                let end = pipeline.stages.lastIndex { $0.semantics.rank <= stage.semantics.rank }
                pipeline.stages.insert(added, at: end.map { $0 + 1 } ?? 0)
            }
        }
        return added
    }

    /// Renames and recolours a stage; nil leaves as it is.
    package func update(_ code: String, of id: PipelineID, name: Text? = nil, color: String? = nil, _ command: Command) throws {
        try edit(id, command) { pipeline in
            guard let index = pipeline.order(of: code) else { throw PipelineStore.missing(code, pipeline) }
            if let name { pipeline.stages[index].name = name }
            if let color { pipeline.stages[index].color = color }
        }
    }

    /// Puts the stages into a new order; `codes` names each of them once.
    package func reorder(_ codes: [String], of id: PipelineID, _ command: Command) throws {
        try edit(id, command) { pipeline in
            let stages = codes.compactMap { pipeline[$0] }
            guard stages.count == pipeline.stages.count, Set(codes).count == codes.count else {
                throw Failure(.conflict, PipelineTexts.incompleteOrder)
            }
            pipeline.stages = stages
        }
    }

    /// Deletes an empty stage.
    /// - Throws: `Failure` `.conflict` with the number of items that stand there.
    package func deleteStage(_ code: String, of id: PipelineID, _ command: Command) throws {
        try edit(id, command) { pipeline in
            guard let index = pipeline.order(of: code) else { throw PipelineStore.missing(code, pipeline) }
            pipeline.stages.remove(at: index)
        }
    }

    private func edit(_ id: PipelineID, _ command: Command, _ change: (inout Pipeline) throws -> Void) throws {
        var pipeline = try all(in: command.transaction).require(id)
        try change(&pipeline)
        try define(id, pipeline.name, stages: pipeline.stages, command)
    }

    private func freeCode(_ command: Command) throws -> String {
        "STAGE_" + String(try command.transaction.nextID("stage_codes"))
    }

    static func code(_ code: String, in id: PipelineID) -> String {
        let code = code.withoutOuterSpace.uppercased()
        return code.hasPrefix(id.stagePrefix) ? code : id.stagePrefix + code
    }

    static func missing(_ code: String, _ pipeline: Pipeline) -> Failure {
        Failure(.notFound, PipelineTexts.noStage.with(["stage": Text(verbatim: code), "pipeline": pipeline.name]))
    }

    /// A stage's code is unique among all pipelines of its entity.
    private func refuseTaken(_ pipeline: Pipeline, _ known: Pipelines) throws {
        for stage in pipeline.stages {
            if let other = known.pipeline(with: stage.code, of: pipeline.id.entity), other.id != pipeline.id {
                throw Failure(
                    .conflict, PipelineTexts.takenCode.with(["code": Text(verbatim: stage.code), "pipeline": other.name]),
                    field: stage.code)
            }
        }
    }

    private func refuseOccupied(_ old: Pipeline, _ new: Pipeline, _ transaction: any Transaction) throws {
        let removed = old.stages.filter { stage in new[stage.code]?.semantics != stage.semantics }
        guard !removed.isEmpty else { return }
        let occupancy = try PipelineRows.occupancy(of: old.id, in: transaction)
        for stage in removed {
            guard let count = occupancy[stage.code], count > 0 else { continue }
            throw Failure(
                .conflict, PipelineTexts.occupied.with(["stage": stage.name, "count": Text(verbatim: String(count))]),
                field: stage.code)
        }
    }
}
