import Automation
import CRM
import Kernel
import Storage

/// What the robots screen of one pipeline shows, read on one snapshot.
struct RobotsModel: Sendable {
    let pipelines: [Pipeline]
    let pipeline: Pipeline
    let fields: FieldRegistry
    let constants: [Constant]
    let connections: [Connection]
    let people: PeopleSnapshot
    let recent: Set<UserID>
    let store: AutomationStore
    let active: PipelineAutomation
    /// 0 when the pipeline has no automation yet.
    let activeVersion: Int64
    let versions: [AutomationVersion]
    let draft: AutomationDraft?
    let mayConfigure: Bool
    let user: UserID
    let dates: DateSetting
    let now: Timestamp

    var name: String { pipeline.automationName }
    var address: String { "/automation/\(name)" }
    /// What is being edited: the draft, or what is active while nothing was changed.
    var edited: PipelineAutomation { draft?.body ?? active }
    /// Whether a colleague has saved since this person began.
    var isOvertaken: Bool { draft.map { $0.base != activeVersion } ?? false }
    var runningOnOlder: Int { versions.filter { !$0.isActive }.map(\.running).reduce(0, +) }

    var zone: TimeZoneRules { dates.zone }
    var outlines: [PipelineOutline] { pipelines.map { PipelineOutline(name: $0.automationName, stages: $0.stages.map(\.code)) } }

    /// Reads all of it.
    /// - Throws: `Failure(.notFound)` for a pipeline that does not exist or is not open to the viewer.
    static func load(_ page: PageRequest) async throws -> RobotsModel {
        let reading = try await RobotsReading(page)
        return try await page.services.portal.read { try reading.model(in: $0) }
    }

    /// A stage of the pipeline or one of its processes, as the designer and the dialogs show it.
    func place(_ code: String, in body: PipelineAutomation? = nil) -> Stage? {
        if let stage = pipeline[code] { return stage }
        let named = (body ?? edited)[stage: code]?.named ?? active[stage: code]?.named
        return named.map { Stage(code, Text(verbatim: $0.title), color: "") }
    }

    /// The processes beside the stages, in their order.
    func processes(in body: PipelineAutomation) -> [(code: String, process: NamedProcess)] {
        body.stages.compactMap { stage in stage.named.map { (stage.stage, $0) } }
    }

    /// Names for what stands in one stage; results of the robots there are part of it.
    func vocabulary(of stage: StageAutomation?) -> Vocabulary {
        let own = stage?.named.map { [ResultGiver($0)] } ?? []
        let givers = own + (stage?.process ?? []).flatMap { $0.resultGivers(store) }
        return Vocabulary(pipeline, fields: fields, constants: constants, robots: givers)
    }

    func wording(_ language: Language) -> PeopleWording {
        PeopleWording(
            people: people, constants: constants, fields: fields.fields(of: pipeline.id.entity), recent: recent, language: language)
    }

    /// What the static check says about an automation of this pipeline, insertions of every kind included.
    func findings(in body: PipelineAutomation) -> [Finding] {
        store.check(body, of: name, among: outlines, knowing: knowledge)
    }
}

/// What must be known before the model is read: people are kept in memory, rights come with the request.
struct RobotsReading: Sendable {
    let services: Services
    let viewer: Viewer
    let name: String
    let people: PeopleSnapshot

    init(_ page: PageRequest) async throws {
        services = page.services
        viewer = try page.viewer
        name = page.parameters["pipeline"] ?? ""
        people = try await page.services.people.snapshot()
    }

    /// Pipelines that the viewer may look at, leads first.
    static func open(to viewer: Viewer, _ services: Services, in reader: any Reader) throws -> [Pipeline] {
        try services.pipelines.all(in: reader).all.filter { pipeline in
            viewer.may(.configureAutomation) || viewer.scope(.read, of: pipeline.id.entity) != .none
        }
    }

    func model(in reader: any Reader) throws -> RobotsModel {
        let open = try Self.open(to: viewer, services, in: reader)
        guard let pipeline = open.first(where: { $0.automationName == name }) else {
            throw Failure(.notFound, RobotsTexts.noPipeline)
        }
        return try model(of: pipeline, among: open, in: reader)
    }

    func model(of pipeline: Pipeline, among open: [Pipeline], in reader: any Reader) throws -> RobotsModel {
        let name = pipeline.automationName
        let mayConfigure = viewer.may(.configureAutomation)
        let store = services.automation
        return RobotsModel(
            pipelines: open, pipeline: pipeline, fields: try services.items.catalog.catalog(in: reader).fields,
            constants: try ConstantStore.all(in: reader),
            connections: try ConnectionStore.all(in: reader), people: people,
            recent: Set(try RecentPeople.of(viewer.user, in: reader)), store: store,
            active: try store.active(name, in: reader) ?? PipelineAutomation(),
            activeVersion: try store.activeVersion(of: name, in: reader) ?? 0,
            versions: try store.versions(of: name, in: reader),
            draft: mayConfigure ? try store.draft(of: name, by: viewer.user, in: reader) : nil, mayConfigure: mayConfigure,
            user: viewer.user, dates: services.items.dates, now: services.portal.clock.now)
    }
}
