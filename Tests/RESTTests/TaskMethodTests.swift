import CRM
import Kernel
import TestSupport
import Testing

@testable import REST

@Suite struct TaskMethodTests {
    private func id(_ reply: Reply) throws -> JSONValue { try #require(reply.result["task"]?["id"]) }

    @Test func `a task is given, read, changed and deleted`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let manager = JSONValue.int(world.people.manager.rawValue)
        let deal = try await client.call("crm.deal.add", ["fields": ["TITLE": "Насосы"]]).result
        let link = "D_" + (deal.scalarText ?? "")
        let added = try await client.call("tasks.task.add", [
            "fields": [
                "TITLE": "Позвонить", "RESPONSIBLE_ID": manager, "DEADLINE": "2026-11-23T12:00:00+03:00", "PRIORITY": "2",
                "ACCOMPLICES": [.int(world.people.clerk.rawValue)], "UF_CRM_TASK": [.string(link)], "TASK_CONTROL": "Y",
            ]
        ])
        let task = try #require(added.result["task"])
        let text = { (user: UserID) in JSONValue.string(String(user.rawValue)) }
        #expect(task["id"]?.string != nil)
        #expect(task["title"] == "Позвонить")
        #expect(task["status"] == "2" && task["subStatus"] == "2")
        #expect(task["priority"] == "2")
        #expect(task["deadline"] == "2026-11-23T12:00:00+03:00")
        #expect(task["createdBy"] == text(world.people.administrator))
        #expect(task["responsibleId"] == text(world.people.manager))
        #expect(task["creator"]?["id"] == text(world.people.administrator))
        #expect(task["responsible"]?["name"]?.string?.isEmpty == false)
        #expect(task["accomplices"] == [text(world.people.clerk)])
        #expect(task["accomplicesData"]?.object?.keys == [String(world.people.clerk.rawValue)])
        #expect(task["auditors"] == [] && task["auditorsData"] == [] && task["group"] == [] && task["groupId"] == "0")
        #expect(task["action"]?["edit"] == true && task["action"]?["rate"] == false)
        #expect(task["taskControl"] == "Y" && task["ufCrmTask"] == nil)

        let id = try id(added)
        let read = try await client.call("tasks.task.get", ["taskId": id, "select": ["TITLE", "ufCrmTask"]]).result["task"]
        #expect(read?.object?.keys == ["id", "title", "ufCrmTask", "action", "checkListCanAdd"])
        #expect(read?["ufCrmTask"] == [.string(link)])
        let changed = try await client.call("tasks.task.update", ["taskId": id, "fields": ["title": "Позвонить ещё", "DEADLINE": ""]])
        #expect(changed.result["task"]?["title"] == "Позвонить ещё")
        #expect(changed.result["task"]?["deadline"] == .null)
        #expect(changed.result["task"]?["priority"] == "2")
        #expect(try await client.call("tasks.task.delete", ["taskId": id]).result == ["task": true])
        #expect(try await client.refusal("tasks.task.get", ["taskId": id]).error == "0")
        #expect(try await client.call("tasks.task.getFields").result["fields"]?["RESPONSIBLE_ID"]?["type"] == "integer")
    }

    @Test func `a task goes its way by methods`() async throws {
        let world = try await RESTWorld.make()
        let manager = try await world.client(of: world.people.manager)
        let client = world.administrator
        let id = try id(await client.call("tasks.task.add", [
            "fields": ["TITLE": "Счёт", "RESPONSIBLE_ID": .int(world.people.manager.rawValue), "TASK_CONTROL": "Y"]
        ]))
        func status(_ reply: Reply) -> JSONValue? { reply.result["task"]?["status"] }
        #expect(status(try await manager.call("tasks.task.start", ["taskId": id])) == "3")
        #expect(status(try await manager.call("tasks.task.pause", ["taskId": id])) == "2")
        #expect(status(try await manager.call("tasks.task.defer", ["taskId": id])) == "6")
        #expect(status(try await manager.call("tasks.task.start", ["taskId": id])) == "3")
        #expect(status(try await manager.call("tasks.task.complete", ["taskId": id])) == "4")
        #expect(try await manager.post("tasks.task.approve", ["taskId": id]).status == 400)
        #expect(status(try await client.call("tasks.task.disapprove", ["taskId": id])) == "2")
        #expect(status(try await manager.call("tasks.task.complete", ["taskId": id])) == "4")
        #expect(status(try await client.call("tasks.task.approve", ["taskId": id])) == "5")
        #expect(status(try await client.call("tasks.task.renew", ["taskId": id])) == "2")
        let clerk = JSONValue.int(world.people.clerk.rawValue)
        let delegated = try await manager.call("tasks.task.delegate", ["taskId": id, "userId": clerk])
        #expect(delegated.result["task"]?["responsibleId"] == .string(clerk.scalarText ?? ""))
        #expect(status(try await client.call("tasks.task.update", ["taskId": id, "fields": ["STATUS": 5]])) == "5")
        #expect(status(try await client.call("tasks.task.update", ["taskId": id, "fields": ["STATUS": "2"]])) == "2")
        let history = try await client.call("tasks.task.history.list", ["taskId": id]).result["list"]
        #expect(history?[0]?["field"] == "NEW")
        #expect(history?[1]?["field"] == "STATUS" && history?[1]?["value"] == ["from": "2", "to": "3"])
        #expect(try await manager.refusal("tasks.task.start", ["taskId": 424_242]).error == "0")
    }

