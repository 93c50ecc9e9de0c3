import Automation
import CRM
import Kernel

/// What the page «Проверить» shows besides the result.
struct SimulationModel: Sendable {
    let robots: RobotsModel
    /// What is tried: the viewer's draft, what is active, or an older version.
    let body: PipelineAutomation
    /// The number of the older version; nil for the draft or the active one.
    let version: Int64?
    /// All pipelines, whose stages a person may move items to.
    let pipelines: [Pipeline]
    let deeds: [any Deed]
    let names: Names
    /// The chosen real item.
    let chosen: [(id: DocumentID, title: String)]

    var entity: EntityType { robots.pipeline.id.entity }
    var address: String { robots.address + "/simulation" }
    var isDraft: Bool { version == nil && robots.draft != nil }

    static func load(_ page: PageRequest) async throws -> SimulationModel {
        let robots = try await RobotDialogs.editable(page)
        let sent = page.form.pairs.isEmpty ? page.query : page.form
        let version = sent.number("version").map(Int64.init)
        let services = page.services
        let viewer = try page.viewer
        let chosen = SimulationReading.item(sent, robots.pipeline.id.entity)
        return try await services.portal.read { reader in
            let body = try version.map { try robots.store.body(of: robots.name, version: $0, in: reader) } ?? robots.edited
            var items: [(id: DocumentID, title: String)] = []
            if let chosen { items.append((chosen, try services.items.find(chosen, for: viewer, in: reader).title)) }
            return SimulationModel(
                robots: robots, body: body, version: version, pipelines: try services.pipelines.all(in: reader).all,
                deeds: services.simulator.deeds, names: try services.items.names(of: [], in: reader), chosen: items)
        }
    }

    /// Fields of the item that the conditions of this automation look at, in the order in which they come; people can set them.
    var decisive: [CRM.Field] {
        var found: [CRM.Field] = []
        for reference in body.references where reference.object == "Document" {
            guard let field = robots.fields.field(FieldCode(reference.field), of: entity), Self.canBeSet(field),
                !found.contains(where: { $0.code == field.code })
            else { continue }
            found.append(field)
        }
        let usual = [FieldCode.responsible, .amount].compactMap { robots.fields.field($0, of: entity) }
        return usual + found.filter { field in !usual.contains { $0.code == field.code } }.prefix(8)
    }

    private static func canBeSet(_ field: CRM.Field) -> Bool {
        let places: Set<FieldCode> = [.stage(of: .deal), .stage(of: .lead), .pipeline, .id, .title]
        return !field.isReadOnly && !field.flags.contains(.technical) && field.type.code != "crm" && !places.contains(field.code)
    }
}

extension PipelineAutomation {
    /// Everything that conditions look at, stage by stage.
    fileprivate var references: [FieldReference] {
        stages.flatMap { stage in
            stage.triggers.flatMap { $0.condition?.references ?? [] } + stage.process.flatMap(\.references)
        }
    }
}

extension Block {
    fileprivate var references: [FieldReference] {
        switch self {
        case .robot(let robot): robot.condition?.references ?? []
        case .branch(_, _, let condition, let then, let otherwise): condition.references + (then + otherwise).flatMap(\.references)
        case .choice(_, _, let cases, let otherwise):
            cases.flatMap { $0.condition.references + $0.blocks.flatMap(\.references) } + otherwise.flatMap(\.references)
        case .loop(_, _, let condition, _, let body): condition.references + body.flatMap(\.references)
        case .parallel(_, _, _, let branches): branches.joined().flatMap(\.references)
        case .wait(_, _, let rule, let came, let missed): (rule.condition?.references ?? []) + (came + missed).flatMap(\.references)
        case .each(_, _, _, _, let body): body.flatMap(\.references)
        case .delay, .stop: []
        }
    }
}
