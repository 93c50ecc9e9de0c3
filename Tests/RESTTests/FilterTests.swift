import CRM
import Kernel
import TestSupport
import Testing

@testable import REST

/// Filters of lists against a reference that is too simple to be wrong.
@Suite struct FilterTests {
    @Test(arguments: [
        ("!=%TITLE", FieldComparison.Kind.like, true, "TITLE"), (">=ID", .atLeast, false, "ID"), ("><OPPORTUNITY", .between, false, "OPPORTUNITY"),
        ("!><OPPORTUNITY", .between, true, "OPPORTUNITY"), ("@ID", .equals, false, "ID"), ("!@ID", .equals, true, "ID"), ("!ID", .equals, true, "ID"),
        ("%TITLE", .contains, false, "TITLE"), ("=%TITLE", .like, false, "TITLE"), ("TITLE", .equals, false, "TITLE"), ("!%TITLE", .contains, true, "TITLE"),
    ])
    func `the longest prefix counts`(key: String, kind: FieldComparison.Kind, isNegated: Bool, name: String) {
        let parts = FilterReading.parts(key)
        #expect((parts.kind, parts.isNegated, parts.name) == (kind, isNegated, name))
    }

    @Test(arguments: 1...4)
    func `random filters find what a plain search finds`(seed: Int) async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        var random = Seeded(UInt64(seed))
        var rows: [Row] = []
        for _ in 0..<40 { rows.append(try await Row.make(&random, client, world)) }
        for _ in 0..<60 {
            let (filter, isWanted) = Row.filter(&random, rows)
            let wanted = rows.filter(isWanted).map(\.id)
            let reply = try await client.call("crm.deal.list", ["filter": .object(filter), "select": ["ID"]])
            #expect(reply.result.elements.compactMap { $0["ID"]?.number } == wanted, "\(filter)")
            #expect(reply.total == wanted.count)
        }
    }

    @Test(arguments: [
        ["ID": "abc"], [">ID": [:]], ["@ID": []], ["TITLE": ["a": ["b": "c"]]], ["%TITLE": "'; drop table deals; --"], ["><ID": 5], ["ID": 1e300],
        ["DATE_CREATE": "вчера"], [">OPPORTUNITY": "много"], ["NOTHING": 1], ["ASSIGNED_BY_ID": -1], ["STAGE_ID": .null], ["=%TITLE": "\\%_"],
        ["UF_CRM_NOTHING": "x"], ["PHONE": "x"], ["CLOSED": "Y"], ["!CLOSED": "abc"], ["CURRENCY_ID": 5],
    ] as [JSONValue])
    func `no filter breaks a list`(filter: JSONValue) async throws {
        let world = try await RESTWorld.make()
        _ = try await world.administrator.call("crm.deal.add", ["fields": ["TITLE": "x"]])
        _ = try await world.administrator.call("crm.deal.list", ["filter": filter])
        let strict = try await world.administrator.post("crm.item.list", ["entityTypeId": 2, "filter": filter])
        #expect([200, 400].contains(strict.status), "\(strict.text)")
    }

    @Test(arguments: ["%TITLE", "PHONE", "OR"])
    func `a filter of too many tests is refused`(kind: String) async throws {
        let world = try await RESTWorld.make()
        let texts = JSONValue.array((0..<100_000).map { .string("x\($0)") })
        let branches = JSONValue.object(JSONObject((0..<600).map { .init(String($0), ["ID": .int(Int64($0))]) }))
        let filter: JSONValue = kind == "OR" ? branches : .object(JSONObject([.init(kind, texts)]))
        let refusal = try await world.administrator.refusal("crm.contact.list", ["filter": filter])
        #expect((refusal.status, refusal.error) == (400, "INVALID_ARG_VALUE"))
        #expect(refusal.description.contains("500"))
    }

    @Test func `thousands of moments are one question`() async throws {
        let world = try await RESTWorld.make()
        _ = try await world.administrator.call("crm.deal.add", ["fields": ["TITLE": "x"]])
        let moments = JSONValue.array((0..<5000).map { .string(Timestamp(milliseconds: Prom2BWorld.friday.milliseconds + $0 * 1000).contractText(in: .utc)) })
        #expect(try await world.administrator.call("crm.deal.list", ["filter": ["DATE_CREATE": moments]]).total == 1)
    }

    @Test func `a hundred thousand ids are one question`() async throws {
        let world = try await RESTWorld.make()
        let id = try await world.administrator.call("crm.deal.add", ["fields": ["TITLE": "x"]]).result
        let ids = JSONValue.array((1...100_000).map { .int(Int64($0)) })
        #expect(try await world.administrator.call("crm.deal.list", ["filter": ["@ID": ids]]).result[0]?["ID"] == .string(id.scalarText ?? ""))
    }
}

