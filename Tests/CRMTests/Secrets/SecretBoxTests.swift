import CRM
import Kernel
import Testing

struct SecretBoxTests {
    @Test func `a sealed secret opens with its key and for its purpose only`() throws {
        let key = SecretBox.newKey()
        let box = try SecretBox(key: key)
        let sealed = try box.seal("whsec_x", for: "connection/1")

        #expect(try SecretBox(key: key).open(sealed, for: "connection/1") == "whsec_x")
        #expect(try box.seal("whsec_x", for: "connection/1") != sealed)
        #expect(throws: Failure.self) { try box.open(sealed, for: "connection/2") }
        for place in sealed.indices {
            var damaged = sealed
            damaged[place] ^= 1
            #expect(throws: Failure.self) { try box.open(damaged, for: "connection/1") }
        }
    }

    @Test func `a lost key is told from a damaged secret`() throws {
        let sealed = try SecretBox(key: SecretBox.newKey()).seal("x", for: "p")
        let lost = #expect(throws: Failure.self) { try SecretBox(key: SecretBox.newKey()).open(sealed, for: "p") }
        #expect(lost?.message.english.contains("another key of the portal") == true)
    }

    @Test(arguments: ["", "short", "not base64 at all!!", "AAAA"])
    func `what is no key is refused without showing it`(text: String) {
        let failure = #expect(throws: Failure.self) { try SecretBox(key: text) }
        #expect(failure?.message.english.contains("PROM2B_SECRET_KEY") == true)
    }

    @Test func `signatures are those of Standard Webhooks`() throws {
        let secret = try WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        let signature = secret.signature(
            id: "msg_p5jXN8AQM9LWM0D4loKWxlek", timestamp: Timestamp(seconds: 1_614_265_330), body: Array(#"{"test": 2432232314}"#.utf8))
        // The same by Python's hmac.
        #expect(signature == "v1,BWy17FPvrvgB9B8Tq0JOg4pHYngeNOMHSr/OYzFsrg0=")
    }

    @Test(arguments: [
        ("https://Example.ru/x", "example.ru"), ("http://example.ru:8080", "example.ru"), ("https://[::1]:5/x", "::1"), (" https://a.b?c ", "a.b"),
    ])
    func `the host of an address is read`(text: String, host: String) throws {
        #expect(try WebAddress(text).host == host)
    }

    @Test(arguments: ["", "example.ru", "javascript:alert(1)", "https://", "https://a b/", "https://user:pass@a.b/", "https://a.b/\r\nX: y"])
    func `what is no address is refused`(text: String) {
        #expect(throws: Failure.self) { try WebAddress(text) }
    }
}
