import Automation
import CRM
import Kernel
import Storage

/// Plays automations on copies in memory. The portal is read on one snapshot; nothing is written to it.
package final class PortalSimulator: Simulator {
    private let source: any Database
    private let template: MemoryTemplate
    private let items: ItemStore
    private let clock: any WallClock
    private let limits: SimulationLimits
    private let publicAddress: PublicAddress?
    private let gate: SimulationGate
    package let deeds: [any Deed]

    /// - Parameter template: makes databases with the portal's schema.
    package init(
        of assembly: PortalAssembly, template: MemoryTemplate, limits: SimulationLimits = SimulationLimits(),
        publicAddress: PublicAddress? = nil
    ) {
        source = assembly.portal.database
        items = assembly.items
        clock = assembly.portal.clock
        deeds = DeedCatalog.make(portal: assembly.portal, items: assembly.items)
        self.template = template
        self.limits = limits
        self.publicAddress = publicAddress
        gate = SimulationGate(together: limits.together)
    }

    package func simulate(_ order: SimulationOrder) async throws -> Simulation {
        try await gate.pass(order.user) {
            let copy = try await source.read { [self] reader in try self.copy(for: order, in: reader) }
            return try await play(order, copy)
        }
    }

    /// What has been read of the portal.
    package struct Copy: Sendable {
        let rows: RowExtract
        let notes: [Text]
        /// An item that exists.
        let subject: Item?
        /// Everything happens as seen from here.
        let now: Timestamp
    }

    /// Reads what the order needs, by the rights of who asks: for whoever has a snapshot only (a file that a server works on).
    package func copy(for order: SimulationOrder, in reader: any Reader) throws -> Copy {
        try check(order)
        let viewer = try order.user.map { try ViewerStore.viewer(for: $0, in: reader) ?? Viewer(user: $0, isAdministrator: false) }
        if let viewer, !viewer.may(.configureAutomation) { throw Failure(.forbidden, EffectTexts.notConfigurer) }
        var selections = ConfigurationExtract.selections + AutomationExtract.definitions
        var notes: [Text] = []
        var subject: Item?
        if case .existing(let id, let restarts) = order.subject {
            let around = try ItemSurroundings.of(id, for: viewer, items, in: reader)
            guard around.items[0].pipeline?.automationName == order.pipeline else {
                throw Failure(.invalid, EffectTexts.otherPipeline.with(["id": String(id.id)]), field: "item")
            }
            selections += around.selections(reader.dialect) + (restarts ? [] : AutomationExtract.state(of: id))
            subject = around.items[0]
            if around.hidden > 0 { notes.append(EffectTexts.hidden.with(["count": String(around.hidden)])) }
            if around.items[0].isClosed { notes.append(EffectTexts.closed) }
        }
        return Copy(rows: try RowExtract(selections, in: reader), notes: notes, subject: subject, now: clock.now)
    }

    private func check(_ order: SimulationOrder) throws {
        guard (1...SimulationOrder.longest).contains(order.days) else {
            throw Failure(.invalid, EffectTexts.badDays.with(["most": String(SimulationOrder.longest)]), field: "days")
        }
        guard order.events.count <= SimulationOrder.mostEvents else {
            throw Failure(.limited, EffectTexts.tooManyEvents.with(["most": String(SimulationOrder.mostEvents)]), field: "events")
        }
    }

    /// Plays what has been read.
    package func play(_ order: SimulationOrder, _ copy: Copy) async throws -> Simulation {
        let database = try await template.database()
        do {
            try await database.load(copy.rows)
            let stage = try await Rehearsal.prepare(
                on: database, order, copy, limits: limits, publicAddress: publicAddress, realClock: clock)
            let simulation = try await stage.play()
            try await database.close()
            return simulation
        } catch {
            try await database.close()
            throw error
        }
    }
}
