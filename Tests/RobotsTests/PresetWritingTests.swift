import Automation
import CRM
// Foundation for replacing a part of the preset.
import Foundation
import Kernel
import Robots
import Storage
import TestSupport
import Testing

/// A configuration is written so that reading it gives exactly the same again.
@Suite struct PresetWritingTests {
    @Test func `the product's own configuration reads back exactly and changes nothing`() async throws {
        let world = try await Prom2BWorld.make()
        let (preset, yaml) = try await world.exported()

        #expect(try PresetReader(catalog: world.assembly.automation.catalog).read(yaml) == preset)
        #expect(try await world.difference(yaml) == [])
        #expect(try await world.difference(try Prom2BWorld.preset()) == [])
        let version = try await world.version("DEAL:0")
        try await world.apply(yaml)
        #expect(try await world.version("DEAL:0") == version)
        #expect(try await world.exported().yaml == yaml)
    }

    @Test func `everything that robots, triggers and blocks can hold survives`() async throws {
        let world = try await Prom2BWorld.make()
        try await world.publish(Self.body)
        let (preset, yaml) = try await world.exported()

        let read = try PresetReader(catalog: world.assembly.automation.catalog).read(yaml)
        #expect(read == preset)
        #expect(read.pipelines.first { $0.id.automationName == "DEAL:0" }?.automation == Self.body)
    }

    @Test func `an exported portal is built anew elsewhere, fields and words in two languages included`() async throws {
        let world = try await Prom2BWorld.make()
        try await world.act(world.people.administrator) { [assembly = world.assembly] command in
            let options = [FieldOption("YES", Text(ru: "Да: точно", en: "Yes")), FieldOption("5", Text(verbatim: "5"), isHidden: true)]
            try FieldStore(assembly.items.catalog).create(
                FieldDraft(
                    .company, "UF_CRM_SIZE", type: "enumeration", title: Text(ru: "Размер #1", en: "true"), isRequired: true,
                    isInList: true, isInFilter: false, options: options), command)
            try ConstantStore.create(
                NewConstant(code: "Counter", title: "Счётчик", kind: .number, description: "Номер\nзаявки\n", isVariable: true), in: command)
        }
        let (preset, yaml) = try await world.exported()
        let other = try await Prom2BWorld.make()

        let difference = try await other.difference(yaml)
        try await other.apply(yaml)

        #expect(difference == ["+ the constant “Счётчик”", "+ the field “true” (Company)"])
        #expect(try await other.exported().preset == preset)
        #expect(try await other.difference(yaml) == [])
    }

    @Test func `what a file changes is told in words before it is done`() async throws {
        let world = try await Prom2BWorld.make()
        let yaml = try Prom2BWorld.preset()
            .replacingFirst("title: Не удалось дозвониться", with: "title: Сдаёмся")
            .replacingFirst("name: Недозвон", with: "name: Нет ответа")
        #expect(try await world.difference(yaml) == ["~ the stage “Нет ответа” of “Лиды”", "~ “Сдаёмся” on the stage “Нет ответа”"])
        try await world.apply(yaml)
        #expect(try await world.difference(yaml) == [])
        #expect(try await world.version("LEAD") == 2)
        #expect(try await world.version("DEAL:0") == 1)
    }

