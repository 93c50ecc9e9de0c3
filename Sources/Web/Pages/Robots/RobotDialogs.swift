import HTTPTypes
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
        guard let stage = page.query["stage"].flatMap({ model.pipeline[$0] }) else {
            throw Failure(.notFound, RobotsTexts.stageGone)
        }
        guard let kind = page.query["kind"] else {
            return .page(KindList(model: model, stage: stage, part: part, language: page.language).page, rail: .automation)
        }
        let settled = try fresh(part, kind, model, page.language)
        let action = "\(model.address)/\(part.rawValue)?stage=\(percentEncoded(stage.code))&kind=\(percentEncoded(kind))"
        let form = RobotForm(
            model: model, stage: stage, settled: settled, isNew: true, action: action, csrf: page.csrf, language: page.language)
        return .page(form.page(), rail: .automation)
    }

    static func edit(_ part: Part, _ page: PageRequest) async throws -> PageResponse {
        let model = try await editable(page)
        let (settled, place) = try known(part, page.parameters["setting"] ?? "", model.edited, model)
        return .page(try form(settled, place, part, model, page).page(), rail: .automation)
    }

    private static func form(
        _ settled: Settled, _ place: SettingPlace, _ part: Part, _ model: RobotsModel, _ page: PageRequest
    ) throws -> RobotForm {
        guard let stage = model.pipeline[place.stage] else { throw Failure(.notFound, RobotsTexts.stageGone) }
        let action = "\(model.address)/\(part.rawValue)/\(percentEncoded(page.parameters["setting"] ?? ""))/edit"
        return RobotForm(
            model: model, stage: stage, settled: settled, isNew: false, action: action, csrf: page.csrf, language: page.language)
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
        case applied(String)
        case refused(RobotForm)
    }

    static func add(_ part: Part, _ page: PageRequest) async throws -> PageResponse {
        let (code, kind) = (page.query["stage"] ?? "", page.query["kind"] ?? "")
        let outcome = try await DraftEditing.edit(page) { body, model, command -> Outcome in
            guard let stage = model.pipeline[code] else { throw Failure(.notFound, RobotsTexts.stageGone) }
            if part == .robots, let there = body[stage: code], there.robots == nil {
                throw Failure(.invalid, RobotsTexts.onlyDesigner)
            }
            let settled = try fresh(part, kind, model, page.language).named(try body.freeID(kind, in: command.transaction))
            let index = part == .robots ? body[stage: code]?.process.count ?? 0 : body[stage: code]?.triggers.count ?? 0
            let action = "\(model.address)/\(part.rawValue)?stage=\(percentEncoded(code))&kind=\(percentEncoded(kind))"
            let form = RobotForm(
                model: model, stage: stage, settled: settled, isNew: true, action: action, csrf: page.csrf, language: page.language)
            return try apply(form, at: SettingPlace(stage: code, index: index), to: &body, page, command)
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
        changed.put(reading.settled, at: place)
        reading.check(in: changed, form.model, at: reading.settled.place(place))
        guard reading.errors.isEmpty else {
            var refused = form
            refused.typed = page.form
            refused.errors = reading.errors.mapValues { $0[page.language] }
            return .refused(refused)
        }
        body = changed
        try RecentPeople.remember(reading.settled.chosenPeople, in: command)
        return .applied(reading.settled.id)
    }

    private static func answer(_ outcome: Outcome, _ page: PageRequest) -> PageResponse {
        switch outcome {
        case .applied(let id): return DraftEditing.board(page, at: "robot-\(id)")
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

    /// Where findings about it point.
    fileprivate func place(_ place: SettingPlace) -> String {
        switch self {
        case .robot: "stages[\(place.stage)].robots[\(place.index)]"
        case .trigger: "stages[\(place.stage)].triggers[\(place.index)]"
        }
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
    /// Replaces what stands there, or adds it behind the last.
    fileprivate mutating func put(_ settled: Settled, at place: SettingPlace) {
        change(place.stage) { stage in
            switch settled {
            case .robot(let setting, _):
                if stage.process.indices.contains(place.index) { stage.process.remove(at: place.index) }
                stage.process.insert(.robot(setting), at: min(place.index, stage.process.count))
            case .trigger(let setting, _):
                if stage.triggers.indices.contains(place.index) { stage.triggers.remove(at: place.index) }
                stage.triggers.insert(setting, at: min(place.index, stage.triggers.count))
            }
        }
    }
}

/// «+ добавить»: the kinds to choose from.
struct KindList {
    let model: RobotsModel
    let stage: Stage
    let part: RobotDialogs.Part
    let language: Language

    var page: Page {
        let isRobots = part == .robots
        var page = Page((isRobots ? RobotFormTexts.newRobot : RobotFormTexts.newTrigger)[language], html)
        page.layout = .narrow
        page.lead = (isRobots ? RobotFormTexts.chooseRobot : RobotFormTexts.chooseTrigger).with(["stage": stage.name])[language]
        page.breadcrumbs = [(RobotsTexts.title[language], "\(model.address)?edit=1"), (stage.name[language], nil)]
        return page
    }

    private var html: HTML {
        "\(each: groups, group)"
    }

    private func group(_ title: Text, _ kinds: [(code: String, title: Text)]) -> HTML {
        let heading: HTML = title.russian.isEmpty ? HTML() : "<h2 class=\"kind-group\">\(title, language)</h2>"
        return "\(heading)<div class=\"kind-list\">\(each: kinds, { row($0.code, $0.title[language]) })</div>"
    }

    private func row(_ code: String, _ title: String) -> HTML {
        let address = "\(model.address)/\(part.rawValue)/new?stage=\(percentEncoded(stage.code))&kind=\(percentEncoded(code))"
        return """
            <a class="kind" href="\(url: address)" data-slideover="narrow">\(.icon(part == .robots ? .bot : .zap))<span>\(title)</span>\
            \(.icon(.chevronRight, size: .small))</a>
            """
    }

    private var groups: [(title: Text, kinds: [(code: String, title: Text)])] {
        switch part {
        case .robots:
            model.store.catalog.groups.map { group in
                (group.title, group.robots.filter { $0.suits(model.name) }.map { ($0.kind.rawValue, $0.title) })
            }.filter { !$0.kinds.isEmpty }
        case .triggers: [(Text(verbatim: ""), model.store.catalog.triggers.map { ($0.kind, $0.title) })]
        }
    }
}
