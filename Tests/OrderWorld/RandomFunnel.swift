import Automation
import Kernel
import TestSupport

package enum RandomFunnel {
    /// A funnel that could be saved: without circles that nothing slows down.
    package static func makeSound(for world: World, _ random: inout Seeded) -> [StageAutomation] {
        while true {
            let funnel = make(&random)
            let findings = world.store.check(
                PipelineAutomation(stages: funnel), of: OrderSource.pipeline, among: world.outlines)
            if !findings.contains(where: { $0.severity == .error }) { return funnel }
        }
    }

    package static func make(_ random: inout Seeded) -> [StageAutomation] {
        var number = 0
        return ["A", "B", "C", "D", "WON"].map { code in
            let triggers = random.chance(40) ? [call("trigger\(code)", allowsBack: random.chance(30))] : []
            let process = (0..<Int(random.next() % 6)).map { _ in block(&random, &number, depth: 0) }
            return StageAutomation(stage: code, triggers: triggers, process: process)
        }
    }

    private static func block(_ random: inout Seeded, _ number: inout Int, depth: Int) -> Block {
        number += 1
        let id = "\(number)"
        let kind = random.next() % (depth < 2 ? 15 : 8)
        switch kind {
        case 0...2: return mark("mark\(id)", timing(&random), if: condition(&random))
        case 3: return task("task\(id)", timing(&random))
        case 4: return robot("fail", "fail\(id)", timing(&random), if: condition(&random))
        case 5:
            return moving(
                "move\(id)", to: random.pick(["A", "B", "C", "D", "WON"]), timing(&random), if: condition(&random))
        case 6: return robot("set_quantity", "set\(id)", timing(&random), ["to": .int(Int64(random.next() % 20))])
        case 7:
            return random.chance(20)
                ? robot("copy", "copy\(id)", timing(&random), if: quantity(.greater, "15"))
                : .delay(id: "delay\(id)", title: "", timing(&random))
        case 8:
            return .branch(
                id: "branch\(id)", title: "", condition: quantity(.greater, "8"), then: list(&random, &number, depth),
                otherwise: list(&random, &number, depth))
        case 9, 10:
            let branches = (0..<Int(1 + random.next() % 3)).map { _ in list(&random, &number, depth) }
            return .parallel(id: "parallel\(id)", title: "", waitsForAll: random.chance(50), branches: branches)
        case 11, 12:
            return .wait(
                id: "wait\(id)", title: "", rule(&random), came: list(&random, &number, depth), missed: list(&random, &number, depth))
        case 13:
            return .each(
                id: "each\(id)", title: "", .rows(.products), limit: random.pick([5, 30]), body: list(&random, &number, depth))
        default:
            let body = [Block.delay(id: "turn\(id)", title: "", .in(3, .hours))] + list(&random, &number, depth)
            return .loop(id: "loop\(id)", title: "", condition: quantity(.notFilled), limit: 3, body: body)
        }
    }

    private static func list(_ random: inout Seeded, _ number: inout Int, _ depth: Int) -> [Block] {
        (0..<Int(random.next() % 4)).map { _ in block(&random, &number, depth: depth + 1) }
    }

    private static func timing(_ random: inout Seeded) -> Timing {
        var timing = random.pick([
            Timing.now, .after, .in(20, .minutes), .in(5, .hours, working: true), .in(2, .days),
            .in(1, .days, afterPrevious: true),
            Timing(amount: -1, unit: .days, base: .field("SHIP_DATE")),
            Timing(amount: 2, unit: .hours, base: .field("DUE_AT")),
            Timing(amount: 1, unit: .days, timeOfDay: LocalTime(hour: 12, minute: 0)),
        ])
        if random.chance(30) { timing.afterPrevious = true }
        return timing
    }

    private static func rule(_ random: inout Seeded) -> WaitRule {
        let goal: WaitRule.Goal = random.pick([
            .event(kind: "call", parameters: [:], condition: nil),
            .event(kind: "field", parameters: ["field": "QUANTITY"], condition: quantity(.greater, "10")),
            .condition(quantity(.greater, "5")), .moment(Timing(amount: 2, unit: .hours, base: .field("DUE_AT"))),
        ])
        let deadlines: [Timing?] = [
            nil, .in(3, .hours), .in(2, .days, working: true), Timing(amount: -1, unit: .days, base: .field("SHIP_DATE")),
        ]
        return WaitRule(goal, deadline: random.pick(deadlines))
    }

    private static func condition(_ random: inout Seeded) -> Condition? {
        random.pick([nil, nil, quantity(.filled), quantity(.greater, "10"), quantity(.notEqual, "3")])
    }
}

/// Somebody who does anything at all to any order.
package enum RandomPerson {
    package static func act(in world: World, _ orders: inout [DocumentID], _ random: inout Seeded) async throws {
        let order = random.pick(orders)
        switch random.next() % 12 {
        case 0: orders.append(try await world.order(on: random.pick(["A", "B", "C"])))
        case 1, 2: try await world.move(order, to: random.pick(OrderSource.stages))
        case 3: try await world.set(order, "quantity", Int(random.next() % 20))
        case 4:
            let dates = ["2026-11-25", "2026-12-01", "2026-12-20", nil]
            try await world.set(order, "ship_date", random.pick(dates))
        case 5: try await world.set(order, "due_at", world.clock.now + .hours(Int64(random.next() % 100)))
        case 6: try await world.call(order)
        case 7: try await world.complete(Int64(1 + random.next() % 20))
        case 8: try await world.breakRobots(random.chance(50))
        case 9: try await decide(in: world, &random)
        default: try await world.pass(.minutes(Int64(random.next() % 3000)))
        }
    }

    /// Somebody looks after what stopped.
    private static func decide(in world: World, _ random: inout Seeded) async throws {
        guard let incident = try await world.incidents().first else { return }
        let retries = random.chance(50)
        try await world.act { transaction, now in
            switch incident.kind {
            case .robot where retries, .delivery where retries:
                try world.engine.retry(incident: incident.id, by: UserID(7), in: transaction, at: now)
            case .robot, .delivery: try world.engine.skip(incident: incident.id, by: UserID(7), in: transaction, at: now)
            case .loop, .visit, .crash: try world.engine.release(incident.item, by: UserID(7), in: transaction, at: now)
            }
        }
    }
}
