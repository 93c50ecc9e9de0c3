import Kernel
import Storage

extension ItemStore {
    /// Moves a lead or deal to a stage of its pipeline, together with fields that the stage asks for. An item that stands
    /// there already is left alone: robots do not run again.
    /// - Throws: `Failure` `.invalid` for a stage of another pipeline, naming both; `MissingFields` when a person leaves
    ///   required fields empty; else as `update`.
    @discardableResult
    package func move(
        _ id: DocumentID, to stage: String, filling values: [FieldCode: Value] = [:], expectedVersion: Int64? = nil,
        for viewer: Viewer? = nil, _ command: Command
    ) throws -> Item {
        let old = try take(id, to: .update, for: viewer, command, expectedVersion: expectedVersion)
        guard old.entity.hasStages else { throw Failure(.invalid, ItemTexts.noStages) }
        return try change(old, values.merging([.stage(of: old.entity): .string(stage)]) { $1 }, command)
    }

    /// Takes a deal over to another pipeline; nil puts it into the first stage there.
    @discardableResult
    package func changePipeline(
        _ id: DocumentID, to number: Int, stage: String? = nil, for viewer: Viewer? = nil, _ command: Command
    ) throws -> Item {
        let old = try take(id, to: .update, for: viewer, command)
        guard old.entity == .deal else { throw Failure(.invalid, ItemTexts.onlyDeals) }
        var values: [FieldCode: Value] = [.pipeline: .int(Int64(number))]
        if let stage { values[.stage(of: .deal)] = .string(stage) }
        return try change(old, values, command)
    }

    /// Which fields a person would be asked for before the item may enter the stage; empty when nothing is missing.
    package func missingFields(_ item: Item, for stage: String, in reader: any Reader) throws -> [Field] {
        let catalog = try catalog.catalog(in: reader)
        guard let pipeline = item.pipeline.flatMap({ catalog.pipelines[$0] }), let stage = pipeline[stage] else { return [] }
        return catalog.fields.required(in: stage, of: pipeline).filter { item.value($0.code).isEmpty && !$0.isReadOnly }
    }

    /// Where the item stands; nil for entities without stages.
    package func position(of item: Item, in reader: any Reader) throws -> (pipeline: Pipeline, stage: Stage)? {
        guard let id = item.pipeline, let code = item.stage else { return nil }
        guard let pipeline = try catalog.catalog(in: reader).pipelines[id], let stage = pipeline[code] else { return nil }
        return (pipeline, stage)
    }
}
