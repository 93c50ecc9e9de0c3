import Automation
import CRM
import Connectors
import Kernel
import TestSupport
import Testing

/// Against a real server on 127.0.0.1: what each answer, and each kind of silence, is taken for.
struct WebhookConnectorTests {
    @Test func `a request is signed as Standard Webhooks wants it, and its JSON answer can be used`() async throws {
        let world = try await WebhookWorld.make { _, _ in
            .answer(201, headers: ["Content-Type: application/json"], body: #"{"order":{"id":77,"items":["a","b"]},"ok":true}"#)
        }
        defer { world.close() }

        let receipt = try #require(await world.send().receipt)

        let request = try #require(world.receiver.requests.first)
        #expect(request.line == "POST /hook HTTP/1.1")
        #expect(request.body == #"{"n":1}"#)
        #expect(request.headers["content-type"] == "application/json")
        #expect(request.headers["webhook-id"] == "7/hook/0")
        let now = world.company.clock.now
        #expect(request.headers["webhook-timestamp"] == String(now.seconds))
        #expect(
            request.headers["webhook-signature"]
                == world.secret.signature(id: "7/hook/0", timestamp: now, body: Array(request.body.utf8)))
        #expect(receipt.summary == "201")
        #expect(receipt.results["status"] == .int(201))
        #expect(receipt.results["answer.order.id"] == .int(77))
        #expect(receipt.results["answer.order.items.1"] == .string("b"))
        #expect(receipt.results["answer.ok"] == .bool(true))
    }

    @Test(arguments: [400, 401, 404, 410, 422])
    func `4xx is the delivery's fault: nothing to repeat`(status: Int) async throws {
        let world = try await WebhookWorld.make { _, _ in .answer(status, body: "no such order") }
        defer { world.close() }

        let failure = try #require(await world.send().refusal)

        #expect(failure.isPermanent)
        #expect(failure.message.english == "The receiver did not accept it: answer \(status). no such order")
    }

    @Test(arguments: [408, 425, 429, 503])
    func `a receiver that asks for patience has done nothing`(status: Int) async throws {
        let world = try await WebhookWorld.make { _, _ in .answer(status, headers: ["Retry-After: 7"]) }
        defer { world.close() }

        let failure = try #require(await world.send().refusal)

        #expect(!failure.isPermanent && failure.retryAfter == .seconds(7))
    }

    @Test(arguments: [500, 502, 504])
    func `after 5xx nobody knows how far it had come`(status: Int) async throws {
        let world = try await WebhookWorld.make { _, _ in .answer(status) }
        defer { world.close() }

        #expect(await world.send().isUnknown)
    }

    @Test func `a redirect is not followed`() async throws {
        let world = try await WebhookWorld.make { request, _ in
            request.line.contains("/hook") ? .answer(302, headers: ["Location: /elsewhere"]) : .answer(200)
        }
        defer { world.close() }

        #expect(await world.send().refusal?.isPermanent == true)
        #expect(world.receiver.requests.count == 1)
    }

    @Test func `silence after the request is an unknown outcome`() async throws {
        let world = try await WebhookWorld.make(timeout: TimeSpan(milliseconds: 300)) { _, number in number == 1 ? .hang : .cut }
        defer { world.close() }

        #expect(await world.send() == .unknown(DeliveryFailure(Text(ru: "Получатель не ответил вовремя.", en: "The receiver did not answer in time."))))
        #expect(await world.send().isUnknown)
        #expect(world.receiver.requests.count == 2)
    }

    @Test func `no connection, no name: nothing was sent`() async throws {
        let world = try await WebhookWorld.make { _, _ in .answer(200) }
        defer { world.close() }
        // A port that nobody listens on.
        let gone = try Receiver()
        gone.stop()
        try await world.change { $0.address = gone.address.replacing("127.0.0.1", with: "127.0.0.2") }
        #expect(await world.send().refusal?.isPermanent == false)
        try await world.change { $0.address = "http://nobody.invalid/" }
        #expect(await world.send().refusal?.isPermanent == false)
        #expect(world.receiver.requests.isEmpty)
    }

