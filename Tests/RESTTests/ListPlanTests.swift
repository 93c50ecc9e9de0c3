import CRM
import Kernel
import Storage
import TestSupport
import Testing

@testable import REST

@Suite struct ListPlanTests {
    /// How SQLite finds the rows of a list.
    private func plan(_ parameters: JSONValue, _ world: RESTWorld) async throws -> [String] {
        let (_, statements) = try await QueryCounter.count { try await world.administrator.call("crm.deal.list", parameters) }
        let statement = try #require(statements.first { $0.contains("limit") && $0.contains(" in\n") }, "\(statements)")
        let count = (1...20).last { statement.contains("$\($0)") } ?? 0
        return try await world.portal.read { reader in
            try reader.query("explain query plan \(statement)", Array(repeating: 1, count: count)) { $0.text(3) }
        }
    }

    @Test(.enabled(if: TestServer.url == nil, "PostgreSQL plans by the size of a table"))
    func `lists by person and by change read an index in its order`() async throws {
        let world = try await RESTWorld.make()
        _ = try await world.administrator.call("crm.deal.add", ["fields": ["TITLE": "x"]])
        let mine = try await plan(
            ["filter": ["ASSIGNED_BY_ID": .int(world.people.manager.rawValue), ">=OPPORTUNITY": 500], "order": ["ID": "DESC"], "start": -1], world)
        #expect(mine.contains { $0.contains("deals_by_person") }, "\(mine)")
        let changed = try await plan(["filter": [">DATE_MODIFY": "2026-01-01T00:00:00+03:00"], "order": ["DATE_MODIFY": "ASC"], "start": -1], world)
        #expect(changed.contains { $0.contains("deals_by_change") }, "\(changed)")
        let few = try await plan(["filter": [">DATE_MODIFY": "2026-01-01T00:00:00+03:00"], "order": ["ID": "ASC"], "start": -1], world)
        #expect(!few.contains { $0.contains("SCAN t") }, "\(few)")
    }
}
