import Automation
import Connectors
import CRM
import FoundationEssentials
import Hummingbird
import HummingbirdHTTP2
import Kernel
import Logging
import REST
import Robots
import Schema
import ServiceLifecycle
import Storage
import StoragePostgres
import Web

/// The one place where the program is put together.
struct Composition {
    let assembly: PortalAssembly
    let services: Services
    let rest: RESTRouter
    let deliverer: Deliverer
    let transfers = CurlTransfers()
    /// Carries news to other nodes; nil where there can be none.
    let bus: NodeBus?
    let clock: any WallClock
    /// The database server's clock, to be asked again and again; nil where the database is a file.
    let serverClock: ServerClock?
    let log: Logger

    /// - Parameters:
    ///   - files: the folder of uploaded files.
    ///   - secrets: seals what connections keep secret.
    ///   - restLimit: how many calls a second each key of the REST API may make in the long run; nil does not limit.
    ///   - breadcrumbs: who is to blame when the process dies; each node has its own.
    init(
        database: any Database, files: String, secrets: SecretBox, clock: any WallClock, serverClock: ServerClock? = nil,
        publicAddress: PublicAddress? = nil, servesTLS: Bool = false, restLimit: Double? = nil,
        breadcrumbs: Breadcrumbs? = nil, log: Logger
    ) async throws {
        let live = LiveHub()
        bus = (database as? PostgresDatabase).map { NodeBus(hub: live, database: $0, clock: clock) }
        assembly = PortalAssembly(
            database: database, clock: clock, live: bus ?? live, connectors: [.webhook, .mail, .sms, .program], publicAddress: publicAddress,
            breadcrumbs: breadcrumbs, log: log)
        try await assembly.engine.adoptPersistedTime()
        try await assembly.engine.examineLastEnd()
        if let version = ZoneDatabase.standard.version { try await assembly.engine.adoptZoneRules(version) }
        _ = try await assembly.calendars.current()
        let hasher = PasswordHasher()
        let webhooks = WebhookConnector(database: database, clock: clock, box: secrets, transfers: transfers)
        let store = try FileStore(directory: files, portal: assembly.portal)
        let mail = MailConnector(database: database, clock: clock, box: secrets, files: store, transfers: transfers)
        let post = HandlerPost(database: database, clock: clock, box: secrets, transfers: transfers, publicAddress: publicAddress)
        deliverer = Deliverer(
            engine: assembly.engine, connectors: [webhooks, mail, EventConnector(post), ProgramConnector(post), SMSConnector(post)])
        let subscriptions = EventSubscriptions(engine: assembly.engine, database: database)
        assembly.portal.listen(subscriptions)
        let rest = RESTRouter(
            services: RESTServices(
                portal: assembly.portal, items: assembly.items, pipelines: assembly.pipelines, people: assembly.people,
                staff: assembly.staff, automation: assembly.automation, engine: assembly.engine, calendar: assembly.calendars, files: store,
                secrets: secrets, log: log, publicAddress: publicAddress, servesTLS: servesTLS,
                throttle: restLimit.map { Throttle(perSecond: $0, clock: clock) }))
        self.rest = rest
        services = Services(
            portal: assembly.portal, items: assembly.items, pipelines: assembly.pipelines, people: assembly.people, staff: assembly.staff,
            calendar: assembly.calendars, automation: assembly.automation, engine: assembly.engine,
            simulator: PortalSimulator(
                of: assembly, template: MemoryTemplate(migrations, clock: clock), publicAddress: publicAddress),
            signIn: SignIn(portal: assembly.portal, hasher: hasher), accounts: Accounts(portal: assembly.portal, hasher: hasher),
            files: store,
            webhooks: WebhookDesk(secrets: secrets) { await webhooks.send($0, id: $1) } sendMail: { await mail.send($0, id: $1) },
            api: APIDesk(methods: MethodCatalog.standard.help) { await rest.answer($0, $1, for: $2, $3) }, live: live, assets: try Self.assets(), log: log,
            publicAddress: publicAddress, servesTLS: servesTLS)
        self.clock = clock
        self.serverClock = serverClock
        self.log = log
        bus?.onChange { [assembly] cache in
            switch cache {
            case .catalog: assembly.items.catalog.forget()
            case .people: assembly.people.forget()
            case .handlers: subscriptions.forget()
            }
        }
    }

    private static func assets() throws -> AssetLibrary {
        let process = ProcessInfo.processInfo
        return try AssetLibrary(
            folders: AssetFolders.locate(
                environment: process.environment, workingDirectory: FileManager.default.currentDirectoryPath,
                executable: process.arguments.first ?? ""))
    }

    /// Loads the preset, and the demonstration company when asked, into a portal that has no pipelines yet.
    /// - Returns: whether nobody has an account: the first-run page waits.
    func prepare(preset: String, demo: Bool) async throws -> Bool {
        let loader = PresetLoader(assembly: assembly)
        if try await loader.isNeeded() { try await loader.load(preset: PresetFile.read(preset)) }
        if demo {
            let data = try DemonstrationData(yaml: PresetFile.read(PresetFile.demonstration(beside: preset)))
            try await DemonstrationCompany(database: assembly.portal.database, data: data, now: clock.now).build()
            assembly.people.forget()
        }
        return try await assembly.portal.read { try UserStore.isEmpty(in: $0) }
    }

    /// - Parameter identity: for https, with HTTP/2 where the other side knows it; nil serves plain http.
    func application(
        host: String, port: Int, identity: ServerIdentity? = nil, whenReady: @escaping @Sendable (String) -> Void
    ) throws -> some ApplicationProtocol {
        let router = PortalRouter(services: services).makeRouter(portalRoutes)
        rest.addRoutes(to: router)
        let scheme = identity == nil ? "http" : "https"
        var application = Application(
            router: router, server: try identity.map { try .http2Upgrade(tlsConfiguration: $0.configuration) } ?? .http1(),
            configuration: .init(address: .hostname(host, port: port), serverName: nil),
            onServerRunning: { channel in
                whenReady("\(scheme)://\(host):\(channel.localAddress?.port ?? port)")
            }, logger: log)
        let upkeep = Upkeep(
            portal: assembly.portal, items: assembly.items, files: services.files, engine: assembly.engine,
            digest: FailureDigest(assembly))
        application.addServices(
            assembly.engine, deliverer, RemindersService(clock: ReminderClock(portal: assembly.portal), log: log),
            UpkeepService(upkeep: upkeep, clock: clock, log: log), LiveService(hub: services.live))
        if let database = assembly.portal.database as? SQLiteDatabase {
            let alarm = LogAlarm(assembly.portal) { [weak database] in database?.logSize ?? 0 }
            application.addServices(LogWatch(alarm: alarm, clock: clock, log: log))
        }
        if let bus {
            let pulse = NodePulse(
                name: Node.name(host: host, port: port), database: assembly.portal.database, clock: clock,
                serverClock: serverClock, log: log)
            application.addServices(bus, pulse)
        }
        return application
    }
}
