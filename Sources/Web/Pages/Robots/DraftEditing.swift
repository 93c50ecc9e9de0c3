import Automation
import CRM
import Kernel
import Storage

/// Where a robot, a block or a trigger stands: for triggers `list` says nothing.
struct SettingPlace: Hashable {
    let stage: String
    var list = BlockList.top
    let index: Int
}

extension PipelineAutomation {
    /// Changes one stage, which is added when nothing stood there yet.
    mutating func change(_ stage: String, _ body: (inout StageAutomation) throws -> Void) rethrows {
        if let place = stages.firstIndex(where: { $0.stage == stage }) {
            try body(&stages[place])
        } else {
            var added = StageAutomation(stage: stage)
            try body(&added)
            stages.append(added)
        }
    }

    /// Stages in the pipeline's order, those with nothing in them left out: equal settings are equal bodies.
    mutating func tidy(_ order: [String]) {
        stages.removeAll { $0.triggers.isEmpty && $0.process.isEmpty && $0.named == nil }
        let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
        stages.sort { (places[$0.stage] ?? Int.max, $0.stage) < (places[$1.stage] ?? Int.max, $1.stage) }
    }

    /// A robot at any depth of a process.
    func robot(_ id: String) -> (place: SettingPlace, setting: RobotSetting)? {
        guard let (place, block) = block(id), case .robot(let setting) = block else { return nil }
        return (place, setting)
    }

    /// A block at any depth of a process.
    func block(_ id: String) -> (place: SettingPlace, block: Block)? {
        for stage in stages {
            guard let place = stage.place(of: id), let block = stage.block(id) else { continue }
            return (SettingPlace(stage: stage.stage, list: place.list, index: place.index), block)
        }
        return nil
    }

    func trigger(_ id: String) -> (place: SettingPlace, setting: TriggerSetting)? {
        for stage in stages {
            guard let index = stage.triggers.firstIndex(where: { $0.id == id }) else { continue }
            return (SettingPlace(stage: stage.stage, index: index), stage.triggers[index])
        }
        return nil
    }

    private var ids: Set<String> {
        Set(stages.flatMap { stage in stage.triggers.map(\.id) + stage.process.flatMap(\.family).map(\.id) })
    }

    /// A name that was never given before, so that journals never mix two robots up.
    func freeID(_ kind: String, in transaction: any Transaction) throws -> String {
        let known = ids
        var id = ""
        repeat {
            id = "\(kind)_\(try transaction.nextID("automation_names"))"
        } while known.contains(id)
        return id
    }

    /// Puts a copy of a block, and of everything in it, right below it.
    /// - Returns: the copy's id.
    mutating func copy(_ id: String, in transaction: any Transaction) throws -> String {
        guard let (place, block) = block(id) else { throw Failure(.notFound, RobotsTexts.robotGone) }
        let copy = try block.copied { try freeID($0.kindName, in: transaction) }
        try change(place.stage) { try $0.insert(copy, at: BlockPlace(place.list, place.index + 1)) }
        return copy.id
    }

    /// Takes a block, a robot as a rule, out of its column and puts it into another one, or elsewhere in its own.
    /// - Throws: `Failure` when it is gone.
    mutating func move(_ id: String, to stage: String, at position: Int) throws {
        guard let (place, block) = block(id) else { throw Failure(.notFound, RobotsTexts.robotGone) }
        if place.stage == stage {
            try change(stage) { try $0.move(id, to: BlockPlace(.top, position)) }
        } else {
            try change(place.stage) { _ = try $0.remove(id) }
            try change(stage) { try $0.insert(block, at: BlockPlace(.top, position)) }
        }
    }
}

/// Changes of the draft, one small transaction each.
enum DraftEditing {
    /// Lets `change` work on what the person is editing and keeps the result as their draft.
    /// - Returns: what `change` gives back.
    static func edit<T: Sendable>(
        _ page: PageRequest, _ change: @escaping @Sendable (inout PipelineAutomation, RobotsModel, Command) throws -> T
    ) async throws -> T {
        let reading = try await RobotsReading(page)
        return try await page.services.portal.perform(as: page.actor) { command in
            try command.require(.configureAutomation)
            let model = try reading.model(in: command.transaction)
            var body = model.edited
            let result = try change(&body, model, command)
            body.tidy(model.pipeline.stages.map(\.code))
            if body != model.edited {
                try model.store.keepDraft(
                    body, base: model.draft?.base ?? model.activeVersion, of: model.name, by: model.user,
                    in: command.transaction, at: command.now)
            }
            return result
        }
    }

    /// The board, scrolled to a robot or a stage.
    static func board(_ page: PageRequest, at anchor: String) -> PageResponse {
        .redirect("/automation/\(page.parameters["pipeline"] ?? "")?edit=1#\(anchor)")
    }

    // MARK: Actions on cards

    static func copyRobot(_ page: PageRequest) async throws -> PageResponse {
        let id = page.parameters["setting"] ?? ""
        let copy = try await edit(page) { body, _, command in try body.copy(id, in: command.transaction) }
        return board(page, at: "robot-\(copy)")
    }

    static func removeRobot(_ page: PageRequest) async throws -> PageResponse {
        let id = page.parameters["setting"] ?? ""
        let stage = try await edit(page) { body, _, _ in
            guard let (place, _) = body.robot(id) else { throw Failure(.notFound, RobotsTexts.robotGone) }
            try body.change(place.stage) { _ = try $0.remove(id) }
            return place.stage
        }
        return board(page, at: "stage-\(stage)")
    }

    static func removeTrigger(_ page: PageRequest) async throws -> PageResponse {
        let id = page.parameters["setting"] ?? ""
        let stage = try await edit(page) { body, _, _ in
            guard let (place, _) = body.trigger(id) else { throw Failure(.notFound, RobotsTexts.robotGone) }
            body.change(place.stage) { $0.triggers.remove(at: place.index) }
            return place.stage
        }
        return board(page, at: "stage-\(stage)")
    }

    /// A drop: `item` into the column `list` at `position`.
    static func move(_ page: PageRequest) async throws -> PageResponse {
        let (id, stage, position) = (page.form["item"] ?? "", page.form["list"] ?? "", page.form.number("position") ?? 0)
        try await edit(page) { body, model, _ in
            guard model.pipeline[stage] != nil else { throw Failure(.notFound, RobotsTexts.stageGone) }
            try body.move(id, to: stage, at: position)
        }
        guard page.isFragment else { return board(page, at: "robot-\(id)") }
        return .fragment(RobotsBar.state(isChanged: true, isOutOfBand: true, page.language))
    }
}
