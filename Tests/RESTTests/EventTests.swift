import Automation
import CRM
import Kernel
import Robots
import Storage
import TestSupport
import Testing

@testable import REST

@Suite struct EventTests {
    private func told(_ world: RESTWorld) async throws -> [String] {
        try await world.portal.read { reader in
            try reader.query("select payload from automation_outbox where connector = 'rest_event' order by id") { row in
                let notice = EventNotice(json: try JSONValue(parsing: row.text(0)))
                return "\(notice.event) \(notice.data.text)"
            }
        }
    }

    @Test func `a handler is told of each event once, after it has happened`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        for event in ["onCrmDealAdd", "ONCRMDEALUPDATE", "ONCRMDEALDELETE", "ONTASKADD"] {
            #expect(try await client.call("event.bind", ["event": .string(event), "handler": "http://127.0.0.1:9/x"]).result == true)
        }
        let deal = try await client.call("crm.deal.add", ["fields": ["TITLE": "x"]]).result
        let data = "{\"FIELDS\":{\"ID\":\(deal)}}"
        // Robots that act on entering a stage may change the deal in the same transaction.
        #expect(try await told(world).first == "ONCRMDEALADD \(data)")
        let before = try await told(world).filter { $0.hasPrefix("ONCRMDEAL") }.count
        // A change of fields, person and stage at once is one update.
        _ = try await client.call("crm.deal.update", [
            "id": deal, "fields": ["TITLE": "y", "STAGE_ID": "POSTPONED", "ASSIGNED_BY_ID": .int(world.people.manager.rawValue)],
        ])
        _ = try await client.call("crm.lead.add", ["fields": ["TITLE": "nobody asked"]])
        _ = try await client.call("crm.deal.delete", ["id": deal])
        let later = try await told(world).filter { $0.hasPrefix("ONCRMDEAL") }.dropFirst(before)
        #expect(Array(later) == ["ONCRMDEALUPDATE \(data)", "ONCRMDEALDELETE \(data)"])
        #expect(try await client.call("event.get").result.elements.map { $0["event"] } == ["ONCRMDEALADD", "ONCRMDEALUPDATE", "ONCRMDEALDELETE", "ONTASKADD"])
        #expect(try await client.call("event.unbind", ["event": "ONCRMDEALADD", "handler": "http://127.0.0.1:9/x"]).result["count"] == 1)
        _ = try await client.call("crm.deal.add", ["fields": ["TITLE": "z"]])
        #expect(try await told(world).filter { $0.hasPrefix("ONCRMDEALADD") }.count == 1)
    }

    @Test func `what failed to happen is told to nobody`() async throws {
        let world = try await RESTWorld.make()
        _ = try await world.administrator.call("event.bind", ["event": "ONCRMDEALADD", "handler": "http://127.0.0.1:9/x"])
        _ = try await world.administrator.refusal("crm.deal.add", ["fields": ["TITLE": "x", "STAGE_ID": "NOWHERE"]])
        #expect(try await told(world).isEmpty)
    }

    @Test func `subscribing needs a right, an event and an address`() async throws {
        let world = try await RESTWorld.make()
        let unknown = try await world.administrator.refusal("event.bind", ["event": "ONNOTHING", "handler": "http://a.ru"])
        #expect((unknown.status, unknown.error) == (400, "ERROR_EVENT_NOT_FOUND"))
        #expect(try await world.administrator.refusal("event.bind", ["event": "ONCRMDEALADD", "handler": "ftp://a"]).status == 400)
        let manager = try await world.client(of: world.people.manager)
        #expect(try await manager.refusal("event.bind", ["event": "ONCRMDEALADD", "handler": "http://a.ru"]).description.hasPrefix("Access denied"))
    }

    @Test func `a program behind a wall comes and asks`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        _ = try await client.call("event.bind", ["event": "ONCRMLEADADD", "event_type": "offline"])
        _ = try await client.call("event.bind", ["event": "ONCRMLEADUPDATE", "event_type": "offline"])
        let lead = try await client.call("crm.lead.add", ["fields": ["TITLE": "x"]]).result
        for title in ["y", "z"] { _ = try await client.call("crm.lead.update", ["id": lead, "fields": ["TITLE": .string(title)]]) }
        let waiting = try await client.call("event.offline.list").result
        #expect(waiting.elements.map { $0["EVENT_NAME"] } == ["ONCRMLEADADD", "ONCRMLEADUPDATE"], "one row an event and item")
        let reserved = try await client.call("event.offline.get", ["clear": 0, "limit": 1]).result
        let process = try #require(reserved["process_id"])
        #expect(reserved["events"]?[0]?["EVENT_DATA"]?["FIELDS"]?["ID"] == lead)
        #expect(try await client.call("event.offline.list").result.elements.count == 1)
        _ = try await client.call("event.offline.clear", ["process_id": process])
        let rest = try await client.call("event.offline.get").result
        #expect(rest["events"]?.elements.count == 1 && rest["process_id"] == .null)
        #expect(try await client.call("event.offline.list").result == [])
    }
}
