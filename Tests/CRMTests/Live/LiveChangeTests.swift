import CRM
import Kernel
import Testing

struct LiveChangeTests {
    @Test func `a change reaches another node whole`() throws {
        var change = LiveChange()
        change.items = [DocumentID(.deal, 7), DocumentID(.lead, 3)]
        change.columns = [LiveColumn(.deal, stage: "C1:SHIPPING"), LiveColumn(.lead, stage: "A/B")]
        change.tasks = [5]
        change.bells = [1, 2]
        change.caches = [.catalog]

        #expect(LiveChange(json: try JSONValue(parsing: change.json.text)) == change)
        #expect(LiveChange(json: LiveChange().json).isEmpty)
    }

    @Test func `what a newer version tells and this one does not know is left out`() throws {
        let told = try JSONValue(parsing: #"{"caches": ["people", "weather"], "columns": ["PLANET/X", "odd"], "moons": [1]}"#)

        var known = LiveChange()
        known.caches = [.people]
        #expect(LiveChange(json: told) == known)
    }
}
