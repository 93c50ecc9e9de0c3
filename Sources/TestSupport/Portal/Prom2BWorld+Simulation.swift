import Automation
import CRM
import Kernel
import Robots
import Schema
import Storage

extension Prom2BWorld {
    /// Databases in memory with the portal's schema.
    package static let copyTemplate = MemoryTemplate(migrations, clock: SystemClock())

    /// A simulator of this portal as the server has it, with stubs for everything outside.
    package func simulator(limits: SimulationLimits = .patient) -> PortalSimulator {
        PortalSimulator(
            of: assembly, template: Prom2BWorld.copyTemplate, limits: limits)
    }

    /// What is active for a pipeline.
    package func active(_ pipeline: String) async throws -> PipelineAutomation {
        try await portal.read { [store = assembly.automation] in try store.active(pipeline, in: $0) ?? PipelineAutomation() }
    }

    /// An order for the active automation of a pipeline, asked by the administrator.
    package func order(
        _ pipeline: String, _ subject: SimulationOrder.Subject, days: Int = 30, events: [ScenarioEvent] = []
    ) async throws -> SimulationOrder {
        var order = SimulationOrder(pipeline: pipeline, body: try await active(pipeline), subject: subject, days: days)
        order.start = clock.now
        order.events = events
        order.user = people.administrator
        return order
    }
}

extension SimulationLimits {
    /// Tests run on loaded machines: the real clock bounds nothing.
    package static var patient: SimulationLimits {
        var limits = SimulationLimits()
        limits.time = .hours(1)
        return limits
    }
}