    @Test(arguments: ["127.0.0.1", "localhost", "0x7f000001", "2130706433", "[::ffff:127.0.0.1]"])
    func `our own network is not reached, whatever it is called`(host: String) async throws {
        let world = try await WebhookWorld.make { _, _ in .answer(200) }
        defer { world.close() }
        let address = world.receiver.address.replacing("127.0.0.1", with: host)
        let open = WebhookMessage(to: .address(address), method: "POST", contentType: nil, body: "")

        #expect(await world.send(open).refusal?.isPermanent == true)
        try await world.change {
            $0.address = address
            $0.allowsPrivate = false
        }
        #expect(await world.send().refusal?.isPermanent == true)
        #expect(world.receiver.requests.isEmpty)
    }

    @Test(arguments: ["file:///etc/passwd", "gopher://127.0.0.1/", "ftp://127.0.0.1/x"])
    func `only http and https`(address: String) async throws {
        let world = try await WebhookWorld.make { _, _ in .answer(200) }
        defer { world.close() }

        #expect(await world.send(WebhookMessage(to: .address(address), method: "GET", contentType: nil, body: "")).refusal != nil)
        #expect(throws: Failure.self) { try WebAddress(address) }
    }

    @Test func `an answer without end is cut short, and one that hangs keeps no other waiting`() async throws {
        let world = try await WebhookWorld.make { request, _ in request.body.contains("1") ? .flood : request.body == "hang" ? .hang : .answer(200) }
        defer { world.close() }
        func message(_ body: String) -> WebhookMessage {
            WebhookMessage(to: .connection(world.connection), method: "POST", contentType: nil, body: body)
        }

        let receipt = try #require(await world.send().receipt)
        #expect(receipt.results["body"]?.printable.count == 65536)
        let hanging = Task { await world.send(message("hang")) }
        #expect(await world.send(message("quick")).receipt != nil)
        // Stopping the program ends what hangs, and says that nobody knows.
        hanging.cancel()
        #expect(await hanging.value.receipt == nil)
    }

    @Test func `settings cannot forge what we say of ourselves, nor smuggle lines in`() async throws {
        let world = try await WebhookWorld.make { _, _ in .answer(200) }
        defer { world.close() }
        let message = WebhookMessage(
            to: .connection(world.connection), method: "POST",
            headers: ["X-Shop: 5", "webhook-id: forged", "Host: elsewhere", "X-Two: a\r\nX-Three: b", "no colon"], contentType: nil, body: "x")

        _ = await world.send(message)

        let headers = try #require(world.receiver.requests.first).headers
        #expect(headers["x-shop"] == "5" && headers["webhook-id"] == "7/hook/0" && headers["x-three"] == nil)
        #expect(headers["host"] == "127.0.0.1:\(world.receiver.port)")
    }

    @Test func `a connection that is gone, off or sealed with another key says so and sends nothing`() async throws {
        let world = try await WebhookWorld.make { _, _ in .answer(200) }
        defer { world.close() }
        let stranger = WebhookConnector(
            database: world.company.database, clock: world.company.clock, box: try SecretBox(key: SecretBox.newKey()),
            transfers: world.transfers)
        let lost = try #require(await stranger.send(world.message, id: "1").refusal)
        #expect(lost.isPermanent && lost.message.english.contains("another key"))

        try await world.change { $0.isActive = false }
        #expect(await world.send().refusal?.message.english.contains("switched off") == true)
        let id = world.connection
        try await world.company.act(world.company.people.administrator) { try ConnectionStore.delete(id, in: $0) }
        #expect(await world.send().refusal?.message.english.contains("no such connection") == true)
        #expect(world.receiver.requests.isEmpty)
    }
}
