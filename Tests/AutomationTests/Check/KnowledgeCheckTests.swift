import Automation
import Kernel
import OrderWorld
import Testing

/// What the check finds with the portal's knowledge, and what can never run.
struct KnowledgeCheckTests {
    private func findings(
        _ stages: StageAutomation..., people: @escaping @Sendable (String) -> Text? = { _ in nil }, connected: Bool = true
    ) async throws -> [String] {
        let world = try await World.make()
        let knowledge = PortalKnowledge(
            now: Timestamp(milliseconds: 1_795_185_600_000), zone: try TimeZoneRules.named("Europe/Moscow"), knowsReference: { _ in true },
            problemOfPeople: people,
            constant: { $0.field == "Opening" ? .date(LocalDate(year: 2026, month: 11, day: 1)!) : nil },
            hasConnection: { _ in connected })
        let catalog = Catalog(robots: world.store.catalog.robots + [Greet()], triggers: [], connectors: ["pigeon"])
        return AutomationStore(catalog: catalog).check(
            PipelineAutomation(stages: stages), of: OrderSource.pipeline, among: world.outlines, knowing: knowledge
        ).map { "\($0.severity == .error ? "" : "? ")\($0.place): \($0.message.english)" }
    }

    @Test func `blocks below the end, and below a robot that always leaves the stage, are never reached`() async throws {
        let found = try await findings(
            stage("A", .stop(id: "s"), mark("r1", .after), mark("free")),
            stage("B", moving("away", to: "C", .after), mark("r2", .after)),
            stage(
                "C",
                .branch(
                    id: "b", title: "Paid?", condition: quantity(.filled), then: [.stop(id: "s1")], otherwise: [.stop(id: "s2")]),
                mark("r3", .after)))

        #expect(found.filter { $0.contains("never gets here") }.map { String($0.split(separator: ":")[0]) } == [
            "? stages[A].robots[1]", "? stages[B].robots[1]", "? stages[C].robots[1]",
        ])
        #expect(found.contains { $0.contains("“Paid?” above") })
    }

    @Test func `a way out with a condition, or only one way that ends, leaves the rest reachable`() async throws {
        let found = try await findings(
            stage("A", moving("away", to: "B", .after, if: quantity(.filled)), mark("r1", .after)),
            stage(
                "C", .branch(id: "b", title: "", condition: quantity(.filled), then: [.stop(id: "s")], otherwise: []), mark("r2", .after)))
        #expect(found.filter { $0.contains("never gets here") } == [])
    }

    @Test func `a pause before the stage was entered and past dates are pointed out`() async throws {
        let found = try await findings(
            stage(
                "A", due("r0", Timing(amount: -2, unit: .hours).json), due("r1", "01.11.2026"), due("r2", "{=GlobalConst:Opening}"),
                due("r3", "20.11.2026"), due("r4", "01.12.2026"), due("r5", "{=Document:SHIP_DATE}")))
        #expect(
            found == [
                "? stages[A].robots[0].by: A moment before the stage is entered has passed by the time the robot acts.",
                "? stages[A].robots[1].by: 2026-11-01 has passed: the deadline is missed at once. Give another date, or count from an event.",
                "? stages[A].robots[2].by: 2026-11-01 has passed: the deadline is missed at once. Give another date, or count from an event.",
            ])
    }

    @Test func `people who mean nobody are pointed out with the reason`() async throws {
        let found = try await findings(
            stage("A", robot("greet", "r", .now, ["to": ["user:7", "responsible"]])),
            people: { $0 == "user:7" ? Text(ru: "уволен", en: "has left") : nil })
        #expect(found == ["? stages[A].robots[0].to: has left"])
    }

    @Test func `a robot that sends without a connector is pointed out, one whose settings contradict is refused`() async throws {
        let found = try await findings(stage("A", robot("greet", "r", .now, ["to": ["user:8"], "silent": true])))
        #expect(found == ["stages[A].robots[0].silent: Say something."])
        let unconnected = try await findings(stage("A", robot("greet", "r", .now, ["to": ["user:8"]])), connected: false)
        #expect(unconnected == ["? stages[A].robots[0]: There is no connection “pigeon”: the robot will stop and tell the administrator."])
    }

    private func due(_ id: String, _ moment: JSONValue) -> Block { robot("mark", id, .now, ["text": "x", "by": moment]) }
}

/// Sends a greeting by pigeon.
private struct Greet: Robot {
    let kind: RobotKind = "greet"
    let title = Text(verbatim: "Greet")
    let parameters = [
        ParameterSpec("to", Text(verbatim: "To"), .people(single: false)), ParameterSpec("silent", Text(verbatim: "Silent"), .yesNo),
    ]
    let connector: ConnectorKind? = "pigeon"

    func mistakes(in parameters: [String: JSONValue]) -> [String: Text] {
        parameters["silent"]?.bool == true ? ["silent": Text(verbatim: "Say something.")] : [:]
    }

    func run(_ step: Step) throws -> Outcome { .done() }
}
