import Automation
import CRM
// Foundation for reading text out of pages.
import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import Logging
import NIOCore
import Robots
import Storage
import TestSupport
import Testing
import Web

/// The fictional company behind its real pages: requests go through the router as a browser's do, without a connection.
struct WebWorld: Sendable {
    let company: Prom2BWorld
    let services: Services
    private let responder: any HTTPResponder<PortalContext>

    static func make(at start: Timestamp = Prom2BWorld.friday, publicAddress: String? = nil) async throws -> WebWorld {
        try await serving(Prom2BWorld.make(at: start), publicAddress: publicAddress)
    }

    /// A portal in which nobody has an account yet.
    static func empty() async throws -> WebWorld { try await serving(Prom2BWorld.empty()) }

    private static func serving(_ company: Prom2BWorld, publicAddress: String? = nil) async throws -> WebWorld {
        let assembly = company.assembly
        let hasher = PasswordHasher(power: 4, parallelism: 1)
        let services = Services(
            portal: assembly.portal, items: assembly.items, pipelines: assembly.pipelines, people: assembly.people, staff: assembly.staff,
            calendar: assembly.calendars, automation: assembly.automation, engine: assembly.engine, simulator: company.simulator(),
            signIn: SignIn(portal: assembly.portal, hasher: hasher),
            accounts: Accounts(portal: assembly.portal, hasher: hasher),
            files: try FileStore(directory: TestDatabase.folder().path, portal: assembly.portal),
            webhooks: WebhookDesk(secrets: try SecretBox(key: SecretBox.newKey())) { message, _ in
                .delivered(Receipt(summary: "200 \(message.method)"))
            } sendMail: { message, _ in
                .delivered(Receipt(summary: "mail.test: 250 for \(message.to.joined())"))
            }, live: LiveHub(), assets: try AssetLibrary(folders: TestFolders.project), log: Logger(label: "test"),
            publicAddress: try publicAddress.map(PublicAddress.init(parsing:)))
        return WebWorld(
            company: company, services: services,
            responder: PortalRouter(services: services).makeRouter(portalRoutes).buildResponder())
    }

    var people: Prom2BWorld.People { company.people }

    /// A browser in which somebody has signed in.
    func browser(of user: UserID) async throws -> Browser {
        let opened = try await services.signIn.open(for: user, address: "test", agent: "test")
        return Browser(world: self, cookie: "\(SessionCookie.name)=\(opened.token.text)", csrf: opened.session.csrfToken)
    }

    /// A browser in which nobody has.
    var stranger: Browser { Browser(world: self, cookie: nil, csrf: "") }

    fileprivate func respond(to request: Request) async throws -> Answer {
        let context = PortalContext(address: "test", logger: Logger(label: "test"))
        let response = try await responder.respond(to: request, context: context)
        let collected = Collected()
        try await response.body.write(Collector(into: collected))
        return Answer(
            status: response.status.code, headers: response.headers, text: String(decoding: await collected.bytes, as: UTF8.self))
    }
}

/// Somebody at a browser.
struct Browser: Sendable {
    let world: WebWorld
    let cookie: String?
    let csrf: String

    func get(_ address: String, asScript: Bool = false) async throws -> Answer {
        try await world.respond(to: request(.get, address, asScript: asScript, body: nil))
    }

    /// Sends a form with the session's token.
    func post(
        _ address: String, _ form: KeyValuePairs<String, String> = [:], asScript: Bool = false, csrf: String? = nil
    ) async throws -> Answer {
        let pairs = form.map { ($0.key, $0.value) } + [("csrf", csrf ?? self.csrf)]
        let body = pairs.map { "\(percentEncoded($0.0))=\(percentEncoded($0.1))" }.joined(separator: "&")
        return try await world.respond(to: request(.post, address, asScript: asScript, body: body))
    }

    /// Any request with the session's cookie.
    func send(_ method: HTTPRequest.Method, _ address: String, headers: HTTPFields, body: [UInt8]) async throws -> Answer {
        var headers = headers
        if let cookie { headers[.cookie] = cookie }
        let head = HTTPRequest(method: method, scheme: "http", authority: "portal.test", path: address, headerFields: headers)
        return try await world.respond(to: Request(head: head, body: RequestBody(buffer: ByteBuffer(bytes: body))))
    }

    private func request(_ method: HTTPRequest.Method, _ address: String, asScript: Bool, body: String?) -> Request {
        var headers = HTTPFields()
        if let cookie { headers[.cookie] = cookie }
        if body != nil { headers[.contentType] = "application/x-www-form-urlencoded" }
        if asScript { headers[.init("HX-Request")!] = "true" }
        let head = HTTPRequest(method: method, scheme: "http", authority: "portal.test", path: address, headerFields: headers)
        return Request(head: head, body: RequestBody(buffer: ByteBuffer(string: body ?? "")))
    }
}

/// What came back.
struct Answer: Sendable {
    let status: Int
    let headers: HTTPFields
    let text: String

    /// Where a redirect leads, for browsers and for script.
    var location: String? { headers[.location] ?? headers[.init("HX-Redirect")!] }

    /// The sentence that the next page shows once.
    var notice: String? {
        headers[values: .setCookie].first { $0.hasPrefix("flash=") }
            .flatMap { $0.dropFirst(6).split(separator: ";").first }.flatMap { String($0).removingPercentEncoding }
    }

    /// Whether the page shows a text, whatever its escaping and its kinds of space.
    func shows(_ words: String) -> Bool {
        text.replacing("\u{00A0}", with: " ").replacing("&quot;", with: "\"").replacing("&#39;", with: "'").contains(words)
    }

    /// How often a piece of markup occurs.
    func count(_ piece: String) -> Int { text.components(separatedBy: piece).count - 1 }
}

private actor Collected {
    private(set) var bytes: [UInt8] = []

    func append(_ more: [UInt8]) { bytes += more }
}

private struct Collector: ResponseBodyWriter {
    let collected: Collected

    init(into collected: Collected) { self.collected = collected }

    mutating func write(_ buffer: ByteBuffer) async throws { await collected.append(Array(buffer.readableBytesView)) }
    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

extension Answer: CustomTestStringConvertible {
    /// A failed expectation tells what came back, not the whole page.
    var testDescription: String { "\(status) \(location ?? "") \(text.count) characters" }
}
