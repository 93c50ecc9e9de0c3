import Automation
import CRM
import Kernel
import Storage

/// What people decide about an item's stopped automation.
enum RobotActions {
    static func routes(_ entity: EntityType) -> [Route] {
        let base = "/\(entity.segment)/:id/robots"
        return [
            .get(base) { page in
                let model = try await CardModel.load(page, try page.item(entity), tab: .robots)
                guard case .robots(let robots) = model.content else { throw Failure(.notFound, HTTPTexts.unknownPage) }
                return page.isFragment ? .fragment(CardRobotsView(model.context, robots).html) : CardView(model).page()
            },
            decide(base + "/:incident/retry", entity, RobotTabTexts.retried) { page, command in
                try page.services.engine.retry(
                    incident: try page.number("incident"), by: command.actor.user, in: command.transaction,
                    at: command.now)
            },
            decide(base + "/:incident/skip", entity, RobotTabTexts.skippedNotice) { page, command in
                try page.services.engine.skip(
                    incident: try page.number("incident"), by: command.actor.user, in: command.transaction,
                    at: command.now)
            },
            decide(base + "/now/:robot", entity, RobotTabTexts.hurried) { page, command in
                try page.services.engine.runNow(
                    try page.item(entity), node: page.parameters["robot"] ?? "", by: command.actor.user, in: command.transaction,
                    at: command.now)
            },
            decide(base + "/release", entity, RobotTabTexts.released) { page, command in
                try page.services.engine.release(
                    try page.item(entity), by: command.actor.user, in: command.transaction, at: command.now)
            },
        ]
    }

    /// For those who may configure robots; an incident of another item is none here.
    private static func decide(
        _ path: String, _ entity: EntityType, _ notice: Text,
        _ body: @escaping @Sendable (PageRequest, Command) throws -> Void
    ) -> Route {
        .post(path) { page in
            try await page.refusing {
                let id = try page.item(entity)
                let viewer = try page.viewer
                let services = page.services
                try await services.portal.perform(as: page.actor) { command in
                    _ = try services.items.find(id, for: viewer, in: command.transaction)
                    guard viewer.may(.configureAutomation) else {
                        throw Failure(.forbidden, RobotTabTexts.mayNotRepair)
                    }
                    if page.parameters["incident"] != nil {
                        let number = try page.number("incident")
                        let known =
                            try AutomationReader(store: services.automation).explanation(
                                of: id, in: command.transaction)?.incidents ?? []
                        guard known.contains(where: { $0.id == number }) else {
                            throw Failure(.notFound, RobotTabTexts.decided)
                        }
                    }
                    try body(page, command)
                }
                return try await page.answerCard(id, notice: notice)
            }
        }
    }
}
