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
        try await assembly.portal.perform(as: .system, .bulk) { command in
            try command.transaction.actAlone()
            try DefaultRoles.create(in: command)
            try define(preset.constants, command)
            for pipeline in preset.pipelines { try define(pipeline, command) }
            for field in preset.fields { try define(field, command) }
            try publish(preset, command)
        }
    }

    private func define(_ constants: [PresetConstant], _ command: Command) throws {
        for constant in constants where try ConstantStore.constant(constant.code, in: command.transaction) == nil {
            guard let kind = Constant.Kind(rawValue: constant.type) else {
                let known = Constant.Kind.allCases.map(\.rawValue).joined(separator: ", ")
                throw Failure(.invalid, PresetTexts.unknownWord.with(["word": constant.type, "known": known]), field: constant.code)
            }
            try ConstantStore.create(NewConstant(code: constant.code, title: constant.title, kind: kind), in: command)
        }
    }

    private func define(_ pipeline: PresetPipeline, _ command: Command) throws {
        let stages = pipeline.stages.map { stage in
            Stage(stage.code, Text(verbatim: stage.name), color: stage.color, stage.kind.semantics)
        }
        try assembly.pipelines.define(
            PipelineID(pipeline.entity, pipeline.category), Text(verbatim: pipeline.name), stages: stages, command)
    }

    private func define(_ field: PresetField, _ command: Command) throws {
        let fields = FieldStore(assembly.items.catalog)
        let known = try assembly.items.catalog.catalog(in: command.transaction).fields
        guard known.field(FieldCode(field.code), of: field.entity) == nil else { return }
        _ = try fields.create(field.draft, command)
    }

    private func publish(_ preset: Preset, _ command: Command) throws {
        let pipelines = try assembly.pipelines.all(in: command.transaction)
        for pipeline in preset.pipelines {
            let aliases = FieldAliases(
                fields: try assembly.items.catalog.catalog(in: command.transaction).fields, entity: pipeline.entity)
            let body = try aliases.resolving(pipeline.automation)
            try assembly.automation.publish(
                body, to: PipelineID(pipeline.entity, pipeline.category).automationName, among: pipelines.outlines,
                by: command.actor.user, note: preset.name, in: command.transaction, at: command.now)
        }
    }
}

extension Pipelines {
    /// What the check of an automation needs to know of them.
    var outlines: [PipelineOutline] { all.map { PipelineOutline(name: $0.automationName, stages: $0.stages.map(\.code)) } }
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
            entity, FieldCode(code), type: type, title: Text(verbatim: title), isReadOnly: isReadOnly, isMultiple: isMultiple,
            requiredFrom: requiredFrom, isOnCard: isOnCard,
            options: options.map { FieldOption($0.code, Text(verbatim: $0.title)) })
    }
}
