import Automation
import Kernel
import OrderWorld
import Storage
import TestSupport
import Testing

/// I11: equal seeds give equal journals, from the engine on a database and from a second, independent interpreter.
struct DifferentialTests {
    @Test(arguments: 1...(Extent.isSoak ? 2000 : 40))
    func `the engine's journal is that of the reference`(seed: UInt64) async throws {
        var random = Seeded(seed)
        let funnel = SimpleFunnel.make(&random)
        let world = try await World.make(funnel, limits: .patient)
        var reference = ReferenceShop(funnel)
        var count = 0

        for _ in 1...30 {
            let deed = SimpleFunnel.deed(&random, orders: count)
            if case .create = deed { count += 1 }
            try await SimpleFunnel.play(deed, in: world)
            SimpleFunnel.play(deed, in: &reference, at: world.clock.now)
            let later = world.clock.now + .minutes(Int64(random.next() % 2000))
            try await world.pass(until: later)
            while let moment = reference.nextMoment, moment <= later { reference.wake(at: moment) }
        }
        let end = world.clock.now + .days(40)
        try await world.pass(until: end)
        while let moment = reference.nextMoment, moment <= end { reference.wake(at: moment) }

        for (index, expected) in reference.journals.enumerated() {
            let order = DocumentID(type: 2, id: Int64(index + 1))
            let journal = try await world.journal(order).map { "\($0.at.milliseconds) \($0.kind.rawValue) \($0.node ?? "")" }
            let place = zip(journal, expected).enumerated().first { $1.0 != $1.1 }?.offset ?? min(journal.count, expected.count)
            #expect(
                journal == expected,
                "seed \(seed), order \(index + 1), line \(place + 1): \(journal.dropFirst(place).first ?? "end"), not \(expected.dropFirst(place).first ?? "end")"
            )
        }
        #expect(try await world.violations() == [], "seed \(seed)")
    }
}

/// Columns of robots that always lead forward, and what people do to their orders.
enum SimpleFunnel {
    enum Deed {
        case create(stage: String)
        case move(order: Int, stage: String)
        case quantity(order: Int, Int64)
        case due(order: Int, days: Int64)
        case complete(order: Int)
        case call(order: Int)
    }

    static func make(_ random: inout Seeded) -> [StageAutomation] {
        var number = 0
        return OrderSource.stages.enumerated().map { place, code in
            let triggers = random.chance(50) ? [call("trigger\(code)", if: condition(&random), allowsBack: random.chance(20))] : []
            let process = (0..<Int(random.next() % 6)).map { _ in
                number += 1
                return robot(number, after: place, &random)
            }
            return StageAutomation(stage: code, triggers: triggers, process: process)
        }
    }

    private static func robot(_ number: Int, after place: Int, _ random: inout Seeded) -> Block {
        let onward = Array(OrderSource.stages.dropFirst(place + 1))
        switch random.next() % 8 {
        case 0 where !onward.isEmpty:
            return moving("move\(number)", to: random.pick(onward), timing(&random), if: condition(&random))
        case 1, 2: return task("task\(number)", timing(&random))
        case 3:
            return OrderWorld.robot(
                "set_quantity", "set\(number)", timing(&random), if: condition(&random), ["to": .int(Int64(random.next() % 20))])
        default: return mark("mark\(number)", timing(&random), if: condition(&random))
        }
    }

    private static func timing(_ random: inout Seeded) -> Timing {
        var timing = random.pick([
            Timing.now, .now, .in(20, .minutes), .in(7, .hours), .in(2, .days), .in(5, .hours, working: true),
            Timing(amount: 2, unit: .hours, base: .field("DUE_AT")),
            Timing(amount: -1, unit: .days, base: .field("DUE_AT"), workingTimeOnly: true),
        ])
        if random.chance(50) { timing.afterPrevious = true }
        return timing
    }

    private static func condition(_ random: inout Seeded) -> Condition? {
        random.pick([nil, nil, nil, quantity(.filled), quantity(.greater, "10")])
    }

    static func deed(_ random: inout Seeded, orders: Int) -> Deed {
        guard orders > 0 else { return .create(stage: "A") }
        let order = Int(random.next() % UInt64(orders))
        switch random.next() % 10 {
        case 0: return .create(stage: random.pick(["A", "A", "B"]))
        case 1, 2: return .move(order: order, stage: random.pick(OrderSource.stages))
        case 3: return .quantity(order: order, Int64(random.next() % 20))
        case 4, 5: return .due(order: order, days: Int64(random.next() % 6))
        case 6, 7: return .complete(order: order)
        default: return .call(order: order)
        }
    }

    static func play(_ deed: Deed, in world: World) async throws {
        func document(_ order: Int) -> DocumentID { DocumentID(type: 2, id: Int64(order + 1)) }
        switch deed {
        case .create(let stage): _ = try await world.order(on: stage)
        case .move(let order, let stage): try await world.move(document(order), to: stage)
        case .quantity(let order, let quantity): try await world.set(document(order), "quantity", quantity)
        case .due(let order, let days): try await world.set(document(order), "due_at", world.clock.now + .days(days))
        case .call(let order): try await world.call(document(order))
        case .complete(let order):
            let item = document(order)
            let task = try await world.database.read {
                try $0.first("select min(id) from order_tasks where item = $1 and is_done = 0", [item]) {
                    $0.isNull(0) ? nil : $0.int64(0)
                }
            }
            if let task, let task { try await world.complete(task) }
        }
    }

    static func play(_ deed: Deed, in reference: inout ReferenceShop, at now: Timestamp) {
        switch deed {
        case .create(let stage): reference.create(on: stage, at: now)
        case .move(let order, let stage): reference.move(order, to: stage, at: now)
        case .quantity(let order, let quantity): reference.setQuantity(order, quantity, at: now)
        case .due(let order, let days): reference.setDue(order, now + .days(days), at: now)
        case .call(let order): reference.call(order, at: now)
        case .complete(let order):
            if let task = reference.openTask(of: order) { reference.complete(task, of: order, at: now) }
        }
    }
}
