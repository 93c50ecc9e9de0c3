import Automation
import CRM
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Kernel
import Logging
import NIOCore
import REST
import Robots
import Storage
import TestSupport
import Testing

/// The fictional company behind its REST API: requests go through the router as a client's do, without a connection.
struct RESTWorld: Sendable {
    let company: Prom2BWorld
    /// The administrator's key.
    let administrator: Client
    let secrets: SecretBox
    private let responder: any HTTPResponder<DirectContext>

    static func make(
        at start: Timestamp = Prom2BWorld.friday, callsPerSecond: Double? = nil, connectors: [ConnectorKind] = []
    ) async throws -> RESTWorld {
        let company = try await Prom2BWorld.make(at: start, connectors: connectors)
        let assembly = company.assembly
        let secrets = try SecretBox(key: SecretBox.newKey())
        let services = RESTServices(
            portal: assembly.portal, items: assembly.items, pipelines: assembly.pipelines, people: assembly.people,
            staff: assembly.staff, automation: assembly.automation, engine: assembly.engine, calendar: assembly.calendars,
            files: try FileStore(directory: TestDatabase.folder().path, portal: assembly.portal), secrets: secrets, log: Logger(label: "test"),
            throttle: callsPerSecond.map { Throttle(perSecond: $0, burst: 3, clock: company.clock) })
        assembly.portal.listen(EventSubscriptions(engine: assembly.engine, database: assembly.portal.database))
        let router = Router(context: DirectContext.self)
        RESTRouter(services: services).addRoutes(to: router)
        let responder = router.buildResponder()
        let key = try await key(of: company.people.administrator, Set(IntegrationScope.allCases), in: company)
        return RESTWorld(company: company, administrator: Client(key: key, responder: responder), secrets: secrets, responder: responder)
    }

    var portal: Portal { company.assembly.portal }
    var people: Prom2BWorld.People { company.people }

    /// A program with a key of somebody.
    func client(of user: UserID, scopes: Set<IntegrationScope> = Set(IntegrationScope.allCases)) async throws -> Client {
        Client(key: try await RESTWorld.key(of: user, scopes, in: company), responder: responder)
    }

    /// A program with this part of an address before the method.
    func client(key: String) -> Client { Client(key: key, responder: responder) }

    private static func key(of user: UserID, _ scopes: Set<IntegrationScope>, in company: Prom2BWorld) async throws -> String {
        let made = try await company.assembly.portal.perform(as: .person(user)) {
            try IncomingWebhookStore.create("Сайт", scopes: scopes, in: $0)
        }
        return "\(user.rawValue)/\(made.secret.text)"
    }
}

/// A program that calls the API.
struct Client: Sendable {
    let key: String
    let responder: any HTTPResponder<DirectContext>

    /// Calls a method with a JSON body and expects success.
    func call(_ method: String, _ parameters: JSONValue = [:], sourceLocation: SourceLocation = #_sourceLocation) async throws -> Reply {
        let reply = try await post(method, parameters)
        #expect(reply.status == 200, "\(reply.text)", sourceLocation: sourceLocation)
        return reply
    }

    /// Calls a method and expects this error.
    func refusal(_ method: String, _ parameters: JSONValue = [:], sourceLocation: SourceLocation = #_sourceLocation) async throws -> Reply {
        let reply = try await post(method, parameters)
        #expect(reply.status != 200, "\(reply.text)", sourceLocation: sourceLocation)
        return reply
    }

    func post(_ method: String, _ parameters: JSONValue) async throws -> Reply {
        try await send(.post, "/rest/\(key)/\(method)", type: "application/json", parameters.text)
    }

    func get(_ method: String, query: String = "") async throws -> Reply {
        try await send(.get, "/rest/\(key)/\(method)" + (query.isEmpty ? "" : "?\(query)"), type: nil, "")
    }

    /// Sends a form.
    func form(_ method: String, _ body: String) async throws -> Reply {
        try await send(.post, "/rest/\(key)/\(method)", type: "application/x-www-form-urlencoded", body)
    }

    func send(_ method: HTTPRequest.Method, _ path: String, type: String?, _ body: String) async throws -> Reply {
        var headers = HTTPFields()
        if let type { headers[.contentType] = type }
        let head = HTTPRequest(method: method, scheme: "http", authority: "portal.test", path: path, headerFields: headers)
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(string: body)))
        let response = try await responder.respond(to: request, context: DirectContext())
        let writer = Writer()
        try await response.body.write(writer)
        return Reply(status: response.status.code, type: response.headers[.contentType] ?? "", text: String(decoding: writer.bytes, as: UTF8.self))
    }
}

/// The context of a request that comes without a connection.
struct DirectContext: RequestContext {
    var coreContext: CoreRequestContextStorage

    init(source: ApplicationRequestContextSource) { coreContext = CoreRequestContextStorage(source: source) }
    init() { coreContext = CoreRequestContextStorage(source: Nowhere()) }
}

private struct Nowhere: RequestContextSource {
    let logger = Logger(label: "test")
}

private final class Writer: ResponseBodyWriter {
    private(set) var bytes: [UInt8] = []
    func write(_ buffer: ByteBuffer) async throws { bytes += buffer.readableBytesView }
    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

/// What came back.
struct Reply: Sendable {
    let status: Int
    let type: String
    let text: String

    var json: JSONValue { (try? JSONValue(parsing: text)) ?? .null }
    var result: JSONValue { json["result"] ?? .null }
    var total: Int? { json["total"]?.int.map { Int($0) } }
    var next: Int? { json["next"]?.int.map { Int($0) } }
    var error: String? { json["error"]?.string }
    var description: String { json["error_description"]?.string ?? "" }
}
