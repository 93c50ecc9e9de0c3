import Automation
import CRM
import Kernel
import Robots
import TestSupport
import Testing

/// «Проверить» with a robot of a program: stubs answer, and nobody is waited for.
@Suite struct ProgramRehearsalTests {
    @Test func `a rehearsal goes on behind a program's robot, and the program hears nothing`() async throws {
        let world = try await Prom2BWorld.make()
        let robot = ProgramRobot(
            code: "greet", isActivity: false, handler: "http://127.0.0.1:9/x", allowsPrivate: true, user: world.people.manager, waits: true,
            name: Text(verbatim: "Greet"), results: [ProgramProperty("reply", Text(verbatim: "Reply"), .string)], program: "webhook/7")
        try await world.act(world.people.administrator) { [items = world.items] in try ProgramRobotStore(items.catalog).add(robot, in: $0) }
        try await world.automate(
            [
                RobotSetting("rest_greet", id: "greet"), RobotSetting("add_comment", id: "note", ["text": "after {=greet:reply}"]),
            ], on: "SELECTION")
        let played = try await world.simulator().simulate(try await world.order("DEAL:0", .invented(stage: "SELECTION", fields: [:]), days: 2))
        let done = played.steps.filter { $0.kind == .robot(.done) || $0.kind == .robot(.resumed) }.map(\.title.english)
        #expect(played.stopped == nil && done.contains("add_comment"), "\(played.steps)")
        let queued = try await world.portal.read { try OutboxReader.deliveries(by: .program, .all, limit: 10, in: $0) }
        #expect(queued.isEmpty)
    }
}
