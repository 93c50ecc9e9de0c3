import Automation
import CRM
import Kernel
import Yams

/// Reads a preset file. Every complaint names line and place; nothing is taken from a file that has one.
package struct PresetReader {
    /// The newest file format this program understands.
    package static let format = 1

    let catalog: Automation.Catalog

    /// - Parameter catalog: the robots and triggers that the file may name.
    package init(catalog: Automation.Catalog) { self.catalog = catalog }

    /// - Throws: `Failure(.invalid)` naming the place.
    package func read(_ yaml: String) throws -> Preset {
        let root: Node?
        do {
            root = try Yams.compose(yaml: yaml)
        } catch {
            throw Failure(.invalid, PresetTexts.notYAML.with(["error": "\(error)"]))
        }
        guard let root else { throw Failure(.invalid, PresetTexts.notYAML.with(["error": ""])) }
        let file = try PresetNode(node: root, path: "").allowing("format", "name", "constants", "fields", "pipelines")
        let format = try file.required("format").integer()
        guard format <= Self.format else {
            throw try file.required("format").failure(PresetTexts.newerFormat.with(["format": String(format)]))
        }
        return Preset(
            name: try file.text("name"),
            constants: try file.optional("constants")?.elements().map(constant) ?? [],
            fields: try file.optional("fields")?.members().flatMap(fields) ?? [],
            pipelines: try file.required("pipelines").elements().map(pipeline))
    }

    private func constant(_ node: PresetNode) throws -> PresetConstant {
        let node = try node.allowing("code", "type", "title", "description", "multiple", "variable")
        return PresetConstant(
            code: try node.text("code"), type: try node.text("type"), title: try node.text("title"),
            description: try node.optional("description")?.text() ?? "", isMultiple: try node.flag("multiple"),
            isVariable: try node.flag("variable"))
    }

    private func fields(_ entity: String, _ list: PresetNode) throws -> [PresetField] {
        let entity = try entityType(entity, list)
        return try list.elements().map { try field($0, of: entity) }
    }

    private func field(_ node: PresetNode, of entity: EntityType) throws -> PresetField {
        let node = try node.allowing(
            "code", "type", "title", "required", "readOnly", "multiple", "inList", "inFilter", "onCard", "requiredFrom", "options", "linksTo")
        let required = try node.optional("requiredFrom")?.members() ?? []
        return PresetField(
            entity: entity, code: try node.text("code"), type: try node.text("type"), title: try node.required("title").caption(),
            isRequired: try node.flag("required"), isReadOnly: try node.flag("readOnly"), isMultiple: try node.flag("multiple"),
            isInList: try node.flag("inList"), isInFilter: try node.optional("inFilter") == nil || node.flag("inFilter"),
            isOnCard: try node.flag("onCard"),
            requiredFrom: Dictionary(uniqueKeysWithValues: try required.map { ($0.key, try $0.value.text()) }),
            options: try node.optional("options")?.elements().map(choice) ?? [],
            linkedEntity: try node.optional("linksTo").map { try entityType(try $0.text(), $0) })
    }

    private func choice(_ node: PresetNode) throws -> PresetField.Choice {
        let node = try node.allowing("code", "title", "hidden")
        return PresetField.Choice(
            code: try node.text("code"), title: try node.required("title").caption(), isHidden: try node.flag("hidden"))
    }

    private func pipeline(_ node: PresetNode) throws -> PresetPipeline {
        let node = try node.allowing("entity", "category", "name", "stages", "automation")
        let stages = try node.required("stages").elements().map(stage)
        let codes = Set(stages.map(\.code))
        let automation = try node.optional("automation")?.members().map { code, stage in
            guard codes.contains(code) || code.first == NamedProcess.mark else { throw stage.failure(PresetTexts.unknownStage.with(["stage": code])) }
            return try AutomationReader(node: stage, catalog: catalog).stage(code)
        }
        return PresetPipeline(
            entity: try entityType(try node.text("entity"), node), category: try node.required("category").integer(),
            name: try node.required("name").caption(), stages: stages, automation: PipelineAutomation(stages: automation ?? []))
    }

    private func stage(_ node: PresetNode) throws -> PresetStage {
        let node = try node.allowing("code", "name", "color", "kind")
        return PresetStage(
            code: try node.text("code"), name: try node.required("name").caption(), color: try node.text("color"),
            kind: try node.required("kind").word(PresetStage.Kind.self))
    }

    private func entityType(_ code: String, _ node: PresetNode) throws -> EntityType {
        guard let type = EntityType(code: code) else {
            let known = EntityType.allCases.map(\.code).joined(separator: ", ")
            throw node.failure(PresetTexts.unknownWord.with(["word": code, "known": known]))
        }
        return type
    }
}
