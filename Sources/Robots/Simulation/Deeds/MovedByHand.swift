import Automation
import CRM
import Kernel

/// A person moves an item of the story to a stage; what the stage asks for is filled in on the way.
struct MovedByHand: Deed {
    let kind = "stage_moved"
    let title = DeedTexts.stage
    let asks = DeedQuestion.stage
    let portal: Portal
    let items: ItemStore

    func carryOut(_ scene: Scene) throws -> Text {
        let pipeline = PipelineID(automationName: scene.inputs.pipeline)
        // A closed item is moved too when no other is there: people open it again.
        let open = try scene.youngest(items, where: { $0.pipeline == pipeline })
        guard let item = try open ?? closed(in: pipeline, scene) else { throw Failure(.notFound, DeedTexts.noItem) }
        guard item.stage != scene.inputs.stage else { throw Failure(.conflict, DeedTexts.alreadyThere) }
        let missing = try items.missingFields(item, for: scene.inputs.stage, in: scene.transaction)
        let person = scene.person(for: item)
        let values = try AnyValues(scene: scene, person: person).values(for: missing)
        try scene.act(portal, as: person) { _ = try items.move(item.id, to: scene.inputs.stage, filling: values, $0) }
        let stage = try items.catalog.catalog(in: scene.transaction).pipelines.stage(scene.inputs.stage, of: item.entity)
        let words = ["stage": stage?.name ?? Text(verbatim: scene.inputs.stage), "who": try scene.name(of: person)]
        if missing.isEmpty { return DeedTexts.moved.with(words) }
        return DeedTexts.movedFilling.with(words.merging(["fields": .joined(missing.map(\.title))]) { $1 })
    }

    private func closed(in pipeline: PipelineID?, _ scene: Scene) throws -> Item? {
        let loaded = try items.load(scene.items, in: scene.transaction)
        return scene.items.reversed().compactMap { loaded[$0] }.first { !$0.isDeleted && $0.pipeline == pipeline }
    }
}
