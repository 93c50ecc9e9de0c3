import Automation
import CRM
import HTTPTypes
import Kernel

/// Choosing a block, and the dialogs of blocks that are no robots.
enum BlockDialogs {
    /// The list behind a «+», or with `kind` the empty form of one.
    static func new(_ page: PageRequest) async throws -> PageResponse {
        let model = try await RobotDialogs.editable(page)
        guard let stage = page.query["stage"].flatMap({ model.place($0) }) else { throw Failure(.notFound, RobotsTexts.stageGone) }
        guard let kind = page.query["kind"] else {
            let list = KindList(model: model, stage: stage, part: .robots, language: page.language, place: place(page), csrf: page.csrf)
            return .page(list.page, rail: .automation)
        }
        if kind == BlockKind.wait.rawValue, goal(page, model) == nil {
            return .page(goals("\(model.address)/blocks/new?\(placing(page))", stage, model, page), rail: .automation)
        }
        return .page(form(try fresh(kind, id: ""), isNew: true, stage, model, page).page(), rail: .automation)
    }

    static func edit(_ page: PageRequest) async throws -> PageResponse {
        let model = try await RobotDialogs.editable(page)
        let (place, block) = try known(page, in: model.edited)
        guard let stage = model.place(place.stage) else { throw Failure(.notFound, RobotsTexts.stageGone) }
        if case .wait = block, page.query["goal"] == "" {
            return .page(
                goals("\(model.address)/blocks/\(percentEncoded(block.id))/edit?wait=1", stage, model, page), rail: .automation)
        }
        return .page(form(block, isNew: false, stage, model, page).page(), rail: .automation)
    }

    private enum Outcome: Sendable {
        case applied(String, stage: String)
        case refused(BlockForm)
    }

    static func add(_ page: PageRequest) async throws -> PageResponse {
        let (code, kind, place) = (page.query["stage"] ?? "", page.query["kind"] ?? "", place(page))
        let outcome = try await DraftEditing.edit(page) { body, model, command -> Outcome in
            guard let stage = model.place(code) else { throw Failure(.notFound, RobotsTexts.stageGone) }
            let block = try fresh(kind, id: try body.freeID(kind, in: command.transaction))
            return try apply(form(block, isNew: true, stage, model, page), to: &body, page) { try $0.insert($1, at: place) }
        }
        return answer(outcome, page)
    }

    static func change(_ page: PageRequest) async throws -> PageResponse {
        let outcome = try await DraftEditing.edit(page) { body, model, _ -> Outcome in
            let (place, block) = try known(page, in: body)
            guard let stage = model.place(place.stage) else { throw Failure(.notFound, RobotsTexts.stageGone) }
            return try apply(form(block, isNew: false, stage, model, page), to: &body, page) { try $0.replace(block.id, with: $1) }
        }
        return answer(outcome, page)
    }

    private static func apply(
        _ form: BlockForm, to body: inout PipelineAutomation, _ page: PageRequest, _ put: (inout StageAutomation, Block) throws -> Void
    ) throws -> Outcome {
        let (block, wrong) = form.read(page.form)
        var changed = body
        try changed.change(form.stage.code) { try put(&$0, block) }
        let errors = wrong.isEmpty ? form.findings(in: changed) : wrong
        guard errors.isEmpty else {
            var refused = form
            refused.typed = page.form
            refused.errors = errors.mapValues { $0[page.language] }
            return .refused(refused)
        }
        body = changed
        return .applied(block.id, stage: form.stage.code)
    }

    private static func answer(_ outcome: Outcome, _ page: PageRequest) -> PageResponse {
        switch outcome {
        case .applied(let id, let stage): return .redirect("\(ProcessPage.address(page, stage))#robot-\(id)")
        case .refused(let form):
            if page.isFragment { return .fragment(form.form, status: .unprocessableContent) }
            return .page(form.page(), rail: .automation, status: .unprocessableContent)
        }
    }

    // MARK: What a wait waits for

    private static func goals(_ address: String, _ stage: Stage, _ model: RobotsModel, _ page: PageRequest) -> Page {
        GoalList(model: model, stage: stage, address: address, language: page.language).page
    }

    /// The goal that was chosen in the list; nil when none was.
    private static func goal(_ page: PageRequest, _ model: RobotsModel) -> WaitGoal? {
        page.query["goal"].flatMap { WaitGoal($0, model.store.catalog) }
    }

    /// A wait with another goal than it has begins with nothing set but its deadline.
    private static func turned(_ block: Block, to goal: WaitGoal?) -> Block {
        guard case .wait(let id, let title, let rule, let came, let missed) = block, let goal, goal != WaitGoal(rule.goal) else { return block }
        return .wait(id: id, title: title, WaitRule(goal.fresh, deadline: rule.deadline), came: came, missed: missed)
    }

    // MARK: Finding

    /// What the address of a dialog for a new block says.
    private static func placing(_ page: PageRequest) -> String {
        let place = place(page)
        return "stage=\(percentEncoded(page.query["stage"] ?? ""))&kind=\(percentEncoded(page.query["kind"] ?? ""))"
            + "&list=\(percentEncoded(place.list.description))&position=\(place.index)"
    }

    /// Where the «+» stands.
    private static func place(_ page: PageRequest) -> BlockPlace {
        BlockPlace(page.query["list"].flatMap(BlockList.init) ?? .top, page.query.number("position") ?? .max)
    }

    private static func fresh(_ kind: String, id: String) throws -> Block {
        guard let kind = BlockKind(rawValue: kind) else { throw Failure(.notFound, RobotsTexts.unknownKind) }
        return kind.fresh(id: id)
    }

    /// A block that has a dialog of its own: robots have theirs, and the end of the process has nothing to ask.
    private static func known(_ page: PageRequest, in body: PipelineAutomation) throws -> (place: SettingPlace, block: Block) {
        guard let found = body.block(page.parameters["setting"] ?? "") else { throw Failure(.notFound, RobotsTexts.robotGone) }
        switch found.block {
        case .branch, .choice, .parallel, .delay, .loop, .wait, .each: return found
        case .robot, .stop: throw Failure(.notFound, RobotsTexts.robotGone)
        }
    }

    /// Which case of a choice the dialog is about; one behind the last for a new one.
    private static func caseNumber(_ page: PageRequest, _ block: Block) -> Int? {
        guard case .choice(_, _, let cases, _) = block, let number = page.query.number("case"), number >= 0 else { return nil }
        return min(number, cases.count)
    }

    private static func form(_ block: Block, isNew: Bool, _ stage: Stage, _ model: RobotsModel, _ page: PageRequest) -> BlockForm {
        let goal = goal(page, model)
        let asked = goal.map { "goal=\(percentEncoded($0.code))" }
        let block = turned(block, to: goal)
        let number = isNew ? nil : caseNumber(page, block)
        let action =
            isNew
            ? "\(model.address)/blocks?\(placing(page))\(asked.map { "&" + $0 } ?? "")"
            : "\(model.address)/blocks/\(percentEncoded(block.id))/edit\((number.map { "case=\($0)" } ?? asked).map { "?" + $0 } ?? "")"
        return BlockForm(
            model: model, stage: stage, block: block, isNew: isNew, number: number, action: action,
            back: model.processAddress(stage.code, isEditing: true), csrf: page.csrf, language: page.language)
    }
}
