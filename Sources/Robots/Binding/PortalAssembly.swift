import Automation
import CRM
import Kernel
import Logging
import Storage

/// The portal put together over a database: commands with all their listeners, automation bound to CRM. The server adds
/// pages and connectors, tests add nothing.
package struct PortalAssembly: Sendable {
    package let portal: Portal
    package let items: ItemStore
    package let pipelines: PipelineStore
    package let calendars: WorkingCalendarSource
    package let people: PeopleDirectory
    package let automation: AutomationStore
    package let engine: Engine
    package let staff: Staff

    /// - Parameters:
    ///   - live: who tells open pages of committed changes.
    ///   - connectors: what this program can reach the outside with.
    ///   - isRehearsal: stubs answer, so no connection is needed.
    ///   - publicAddress: how people reach the portal from outside, for links in what robots write.
    ///   - breadcrumbs: who is to blame when the process dies.
    package init(
        database: any Database, clock: any WallClock, live: any LiveChannel, limits: EngineLimits = EngineLimits(),
        connectors: [ConnectorKind] = [], isRehearsal: Bool = false, publicAddress: PublicAddress? = nil, breadcrumbs: Breadcrumbs? = nil,
        log: Logger = Logger(label: "automation")
    ) {
        portal = Portal(database: database, clock: clock)
        let calendars = WorkingCalendarSource(database: database, clock: clock)
        self.calendars = calendars
        let fields = CatalogCache { calendars.lastKnownDates }
        items = ItemStore(fields)
        pipelines = PipelineStore(fields)
        people = PeopleDirectory(database: database)
        let outlets = Outlets(connectors: Set(connectors), isRehearsal: isRehearsal)
        automation = AutomationStore(catalog: PortalCatalog.make(portal: portal, items: items, outlets: outlets))
        staff = Staff(further: [RobotMentions(automation: automation, pipelines: pipelines)])
        let documents = CRMDocuments(portal: portal, items: items, calendars: calendars, publicAddress: publicAddress)
        engine = Engine(
            database: database, store: automation, source: documents, clock: clock, limits: limits, breadcrumbs: breadcrumbs,
            log: log)
        listen(live)
    }

    /// History first, then what follows from a change; automation last, when everything else is in place.
    private func listen(_ live: any LiveChannel) {
        portal.listen(TimelineListener())
        portal.listen(WorkListener())
        portal.listen(RequestListener())
        portal.listen(AssignmentListener())
        portal.listen(FileFieldListener())
        portal.listen(people)
        portal.listen(LiveSignals(live))
        portal.listen(AutomationListener(engine: engine))
    }
}
