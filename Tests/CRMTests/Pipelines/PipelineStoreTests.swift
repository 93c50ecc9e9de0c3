import CRM
import Kernel
import TestSupport
import Testing

@Suite struct PipelineStoreTests {
    private func stage(_ code: String, _ semantics: StageSemantics = .process, color: String = "#112233") -> Stage {
        Stage(code, Text(verbatim: code), color: color, semantics)
    }

    @Test func `codes of further pipelines carry their prefix`() async throws {
        let world = try await ItemWorld.make()

        let pipelines = try await world.read { try world.pipelines.all(in: $0) }

        #expect(pipelines.of(.deal).map(\.automationName) == ["DEAL:0", "DEAL:1"])
        #expect(pipelines[PipelineID(.deal, 1)]?.stages.map(\.code) == ["C1:SUPPLIER", "C1:SHIPPING", "C1:WON", "C1:NOT_SHIPPED"])
        #expect(pipelines.pipeline(with: "C1:WON", of: .deal)?.id.number == 1)
        #expect(PipelineID(automationName: "DEAL:1") == PipelineID(.deal, 1))
        #expect(PipelineID(automationName: "LEAD") == .leads)
        #expect(PipelineID(automationName: "LEAD:1") == nil)
        #expect(PipelineID(automationName: "CONTACT:0") == nil)
    }

    @Test func `a pipeline needs one success after its work and before its failures`() async throws {
        let world = try await ItemWorld.make()
        let wrong: [[Stage]] = [
            [], [stage("A")], [stage("A", .success)], [stage("A"), stage("W", .success), stage("V", .success)],
            [stage("W", .success), stage("A")], [stage("A"), stage("F", .failure), stage("W", .success)],
            [stage("A"), stage("A"), stage("W", .success)], [stage("a b"), stage("W", .success)],
            [stage("A", color: "red"), stage("W", .success)], [stage(""), stage("W", .success)],
        ]

        for stages in wrong {
            let failure = await #expect(throws: Failure.self) {
                try await world.perform { try world.pipelines.create(Text(verbatim: "New"), stages: stages, $0) }
            }
            #expect(failure?.code == .invalid)
        }
        let nameless = await #expect(throws: Failure.self) {
            try await world.perform { command in
                try world.pipelines.create(Text(verbatim: " "), stages: [stage("A"), stage("W", .success)], command)
            }
        }
        #expect(nameless?.code == .invalid)
        #expect(try await world.read { try world.pipelines.all(in: $0) }.of(.deal).count == 2)
    }

    @Test func `a stage is added before the success, renamed, moved and deleted`() async throws {
        let world = try await ItemWorld.make()
        let id = PipelineID(.deal, 1)

        let added = try await world.perform { try world.pipelines.add(stage("PACKING"), to: id, after: nil, $0) }
        #expect(added.code == "C1:PACKING")
        try await world.perform { command in
            try world.pipelines.update("C1:PACKING", of: id, name: Text(verbatim: "Packing"), color: "#ABCDEF", command)
            try world.pipelines.reorder(
                ["C1:PACKING", "C1:SUPPLIER", "C1:SHIPPING", "C1:WON", "C1:NOT_SHIPPED"], of: id, command)
        }
        let pipeline = try await world.read { try world.pipelines.all(in: $0).require(id) }
        #expect(pipeline.first == Stage("C1:PACKING", Text(verbatim: "Packing"), color: "#abcdef"))

        try await world.perform { try world.pipelines.deleteStage("C1:PACKING", of: id, $0) }
        #expect(try await world.read { try world.pipelines.all(in: $0)[id]?["C1:PACKING"] } == nil)
    }

    @Test func `a stage where deals stand is not deleted, not even for those in the bin`() async throws {
        let world = try await ItemWorld.make()
        let deal = try await world.deal("Pump", stage: "QUOTE")
        try await world.perform { try world.items.delete(deal.id, $0) }

        let failure = await #expect(throws: Failure.self) {
            try await world.perform { try world.pipelines.deleteStage("QUOTE", of: PipelineID(.deal, 0), $0) }
        }

        #expect(failure?.code == .conflict)
        #expect(failure?.message.english.contains("1") == true)
        #expect(try await world.read { try world.pipelines.all(in: $0)[PipelineID(.deal, 0)]?["QUOTE"] } != nil)
    }

    @Test func `an old order of stages is refused`() async throws {
        let world = try await ItemWorld.make()

        let failure = await #expect(throws: Failure.self) {
            try await world.perform { try world.pipelines.reorder(["C1:SUPPLIER", "C1:WON"], of: PipelineID(.deal, 1), $0) }
        }

        #expect(failure?.code == .conflict)
    }

    @Test func `a change that is rolled back is not remembered`() async throws {
        let world = try await ItemWorld.make()
        struct Stop: Error {}

        await #expect(throws: Stop.self) {
            try await world.perform { command in
                try world.pipelines.rename(PipelineID(.deal, 0), to: Text(verbatim: "Other"), command)
                #expect(try world.pipelines.all(in: command.transaction)[PipelineID(.deal, 0)]?.name.russian == "Other")
                throw Stop()
            }
        }

        #expect(try await world.read { try world.pipelines.all(in: $0)[PipelineID(.deal, 0)]?.name.russian } == "General")
    }

    @Test func `only those who configure automation change pipelines`() async throws {
        let world = try await ItemWorld.make()

        let failure = await #expect(throws: Failure.self) {
            try await world.perform(as: .person(world.nikita)) { command in
                try world.pipelines.rename(PipelineID(.deal, 0), to: Text(verbatim: "Mine"), command)
            }
        }

        #expect(failure?.code == .forbidden)
    }
}
