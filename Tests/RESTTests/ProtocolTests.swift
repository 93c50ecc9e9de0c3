import CRM
import HTTPTypes
import Kernel
import TestSupport
import Testing

@testable import REST

@Suite struct ProtocolTests {
    @Test(arguments: [
        ("/rest/1/T/crm.lead.Get.json", "crm.lead.get", RESTAddress.Form.json), ("/rest/1/T/crm.deal.list", "crm.deal.list", .json),
        ("/rest/1/T/crm.deal.list/", "crm.deal.list", .json), ("/rest/1/T/crm.deal.list.xml", "crm.deal.list", .xml),
        ("/rest/profile.json", "profile", .json),
    ])
    func `an address names key, method and form`(path: String, method: String, form: RESTAddress.Form) throws {
        let address = try #require(RESTAddress(path: path))
        #expect(address.method == method)
        #expect(address.form == form)
        #expect((address.webhook?.secret == "T") == path.contains("/T/"))
    }

    @Test(arguments: ["/rest/", "/rest/a/b/c", "/rest/api/1/T/crm.item.list", "/rest/1/T", "/other/1/T/x"])
    func `other paths are no calls`(path: String) { #expect(RESTAddress(path: path) == nil) }

    @Test(arguments: [
        ("filter%5B%3EID%5D=5&order[ID]=ASC&start=50&", #"{"filter":{">ID":"5"},"order":{"ID":"ASC"},"start":"50"}"#),
        ("select[]=ID&select[]=TITLE", #"{"select":["ID","TITLE"]}"#), ("select[0]=ID&select[1]=*", #"{"select":["ID","*"]}"#),
        ("fields[PHONE][0][VALUE]=%2B7+900&fields[PHONE][0][VALUE_TYPE]=WORK", #"{"fields":{"PHONE":[{"VALUE":"+7 900","VALUE_TYPE":"WORK"}]}}"#),
        ("0=12&1[TITLE]=x", #"{"0":"12","1":{"TITLE":"x"}}"#), ("a=1&a=2", #"{"a":"2"}"#), ("a=1&a[b]=2", #"{"a":{"b":"2"}}"#),
        ("a[b]=2&a=1", #"{"a":"1"}"#), ("filter[%d0%98%d0%bc%d1%8f]=%D1%8F", #"{"filter":{"Имя":"я"}}"#), ("a[3]=x&a[]=y", #"{"a":{"3":"x","4":"y"}}"#),
        ("?", #"{"?":""}"#), ("a[b=1", #"{"a[b":"1"}"#), ("[x]=1", #"{"[x]":"1"}"#), ("", "{}"),
    ])
    func `parameters are read as PHP writes them`(query: String, json: String) throws {
        #expect(try JSONValue.object(QueryDecoding.decode(query)).text == json)
    }

    @Test func `too many parameters are refused, many are read fast`() throws {
        let query = (0..<100_000).map { "filter[@ID][\($0)]=\($0)" }.joined(separator: "&")
        #expect(try QueryDecoding.decode(query)["filter"]?["@ID"]?.array?.count == 100_000)
        let flood = (0...QueryDecoding.limit).map { "a[]=\($0)" }.joined(separator: "&")
        #expect(throws: RESTFailure.invalidRequest("Too many parameters.")) { try QueryDecoding.decode(flood) }
    }

    @Test func `an answer carries its time`() async throws {
        let world = try await RESTWorld.make()
        let reply = try await world.administrator.call("server.time")
        #expect(reply.type == "application/json; charset=utf-8")
        #expect(reply.result == "2026-11-20T17:40:00+03:00")
        #expect(reply.json["time"]?.object?.keys == [
            "start", "finish", "duration", "processing", "date_start", "date_finish", "operating_reset_at", "operating",
        ])
        #expect(reply.json["time"]?["date_start"] == "2026-11-20T17:40:00+03:00")
        #expect(reply.json["next"] == nil)
    }

    @Test func `who is not recognised learns why`() async throws {
        let world = try await RESTWorld.make()
        let user = world.people.administrator.rawValue
        let wrong = try await world.client(key: "\(user)/nonsense").post("profile", [:])
        #expect((wrong.status, wrong.error) == (401, "INVALID_CREDENTIALS"))
        let other = world.client(key: "999/" + world.administrator.key.split(separator: "/")[1])
        #expect(try await other.post("profile", [:]).error == "INVALID_CREDENTIALS")
        let nobody = try await world.administrator.send(.post, "/rest/profile", type: nil, "")
        #expect((nobody.status, nobody.error) == (401, "NO_AUTH_FOUND"))
        let unknown = try await world.administrator.post("crm.nothing.list", [:])
        #expect((unknown.status, unknown.error, unknown.description) == (404, "ERROR_METHOD_NOT_FOUND", "Method not found!"))
        let newer = try await world.administrator.send(.get, "/rest/api/1/T/crm.item.list", type: nil, "")
        #expect((newer.status, newer.error) == (404, "ERROR_METHOD_NOT_FOUND"))
    }

    @Test func `a revoked key opens nothing`() async throws {
        let world = try await RESTWorld.make()
        let portal = world.portal
        let user = world.people.administrator
        let key = try await portal.read { try #require(try IncomingWebhookStore.of(user, in: $0).first).id }
        try await portal.perform(as: .person(user)) { command in
            try IncomingWebhookStore.revoke(key, for: Viewer(user: user, isAdministrator: true), in: command)
        }
        #expect(try await world.administrator.post("profile", [:]).error == "INVALID_CREDENTIALS")
    }

    @Test func `a key reaches no further than its scopes`() async throws {
        let world = try await RESTWorld.make()
        let client = try await world.client(of: world.people.manager, scopes: [.task])
        #expect(try await client.call("scope").result == ["task"])
        #expect(try await client.call("profile").result["ID"]?.string == String(world.people.manager.rawValue))
        let methods = try await client.call("methods").result.elements.compactMap(\.scalarText)
        #expect(methods.contains("batch") && !methods.contains { $0.hasPrefix("crm.") })
    }

    @Test(arguments: ["{", "[1,", "\"text\"", "17"])
    func `a broken body is told, not guessed`(body: String) async throws {
        let world = try await RESTWorld.make()
        let path = "/rest/\(world.administrator.key)/profile"
        let reply = try await world.administrator.send(.post, path, type: "application/json", body)
        #expect((reply.status, reply.error) == (400, "INVALID_REQUEST"))
    }

    @Test func `an empty body is no body, whatever its type`() async throws {
        let world = try await RESTWorld.make()
        for (method, type) in [("GET", "application/json"), ("POST", "application/json"), ("POST", nil)] {
            let path = "/rest/\(world.administrator.key)/profile.json"
            let reply = try await world.administrator.send(method == "GET" ? .get : .post, path, type: type, "")
            #expect(reply.status == 200)
        }
    }

    @Test func `XML says the same`() async throws {
        let world = try await RESTWorld.make()
        let reply = try await world.administrator.get("scope.xml")
        #expect(reply.type == "application/xml; charset=utf-8")
        #expect(reply.text.contains("<response><result><item>bizproc</item><item>catalog</item><item>crm</item>"))
        let refusal = try await world.administrator.get("nothing.xml")
        #expect(refusal.text.contains("<error>ERROR_METHOD_NOT_FOUND</error>"))
    }

    @Test func `a key that calls too often is told so, others are not, and time helps`() async throws {
        let world = try await RESTWorld.make(callsPerSecond: 2)
        let other = try await world.client(of: world.people.manager)
        for _ in 1...3 { _ = try await world.administrator.call("server.time") }
        let refused = try await world.administrator.refusal("server.time")
        #expect((refused.status, refused.error) == (503, "QUERY_LIMIT_EXCEEDED"))
        _ = try await other.call("server.time")
        world.company.clock.advance(by: .seconds(1))
        for _ in 1...2 { _ = try await world.administrator.call("server.time") }
        #expect(try await world.administrator.post("server.time", [:]).status == 503)
    }
}
