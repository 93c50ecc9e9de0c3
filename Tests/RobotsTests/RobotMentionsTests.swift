import Automation
import CRM
import Kernel
import Robots
import Storage
import TestSupport
import Testing

/// Robots that name a person directly.
@Suite struct RobotMentionsTests {
    @Test func `whom a robot names is dismissed only with a substitute, who stands in the robot from then on`() async throws {
        let world = try await Prom2BWorld.make()
        let (lawyer, purchaser) = (world.people.lawyer, world.people.purchaser)
        try await world.perform { try ConstantStore.setValue(of: "Lawyer", to: .user(purchaser), in: $0) }
        try await world.name([.user(lawyer), .user(purchaser)], in: "DEAL:0", at: "QUOTE")

        let failure = await #expect(throws: Failure.self) { try await world.dismiss(lawyer, substitute: nil) }
        #expect(failure?.field == "SUBSTITUTE")
        #expect(failure?.message.russian.contains("робот «Reminder» воронки «Общее»") == true, "\(failure?.message.russian ?? "")")
        #expect(try await world.mentions(of: lawyer).map(\.path) == ["/automation/DEAL:0"])
        try await world.dismiss(lawyer, substitute: purchaser)

        #expect(try await world.mentions(of: lawyer).isEmpty)
        let robot = try await world.firstRobot("DEAL:0", "QUOTE")
        #expect(robot.parameters["to"] == [.string("user:\(purchaser)")])
        #expect(try await world.portal.read { try world.assembly.automation.activeVersion(of: "DEAL:0", in: $0) } == 3)
        #expect(try await world.portal.read { try world.assembly.automation.activeVersion(of: "LEAD", in: $0) } == 1)
    }

    @Test func `a value that a robot writes, and a condition, name a person too`() async throws {
        let world = try await Prom2BWorld.make()
        let lawyer = world.people.lawyer
        try await world.perform { try ConstantStore.setValue(of: "Lawyer", to: .user(world.people.clerk), in: $0) }
        try await world.change("DEAL:0", "QUOTE") { robot in
            robot.title = "Hand over"
            robot.kind = "modify_item"
            robot.parameters = ["fields": ["ASSIGNED_BY_ID": Value.user(lawyer).json]]
        }

        #expect(try await world.mentions(of: lawyer).count == 1)
        try await world.dismiss(lawyer, substitute: world.people.clerk)
        let robot = try await world.firstRobot("DEAL:0", "QUOTE")
        #expect(robot.parameters["fields"]?["ASSIGNED_BY_ID"] == Value.user(world.people.clerk).json)
    }

    @Test func `whom no robot names goes without a substitute`() async throws {
        let world = try await Prom2BWorld.make()
        let versions = try await world.portal.read { try world.assembly.automation.activeVersion(of: "DEAL:0", in: $0) }

        try await world.dismiss(world.people.manager, substitute: nil)

        #expect(try await world.portal.read { try world.assembly.automation.activeVersion(of: "DEAL:0", in: $0) } == versions)
    }
}

extension Prom2BWorld {
    fileprivate func perform(_ body: @escaping @Sendable (Command) throws -> Void) async throws {
        try await portal.perform(as: .system, .interactive, body)
    }

    fileprivate func dismiss(_ user: UserID, substitute: UserID?) async throws {
        try await act(people.administrator) { [staff = assembly.staff] in try staff.dismiss(user, substitute: substitute, in: $0) }
    }

    fileprivate func mentions(of user: UserID) async throws -> [PersonMention] {
        try await portal.read { [staff = assembly.staff] in try staff.mentions(of: user, in: $0) }
    }

    fileprivate func firstRobot(_ pipeline: String, _ stage: String) async throws -> RobotSetting {
        let body = try await portal.read { [store = assembly.automation] in try store.active(pipeline, in: $0) }
        return try #require(body?[stage: stage]?.robots?.first)
    }

    fileprivate func name(_ selectors: [PeopleSelector], in pipeline: String, at stage: String) async throws {
        let chosen = JSONValue.array(selectors.map { .string($0.stored) })
        try await change(pipeline, stage) { robot in
            robot.title = "Reminder"
            robot.parameters["to"] = chosen
        }
    }

    /// Publishes the pipeline's automation with the stage's first robot changed.
    fileprivate func change(
        _ pipeline: String, _ stage: String, _ body: @escaping @Sendable (inout RobotSetting) -> Void
    ) async throws {
        try await perform { [assembly] command in
            var changed = try #require(try assembly.automation.active(pipeline, in: command.transaction))
            let place = try #require(changed.stages.firstIndex { $0.stage == stage })
            var robot = try #require(changed.stages[place].robots?.first)
            body(&robot)
            changed.stages[place].process[0] = .robot(robot)
            let outlines = try assembly.pipelines.all(in: command.transaction).all.map {
                PipelineOutline(name: $0.automationName, stages: $0.stages.map(\.code))
            }
            try assembly.automation.publish(
                changed, to: pipeline, among: outlines, by: nil, in: command.transaction, at: command.now)
        }
    }
}
