import Automation
import CRM
import Kernel
import Logging

/// What pages work with, put together once by the server.
package struct Services: Sendable {
    package let portal: Portal
    /// For a signed-in person: with the person's own time zone.
    package private(set) var items: ItemStore
    package let pipelines: PipelineStore
    package let people: PeopleDirectory
    /// Dismisses people, knowing what names them.
    package let staff: Staff
    package let calendar: WorkingCalendarSource
    package let automation: AutomationStore
    package let engine: Engine
    /// Plays automations on copies.
    package let simulator: any Simulator
    package let signIn: SignIn
    package let accounts: Accounts
    package let files: FileStore
    /// Takes what visitors of public forms send; one for all requests, because it counts them.
    package let formInbox: WebFormInbox
    package let webhooks: WebhookDesk
    package let api: APIDesk
    package let live: LiveHub
    package let assets: AssetLibrary
    package let log: Logger
    /// How browsers reach the portal from outside; nil when nobody said.
    package let publicAddress: PublicAddress?
    /// Whether browsers reach the portal by https: cookies are marked `Secure` then.
    package var isSecure: Bool { servesTLS || publicAddress?.isSecure ?? false }
    private let servesTLS: Bool

    package init(
        portal: Portal, items: ItemStore, pipelines: PipelineStore, people: PeopleDirectory, staff: Staff, calendar: WorkingCalendarSource,
        automation: AutomationStore, engine: Engine, simulator: any Simulator, signIn: SignIn, accounts: Accounts, files: FileStore, webhooks: WebhookDesk,
        api: APIDesk = APIDesk(), live: LiveHub, assets: AssetLibrary, log: Logger, publicAddress: PublicAddress? = nil, servesTLS: Bool = false
    ) {
        self.portal = portal
        self.items = items
        self.pipelines = pipelines
        self.people = people
        self.staff = staff
        self.calendar = calendar
        self.automation = automation
        self.engine = engine
        self.simulator = simulator
        self.signIn = signIn
        self.accounts = accounts
        self.files = files
        formInbox = WebFormInbox(portal: portal, items: items)
        self.webhooks = webhooks
        self.api = api
        self.live = live
        self.assets = assets
        self.log = log
        self.publicAddress = publicAddress
        self.servesTLS = servesTLS
    }

    /// The same for somebody with dates of their own.
    func reading(_ dates: DateSetting) -> Services {
        var services = self
        services.items = items.reading(dates)
        return services
    }
}
