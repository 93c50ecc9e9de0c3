import CRM
import Kernel
import TestSupport
import Testing

@testable import REST

/// `tasks.task.list` against a reference that knows only arrays of tasks.
@Suite struct TaskFilterTests {
    private struct Dice: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    /// A filter as it is sent and as the reference understands it.
    private struct Condition {
        let key: String
        let value: JSONValue
        let holds: (TaskItem) -> Bool
    }

    @Test func `filters, orders and pages agree with a naive reference`() async throws {
        let world = try await RESTWorld.make()
        var dice = Dice(state: 20_261_120)
        let deals = try await makeDeals(in: world)
        let people = [world.people.administrator, world.people.manager, world.people.clerk, world.people.head]
        for number in 0..<120 { try await makeTask(number, people, deals, in: world, &dice) }
        let ids = (1...120).map { TaskItemID(Int64($0)) }
        let tasks = try await world.portal.read { try TaskItem.load(ids, in: $0) }
        #expect(tasks.count == 120)
        let now = world.portal.clock.now
        for round in 0..<150 {
            var conditions: [Condition] = []
            for _ in 0..<Int.random(in: 1...3, using: &dice) {
                let drawn = condition(people, deals, now, &dice)
                // An object has each key once.
                if !conditions.contains(where: { $0.key == drawn.key }) { conditions.append(drawn) }
            }
            let expected = tasks.filter { task in conditions.allSatisfy { $0.holds(task) } }
            let isDescending = Bool.random(using: &dice)
            let order: JSONValue = ["DEADLINE": isDescending ? "desc" : "asc", "ID": "asc"]
            let filter = JSONValue.object(JSONObject(conditions.map { JSONObject.Member($0.key, $0.value) }))
            let page = try await world.administrator.call("tasks.task.list", ["filter": filter, "order": order, "select": ["ID"]])
            let found = page.result["tasks"]?.elements.compactMap { $0["id"]?.string.flatMap { Int64($0) } } ?? []
            let sorted = expected.sorted { left, right in
                let (a, b) = (left.deadline?.seconds ?? .min, right.deadline?.seconds ?? .min)
                return a == b ? left.id < right.id : (a < b) != isDescending
            }
            #expect(found == sorted.prefix(50).map(\.id.rawValue), "round \(round): \(filter.text)")
            #expect(page.total == expected.count, "round \(round): \(filter.text)")
        }
    }