/// A deal as the reference knows it.
private struct Row: Sendable {
    let id: Int64
    let title: String
    let comment: String?
    let amount: Int64?
    let day: Int?

    static func make(_ random: inout Seeded, _ client: Client, _ world: RESTWorld) async throws -> Row {
        let title = ["Насос", "насос ЦНС", "Компрессор 50%", "A_b", "100"][Int.random(in: 0..<5, using: &random)]
        let comment = Bool.random(using: &random) ? ["да", "нет"][Int.random(in: 0..<2, using: &random)] : nil
        let amount = Bool.random(using: &random) ? Int64.random(in: 1...20, using: &random) : nil
        let day = Int.random(in: 1...9, using: &random)
        let id = try await client.call("crm.deal.add", [
            "fields": .object(.of([
                "TITLE": .string(title), "COMMENTS": comment.map(JSONValue.string), "OPPORTUNITY": amount.map(JSONValue.int),
                "BEGINDATE": .string("2026-03-0\(day)"),
            ]))
        ]).result
        return Row(id: try #require(id.int), title: title, comment: comment, amount: amount, day: day)
    }

    /// One to three tests and what they mean.
    static func filter(_ random: inout Seeded, _ rows: [Row]) -> (JSONObject, (Row) -> Bool) {
        var filter = JSONObject()
        var tests: [(Row) -> Bool] = []
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let (key, value, test) = one(&random, rows)
            if filter[key] == nil {
                filter[key] = value
                tests.append(test)
            }
        }
        return (filter, { row in tests.allSatisfy { $0(row) } })
    }

    private static func one(_ random: inout Seeded, _ rows: [Row]) -> (String, JSONValue, (Row) -> Bool) {
        let some = rows[Int.random(in: 0..<rows.count, using: &random)]
        let number = Int64.random(in: 1...20, using: &random)
        switch Int.random(in: 0..<14, using: &random) {
        case 0: return (">ID", .string(String(some.id)), { $0.id > some.id })
        case 1: return ("<=ID", .int(some.id), { $0.id <= some.id })
        case 2: return ("%TITLE", "НАСОС", { $0.title.lowercased().contains("насос") })
        case 3: return ("!%TITLE", "50%", { !$0.title.contains("50%") })
        case 4: return ("=%TITLE", "%_b", { $0.title.lowercased().hasSuffix("b") && $0.title.count >= 2 })
        case 5: return ("TITLE", .string(some.title), { $0.title == some.title })
        case 6: return ("!TITLE", .string(some.title), { $0.title != some.title })
        case 7: return ("COMMENTS", "", { $0.comment == nil })
        case 8: return ("!COMMENTS", false, { $0.comment != nil })
        case 9: return ("!COMMENTS", "да", { $0.comment != "да" })
        case 10: return (">=OPPORTUNITY", .string(String(number)), { $0.amount.map { $0 >= number } ?? false })
        case 11: return ("><OPPORTUNITY", [.int(number), .int(number + 5)], { $0.amount.map { (number...number + 5).contains($0) } ?? false })
        case 12: return ("<BEGINDATE", .string("2026-03-0\(some.day ?? 1)T00:00:00+03:00"), { ($0.day ?? 0) < (some.day ?? 1) })
        default: return ("@TITLE", ["100", "A_b"], { ["100", "A_b"].contains($0.title) })
        }
    }
}
