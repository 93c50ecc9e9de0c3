import Kernel
import Storage

extension ItemStore {
    /// Changes fields; what stays the same is not touched. A stage or a pipeline among the values moves the item as `move`
    /// and `changePipeline` do.
    /// - Parameter expectedVersion: the version the editor started from; nil does not care.
    /// - Returns: the item as it is now.
    /// - Throws: `Failure` `.notFound`, `.forbidden`, `.invalid` naming the field, `.conflict` naming who changed it
    ///   meanwhile; `MissingFields` when a stage among the values asks for more.
    @discardableResult
    package func update(
        _ id: DocumentID, _ values: [FieldCode: Value], communications: [CommunicationEdit] = [], expectedVersion: Int64? = nil,
        for viewer: Viewer? = nil, _ command: Command
    ) throws -> Item {
        let old = try take(id, to: .update, for: viewer, command, expectedVersion: expectedVersion)
        return try change(old, values, communications: communications, command)
    }

    /// Hands the item over.
    @discardableResult
    package func assign(_ id: DocumentID, to user: UserID, for viewer: Viewer? = nil, _ command: Command) throws -> Item {
        let old = try take(id, to: .update, for: viewer, command)
        return try change(old, [.responsible: .user(user)], command)
    }

    @discardableResult
    func change(
        _ old: Item, _ values: [FieldCode: Value], communications: [CommunicationEdit] = [], _ command: Command
    ) throws -> Item {
        if old.isDeleted { throw Failure(.conflict, ItemTexts.deleted) }
        let catalog = try catalog.catalog(in: command.transaction)
        var values = Dictionary(uniqueKeysWithValues: values.map { code, value in
            (catalog.fields.field(code, of: old.entity)?.code ?? code, value)
        })
        let target = try target(of: old, &values, catalog)
        var change = ItemChange(old)
        try accept(values, into: &change, catalog.fields, command)
        try setCommunications(change.new.communications.applying(communications), in: &change, catalog.fields)
        if let target { try place(&change, target, catalog) }
        if let target, target.stage.code != old.stage {
            try requireFilled(change.new, touching: nil, catalog, command)
        } else {
            try requireFilled(change.new, touching: Set(change.fields.map(\.code)), catalog, command)
        }
        return try write(change, command)
    }
}

/// Where an item is going.
struct StageTarget {
    let pipeline: Pipeline
    let stage: Stage
}

extension ItemStore {
    /// Takes stage and pipeline out of the values.
    private func target(
        of item: Item, _ values: inout [FieldCode: Value], _ catalog: ItemCatalog
    ) throws -> StageTarget? {
        let stage = values.removeValue(forKey: .stage(of: item.entity))
        let pipeline = values.removeValue(forKey: .pipeline)
        guard stage != nil || pipeline != nil else { return nil }
        guard let current = item.pipeline else { throw Failure(.invalid, ItemTexts.noStages) }
        var number = current.number
        if let pipeline {
            let field = try catalog.fields.require(.pipeline, of: item.entity)
            guard case .int(let wanted) = try field.accept(pipeline, in: context()) else { throw field.refusal(FieldTexts.required) }
            number = Int(clamping: wanted)
        }
        let code = stage.map(\.printable)
        return try target(code, in: PipelineID(item.entity, number), changes: number != current.number, item, catalog)
    }

    func target(
        _ stage: String?, in id: PipelineID, changes: Bool, _ item: Item, _ catalog: ItemCatalog
    ) throws -> StageTarget {
        let pipeline = try catalog.pipelines.require(id)
        guard let code = stage ?? (changes ? pipeline.first?.code : item.stage) else {
            throw PipelineStore.missing("", pipeline)
        }
        if let stage = pipeline[code] { return StageTarget(pipeline: pipeline, stage: stage) }
        if let other = catalog.pipelines.pipeline(with: code, of: id.entity), let stage = other[code] {
            throw Failure(
                .invalid,
                PipelineTexts.foreignStage.with(["stage": stage.name, "other": other.name, "pipeline": pipeline.name]),
                field: code)
        }
        throw Failure(
            .invalid, PipelineTexts.noStage.with(["stage": Text(verbatim: code), "pipeline": pipeline.name]), field: code)
    }

    /// Puts the item into a stage.
    func place(_ change: inout ItemChange, _ target: StageTarget, _ catalog: ItemCatalog) throws {
        let entity = change.old.entity
        change.set(try catalog.fields.require(.pipeline, of: entity), to: .int(Int64(target.pipeline.id.number)))
        change.set(try catalog.fields.require(.stage(of: entity), of: entity), to: .string(target.stage.code))
        change.set(
            try catalog.fields.require("STAGE_SEMANTIC_ID", of: entity), to: .string(target.stage.semantics.rawValue))
    }
}
