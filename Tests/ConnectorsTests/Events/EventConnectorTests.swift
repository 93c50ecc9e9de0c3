import Automation
import CRM
import Connectors
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct EventConnectorTests {
    @Test func `a receiver gets the form that clients of the API parse`() async throws {
        let company = try await Prom2BWorld.make()
        let receiver = try Receiver { _, _ in .answer(200) }
        defer { receiver.stop() }
        let transfers = CurlTransfers()
        defer { transfers.close() }
        let box = try SecretBox(key: SecretBox.newKey())
        let address = receiver.address
        let token = try await company.act(company.people.administrator) {
            try EventHandlerStore.bind(["ONCRMDEALADD"], to: address, title: "Сайт", allowsPrivate: true, box, in: $0)
        }
        let handler = try await company.database.read { try #require(try EventHandlerStore.all(in: $0).first) }
        let connector = EventConnector(
            HandlerPost(
                database: company.database, clock: company.clock, box: box, transfers: transfers,
                publicAddress: try PublicAddress(parsing: "https://portal.example")))
        let notice = EventNotice(handler: handler.id, event: "ONCRMDEALADD", data: ["FIELDS": ["ID": 25]], at: company.clock.now)
        let outcome = await connector.tell(notice)
        guard case .delivered = outcome else {
            Issue.record("\(outcome)")
            return
        }
        let body = try #require(receiver.requests.first).body
        let fields = Dictionary(uniqueKeysWithValues: body.split(separator: "&").map { pair in
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (percentDecoded(halves[0]), percentDecoded(halves[1]))
        })
        #expect(fields["event"] == "ONCRMDEALADD")
        #expect(fields["event_handler_id"] == String(handler.id.rawValue))
        #expect(fields["data[FIELDS][ID]"] == "25")
        #expect(fields["ts"] == String(company.clock.now.seconds))
        #expect(fields["auth[application_token]"] == token?.text)
        #expect(fields["auth[domain]"] == "portal.example")
        #expect(fields["auth[client_endpoint]"] == "https://portal.example/rest/")
        #expect(fields["auth[member_id]"]?.count == 32)
    }
}
