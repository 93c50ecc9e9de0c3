import Automation
import CRM
import Kernel
import Robots
import TestSupport
import Foundation
import Testing

/// A preset is read whole or refused with the place of the first mistake.
@Suite struct PresetTests {
    @Test func `the product's own preset is loaded, and again without any change`() async throws {
        let world = try await Prom2BWorld.make()

        try await PresetLoader(assembly: world.assembly).load(preset: Prom2BWorld.preset())

        let versions = try await world.portal.read { reader in
            try ["LEAD", "DEAL:0", "DEAL:1"].map { try world.assembly.automation.activeVersion(of: $0, in: reader) }
        }
        #expect(versions == [1, 1, 1])
    }

    @Test(arguments: [
        ("pipelines: [", "YAML"),
        ("format: 9\nname: x\npipelines: []", "newer"),
        ("format: 1\nname: x\npipelines: []\nfileds: {}", "“fileds” is unknown"),
        ("format: 1\nname: x\npipelines:\n  - {entity: DEEL, category: 0, name: x, stages: []}", "“DEEL” is unknown"),
    ])
    func `a mistake in the file is named with its place`(yaml: String, complaint: String) async throws {
        let world = try await Prom2BWorld.make()
        let reader = PresetReader(catalog: world.assembly.automation.catalog)
        let failure = #expect(throws: Failure.self) { try reader.read(yaml) }
        #expect(failure?.message.english.contains(complaint) == true, "\(failure?.message.english ?? "")")
    }

    @Test func `a choice of several conditions is read, its insertions too`() async throws {
        let world = try await Prom2BWorld.make()
        let yaml = try Prom2BWorld.preset().replacing(
            "          - delay: shipping_morning\n",
            with: """
                          - switch: how
                            title: Как доставить
                            cases:
                              - title: Курьер
                                if: {field: UF_CRM_DELIVERY_TYPE, is: equal, value: COURIER}
                                then:
                                  - {id: courier_notice, robot: notify, with: {to: [responsible], text: "Курьер: {{Название}}"}}
                              - if: {field: UF_CRM_DELIVERY_TYPE, is: filled}
                                then: []
                            else:
                              - stop: undelivered
                          - delay: shipping_morning

                """)
        try await PresetLoader(assembly: world.assembly).load(preset: yaml)

        let stage = try await world.portal.read { try world.assembly.automation.active("DEAL:1", in: $0)?[stage: "C1:IN_STOCK"] }
        guard case .choice("how", "Как доставить", let cases, [.stop(id: "undelivered")])? = stage?.block("how"), cases.count == 2 else {
            Issue.record("\(String(describing: stage))")
            return
        }
        #expect(cases[0].title == "Курьер" && cases[1].title == "" && cases[1].blocks == [])
        guard case .robot(let robot)? = cases[0].blocks.first else {
            Issue.record("\(cases)")
            return
        }
        #expect(robot.parameters["text"] == "Курьер: {=Document:TITLE}")
    }

    @Test(arguments: [
        ("run: now", "run: someday", "someday"),
        ("robot: notify", "robot: notfy", "notfy"),
        ("with: {stage: UNREACHABLE}", "with: {stage: NOWHERE}", "NOWHERE"),
        ("is: atLeast", "is: nearly", "nearly"),
        ("{{Название}}", "{{Назвние}}", "Назвние"),
    ])
    func `a broken preset changes nothing`(good: String, bad: String, complaint: String) async throws {
        let world = try await Prom2BWorld.make()
        let yaml = try Prom2BWorld.preset()
        let place = try #require(yaml.range(of: good))

        let failure = await #expect(throws: Failure.self) {
            try await PresetLoader(assembly: world.assembly).load(preset: yaml.replacingCharacters(in: place, with: bad))
        }
        #expect(failure?.message.russian.contains(complaint) == true, "\(failure?.message.russian ?? "")")
        let version = try await world.portal.read { try world.assembly.automation.activeVersion(of: "LEAD", in: $0) }
        #expect(version == 1)
    }

    @Test func `people are chosen as they are stored`() {
        for text in ["responsible", "supervisor", "author", "constant:Clerk", "field:UF_CRM_OWNER", "user:7", "department:3", "departments:3"] {
            #expect(PeopleSelector(stored: text)?.stored == text)
        }
        #expect(PeopleSelector(stored: "{=GlobalConst:Clerk}") == .constant("Clerk"))
        #expect(PeopleSelector(stored: "{=Document.ASSIGNED_BY_ID}") == .responsible)
        #expect(PeopleSelector(stored: "everybody") == nil)
        #expect(PeopleSelector(stored: "user:x") == nil)
    }
}
