import Automation
import CRM
import Kernel
import Storage

/// Puts a preset into a portal: all of it in one transaction, or nothing.
package struct PresetLoader: Sendable {
    let assembly: PortalAssembly

    package init(assembly: PortalAssembly) { self.assembly = assembly }

    /// Whether the portal has no pipelines yet.
    package func isNeeded() async throws -> Bool {
        try await assembly.portal.read { try assembly.pipelines.all(in: $0).all.isEmpty }
    }

    /// Reads and loads a preset file. Loading it again changes nothing; what people have edited since is put back.
    /// - Throws: `Failure(.invalid)` naming the place in the file.
    package func load(preset yaml: String) async throws {
        let preset = try PresetReader(catalog: assembly.automation.catalog).read(yaml)
        try await assembly.portal.perform(as: .system, .bulk) { try put(preset, refreshesKnown: false, $0) }
    }

    /// Makes the portal be as a configuration file says; what the file does not name stays.
    /// - Throws: as `load`; `.conflict` when a stage that the file leaves out still holds items.
    package func apply(_ preset: Preset) async throws {
        try await assembly.portal.perform(as: .system, .bulk) { try put(preset, refreshesKnown: true, $0) }
    }

    /// - Parameter refreshesKnown: whether constants and fields that are there already get the words and settings of the file.
    private func put(_ preset: Preset, refreshesKnown: Bool, _ command: Command) throws {
        try command.transaction.actAlone()
        try DefaultRoles.create(in: command)
        try define(preset.constants, refreshesKnown, command)
        for pipeline in preset.pipelines { try define(pipeline, command) }
        for field in preset.fields { try define(field, refreshesKnown, command) }
        try publish(preset, command)
    }

    /// The preset with every `{{Название}}` replaced by its code, as it would be stored: also those of fields that it brings.
    /// - Throws: `Failure(.invalid)` naming a title that no field has.
    package func resolved(_ preset: Preset, in reader: any Reader) throws -> Preset {
        let known = try assembly.items.catalog.catalog(in: reader).fields
        return Preset(
            name: preset.name, constants: preset.constants, fields: preset.fields,
            pipelines: try preset.pipelines.map { pipeline in
                let own = preset.fields.filter { $0.entity == pipeline.entity }.map { ($0.title, $0.code) }
                let aliases = FieldAliases(fields: known, entity: pipeline.entity, further: own)
                return PresetPipeline(
                    entity: pipeline.entity, category: pipeline.category, name: pipeline.name, stages: pipeline.stages,
                    automation: try aliases.resolving(pipeline.automation))
            })
    }

    private func define(_ constants: [PresetConstant], _ refreshesKnown: Bool, _ command: Command) throws {
        for constant in constants {
            if try ConstantStore.constant(constant.code, in: command.transaction) != nil {
                guard refreshesKnown else { continue }
                try ConstantStore.rename(constant.code, title: constant.title, description: constant.description, in: command)
                continue
            }
            guard let kind = Constant.Kind(rawValue: constant.type) else {
                let known = Constant.Kind.allCases.map(\.rawValue).joined(separator: ", ")
                throw Failure(.invalid, PresetTexts.unknownWord.with(["word": constant.type, "known": known]), field: constant.code)
            }
            let new = NewConstant(
                code: constant.code, title: constant.title, kind: kind, isMultiple: constant.isMultiple, description: constant.description,
                isVariable: constant.isVariable)
            try ConstantStore.create(new, in: command)
        }
    }

    private func define(_ pipeline: PresetPipeline, _ command: Command) throws {
        let stages = pipeline.stages.map { stage in
            Stage(stage.code, stage.name, color: stage.color, stage.kind.semantics)
        }
        try assembly.pipelines.define(pipeline.id, pipeline.name, stages: stages, command)
    }

    private func define(_ field: PresetField, _ refreshesKnown: Bool, _ command: Command) throws {
        let fields = FieldStore(assembly.items.catalog)
        let known = try assembly.items.catalog.catalog(in: command.transaction).fields
        if refreshesKnown {
            try fields.define(field.draft, command)
        } else if known.field(FieldCode(field.code), of: field.entity) == nil {
            try fields.create(field.draft, command)
        }
    }

    private func publish(_ preset: Preset, _ command: Command) throws {
        let pipelines = try assembly.pipelines.all(in: command.transaction)
        for pipeline in preset.pipelines {
            let aliases = FieldAliases(
                fields: try assembly.items.catalog.catalog(in: command.transaction).fields, entity: pipeline.entity)
            let body = try aliases.resolving(pipeline.automation)
            try assembly.automation.publish(
                body, to: pipeline.id.automationName, among: pipelines.outlines,
                by: command.actor.user, note: preset.name, in: command.transaction, at: command.now)
        }
    }
}

extension Pipelines {
    /// What the check of an automation needs to know of them.
    package var outlines: [PipelineOutline] { all.map { PipelineOutline(name: $0.automationName, stages: $0.stages.map(\.code)) } }
}

extension PresetStage.Kind {
    fileprivate var semantics: StageSemantics {
        switch self {
        case .process: .process
        case .success: .success
        case .failure: .failure
        }
    }
}

extension PresetField {
    fileprivate var draft: FieldDraft {
        FieldDraft(
            entity, FieldCode(code), type: type, title: title, isRequired: isRequired, isReadOnly: isReadOnly, isMultiple: isMultiple,
            requiredFrom: requiredFrom, isInList: isInList, isInFilter: isInFilter, isOnCard: isOnCard,
            options: options.map { FieldOption($0.code, $0.title, isHidden: $0.isHidden) }, linkedEntity: linkedEntity)
    }
}
