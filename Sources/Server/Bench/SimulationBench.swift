import Automation
import CRM
import Kernel
import Robots
import Web

/// «Проверить» on a full portal: ninety days of the preset, from a new lead to the closing documents, with people who do their tasks.
struct SimulationBench {
    struct Result {
        /// The first one of a process makes the template of the schema.
        var first = Double.nan
        var times = Samples()
        /// Entries of the timeline, to see that something was played.
        var steps = 0
    }

    let person: UserID
    let rounds: Int

    func measure(_ bench: BenchPortal) async throws -> Result {
        let order = try await order(bench)
        var result = Result()
        for round in 0...rounds {
            let start = ContinuousClock.now
            let simulation = try await bench.composition.services.simulator.simulate(order)
            let milliseconds = (ContinuousClock.now - start).inMilliseconds
            if round == 0 { result.first = milliseconds } else { result.times.add(milliseconds) }
            result.steps = simulation.steps.count
        }
        return result
    }

    private func order(_ bench: BenchPortal) async throws -> SimulationOrder {
        let body = try await bench.portal.read { [store = bench.assembly.automation] in try store.active("LEAD", in: $0) ?? PipelineAutomation() }
        let fields = ["UF_CRM_NEED_CONSULT": ["Y"], "COMPANY_TITLE": ["Bench"], "ASSIGNED_BY_ID": [person.description]]
        var order = SimulationOrder(pipeline: "LEAD", body: body, subject: .invented(stage: "NEW", fields: fields), days: 90)
        order.user = person
        order.reaction = Timing(amount: 4, unit: .hours, countsWorkingTime: true)
        order.events = [
            moved(1, "LEAD", "IN_PROCESS"), moved(2, "LEAD", "CONVERTED"),
            ScenarioEvent(day(6), "field_filled", DeedInputs(entity: "DEAL", field: "UF_CRM_QUOTE_FILE")),
            ScenarioEvent(day(8), "incoming_call"), moved(9, "DEAL:0", "CONTRACT"), moved(12, "DEAL:0", "AWAITING_PAYMENT"),
            ScenarioEvent(day(15), "payment"), moved(45, "DEAL:1", "C1:WON"),
        ]
        return order
    }

    private func moved(_ days: Int, _ pipeline: String, _ stage: String) -> ScenarioEvent {
        ScenarioEvent(day(days), "stage_moved", DeedInputs(pipeline: pipeline, stage: stage))
    }

    private func day(_ number: Int) -> Timing { Timing(amount: number, unit: .days, countsWorkingTime: true) }
}
