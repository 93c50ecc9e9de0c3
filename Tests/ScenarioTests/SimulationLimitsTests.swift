import Automation
import CRM
import Kernel
import Robots
import TestSupport
import Testing

/// A bad automation ends the simulation, not the server.
@Suite struct SimulationLimitsTests {
    private func order(_ world: Prom2BWorld, _ robots: [RobotSetting], on stage: String = "FEEDBACK") async throws -> SimulationOrder {
        var order = try await world.order("DEAL:0", .invented(stage: stage, fields: [:]), days: 90)
        let place = try #require(order.body.stages.firstIndex { $0.stage == stage })
        order.body.stages[place].process = robots.map(Block.robot)
        return order
    }

    @Test func `robots that multiply end with a message and what happened before`() async throws {
        let world = try await Prom2BWorld.make()
        let copy = RobotSetting(
            id: "again", kind: "copy_deal", title: "Копия", timing: Timing(amount: 1, unit: .hours),
            parameters: ["target": ["pipeline": "DEAL:0", "stage": "FEEDBACK"], "subject": "x"])
        var limits = SimulationLimits.patient
        limits.items = 3

        let played = try await world.simulator(limits: limits).simulate(order(world, [copy]))

        #expect(played.stopped?.russian.contains("больше 3 элементов") == true)
        #expect(played.reached < played.end && played.items.count == 4)
        #expect(played.robots(.failed).count == 1)
    }

    @Test func `a scenario that never ends is cut`() async throws {
        let world = try await Prom2BWorld.make()
        var limits = SimulationLimits.patient
        limits.steps = 20
        let notices = (0..<30).map { number in
            RobotSetting(
                id: "n\(number)", kind: "notify", title: "Уведомление \(number)", timing: Timing(amount: number + 1, unit: .hours),
                parameters: ["to": ["responsible"], "text": "x"])
        }

        let played = try await world.simulator(limits: limits).simulate(order(world, notices))

        #expect(played.stopped?.russian.contains("больше 20 шагов") == true)
        #expect(!played.steps.isEmpty && played.reached < played.end)
    }

    @Test func `a circle without a pause is held by the engine's own guard`() async throws {
        let world = try await Prom2BWorld.make()
        let back = RobotSetting(
            id: "back", kind: "change_stage", title: "Назад", timing: Timing(amount: 1, unit: .minutes), parameters: ["stage": "QUOTE"])
        let forth = RobotSetting(
            id: "forth", kind: "change_stage", title: "Вперёд", timing: Timing(amount: 1, unit: .minutes), parameters: ["stage": "FEEDBACK"])
        var order = try await order(world, [back])
        let quote = try #require(order.body.stages.firstIndex { $0.stage == "QUOTE" })
        order.body.stages[quote].process = [.robot(forth)]

        let played = try await world.simulator().simulate(order)

        let held = try #require(played.steps.first { $0.kind == .held })
        #expect(held.reason?.russian.contains("QUOTE → FEEDBACK → QUOTE") == true || held.reason?.russian.contains("FEEDBACK → QUOTE → FEEDBACK") == true)
        #expect(played.stopped == nil && played.counts.failed == 1)
    }

    @Test func `deliveries are answered by the scenario`() async throws {
        let world = try await Prom2BWorld.make()
        let hook = RobotSetting(
            id: "hook", kind: "outgoing_webhook", title: "Вебхук", parameters: ["address": "https://bank.test/hook", "waits": true])
        var order = try await order(world, [hook])
        let good = try await world.simulator().simulate(order)
        order.deliveriesSucceed = false
        let bad = try await world.simulator().simulate(order)

        #expect(good.counts.deliveries == 1 && good.robots(.resumed).map(\.title.russian) == ["Вебхук"])
        #expect(bad.counts.deliveries == 0 && bad.robots(.failed).count == 1)
        #expect(bad.steps.contains { $0.kind == .delivery(isDone: false) })
    }

    @Test func `the order itself has limits`() async throws {
        let world = try await Prom2BWorld.make()
        var order = try await world.order("LEAD", .invented(stage: "NEW", fields: [:]), days: 1000)
        let tooLong = order
        #expect((await refusal { try await world.simulator().simulate(tooLong) } as? Failure)?.field == "days")
        order.days = 1
        order.events = Array(repeating: .at(1, "incoming_call"), count: SimulationOrder.mostEvents + 1)
        let tooMany = order
        #expect((await refusal { try await world.simulator().simulate(tooMany) } as? Failure)?.field == "events")
    }

    @Test func `a person has one simulation at a time and a node two`() async throws {
        let gate = SimulationGate(together: 2)
        func entry(_ user: UserID) async -> Failure.Code? {
            (await refusal { try await gate.pass(user) {} } as? Failure)?.code
        }

        try await gate.pass(1) {
            #expect(await entry(1) == .limited)
            #expect(await entry(2) == nil)
            try await gate.pass(2) { #expect(await entry(3) == .limited) }
        }
        #expect(await entry(1) == nil)
    }
}
