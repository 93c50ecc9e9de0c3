import Automation
import Kernel
import OrderWorld
import Testing

struct StoredFormTests {
    private let automation = PipelineAutomation(stages: [
        StageAutomation(
            stage: "QUOTE",
            triggers: [call("c", if: quantity(.equal, "5"), line: "main", allowsBack: true)],
            process: [
                mark("r1", Timing(amount: 3, unit: .days, workingTimeOnly: true)),
                robot(
                    "mark", "r2",
                    Timing(
                        afterPrevious: true, amount: -2, unit: .hours, base: .field("SHIP_DATE"),
                        timeOfDay: LocalTime(hour: 9, minute: 30)), if: quantity(.filled), ["z": 1, "a": "x"]),
                .branch(
                    id: "b", title: "Branch", condition: quantity(.filled), then: [.stop(id: "s")],
                    otherwise: [mark("r3")]),
                .parallel(id: "p", title: "", waitsForAll: false, branches: [[mark("r4")], []]),
                .delay(id: "d", title: "Wait", .in(1, .hours)),
                .loop(id: "l", title: "", condition: quantity(.filled), limit: 5, body: [mark("r5")]),
                .choice(
                    id: "w", title: "", cases: [ChoiceCase(title: "Five", condition: quantity(.equal, "5"), blocks: [.stop(id: "s2")])],
                    otherwise: []),
            ])
    ])

    /// What databases hold. It may grow, but what is here must be read for ever.
    private let golden = """
        {"v":1,"stages":[{"stage":"QUOTE","triggers":[{"id":"c","kind":"call","title":"c","condition":\
        {"left":"{=Document:QUANTITY}","op":"equal","right":["5"]},"parameters":{"line":"main"},"allowsBack":true}],"process":[\
        {"type":"robot","id":"r1","kind":"mark","title":"r1","timing":{"amount":3,"unit":"days","workingTime":true},\
        "parameters":{"text":"r1"}},{"type":"robot","id":"r2","kind":"mark","title":"r2","timing":{"afterPrevious":true,\
        "amount":-2,"unit":"hours","field":"SHIP_DATE","timeOfDay":"09:30"},"condition":{"left":"{=Document:QUANTITY}",\
        "op":"filled"},"parameters":{"a":"x","z":1}},{"type":"branch","id":"b","title":"Branch","condition":\
        {"left":"{=Document:QUANTITY}","op":"filled"},"then":[{"type":"stop","id":"s"}],"otherwise":[{"type":"robot","id":"r3",\
        "kind":"mark","title":"r3","parameters":{"text":"r3"}}]},{"type":"parallel","id":"p","title":"","waitsFor":"any",\
        "branches":[[{"type":"robot","id":"r4","kind":"mark","title":"r4","parameters":{"text":"r4"}}],[]]},{"type":"delay",\
        "id":"d","title":"Wait","timing":{"amount":1,"unit":"hours"}},{"type":"loop","id":"l","title":"","condition":\
        {"left":"{=Document:QUANTITY}","op":"filled"},"limit":5,"body":[{"type":"robot","id":"r5","kind":"mark","title":"r5",\
        "parameters":{"text":"r5"}}]},{"type":"switch","id":"w","title":"","cases":[{"title":"Five","condition":\
        {"left":"{=Document:QUANTITY}","op":"equal","right":["5"]},"then":[{"type":"stop","id":"s2"}]}]}]}]}
        """

    private let waits = PipelineAutomation(stages: [
        StageAutomation(
            stage: "QUOTE",
            process: [
                .wait(
                    id: "w1", title: "Call", WaitRule(.event(kind: "call", parameters: ["line": "main"], condition: quantity(.filled)), deadline: .in(2, .hours)),
                    came: [.stop(id: "s1")], missed: [.stop(id: "s2")]),
                .wait(id: "w2", title: "", WaitRule(.condition(quantity(.filled))), came: [], missed: []),
                .wait(id: "w3", title: "", WaitRule(.moment(Timing(base: .field("SHIP_DATE")))), came: [], missed: []),
                .each(id: "e1", title: "Pieces", .rows(.products), limit: 50, body: [.stop(id: "s3")]),
                .each(id: "e2", title: "", .values(Template("{=Document:TITLE}")), limit: 5, body: []),
            ])
    ])

