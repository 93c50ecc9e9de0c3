import Automation
import CRM
import Kernel

/// «Состояние автоматики»: whether robots keep up, what stopped, what an administrator has to decide.
enum AutomationHealthPage {
    static let address = "/automation-health"

    static let routes: [Route] = [
        .get(address, show),
        .post(address + "/resume", resume),
        .post(address + "/incidents/:incident/:decision", decide),
    ]

    private static func show(_ page: PageRequest) async throws -> PageResponse {
        try page.require(.configureAutomation)
        let model = try await AutomationHealthModel.load(page)
        return .page(AutomationHealthView(model: model, page: page).content, rail: .automation)
    }

    /// Opens the gate after a restored backup or a clock that was set.
    private static func resume(_ page: PageRequest) async throws -> PageResponse {
        guard let decision = HoldDecision(rawValue: page.form.text("decision") ?? "") else {
            throw Failure(.invalid, AutomationHealthTexts.chooseDecision)
        }
        let engine = page.services.engine
        try await page.services.portal.perform(as: page.actor) { command in
            try command.require(.configureAutomation)
            try engine.resume(decision, by: command.actor.user, in: command.transaction, at: command.now)
        }
        return .redirect(address, notice: AutomationHealthTexts.resumed)
    }

    private static func decide(_ page: PageRequest) async throws -> PageResponse {
        guard let id = page.parameters["incident"].flatMap({ Int64($0) }) else { throw Failure(.notFound, HTTPTexts.unknownPage) }
        let (engine, decision) = (page.services.engine, page.parameters["decision"] ?? "")
        try await page.services.portal.perform(as: page.actor) { command in
            try command.require(.configureAutomation)
            let (user, transaction, now) = (command.actor.user, command.transaction, command.now)
            switch decision {
            case "retry": try engine.retry(incident: id, by: user, in: transaction, at: now)
            case "skip": try engine.skip(incident: id, by: user, in: transaction, at: now)
            case "release": try engine.release(incident: id, by: user, in: transaction, at: now)
            default: throw Failure(.notFound, HTTPTexts.unknownPage)
            }
        }
        return .redirect(address, notice: AutomationHealthTexts.decided)
    }
}

/// What the page shows, read on one snapshot.
struct AutomationHealthModel: Sendable {
    let health: EngineHealth
    /// Items whose moments came while the gate was closed.
    let overdueItems: Int
    let incidents: [Incident]
    let titles: [DocumentID: String]
    let zone: TimeZoneRules

    static func load(_ page: PageRequest) async throws -> AutomationHealthModel {
        let (services, now) = (page.services, page.now)
        return try await services.portal.read { reader in
            let health = try services.engine.health(in: reader, at: now)
            let incidents = try AutomationReader(store: services.automation).openIncidents(in: reader, limit: 50)
            return AutomationHealthModel(
                health: health, overdueItems: health.hold == nil ? 0 : try services.engine.overdueItems(in: reader, at: now),
                incidents: incidents, titles: try services.items.load(incidents.map(\.item), in: reader).mapValues(\.title),
                zone: try services.calendar.current(in: reader).calendar.zone)
        }
    }
}
