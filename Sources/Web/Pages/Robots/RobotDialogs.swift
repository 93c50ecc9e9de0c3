import Automation
import CRM
import HTTPTypes
import Kernel

/// The dialogs of robots and triggers: choosing a kind, filling in, applying to the draft.
enum RobotDialogs {
    /// Which of the two a dialog is about.
    enum Part: String, Sendable {
        case robots, triggers
    }

    // MARK: Opening

    /// The list of kinds, or with `kind` the empty form of one.
    static func new(_ part: Part, _ page: PageRequest) async throws -> PageResponse {
        let model = try await editable(page)
        guard let stage = page.query["stage"].flatMap({ model.place($0) }) else {
            throw Failure(.notFound, RobotsTexts.stageGone)
        }
        guard let kind = page.query["kind"] else {
            return .page(KindList(model: model, stage: stage, part: part, language: page.language).page, rail: .automation)
        }
        let settled = try fresh(part, kind, model, page.language)
        let place = newPlace(part, in: model.edited, page)
        return .page(try newForm(settled, place, part, model, page).page(), rail: .automation)
    }

    static func edit(_ part: Part, _ page: PageRequest) async throws -> PageResponse {
        let model = try await editable(page)
        let (settled, place) = try known(part, page.parameters["setting"] ?? "", model.edited, model)
        return .page(try form(settled, place, part, model, page).page(), rail: .automation)
    }

    private static func form(
        _ settled: Settled, _ place: SettingPlace, _ part: Part, _ model: RobotsModel, _ page: PageRequest
    ) throws -> RobotForm {
        guard let stage = model.place(place.stage) else { throw Failure(.notFound, RobotsTexts.stageGone) }
        let screen = DialogScreen(page, model, stage: place.stage)
        let address = "\(model.address)/\(part.rawValue)/\(percentEncoded(page.parameters["setting"] ?? ""))/edit"
        return RobotForm(
            model: model, stage: stage, settled: settled, isNew: false,
            isInside: place.list != .top || model.edited[stage: place.stage]?.named != nil, action: screen.marked(address), back: screen.address, csrf: page.csrf, language: page.language)
    }

    private static func newForm(
        _ settled: Settled, _ place: SettingPlace, _ part: Part, _ model: RobotsModel, _ page: PageRequest
    ) throws -> RobotForm {
        guard let stage = model.place(place.stage) else { throw Failure(.notFound, RobotsTexts.stageGone) }
        let screen = DialogScreen(page, model, stage: place.stage)
        let follows = page.query["list"] != nil || model.edited[stage: place.stage].map { $0.robots == nil } ?? false
        var query = "stage=\(percentEncoded(place.stage))&kind=\(percentEncoded(page.query["kind"] ?? ""))"
        if case .process = screen { query += "&list=\(percentEncoded(place.list.description))&position=\(place.index)" }
        return RobotForm(
            model: model, stage: stage, settled: follows ? settled.following : settled, isNew: true,
            isInside: place.list != .top || model.edited[stage: place.stage]?.named != nil, action: screen.marked("\(model.address)/\(part.rawValue)?\(query)"), back: screen.address,
            csrf: page.csrf, language: page.language)
    }

    /// Where a new one goes: where the process designer says, else below the last.
    private static func newPlace(_ part: Part, in body: PipelineAutomation, _ page: PageRequest) -> SettingPlace {
        let code = page.query["stage"] ?? ""
        let count = (part == .robots ? body[stage: code]?.process.count : body[stage: code]?.triggers.count) ?? 0
        return SettingPlace(
            stage: code, list: page.query["list"].flatMap(BlockList.init) ?? .top, index: page.query.number("position") ?? count)
    }

    /// - Throws: `Failure(.forbidden)` for people who only look.
    static func editable(_ page: PageRequest) async throws -> RobotsModel {
        let model = try await RobotsModel.load(page)
        guard model.mayConfigure else { throw Failure(.forbidden, RobotsTexts.configurersOnly) }
        return model
    }

    // MARK: Applying

    /// What an attempt to apply a dialog ended with.
    private enum Outcome: Sendable {
        case applied(String, address: String)
        case refused(RobotForm)
    }

    static func add(_ part: Part, _ page: PageRequest) async throws -> PageResponse {
        let (code, kind) = (page.query["stage"] ?? "", page.query["kind"] ?? "")
        let outcome = try await DraftEditing.edit(page) { body, model, command -> Outcome in
            guard model.place(code) != nil else { throw Failure(.notFound, RobotsTexts.stageGone) }
            let settled = try fresh(part, kind, model, page.language).named(try body.freeID(kind, in: command.transaction))
            let place = newPlace(part, in: body, page)
            return try apply(try newForm(settled, place, part, model, page), at: place, to: &body, page, command)
        }
        return answer(outcome, page)
    }

