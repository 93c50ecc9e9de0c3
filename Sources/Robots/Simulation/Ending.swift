import Automation
import CRM
import Kernel
import Storage

/// Makes the result of a rehearsal that is over.
struct Ending {
    let assembly: PortalAssembly
    let story: StoryCollector
    let effects: [SimulatedEffect]
    let start: Timestamp
    let end: Timestamp
    let reached: Timestamp

    func simulation(stopped: Text?, notes: [Text], in reader: any Reader) throws -> Simulation {
        let catalog = try assembly.items.catalog.catalog(in: reader)
        var telling = StoryTelling(
            store: assembly.automation, source: CRMDocuments(portal: assembly.portal, items: assembly.items, calendars: assembly.calendars),
            in: reader, effects: effects,
            stage: { item, code in SimulatedStage(item.entity.flatMap { catalog.pipelines.stage(code, of: $0) }, code) },
            field: { item, code in
                item.entity.flatMap { catalog.fields.field(FieldCode(code), of: $0)?.title } ?? Text(verbatim: code)
            })
        let steps = try telling.steps(of: story)
        let waiting = try waiting(in: reader)
        return Simulation(
            start: start, end: end, reached: reached, stopped: stopped, items: try items(catalog, in: reader), steps: steps,
            waiting: waiting, people: try UserStore.names(of: people(steps), in: reader), counts: try counts(steps, in: reader), notes: notes)
    }

    private func items(_ catalog: ItemCatalog, in reader: any Reader) throws -> [SimulatedItem] {
        let loaded = try assembly.items.load(story.items, in: reader)
        return story.items.compactMap { id in
            guard let item = loaded[id], let pipeline = item.pipeline.flatMap({ catalog.pipelines[$0] }) else { return nil }
            let code = item.stage ?? ""
            return SimulatedItem(
                document: id, title: item.title, pipeline: pipeline.name, stage: SimulatedStage(pipeline[code], code))
        }
    }

    private func waiting(in reader: any Reader) throws -> [SimulatedWait] {
        let automation = Automation.AutomationReader(store: assembly.automation)
        return try story.items.flatMap { item in
            try automation.waiting(item, in: reader).map { SimulatedWait(item: item, title: $0.title.isEmpty ? $0.robot : $0.title, state: $0.state) }
        }
    }

    private func people(_ steps: [SimulationStep]) -> Set<UserID> {
        Set(steps.flatMap { $0.addressees + $0.effects.flatMap(\.people) + $0.inputs.flatMap(\.value.userIDs) })
    }

    private func counts(_ steps: [SimulationStep], in reader: any Reader) throws -> SimulationCounts {
        var counts = SimulationCounts()
        for step in steps {
            switch step.kind {
            case .robot(.done), .robot(.waiting): counts.acted += 1
            case .robot(.skipped): counts.skipped += 1
            case .robot(.failed), .held, .delivery(isDone: false): counts.failed += 1
            case .stage(_, restarted: false): counts.moves += 1
            case .delivery(isDone: true): counts.deliveries += 1
            case .robot(.resumed), .stage, .process, .deed, .left, .planned, .branch, .loopEnded, .waitBegan, .waitEnded, .trigger: break
            }
        }
        counts.tasks = effects.count { $0.kind == .task }
        counts.activities = effects.count { [.call, .activity, .request].contains($0.kind) }
        counts.notices = try reader.count("select count(*) from notifications")
        counts.messages = try reader.count("select count(*) from messages")
        return counts
    }
}

extension SimulatedStage {
    init(_ stage: Stage?, _ code: String) {
        self.init(code: code, name: stage?.name ?? Text(verbatim: code), color: stage?.color ?? "")
    }
}