    private static let body = PipelineAutomation(stages: [
        StageAutomation(
            stage: "QUOTE",
            triggers: [
                TriggerSetting(
                    id: "t", kind: "task_status", title: "5", condition: .not(.comparison(Comparison("{=Document:TITLE}", .filled))),
                    parameters: ["status": "completed"], allowsBack: true)
            ],
            process: [
                .robot(
                    RobotSetting(
                        id: "a", kind: "plan_todo", title: "Да: «#» ", timing: Timing(amount: -2, unit: .hours, base: .field("UF_CRM_SHIP_DATE")),
                        condition: .all([]),
                        parameters: ["subject": "true", "description": "One\n  two\n\nthree\n", "responsible": ["user:1"], "deadline": "={=System:Now}"],
                        leaving: .close)),
                .branch(
                    id: "b", title: "", condition: .any([
                        .comparison(Comparison(Template("{=a:Id}"), .between, [.value(.int(1)), .value(.double(2.5))])),
                        .comparison(Comparison(Template("{=Document:UF_CRM_SHIP_DATE}"), .equal, [.value(.date(LocalDate(year: 2026, month: 12, day: 1)!))])),
                        .comparison(Comparison(Template("{=Document:TITLE}"), .equal, [.template(Template("literal"))])),
                        .comparison(Comparison(Template("{=Document:TITLE}"), .notEqual, [.value(.string("false"))])),
                        .comparison(Comparison(Template("{=Document:TITLE}"), .equal, [.value(.list([.string("a"), .string("b")]))])),
                    ]), then: [.stop(id: "c")], otherwise: []),
                .parallel(
                    id: "d", title: "Both", waitsForAll: false,
                    branches: [
                        [.delay(id: "e", title: "Wait", Timing(amount: 3, unit: .days, countsWorkingTime: true, timeOfDay: LocalTime(parsing: "09:30")))],
                        [],
                    ]),
                .choice(
                    id: "h", title: "Which", cases: [
                        ChoiceCase(title: "", condition: .comparison(Comparison("{=Document:TITLE}", .filled)), blocks: [.stop(id: "i")]),
                        ChoiceCase(title: "2", condition: .all([]), blocks: []),
                    ], otherwise: [.stop(id: "j")]),
                .wait(
                    id: "k", title: "Call", WaitRule(
                        .event(
                            kind: "task_status", parameters: ["status": "completed"], condition: .comparison(Comparison("{=Document:TITLE}", .filled))),
                        deadline: Timing(amount: 5, unit: .hours, countsWorkingTime: true)),
                    came: [.stop(id: "l")], missed: [.stop(id: "m")]),
                .wait(id: "n", title: "", WaitRule(.condition(.comparison(Comparison("{=Document:TITLE}", .notFilled)))), came: [], missed: []),
                .wait(
                    id: "o", title: "", WaitRule(.moment(Timing(amount: -1, unit: .days, base: .field("UF_CRM_SHIP_DATE"), timeOfDay: LocalTime(parsing: "09:30")))),
                    came: [], missed: []),
                .each(id: "q", title: "Products", .rows(.products), limit: 20, body: [.stop(id: "r")]),
                .each(id: "s", title: "", .values(Template("{=Document:TITLE}")), limit: 1, body: [.stop(id: "u")]),
                .robot(
                    RobotSetting(
                        id: "v", kind: "start_process", title: "Start",
                        parameters: ["process": "@check", "values": ["p1": "{=Document:TITLE}"], "waits": true])),
                .loop(
                    id: "f", title: "Again", condition: .comparison(Comparison("{=Document:TITLE}", .notFilled)), limit: 3,
                    body: [.delay(id: "g", title: "1.5", Timing(afterPrevious: true, amount: 0, unit: .days, workingTimeOnly: true))]),
            ]),
        StageAutomation(
            stage: "@check", process: [.stop(id: "x")],
            named: NamedProcess(
                title: "Check", starts: [.byHand, .onChange], condition: .comparison(Comparison("{=Document:TITLE}", .filled)),
                parameters: [.init(code: "p1", title: "Note"), .init(code: "p2", title: "5", kind: .yesNo)],
                results: [.init(code: "answer", value: Template("{=Template:p1}"))])),
        StageAutomation(stage: "@empty", named: NamedProcess(title: "Empty", starts: [])),
    ])
}

extension Prom2BWorld {
    fileprivate func exported() async throws -> (preset: Preset, yaml: String) {
        let writer = PresetWriter(assembly: assembly)
        let preset = try await portal.read { try writer.preset(in: $0) }
        return (preset, try writer.yaml(preset))
    }

    fileprivate func difference(_ yaml: String) async throws -> [String] {
        let file = try PresetReader(catalog: assembly.automation.catalog).read(yaml)
        return try await portal.read { [assembly] reader in
            let known = try PresetWriter(assembly: assembly).preset(in: reader)
            return PresetDifference(from: known, to: try PresetLoader(assembly: assembly).resolved(file, in: reader)).lines.map(\.english)
        }
    }

    fileprivate func apply(_ yaml: String) async throws {
        try await PresetLoader(assembly: assembly).apply(try PresetReader(catalog: assembly.automation.catalog).read(yaml))
    }

    fileprivate func version(_ pipeline: String) async throws -> Int64? {
        try await portal.read { [assembly] in try assembly.automation.activeVersion(of: pipeline, in: $0) }
    }

    fileprivate func publish(_ body: PipelineAutomation) async throws {
        try await portal.perform(as: .system, .interactive) { [assembly] command in
            let outlines = try assembly.pipelines.all(in: command.transaction).all.map {
                PipelineOutline(name: $0.automationName, stages: $0.stages.map(\.code))
            }
            try assembly.automation.publish(body, to: "DEAL:0", among: outlines, by: nil, in: command.transaction, at: command.now)
        }
    }
}

extension String {
    fileprivate func replacingFirst(_ old: String, with new: String) -> String {
        guard let range = firstRange(of: old) else { return self }
        return replacingCharacters(in: range, with: new)
    }
}