    static func change(_ part: Part, _ page: PageRequest) async throws -> PageResponse {
        let id = page.parameters["setting"] ?? ""
        let outcome = try await DraftEditing.edit(page) { body, model, command -> Outcome in
            let (settled, place) = try known(part, id, body, model)
            return try apply(try form(settled, place, part, model, page), at: place, to: &body, page, command)
        }
        return answer(outcome, page)
    }

    /// Puts what was sent into `body`; leaves `body` alone and gives the form back when something is wrong with it.
    private static func apply(
        _ form: RobotForm, at place: SettingPlace, to body: inout PipelineAutomation, _ page: PageRequest, _ command: Command
    ) throws -> Outcome {
        var reading = RobotFormReading(form.settled, page.form, in: form.model, stage: place.stage, language: page.language)
        var changed = body
        try changed.put(reading.settled, at: place)
        reading.check(in: changed, form.model, at: changed.path(of: reading.settled, at: place))
        guard reading.errors.isEmpty else {
            var refused = form
            refused.typed = page.form
            refused.errors = reading.errors.mapValues { $0[page.language] }
            return .refused(refused)
        }
        body = changed
        try RecentPeople.remember(reading.settled.chosenPeople, in: command)
        return .applied(reading.settled.id, address: form.back)
    }

    private static func answer(_ outcome: Outcome, _ page: PageRequest) -> PageResponse {
        switch outcome {
        case .applied(let id, let address): return .redirect("\(address)#robot-\(id)")
        case .refused(let form):
            if page.isFragment { return .fragment(form.form, status: .unprocessableContent) }
            return .page(form.page(), rail: .automation, status: .unprocessableContent)
        }
    }

    // MARK: Finding

    private static func fresh(_ part: Part, _ kind: String, _ model: RobotsModel, _ language: Language) throws -> Settled {
        let catalog = model.store.catalog
        switch part {
        case .robots:
            guard let robot = catalog[robot: RobotKind(kind)], robot.suits(model.name) else {
                throw Failure(.notFound, RobotsTexts.unknownKind)
            }
            return .robot(RobotSetting(id: "", kind: robot.kind, title: robot.title[language]), robot)
        case .triggers:
            guard let trigger = catalog[trigger: kind] else { throw Failure(.notFound, RobotsTexts.unknownKind) }
            return .trigger(TriggerSetting(id: "", kind: kind, title: trigger.title[language]), trigger)
        }
    }

    private static func known(
        _ part: Part, _ id: String, _ body: PipelineAutomation, _ model: RobotsModel
    ) throws -> (Settled, SettingPlace) {
        let catalog = model.store.catalog
        switch part {
        case .robots:
            if let (place, setting) = body.robot(id), let kind = catalog[robot: setting.kind] { return (.robot(setting, kind), place) }
        case .triggers:
            if let (place, setting) = body.trigger(id), let kind = catalog[trigger: setting.kind] {
                return (.trigger(setting, kind), place)
            }
        }
        throw Failure(.notFound, RobotsTexts.robotGone)
    }
}

extension Settled {
    var id: String {
        switch self {
        case .robot(let setting, _): setting.id
        case .trigger(let setting, _): setting.id
        }
    }

    fileprivate func named(_ id: String) -> Settled {
        switch self {
        case .robot(var setting, let kind):
            setting.id = id
            return .robot(setting, kind)
        case .trigger(var setting, let kind):
            setting.id = id
            return .trigger(setting, kind)
        }
    }

    /// A robot in a process goes on where the block above it ended.
    fileprivate var following: Settled {
        guard case .robot(var setting, let kind) = self else { return self }
        setting.timing = .afterPreviousRobot
        return .robot(setting, kind)
    }

    /// For «Недавние» of the person selector.
    fileprivate var chosenPeople: [UserID] {
        specs.flatMap { spec -> [UserID] in
            guard case .people = spec.kind else { return [] }
            return stored[spec.name]?.array?.compactMap(\.string).compactMap { text in
                if case .user(let id) = PeopleSelector(stored: text) { id } else { nil }
            } ?? []
        }
    }
}

extension PipelineAutomation {
    /// Replaces the one with the same id, or adds it at its place.
    fileprivate mutating func put(_ settled: Settled, at place: SettingPlace) throws {
        try change(place.stage) { stage in
            switch settled {
            case .robot(let setting, _):
                if stage.block(setting.id) != nil {
                    try stage.replace(setting.id, with: .robot(setting))
                } else {
                    try stage.insert(.robot(setting), at: BlockPlace(place.list, place.index))
                }
            case .trigger(let setting, _):
                if stage.triggers.indices.contains(place.index) { stage.triggers.remove(at: place.index) }
                stage.triggers.insert(setting, at: min(place.index, stage.triggers.count))
            }
        }
    }

    /// Where findings about it point.
    fileprivate func path(of settled: Settled, at place: SettingPlace) -> String {
        switch settled {
        case .robot(let setting, _): self[stage: place.stage]?.path(of: setting.id) ?? "stages[\(place.stage)]"
        case .trigger: "stages[\(place.stage)].triggers[\(place.index)]"
        }
    }
}
