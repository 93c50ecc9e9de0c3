import Automation
import CRM
import HTTPTypes
import Kernel

/// Saving what was configured, giving it up, and going back to an older version.
enum Publishing {
    private enum Outcome: Sendable {
        case saved(Int64, older: Int)
        case unchanged(Int64)
        /// The board is shown again with what is in the way; the draft stays.
        case refused(RobotsModel, HTTPResponse.Status)
    }

    static func publish(_ page: PageRequest) async throws -> PageResponse {
        let reading = try await RobotsReading(page)
        let (note, over) = (page.form.text("note") ?? "", page.form.number("over"))
        let carrying = Carrying(page)
        let outcome = try await page.services.portal.perform(as: page.actor) { command -> Outcome in
            try command.require(.configureAutomation)
            let model = try reading.model(in: command.transaction)
            guard let draft = model.draft else { return .unchanged(model.activeVersion) }
            if model.isOvertaken, over.map(Int64.init) != model.activeVersion { return .refused(model, .conflict) }
            if model.findings(in: draft.body).contains(where: { $0.severity == .error }) {
                return .refused(model, .unprocessableContent)
            }
            let outcome = try save(draft, of: model, note: String(note.prefix(200)), command)
            if case .saved = outcome { try carrying.begin(model, command) }
            return outcome
        }
        switch outcome {
        case .refused(let model, let status): return RobotsBoard(model, .edit, page).response(status: status)
        case .unchanged(let number):
            return .redirect(address(page), notice: RobotsTexts.nothingChanged.with(["number": String(number)]))
        case .saved(let number, let older):
            let running = older > 0 ? RobotsTexts.running(older) : RobotsTexts.noneRunning
            return .redirect(address(page) + "?saved=1", notice: RobotsTexts.saved(number, running))
        }
    }

    private static func save(_ draft: AutomationDraft, of model: RobotsModel, note: String, _ command: Command) throws -> Outcome {
        let transaction = command.transaction
        let number = try model.store.publish(
            draft.body, to: model.name, among: model.outlines, by: model.user, note: note, in: transaction, at: command.now)
        try model.store.dropDraft(of: model.name, by: model.user, in: transaction)
        if number == model.activeVersion { return .unchanged(number) }
        let older = try model.store.versions(of: model.name, in: transaction).filter { !$0.isActive }.map(\.running).reduce(0, +)
        return .saved(number, older: older)
    }

    /// «Отмена»: the draft goes, what is active stays.
    static func discard(_ page: PageRequest) async throws -> PageResponse {
        let reading = try await RobotsReading(page)
        let hadDraft = try await page.services.portal.perform(as: page.actor) { command in
            try command.require(.configureAutomation)
            let model = try reading.model(in: command.transaction)
            try model.store.dropDraft(of: model.name, by: model.user, in: command.transaction)
            return model.draft != nil
        }
        return .redirect(address(page), notice: hadDraft ? RobotsTexts.discarded : nil)
    }

    static func activate(_ page: PageRequest) async throws -> PageResponse {
        let reading = try await RobotsReading(page)
        guard let number = page.parameters["version"].flatMap({ Int64($0) }) else { throw Failure(.notFound, HTTPTexts.unknownPage) }
        let carrying = Carrying(page)
        try await page.services.portal.perform(as: page.actor) { command in
            try command.require(.configureAutomation)
            let model = try reading.model(in: command.transaction)
            try model.store.activate(version: number, of: model.name, in: command.transaction)
            try carrying.begin(model, command)
        }
        return .redirect(address(page) + "/versions", notice: RobotsTexts.activated.with(["number": String(number)]))
    }

    /// What was chosen for the items that are already there.
    private struct Carrying: Sendable {
        let engine: Engine
        let choice: VersionChoice
        let applies: Bool

        init(_ page: PageRequest) {
            engine = page.services.engine
            choice = VersionChoice(rawValue: page.form.text("choice") ?? "") ?? .keep
            applies = page.form.flag("applies")
        }

        func begin(_ model: RobotsModel, _ command: Command) throws {
            try engine.rollOut(model.name, choice, applies: applies, by: model.user, in: command.transaction, at: command.now)
        }
    }

    private static func address(_ page: PageRequest) -> String { "/automation/\(page.parameters["pipeline"] ?? "")" }
}

extension RobotsTexts {
    fileprivate static func saved(_ number: Int64, _ running: Text) -> Text {
        let text = saved.with(["number": String(number)])
        let capital = Text(ru: running.russian.capitalisedFirst, en: running.english.capitalisedFirst)
        return Text(ru: "\(text.russian) \(capital.russian).", en: "\(text.english) \(capital.english).")
    }
}

extension String {
    fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
