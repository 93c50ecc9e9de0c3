import Automation
import CRM
import Kernel
import Storage
import Yams

/// The configuration of a portal as a preset, and a preset as a file that reads back exactly.
package struct PresetWriter: Sendable {
    let assembly: PortalAssembly

    package init(assembly: PortalAssembly) { self.assembly = assembly }

    /// Constants without their values, fields of one's own, pipelines with their stages and active automation.
    package func preset(in reader: any Reader) throws -> Preset {
        let registry = try assembly.items.catalog.catalog(in: reader).fields
        return Preset(
            name: "Prom2B",
            constants: try ConstantStore.all(in: reader).map {
                PresetConstant(
                    code: $0.code, type: $0.kind.rawValue, title: $0.title, description: $0.description, isMultiple: $0.isMultiple,
                    isVariable: $0.isVariable)
            },
            fields: EntityType.allCases.flatMap { entity in registry.fields(of: entity).filter(\.isCustom).map { PresetField($0, of: entity) } },
            pipelines: try assembly.pipelines.all(in: reader).all.map { pipeline in
                PresetPipeline(
                    entity: pipeline.id.entity, category: pipeline.id.number, name: pipeline.name, stages: pipeline.stages.map(PresetStage.init),
                    automation: try assembly.automation.active(pipeline.automationName, in: reader) ?? PipelineAutomation())
            })
    }

    /// - Throws: what the writer of YAML throws.
    package func yaml(_ preset: Preset) throws -> String {
        let root = Node.members([
            ("format", .number(PresetReader.format)), ("name", .text(preset.name)),
            ("constants", preset.constants.isEmpty ? nil : .list(preset.constants.map(node))), ("fields", fields(preset.fields)),
            ("pipelines", .list(preset.pipelines.map(node))),
        ])
        return try Yams.serialize(node: root, width: -1, allowUnicode: true, sortKeys: false)
    }

    private func node(_ constant: PresetConstant) -> Node {
        .members([
            ("code", .text(constant.code)), ("type", .text(constant.type)), ("title", .text(constant.title)),
            ("description", constant.description.isEmpty ? nil : .text(constant.description)),
            ("multiple", .flagIfSet(constant.isMultiple)), ("variable", .flagIfSet(constant.isVariable)),
        ])
    }

    private func fields(_ fields: [PresetField]) -> Node? {
        let groups = EntityType.allCases.compactMap { entity -> (String, Node?)? in
            let own = fields.filter { $0.entity == entity }
            return own.isEmpty ? nil : (entity.code, .list(own.map(node)))
        }
        return groups.isEmpty ? nil : .members(groups)
    }

    private func node(_ field: PresetField) -> Node {
        let required = field.requiredFrom.sorted { $0.key < $1.key }.map { ($0.key, Node?.some(.text($0.value))) }
        return .members([
            ("code", .text(field.code)), ("type", .text(field.type)), ("title", .caption(field.title)),
            ("required", .flagIfSet(field.isRequired)), ("readOnly", .flagIfSet(field.isReadOnly)),
            ("multiple", .flagIfSet(field.isMultiple)), ("inList", .flagIfSet(field.isInList)),
            ("inFilter", field.isInFilter ? nil : .flag(false)), ("onCard", .flagIfSet(field.isOnCard)),
            ("linksTo", field.linkedEntity.map { .text($0.code) }), ("requiredFrom", required.isEmpty ? nil : .members(required)),
            ("options", field.options.isEmpty ? nil : .list(field.options.map(node))),
        ])
    }

    private func node(_ choice: PresetField.Choice) -> Node {
        .members([("code", .text(choice.code)), ("title", .caption(choice.title)), ("hidden", .flagIfSet(choice.isHidden))])
    }

    private func node(_ pipeline: PresetPipeline) -> Node {
        let writer = AutomationWriter(catalog: assembly.automation.catalog)
        let automation = pipeline.automation.stages.map { ($0.stage, Node?.some(writer.node($0))) }
        return .members([
            ("entity", .text(pipeline.entity.code)), ("category", .number(pipeline.category)), ("name", .caption(pipeline.name)),
            ("stages", .list(pipeline.stages.map(node))), ("automation", automation.isEmpty ? nil : .members(automation)),
        ])
    }

    private func node(_ stage: PresetStage) -> Node {
        .members([
            ("code", .text(stage.code)), ("name", .caption(stage.name)), ("color", .text(stage.color)), ("kind", .text(stage.kind.rawValue)),
        ])
    }
}

extension PresetField {
    fileprivate init(_ field: CRM.Field, of entity: EntityType) {
        self.init(
            entity: entity, code: field.code.rawValue, type: field.type.code, title: field.title, isRequired: field.isRequired,
            isReadOnly: field.isReadOnly, isMultiple: field.isMultiple, isInList: field.isInList, isInFilter: field.isInFilter,
            isOnCard: field.isOnCard, requiredFrom: field.requiredFrom,
            options: field.options.map { Choice(code: $0.code, title: $0.name, isHidden: $0.isHidden) }, linkedEntity: field.linkedEntity)
    }
}

extension PresetStage {
    fileprivate init(_ stage: Stage) {
        let kind: Kind =
            switch stage.semantics {
            case .process: .process
            case .success: .success
            case .failure: .failure
            }
        self.init(code: stage.code, name: stage.name, color: stage.color, kind: kind)
    }
}
