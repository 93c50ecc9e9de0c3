import Automation
import Kernel
import OrderWorld
import Testing

struct StaticCheckTests {
    private func findings(_ stages: StageAutomation...) async throws -> [String] {
        let world = try await World.make()
        return world.store.check(PipelineAutomation(stages: stages), of: OrderSource.pipeline, among: world.outlines)
            .map {
                "\($0.severity == .error ? "" : "? ")\($0.place): \($0.message.english)"
            }
    }

    @Test func `a sound automation has no findings`() async throws {
        #expect(
            try await findings(stage("A", triggers: [call("c")], mark("r1"), task("t"), moving("m", to: "B", .after)))
                == [])
    }

    @Test func `unknown stages, robots, triggers and empty parameters are named with their place`() async throws {
        let trigger = TriggerSetting(id: "x", kind: "nope", title: "")
        let found = try await findings(
            stage("A", triggers: [trigger], robot("nope", "r1"), robot("mark", "r2"), moving("m", to: "Z")), stage("Q"))

        #expect(
            found == [
                "stages[A].triggers[0].kind: Unknown trigger “nope”.",
                "stages[A].robots[0].kind: Unknown robot “nope”.",
                "stages[A].robots[1].text: Fill in “Text”.",
                "stages[A].robots[2].stage: The pipeline has no stage “Z”.",
                "stages[Q]: The pipeline has no stage “Q”.",
            ])
    }

    @Test func `a broken insertion is shown in its place, also inside blocks`() async throws {
        let branch = Block.branch(
            id: "b", title: "", condition: quantity(.filled), then: [mark("r", text: "{=Document:}")], otherwise: [])
        let found = try await findings(stage("A", branch))

        #expect(found.count == 1)
        #expect(found[0].hasPrefix("stages[A].process[0].then[0].text: "))
        #expect(found[0].contains("▸{=Document:}◂"))
    }

    @Test func `ids must be names and unlike each other`() async throws {
        let found = try await findings(stage("A", mark("r1"), mark("r1"), mark("a b", text: "x")))

        #expect(found.map { $0.split(separator: ":")[0] } == ["stages[A].robots[1].id", "stages[A].robots[2].id"])
    }

    @Test func `a circle of stages without a pause is refused, one with a condition or a wait is shown`() async throws {
        let certain = try await findings(
            stage("A", mark("r"), moving("ab", to: "B", .after)), stage("B", moving("ba", to: "A")))
        let conditional = try await findings(
            stage("A", moving("ab", to: "B", if: quantity(.filled))), stage("B", moving("ba", to: "A")))
        let waiting = try await findings(
            stage("A", task("t"), moving("ab", to: "B", .after)), stage("B", moving("ba", to: "A")))

        #expect(certain.count == 1)
        #expect(certain[0].contains("A → B → A"))
        #expect(!certain[0].hasPrefix("?"))
        #expect(conditional.count == 1 && conditional[0].hasPrefix("?"))
        #expect(waiting.count == 1 && waiting[0].hasPrefix("?"))
    }

    @Test func `loops need a limit and a body, and a pause when they are long`() async throws {
        let found = try await findings(
            stage(
                "A", .loop(id: "l1", title: "", condition: quantity(.filled), limit: 0, body: []),
                .loop(id: "l2", title: "", condition: quantity(.filled), limit: 900, body: [mark("m")]),
                .parallel(id: "p", title: "", waitsForAll: true, branches: [])))

        #expect(
            found.map { String($0.split(separator: ":")[0]) } == [
                "stages[A].process[0].limit", "stages[A].process[0].body", "stages[A].process[1]",
                "stages[A].process[2].branches",
            ])
    }

    @Test func `a choice is checked case by case`() async throws {
        let found = try await findings(
            stage(
                "A", .choice(id: "c1", title: "", cases: [], otherwise: []),
                .choice(
                    id: "c2", title: "",
                    cases: [
                        ChoiceCase(condition: quantity(.filled), blocks: [mark("ok")]),
                        ChoiceCase(condition: .comparison(Comparison(Template("{=Document:}"), .filled)), blocks: [robot("nope", "r")]),
                    ], otherwise: [mark("ok")])))

        #expect(
            found.map { String($0.split(separator: ":")[0]) } == [
                "stages[A].process[0].cases", "stages[A].process[1].cases[1].condition", "stages[A].process[1].cases[1][0].kind",
                "stages[A].process[1].otherwise[0].id",
            ])
    }

    @Test func `an at-once robot below a block of the designer is pointed out`() async throws {
        let found = try await findings(stage("A", .delay(id: "d", title: "", .in(1, .hours)), mark("r")))

        #expect(found.count == 1)
        #expect(found[0].hasPrefix("? stages[A].robots[1].timing"))
    }

    @Test func `a wait says what it lacks, and a list too`() async throws {
        let nothing = Block.wait(id: "w1", title: "", WaitRule(.condition(.always)), came: [], missed: [])
        let unknown = Block.wait(
            id: "w2", title: "", WaitRule(.event(kind: "nope", parameters: [:], condition: nil), deadline: Timing()), came: [], missed: [])
        let bare = Block.wait(
            id: "w3", title: "", WaitRule(.event(kind: "field", parameters: [:], condition: nil)), came: [], missed: [mark("never")])
        let list = Block.each(id: "e", title: "", .values(Template("words")), limit: 0, body: [])

        let found = try await findings(stage("A", nothing, unknown, bare, list))

        #expect(
            found == [
                "stages[A].process[0].condition: Say what to wait for.",
                "stages[A].process[1].event: Unknown trigger “nope”.",
                "stages[A].process[1].deadline: The deadline of a wait must be later than its beginning.",
                "stages[A].process[2].parameters.field: Fill in “Field”.",
                "? stages[A].process[2].otherwise: These blocks never run: the wait has no deadline.",
                "stages[A].process[3].list: Choose a list: a field with several values or a variable.",
                "stages[A].process[3].limit: The limit of a list is from 1 to 1000.",
                "stages[A].process[3].body: The loop has no blocks.",
            ])
    }

    @Test func `a circle of stages with a wait in it is shown, not refused`() async throws {
        let wait = Block.wait(id: "w", title: "", WaitRule(.event(kind: "call", parameters: [:], condition: nil)), came: [], missed: [])
        let found = try await findings(stage("A", wait, moving("ab", to: "B", .after)), stage("B", moving("ba", to: "A")))

        #expect(found.count == 1)
        #expect(found[0].hasPrefix("? "))
    }

    @Test func `elements of lists and what events bring are known insertions`() async throws {
        let wait = Block.wait(
            id: "w", title: "", WaitRule(.event(kind: "call", parameters: [:], condition: nil)), came: [mark("a", text: "{=w:line}")], missed: [])
        let list = Block.each(id: "e", title: "", .rows(.products), limit: 5, body: [mark("b", text: "{=e:NAME}")])

        #expect(try await findings(stage("A", wait, list)) == [])
    }
}
