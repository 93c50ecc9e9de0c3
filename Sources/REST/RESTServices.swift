import Automation
import CRM
import Kernel
import Logging

/// What the methods work with, put together once by the server.
package struct RESTServices: Sendable {
    let portal: Portal
    let items: ItemStore
    let pipelines: PipelineStore
    let people: PeopleDirectory
    let staff: Staff
    let automation: AutomationStore
    let engine: Engine
    let calendar: WorkingCalendarSource
    let files: FileStore
    /// Seals the tokens by which receivers of events know the portal.
    let secrets: SecretBox
    let log: Logger
    let publicAddress: PublicAddress?
    /// Whether the portal itself serves https.
    let servesTLS: Bool
    /// Nil lets every key call as often as it likes.
    let throttle: Throttle?

    package init(
        portal: Portal, items: ItemStore, pipelines: PipelineStore, people: PeopleDirectory, staff: Staff, automation: AutomationStore,
        engine: Engine, calendar: WorkingCalendarSource, files: FileStore, secrets: SecretBox, log: Logger,
        publicAddress: PublicAddress? = nil, servesTLS: Bool = false, throttle: Throttle? = nil
    ) {
        self.portal = portal
        self.items = items
        self.pipelines = pipelines
        self.people = people
        self.staff = staff
        self.automation = automation
        self.engine = engine
        self.calendar = calendar
        self.files = files
        self.secrets = secrets
        self.log = log
        self.publicAddress = publicAddress
        self.servesTLS = servesTLS
        self.throttle = throttle
    }
}
