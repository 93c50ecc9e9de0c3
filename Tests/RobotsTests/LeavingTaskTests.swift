import Automation
import CRM
import Kernel
import Robots
import TestSupport
import Testing

/// What becomes of a task on which a robot of the stage waits when the item leaves the stage, as a preset says it.
struct LeavingTaskTests {
    private func task(_ leaving: String) async throws -> (world: Prom2BWorld, deal: DocumentID) {
        let world = try await Prom2BWorld.make()
        let robot = """
            {id: ask, robot: create_task, run: now, \(leaving) with: {subject: Ask, responsible: [responsible], waits: true}}
            """
        let preset = try PresetReader(catalog: world.assembly.automation.catalog).read(
            """
            format: 1
            name: x
            pipelines:
              - entity: DEAL
                category: 0
                name: x
                stages: [{code: QUOTE, name: x, color: "#000000", kind: process}]
                automation: {QUOTE: {robots: [\(robot)]}}
            """)
        let process = try #require(preset.pipelines.first?.automation.stages.first?.robots)
        return (world, try await world.run(process[0]))
    }

    private func found(_ world: Prom2BWorld, _ deal: DocumentID) async throws -> TaskItem {
        try #require(try await world.portal.read { try TaskItem.linked(to: deal, in: $0) }.first)
    }

    @Test(arguments: [("", TaskState.waiting), ("leaving: stop,", .waiting), ("leaving: finish,", .waiting), ("leaving: close,", .declined)])
    func `it stays open, or is closed with the reason`(leaving: String, state: TaskState) async throws {
        let (world, deal) = try await task(leaving)
        #expect(try await found(world, deal).state == .waiting)

        try await world.move(deal, to: "CONTRACT")

        #expect(try await found(world, deal).state == state)
        #expect(try await world.incidents().isEmpty)
    }

    @Test func `it goes to whoever is responsible for the item by then`() async throws {
        let (world, deal) = try await task("leaving: reassign,")
        #expect(try await found(world, deal).responsible == world.people.manager)
        try await world.act(world.people.administrator) { [items = world.items, people = world.people] command in
            _ = try items.update(deal, [.responsible: .user(people.consultant)], command)
        }

        try await world.move(deal, to: "CONTRACT")

        let task = try await found(world, deal)
        #expect(task.responsible == world.people.consultant)
        #expect(task.state == .waiting)
    }

    @Test func `another word is refused with what is possible`() async throws {
        let failure = await #expect(throws: Failure.self) { try await task("leaving: burn,") }
        #expect(failure?.message.english.contains("stop, finish, close, reassign") == true)
    }
}
