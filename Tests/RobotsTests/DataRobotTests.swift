import Automation
import CRM
import Kernel
import Robots
import TestSupport
import Testing

/// Robots that calculate and remember.
@Suite struct DataRobotTests {
    @Test func `what was calculated can be inserted later`() async throws {
        let world = try await Prom2BWorld.make()
        let deal = try await world.run(
            RobotSetting("calculate", ["expression": "={=Document:OPPORTUNITY} * 20%"]),
            RobotSetting("add_comment", ["text": "Tax: {=calculate:Result}"]))
        #expect(try await world.portal.read { try Comment.list(of: .item(deal), in: $0).map(\.text) } == ["Tax: 1000"])
    }

    @Test func `a counter counts every item once`() async throws {
        let world = try await Prom2BWorld.make()
        try await world.makeVariable("Counter", .number, .int(40))
        try await world.automate([RobotSetting("set_variable", ["variable": "Counter", "value": "={=GlobalVar:Counter} + 1"])])
        for _ in 0..<2 {
            let deal = try await world.deal()
            try await world.move(deal, to: "QUOTE")
        }
        #expect(try await world.variable("Counter") == .int(42))
    }

    @Test func `a variable takes texts of its kind and refuses others`() async throws {
        let world = try await Prom2BWorld.make()
        try await world.makeVariable("Day", .date, .null)
        try await world.automate([RobotSetting("set_variable", ["variable": "Day", "value": "25.11.2026"])])
        try await world.move(try await world.deal(), to: "QUOTE")
        #expect(try await world.variable("Day") == .date(LocalDate(year: 2026, month: 11, day: 25)!))

        try await world.automate([RobotSetting("set_variable", ["variable": "Day", "value": "soon"])])
        try await world.move(try await world.deal(), to: "QUOTE")
        #expect(try await world.incidents().count == 1)
        #expect(try await world.variable("Day") == .date(LocalDate(year: 2026, month: 11, day: 25)!))
    }

    @Test func `a constant is no variable`() async throws {
        let world = try await Prom2BWorld.make()
        try await world.automate([RobotSetting("set_variable", ["variable": "Clerk", "value": ""])])
        try await world.move(try await world.deal(), to: "QUOTE")
        #expect(try await world.incidents().count == 1)
        #expect(try await world.variable("Clerk") == .user(world.people.clerk))
    }
}

extension Prom2BWorld {
    fileprivate func makeVariable(_ code: String, _ kind: Constant.Kind, _ value: Value) async throws {
        try await act(people.administrator) { command in
            try ConstantStore.create(NewConstant(code: code, title: code, kind: kind, isVariable: true, value: value), in: command)
        }
    }

    fileprivate func variable(_ code: String) async throws -> Value? {
        try await portal.read { try ConstantStore.constant(code, in: $0)?.value }
    }
}
