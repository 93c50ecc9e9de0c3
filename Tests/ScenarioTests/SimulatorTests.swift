import Automation
import CRM
import Kernel
import Robots
import Storage
import TestSupport
import Testing

/// The month before it happens: what the simulator tells is what the stories of the process work out by hand.
@Suite struct SimulatorTests {
    @Test func `five unanswered calls end at the moments that the story works out`() async throws {
        let world = try await Prom2BWorld.make()
        let subject = SimulationOrder.Subject.invented(stage: "NEW", fields: ["SOURCE_ID": ["WEBFORM"]])
        // 17:45 and 17:50 on Friday, 9:05, 9:20, 9:40 and 17:50 on Monday.
        let events: [ScenarioEvent] = [
            .moved(5, "LEAD", "IN_PROCESS"), .moved(10, "LEAD", "NO_ANSWER"), .moved(3805, "LEAD", "NO_ANSWER"),
            .moved(3820, "LEAD", "NO_ANSWER"), .moved(3840, "LEAD", "NO_ANSWER"), .moved(4330, "LEAD", "NO_ANSWER"),
        ]

        let played = try await world.simulator().simulate(world.order("LEAD", subject, days: 10, events: events))

        #expect(try played.stages() == [
            "NEW 2026-11-20 17:40", "IN_PROCESS 2026-11-20 17:45", "NO_ANSWER 2026-11-20 17:50", "IN_PROCESS 2026-11-23 09:00",
            "NO_ANSWER 2026-11-23 09:05", "IN_PROCESS 2026-11-23 09:05", "NO_ANSWER 2026-11-23 09:20", "IN_PROCESS 2026-11-23 09:20",
            "NO_ANSWER 2026-11-23 09:40", "IN_PROCESS 2026-11-23 17:40", "NO_ANSWER 2026-11-23 17:50", "UNREACHABLE 2026-11-23 17:50",
        ])
        let calls = played.steps.flatMap(\.effects).filter { $0.kind == .call }
        #expect(try calls.map(\.deadline) == ["2026-11-20 17:45", "2026-11-23 09:00", "2026-11-23 09:05", "2026-11-23 09:20", "2026-11-23 17:40"]
            .map { try world.moment($0) })
        #expect(played.stopped == nil && played.items.map(\.stage.code) == ["UNREACHABLE"])
    }

    @Test func `when nobody reacts robots remind at their planned working moments`() async throws {
        let world = try await Prom2BWorld.make()
        var order = try await world.order("LEAD", .invented(stage: "NEW", fields: ["ASSIGNED_BY_ID": [world.people.manager.description]]))
        order.days = 5

        let played = try await world.simulator().simulate(order)

        let acted = played.robots(.done)
        #expect(acted.map(\.title.russian) == ["Начать отсчёт попыток дозвона", "Уведомление", "Контроль"])
        #expect(acted[1].at == (try world.moment("2026-11-23 09:10")) && acted[1].planned == acted[1].at)
        #expect(acted[1].timing?.russian == "через 30 рабочих минут" && acted[1].addressees == [world.people.manager])
        #expect(acted[1].text == "Заявка «Проверка сценария» ждёт распределения уже 30 рабочих минут.")
        #expect(acted[2].at == (try world.moment("2026-11-23 10:40")) && acted[2].addressees == [world.people.head])
        #expect(played.people[world.people.head] == "Irina Melnikova")
        #expect(acted[0].effects.map(\.kind) == [.change])
        #expect(played.counts.notices == 2 && played.counts.moves == 1)
    }

    @Test func `an event of the scenario changes the way, and tells what did not come to act`() async throws {
        let world = try await Prom2BWorld.make()
        let subject = SimulationOrder.Subject.invented(stage: "FEEDBACK", fields: [:])
        let alone = try await world.simulator().simulate(world.order("DEAL:0", subject, days: 10))
        let call = ScenarioEvent(Timing(amount: 2, unit: .hours, countsWorkingTime: true), "incoming_call")
        let called = try await world.simulator().simulate(world.order("DEAL:0", subject, days: 10, events: [call]))

        #expect(try alone.stages() == ["FEEDBACK 2026-11-20 17:40"])
        #expect(try alone.lines { $0 == .robot(.done) } == ["2026-11-23 17:40 done Запланировать звонок", "2026-11-25 17:40 done Контроль"])
        #expect(try called.stages() == ["FEEDBACK 2026-11-20 17:40", "CONTACTED 2026-11-23 10:40"])
        #expect(try called.lines { if case .left = $0 { true } else { false } } == ["2026-11-23 10:40 left Получение обратной связи"])
        #expect(called.steps.contains { $0.kind == .left(unfinished: ["Запланировать звонок", "Контроль"]) })
        #expect(called.steps.contains { $0.word == "trigger" && $0.title.russian == "Входящий звонок" })
        #expect(called.waiting.isEmpty)
    }

    @Test func `conditions show what they found, whether they held or not`() async throws {
        let world = try await Prom2BWorld.make()
        let subject = SimulationOrder.Subject.invented(stage: "C1:SUPPLIER", fields: [:])

        let played = try await world.simulator().simulate(world.order("DEAL:1", subject, days: 3))

        let skipped = try #require(played.robots(.skipped).first?.condition?.comparisons.first)
        #expect(skipped.title.russian == "Товары есть на складе?" && skipped.value.isEmpty && !skipped.isTrue)
        #expect(skipped.sign.russian == "равно" && skipped.others == ["Да"])
        let waiting = try #require(played.robots(.waiting).first)
        #expect(waiting.condition?.isTrue == true && waiting.effects.map(\.people.first) == [world.people.purchaser])
        #expect(played.waiting.map(\.title) == ["Задача"])
    }

    @Test func `people who do their tasks bring a deal from selection to shipping`() async throws {
        let world = try await Prom2BWorld.make(at: Prom2BWorld.friday - .hours(7))
        let fields = ["UF_CRM_NEED_CONSULT": ["Y"], "ASSIGNED_BY_ID": [world.people.manager.description]]
        var order = try await world.order("DEAL:0", .invented(stage: "SELECTION", fields: fields), days: 60)
        order.reaction = Timing(amount: 1, unit: .hours, countsWorkingTime: true)
        order.events = [
            .at(3 * 1440, "field_filled", DeedInputs(entity: "DEAL", field: "UF_CRM_QUOTE_FILE")), .at(4 * 1440, "incoming_mail"),
            .moved(5 * 1440, "DEAL:0", "CONTRACT"), .moved(6 * 1440, "DEAL:0", "AWAITING_PAYMENT"), .at(7 * 1440, "payment"),
        ]

        let played = try await world.simulator().simulate(order)

        let stages = try played.stages().map { $0.prefix { $0 != " " } }
        #expect(stages == [
            "SELECTION", "QUOTE", "FEEDBACK", "CONTACTED", "CONTRACT", "AWAITING_PAYMENT", "PREPAID", "WON", "C1:SUPPLIER", "C1:IN_STOCK",
            "C1:SHIPPING", "C1:CLOSING_DOCS",
        ])
        #expect(played.steps.contains { $0.word == "resumed" && $0.title.russian == "Задача" })
        #expect(played.steps.contains { $0.reason?.russian.contains("Заодно заполнено: Тип оплаты") == true })
        #expect(played.items.count == 2 && played.robots(.failed).isEmpty)
        #expect(try await world.portal.read { try $0.count("select count(*) from deals") } == 0)
    }

    @Test func `an approval is given by the reaction and refused by an event`() async throws {
        let world = try await Prom2BWorld.make(at: Prom2BWorld.friday - .hours(7))
        var order = try await world.order("LEAD", .invented(stage: "NEW", fields: [:]), days: 3)
        let place = try #require(order.body.stages.firstIndex { $0.stage == "NEW" })
        let people: JSONValue = ["constant:Lawyer", "constant:Clerk"]
        order.body.stages[place].process = [
            .robot(
                RobotSetting(
                    id: "approve", kind: "approve", title: "Согласовать скидку", parameters: ["to": people, "subject": "Скидка", "rule": "all"]))
        ]
        order.reaction = Timing(amount: 1, unit: .hours)
        let approved = try await world.simulator().simulate(order)
        order.reaction = nil
        order.events = [.at(30, "rejected")]
        let rejected = try await world.simulator().simulate(order)

        #expect(approved.robots(.waiting).first?.effects.map(\.people) == [[world.people.lawyer, world.people.clerk]])
        #expect(approved.robots(.resumed).map(\.at) == [world.clock.now + .hours(1)])
        #expect(rejected.robots(.resumed).map(\.at) == [world.clock.now + .minutes(30)])
        #expect(approved.steps.contains { $0.word == "deed" && $0.reason?.russian == "«Скидка» — Ilya Gorsky, Maria Belova" })
    }

    @Test func `what cannot happen is told and changes nothing`() async throws {
        let world = try await Prom2BWorld.make()
        let events: [ScenarioEvent] = [
            .at(10, "task_done"), .at(20, "request_answered"), .at(30, "activity_done"), .at(40, "no_such_thing"), .moved(50, "DEAL:0", "WON"),
        ]

        let played = try await world.simulator().simulate(world.order("LEAD", .invented(stage: "NEW", fields: [:]), days: 1, events: events))

        #expect(played.steps.filter { $0.kind == .deed(isDone: false) }.count == 5)
        #expect(try played.stages() == ["NEW 2026-11-20 17:40"])
    }

    @Test func `the tried automation is played whether it is saved or not`() async throws {
        let world = try await Prom2BWorld.make()
        var order = try await world.order("LEAD", .invented(stage: "NEW", fields: [:]), days: 3)
        let place = try #require(order.body.stages.firstIndex { $0.stage == "NEW" })
        order.body.stages[place].process = [
            .robot(
                RobotSetting(
                    id: "tried", kind: "change_stage", title: "Сразу в работу", timing: Timing(amount: 1, unit: .hours),
                    parameters: ["stage": "IN_PROCESS"]))
        ]

        let played = try await world.simulator().simulate(order)

        #expect(try played.stages() == ["NEW 2026-11-20 17:40", "IN_PROCESS 2026-11-20 18:40"])
        let versions = try await world.portal.read { try world.assembly.automation.versions(of: "LEAD", in: $0) }
        #expect(versions.map(\.number) == [1])
    }

    @Test func `an automation that cannot be saved cannot be played either, and the error is named`() async throws {
        let world = try await Prom2BWorld.make()
        var order = try await world.order("LEAD", .invented(stage: "NEW", fields: [:]))
        order.body.stages.append(StageAutomation(stage: "NO_SUCH_STAGE", process: order.body.stages[0].process))

        let refused = await refusal { [order] in try await world.simulator().simulate(order) } as? Failure

        #expect(refused?.code == .invalid)
    }
}