    private let goldenWaits = """
        {"v":1,"stages":[{"stage":"QUOTE","process":[{"type":"wait","id":"w1","title":"Call","event":"call","parameters":\
        {"line":"main"},"condition":{"left":"{=Document:QUANTITY}","op":"filled"},"deadline":{"amount":2,"unit":"hours"},\
        "then":[{"type":"stop","id":"s1"}],"otherwise":[{"type":"stop","id":"s2"}]},{"type":"wait","id":"w2","title":"",\
        "condition":{"left":"{=Document:QUANTITY}","op":"filled"}},{"type":"wait","id":"w3","title":"","until":\
        {"field":"SHIP_DATE"}},{"type":"each","id":"e1","title":"Pieces","of":"products","limit":50,"body":[{"type":"stop",\
        "id":"s3"}]},{"type":"each","id":"e2","title":"","list":"{=Document:TITLE}","limit":5,"body":[]}]}]}
        """

    @Test func `waits and lists have a pinned form too`() throws {
        #expect(waits.json.text == goldenWaits)
        #expect(try PipelineAutomation(json: JSONValue(parsing: goldenWaits)) == waits)
    }

    @Test func `the stored form is canonical and pinned`() {
        #expect(automation.json.text == golden)
    }

    @Test func `what was stored is read back equal`() throws {
        #expect(try PipelineAutomation(json: JSONValue(parsing: golden)) == automation)
    }

    @Test(arguments: [
        (#"{"v":2}"#, "v"),
        (#"{"stage":[]}"#, "stage"),
        (#"{"stages":[{"stage":"A","process":[{"id":"x"}]}]}"#, "stages[A].process[0].kind"),
        (#"{"stages":[{"stage":"A","process":[{"type":"jump","id":"x"}]}]}"#, "stages[A].process[0].type"),
        (
            #"{"stages":[{"stage":"A","process":[{"id":"x","kind":"m","timing":{"unit":"weeks"}}]}]}"#,
            "stages[A].process[0].timing.unit"
        ),
        (#"{"stages":[{"stage":"A","process":[{"id":"x","kind":"m","timeing":{}}]}]}"#, "stages[A].process[0].timeing"),
        (
            #"{"stages":[{"stage":"A","process":[{"id":"x","kind":"m","timing":{"timeOfDay":"25:00"}}]}]}"#,
            "stages[A].process[0].timing.timeOfDay"
        ),
        (#"{"stages":[{"stage":"A","process":[{"type":"branch","id":"x"}]}]}"#, "stages[A].process[0].condition"),
        (#"{"stages":[{"stage":"A","process":[{"type":"switch","id":"x","cases":[{}]}]}]}"#, "stages[A].process[0].cases[0].condition"),
        (#"{"stages":[{"stage":"A","process":[{"type":"wait","id":"x"}]}]}"#, "stages[A].process[0].condition"),
        (#"{"stages":[{"stage":"A","process":[{"type":"wait","id":"x","event":"call","when":1}]}]}"#, "stages[A].process[0].when"),
        (#"{"stages":[{"stage":"A","process":[{"type":"each","id":"x","of":"stars"}]}]}"#, "stages[A].process[0].of"),
        (#"{"stages":[{"stage":"A","triggers":{}}]}"#, "stages[A].triggers"),
        (#"[]"#, ""),
    ])
    func `a broken form is refused with the place`(form: String, place: String) throws {
        let failure = #expect(throws: Failure.self) { try PipelineAutomation(json: JSONValue(parsing: form)) }

        #expect(failure?.field == place)
    }

    @Test func `timing reads as on the robots screen`() {
        #expect(Timing.now.title().russian == "сразу")
        #expect(Timing.now.title(conditional: true).russian == "сразу, по условию")
        #expect(Timing.after.title().russian == "после предыдущего")
        #expect(Timing.in(3, .days, working: true).title().russian == "через 3 дня, в рабочее время")
        #expect(
            Timing(amount: -1, unit: .hours, base: .field("X")).title { _ in Text(verbatim: "Дата отгрузки") }.russian
                == "за 1 час до «Дата отгрузки»")
    }
}