    private func makeDeals(in world: RESTWorld) async throws -> [DocumentID] {
        var deals: [DocumentID] = []
        for number in 1...3 {
            let id = try await world.administrator.call("crm.deal.add", ["fields": ["TITLE": .string("Сделка \(number)")]]).result
            deals.append(DocumentID(.deal, try #require(id.int)))
        }
        return deals
    }

    private func makeTask(
        _ number: Int, _ people: [UserID], _ deals: [DocumentID], in world: RESTWorld, _ dice: inout Dice
    ) async throws {
        let now = world.portal.clock.now
        let words = ["Счёт", "ОТГРУЗКА", "звонок 100%", "Ёлка_1"]
        var draft = TaskDraft(title: "\(words.randomElement(using: &dice)!) \(number)", responsible: people.randomElement(using: &dice)!)
        draft.author = people.randomElement(using: &dice)
        draft.participants = people.shuffled(using: &dice).prefix(Int.random(in: 0...2, using: &dice)).map { $0 }
        draft.observers = people.shuffled(using: &dice).prefix(Int.random(in: 0...2, using: &dice)).map { $0 }
        if Bool.random(using: &dice) { draft.deadline = now + .hours(Int64.random(in: -60...60, using: &dice)) }
        draft.isImportant = Bool.random(using: &dice)
        draft.items = deals.shuffled(using: &dice).prefix(Int.random(in: 0...2, using: &dice)).map { $0 }
        let moves: [[TaskAction]] = [[], [.start], [.complete], [.postpone], [.start, .pause]]
        let steps = moves.randomElement(using: &dice)!
        try await world.portal.perform(as: .system) { [draft] command in
            let id = try TaskItem.create(draft, by: .portal, in: command)
            for step in steps { try TaskItem.move(id, step, by: .portal, in: command) }
        }
    }

    private func condition(_ people: [UserID], _ deals: [DocumentID], _ now: Timestamp, _ dice: inout Dice) -> Condition {
        let person = people.randomElement(using: &dice)!
        let some = Array(people.shuffled(using: &dice).prefix(2))
        let number = Int64.random(in: 1...120, using: &dice)
        let moment = now + .hours(Int64.random(in: -60...60, using: &dice))
        let state = TaskState.allCases.randomElement(using: &dice)!
        let deal = deals.randomElement(using: &dice)!
        let text = JSONValue.string(moment.iso8601)
        let all: [Condition] = [
            Condition(key: "RESPONSIBLE_ID", value: .int(person.rawValue)) { $0.responsible == person },
            Condition(key: "!responsibleId", value: .string("\(person)")) { $0.responsible != person },
            Condition(key: "CREATED_BY", value: .array(some.map { .int($0.rawValue) })) { some.contains($0.author) },
            Condition(key: "!CREATED_BY", value: .array(some.map { .int($0.rawValue) })) { !some.contains($0.author) },
            Condition(key: "ACCOMPLICE", value: .int(person.rawValue)) { $0.participants.contains(person) },
            Condition(key: "!AUDITOR", value: .int(person.rawValue)) { !$0.observers.contains(person) },
            Condition(key: "MEMBER", value: .string("\(person)")) { $0.people.contains(person) },
            Condition(key: "REAL_STATUS", value: .string("\(state.code)")) { $0.state == state },
            Condition(key: "!REAL_STATUS", value: [2, 5]) { $0.state != .waiting && $0.state != .completed },
            Condition(key: "<REAL_STATUS", value: .int(Int64(state.code))) { $0.state.code < state.code },
            Condition(key: ">=REAL_STATUS", value: .int(Int64(state.code))) { $0.state.code >= state.code },
            Condition(key: "STATUS", value: "-1") { $0.isOverdue(at: now) },
            Condition(key: "STATUS", value: [2, -3]) { [2, -3].contains($0.standing(at: now)) },
            Condition(key: ">DEADLINE", value: text) { $0.deadline.map { $0.seconds > moment.seconds } ?? false },
            Condition(key: "<=DEADLINE", value: text) { $0.deadline.map { $0.seconds <= moment.seconds } ?? false },
            Condition(key: "DEADLINE", value: "") { $0.deadline == nil }, Condition(key: "!DEADLINE", value: "") { $0.deadline != nil },
            Condition(key: "UF_CRM_TASK", value: .string("D_\(deal.id)")) { $0.items.contains(deal) },
            Condition(key: "!UF_CRM_TASK", value: [.string("D_\(deal.id)")]) { !$0.items.contains(deal) },
            Condition(key: "UF_CRM_TASK", value: "") { $0.items.isEmpty },
            Condition(key: "%TITLE", value: "отгруз") { $0.title.lowercased().contains("отгруз") },
            Condition(key: "%TITLE", value: "100%") { $0.title.contains("100%") },
            Condition(key: "%TITLE", value: "ёлка_") { $0.title.lowercased().contains("ёлка_") },
            Condition(key: ">ID", value: .int(number)) { $0.id.rawValue > number },
            Condition(key: "<ID", value: .string("\(number)")) { $0.id.rawValue < number },
            Condition(key: "PRIORITY", value: 2) { $0.isImportant }, Condition(key: "GROUP_ID", value: 0) { _ in true },
            Condition(key: "GROUP_ID", value: 7) { _ in false }, Condition(key: "NO_SUCH_FIELD", value: 7) { _ in true },
        ]
        return all.randomElement(using: &dice)!
    }

    @Test func `odd parameters are refused or passed over, never a failure of the server`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let odd: [JSONValue] = [
            .null, "", "abc", -1, 0, 9_223_372_036_854_775_807, "99999999999999999999999999", 1.5, 1e300, true, [], [:], [[]], ["x": ["y": []]],
            "\u{0}", "🦊", "2026-99-99", ["a", "MQ=="], .string(String(repeating: "я", count: 70_000)),
        ]
        for (turn, method) in MethodCatalog.standard.all.enumerated() where method.name.lowercased() != "batch" {
            for value in odd {
                let all: JSONValue = [
                    "id": value, "taskId": value, "TASKID": value, "ITEMID": value, "AFTERITEMID": value, "userId": value, "ownerId": value,
                    "ownerTypeId": value, "entityTypeId": value, "entityId": value, "filter": value, "order": value, "select": value,
                    "start": value, "fields": value, "value": value, "CALL_ID": value, "NUMBER": value, "PHONE_NUMBER": value,
                    "HANDLER": .string("http://shop.example/x"), "PROPERTIES": value, "RETURN_PROPERTIES": ["X": value], "DOCUMENT_TYPE": value,
                    "EVENT_TOKEN": value, "RETURN_VALUES": value, "LOG_MESSAGE": value, "options": value, "option": value, "MESSAGE": value,
                    "DIALOG_ID": value, "IDS": value, "TEMPLATE_ID": value, "DOCUMENT_ID": value, "PARAMETERS": value, "MESSAGE_ID": value,
                    "USER_ID": value, "TYPE": value, "CODE": value, "NAME": value, "target": value, "activityId": value, "deadline": value,
                    "taskIdFrom": value, "taskIdTo": value, "linkType": value, "commentId": value, "fileId": value, "ARFIELDS": value,
                    "itemType": value, "itemId": value, "colorId": value, "text": value, "MESSAGES": value, "users": value,
                ]
                // A long text stands in every twelfth only, in others each time: all of it would be read for minutes.
                let isLong = value.string.map { $0.count > 1000 } ?? false
                let members = (all.object?.members ?? []).enumerated().filter { !isLong || ($0.offset + turn) % 12 == 0 }
                let reply = try await client.post(method.name, .object(JSONObject(members.map(\.element))))
                #expect(reply.status < 500, "\(method.name) \(value.text.prefix(60)): \(reply.text)")
            }
            let inside: JSONValue = .object(JSONObject(["TITLE", "DEADLINE", "PRIORITY", "ENTITY_ID", "PARENT_ID", "UF_CRM_TASK", "FILES", "OWNER_ID", "ID", "STATUS", "RESPONSIBLE_ID"].map { .init($0, odd[Int($0.utf8.first!) % odd.count]) }))
            let reply = try await client.post(method.name, ["id": 1, "taskId": 1, "TASKID": 1, "ITEMID": 1, "fields": inside, "filter": inside, "order": inside])
            #expect(reply.status < 500, "\(method.name): \(reply.text)")
        }
    }
}