    @Test func `strangers see no task, whoever their program is`() async throws {
        let world = try await RESTWorld.make()
        let id = try id(await world.administrator.call("tasks.task.add", [
            "fields": ["TITLE": "Тайна", "RESPONSIBLE_ID": .int(world.people.administrator.rawValue)]
        ]))
        let stranger = try await world.client(of: world.people.clerk)
        for (method, parameters) in [
            ("tasks.task.get", [:]), ("tasks.task.complete", [:]), ("tasks.task.delete", [:]), ("tasks.task.update", ["fields": ["TITLE": "Моё"]]),
            ("task.checklistitem.add", ["FIELDS": ["TITLE": "x"]]), ("task.commentitem.add", ["FIELDS": ["POST_MESSAGE": "x"]]),
        ] as [(String, JSONValue)] {
            var sent = parameters.object ?? JSONObject()
            sent["taskId"] = id
            let named = method.hasPrefix("task.") ? JSONValue.object(JSONObject([.init("TASKID", id)] + sent.members)) : .object(sent)
            #expect(try await stranger.refusal(method, named).error == "0", "\(method)")
        }
        let list = try await stranger.call("tasks.task.list", ["filter": ["ID": id]])
        #expect(list.result["tasks"] == [] && list.total == 0)
        let foreign = try await stranger.refusal("tasks.task.add", [
            "fields": [
                "TITLE": "От имени", "RESPONSIBLE_ID": .int(world.people.clerk.rawValue), "CREATED_BY": .int(world.people.administrator.rawValue),
            ]
        ])
        #expect(foreign.status == 400)
    }

    @Test func `a check list and comments are kept by the older methods, by name and by position`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let id = try id(await client.call("tasks.task.add", [
            "fields": ["TITLE": "Отгрузка", "RESPONSIBLE_ID": .int(world.people.manager.rawValue)]
        ]))
        let first = try await client.call("task.checklistitem.add", ["TASKID": id, "FIELDS": ["TITLE": "Упаковать"]]).result
        let second = try await client.call("task.checklistitem.add", [id, ["TITLE": "Отправить", "IS_COMPLETE": "Y"]]).result
        #expect(first.int != nil && second.int != nil)
        let line = try await client.call("task.checklistitem.get", [id, second]).result
        #expect(line["TITLE"] == "Отправить" && line["IS_COMPLETE"] == "Y" && line["TASK_ID"] == id)
        #expect(try await client.call("task.checklistitem.complete", [id, first]).result == true)
        #expect(try await client.call("task.checklistitem.renew", ["TASKID": id, "ITEMID": second]).result == true)
        _ = try await client.call("task.checklistitem.moveafteritem", [id, first, second])
        _ = try await client.form("task.checklistitem.update", "0=\(id.scalarText!)&1=\(first.scalarText!)&2[TITLE]=%D0%AF%D1%89%D0%B8%D0%BA")
        let lines = try await client.call("task.checklistitem.getlist", ["TASKID": id]).result
        #expect(lines.elements.compactMap { $0["TITLE"]?.string } == ["Отправить", "Ящик"])
        #expect(lines.elements.compactMap { $0["IS_COMPLETE"]?.string } == ["N", "Y"])
        #expect(try await client.call("task.checklistitem.delete", [id, first]).result == true)
        #expect(try await client.refusal("task.checklistitem.get", [id, first]).error == "ERROR_CORE")

        let comment = try await client.call("task.commentitem.add", [id, ["POST_MESSAGE": "Готово?", "UF_FORUM_MESSAGE_DOC": [["a.txt", "MQ=="]]]]).result
        #expect(try await client.call("task.commentitem.update", [id, comment, ["POST_MESSAGE": "Готово!"]]).result == true)
        let read = try await client.call("task.commentitem.get", ["TASKID": id, "ITEMID": comment]).result
        #expect(read["POST_MESSAGE"] == "Готово!" && read["AUTHOR_NAME"]?.string?.isEmpty == false)
        #expect(read["ATTACHED_OBJECTS"]?.object?.members.first?.value["NAME"] == "a.txt")
        #expect(try await client.call("task.commentitem.getlist", [id, ["ID": "desc"], [">ID": 0]]).result.elements.count == 1)
        #expect(try await client.call("tasks.task.get", ["taskId": id]).result["task"]?["commentsCount"] == "1")
        #expect(try await client.call("task.commentitem.delete", [id, comment]).result == true)
        #expect(try await client.call("task.commentitem.getlist", [id]).result == [])
    }
}
