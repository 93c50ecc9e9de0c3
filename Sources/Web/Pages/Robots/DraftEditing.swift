import Automation
import CRM
import Kernel
import Storage

/// Where a robot or a trigger stands.
struct SettingPlace: Hashable {
    let stage: String
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
        stages.removeAll { $0.triggers.isEmpty && $0.process.isEmpty }
        let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
        stages.sort { (places[$0.stage] ?? Int.max, $0.stage) < (places[$1.stage] ?? Int.max, $1.stage) }
    }

    /// The robot in a plain column; robots inside a process of the designer are not changed here.
    func robot(_ id: String) -> (place: SettingPlace, setting: RobotSetting)? {
        for stage in stages {
            guard let index = stage.robots?.firstIndex(where: { $0.id == id }), let setting = stage.robots?[index] else { continue }
            return (SettingPlace(stage: stage.stage, index: index), setting)
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
        Set(stages.flatMap { stage in stage.triggers.map(\.id) + stage.process.flatMap(\.robots).map(\.id) })
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

    /// Takes the robot out of its column and puts it into another one, or elsewhere in its own.
    /// - Throws: `Failure` when the robot is gone or the column holds a process of the designer.
    mutating func move(_ id: String, to stage: String, at position: Int) throws {
        guard let (place, setting) = robot(id) else { throw Failure(.notFound, RobotsTexts.robotGone) }
        if let target = self[stage: stage], target.robots == nil { throw Failure(.invalid, RobotsTexts.onlyDesigner) }
        change(place.stage) { $0.process.remove(at: place.index) }
        change(stage) { target in
            target.process.insert(.robot(setting), at: min(max(position, 0), target.process.count))
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
        let copy = try await edit(page) { body, _, command in
            guard let (place, setting) = body.robot(id) else { throw Failure(.notFound, RobotsTexts.robotGone) }
            var copy = setting
            copy.id = try body.freeID(setting.kind.rawValue, in: command.transaction)
            body.change(place.stage) { $0.process.insert(.robot(copy), at: place.index + 1) }
            return copy.id
        }
        return board(page, at: "robot-\(copy)")
    }

    static func removeRobot(_ page: PageRequest) async throws -> PageResponse {
        let id = page.parameters["setting"] ?? ""
        let stage = try await edit(page) { body, _, _ in
            guard let (place, _) = body.robot(id) else { throw Failure(.notFound, RobotsTexts.robotGone) }
            body.change(place.stage) { $0.process.remove(at: place.index) }
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
