import CRM
import FoundationEssentials
import Hummingbird
import Kernel
import Logging
import Moving
import Connectors
import REST
import Robots
import Storage
import Synchronization
import TestSupport

/// The portal that is left: ours, with its REST API over real HTTP on a port of its own.
struct SourcePortal: Sendable {
    let company: Prom2BWorld
    let files: FileStore
    /// `http://127.0.0.1:1234/rest/1/secret/`
    let webhook: String
    private let server: Task<Void, any Error>

    static func start(scopes: Set<IntegrationScope> = Set(IntegrationScope.allCases)) async throws -> SourcePortal {
        let company = try await Prom2BWorld.make()
        let assembly = company.assembly
        let files = try FileStore(directory: TestDatabase.folder().path, portal: assembly.portal)
        let services = RESTServices(
            portal: assembly.portal, items: assembly.items, pipelines: assembly.pipelines, people: assembly.people, staff: assembly.staff,
            automation: assembly.automation, engine: assembly.engine, calendar: assembly.calendars, files: files, secrets: try SecretBox(key: SecretBox.newKey()), log: Logger(label: "test"))
        let router = Router(context: SourceContext.self)
        RESTRouter(services: services).addRoutes(to: router)
        let made = try await assembly.portal.perform(as: .person(company.people.administrator)) {
            try IncomingWebhookStore.create("Перенос", scopes: scopes, in: $0)
        }
        let (port, server) = try await serve(router)
        return SourcePortal(
            company: company, files: files,
            webhook: "http://127.0.0.1:\(port)/rest/\(company.people.administrator.rawValue)/\(made.secret.text)/", server: server)
    }

    func stop() { server.cancel() }
}

/// Serves any routes on a free port of this machine.
func serve(_ router: Router<SourceContext>) async throws -> (port: Int, server: Task<Void, any Error>) {
    let (ports, announce) = AsyncStream<Int>.makeStream()
    let application = Application(
        router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
        onServerRunning: { announce.yield($0.localAddress?.port ?? 0) }, logger: Logger(label: "test"))
    let server = Task { try await application.run() }
    for await port in ports { return (port, server) }
    throw CancellationError()
}

struct SourceContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    init(source: ApplicationRequestContextSource) { coreContext = CoreRequestContextStorage(source: source) }
}

/// The portal that people move to: new, with its preset and one administrator.
struct TargetPortal: Sendable {
    let company: Prom2BWorld
    let administrator: UserID
    let files: FileStore
    private let transfers = CurlTransfers()

    static func make() async throws -> TargetPortal {
        let company = try await Prom2BWorld.empty()
        let accounts = Accounts(portal: company.assembly.portal, hasher: PasswordHasher(power: 4, parallelism: 1))
        let administrator = try await accounts.createFirstAdministrator(
            login: "new@prom2b.test", password: "correct horse", profile: UserProfile(firstName: "Новый", lastName: "Хозяин"))
        return TargetPortal(
            company: company, administrator: administrator,
            files: try FileStore(directory: TestDatabase.folder().path, portal: company.assembly.portal))
    }

    var items: ItemStore { company.assembly.items }
    func read<T: Sendable>(_ body: @escaping @Sendable (any Reader) throws -> T) async throws -> T { try await company.assembly.portal.read(body) }

    func mover(_ webhook: String, clock: (any WallClock)? = nil, _ change: (inout Mover.Options) -> Void = { _ in }) throws -> Mover {
        var options = Mover.Options()
        change(&options)
        let client = SourceClient(try WebhookAddress(webhook), transfers: transfers, clock: clock ?? company.clock)
        let assembly = company.assembly
        return Mover(
            client,
            into: MovingTarget(portal: assembly.portal, items: assembly.items, pipelines: assembly.pipelines, staff: assembly.staff, files: files),
            options: options)
    }
}
