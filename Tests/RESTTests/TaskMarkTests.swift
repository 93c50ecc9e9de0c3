import CRM
import Kernel
import TestSupport
import Testing

@testable import REST

@Suite struct TaskMarkTests {
    private func task(_ title: String, in world: RESTWorld) async throws -> JSONValue {
        let added = try await world.administrator.call("tasks.task.add", [
            "fields": ["TITLE": .string(title), "RESPONSIBLE_ID": .int(world.people.manager.rawValue)]
        ])
        return try #require(added.result["task"]?["id"])
    }

    @Test func `a favourite is one's own, seen in tasks and in filters`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let (first, second) = (try await task("Первая", in: world), try await task("Вторая", in: world))
        #expect(try await client.call("tasks.task.favorite.add", ["taskId": first]).result == true)
        #expect(try await client.call("tasks.task.favorite.add", ["taskId": first]).result == true)
        let read = try await client.call("tasks.task.get", ["taskId": first]).result["task"]
        #expect(read?["favorite"] == "Y" && read?["action"]?["favorite.add"] == false && read?["action"]?["favorite.delete"] == true)
        let list = try await client.call("tasks.task.list", ["filter": ["FAVORITE": "Y"]])
        #expect(list.result["tasks"]?.elements.map { $0["id"] } == [first])
        #expect(try await client.call("tasks.task.list", ["filter": ["FAVORITE": "N"]]).result["tasks"]?.elements.map { $0["id"] } == [second])
        let manager = try await world.client(of: world.people.manager)
        #expect(try await manager.call("tasks.task.get", ["taskId": first]).result["task"]?["favorite"] == "N")
        #expect(try await client.call("tasks.task.favorite.remove", ["taskId": first]).result == true)
        #expect(try await client.call("tasks.task.list", ["filter": ["FAVORITE": "Y"]]).total == 0)
        let stranger = try await world.client(of: world.people.clerk)
        #expect(try await stranger.refusal("tasks.task.favorite.add", ["taskId": first]).error == "0")
        let shown = try await world.portal.read { [first] reader in
            try TaskItem.list(
                { var query = TaskQuery(); query.isFavorite = true; return query }(), for: .portal, order: .deadline, limit: 10, offset: 0, in: reader
            ).total == 2 && first != .null
        }
        #expect(shown, "the portal itself has no favourites and sees all")
    }

    @Test func `whoever sees a task may watch it, and may be told what they may do`() async throws {
        let world = try await RESTWorld.make()
        let id = try await task("Смотреть", in: world)
        let client = world.administrator
        let admin = JSONValue.string(world.people.administrator.description)
        let head = try await world.client(of: world.people.head)
        let watched = try await head.post("tasks.task.startwatch", ["taskId": id])
        if watched.status == 200 {
            #expect(watched.result["task"]?["auditors"] == [.string(world.people.head.description)])
            #expect(try await head.call("tasks.task.stopwatch", ["taskId": id]).result["task"]?["auditors"] == [])
        }
        let access = try await client.call("tasks.task.getaccess", ["taskId": id, "users": [admin, .int(world.people.manager.rawValue)]])
        let actions = try #require(access.result["allowedActions"])
        #expect(actions[world.people.administrator.description]?["REMOVE"] == true)
        #expect(actions[world.people.manager.description]?["REMOVE"] == false)
        #expect(actions[world.people.manager.description]?["START"] == true)
        #expect(actions[world.people.manager.description]?["CHANGE_DEADLINE"] == false)
        #expect(actions[world.people.manager.description]?["EDIT.ORIGINATOR"] == false)
    }

    @Test func `a file that was uploaded is put on a task, and a comment becomes its result`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let id = try await task("Отчёт", in: world)
        let comment = try await client.call("task.commentitem.add", [id, ["POST_MESSAGE": "Готово: 5 %", "UF_FORUM_MESSAGE_DOC": [["a.txt", "MQ=="]]]]).result
        let read = try await client.call("task.commentitem.get", [id, comment]).result
        let file = try #require(read["ATTACHED_OBJECTS"]?.object?.members.first?.value["FILE_ID"])
        let attached = try await client.call("tasks.task.files.attach", ["taskId": id, "fileId": file]).result
        #expect(attached["attachmentId"]?.scalarText == file.scalarText)
        let task = try await client.call("tasks.task.get", ["taskId": id, "select": ["UF_TASK_WEBDAV_FILES"]]).result["task"]
        #expect(task?["ufTaskWebdavFiles"]?[0]?.scalarText == file.scalarText)
        #expect(try await client.refusal("tasks.task.files.attach", ["taskId": id, "fileId": 424_242]).status == 400)

        let result = try await client.call("tasks.task.result.addFromComment", ["commentId": comment]).result
        #expect(result["text"] == "Готово: 5 %" && result["commentId"] == comment && result["taskId"]?.scalarText == id.scalarText)
        #expect(try await client.call("tasks.task.result.list", ["taskId": id]).result[0]?["commentId"] == comment)
        let stranger = try await world.client(of: world.people.clerk)
        #expect(try await stranger.refusal("tasks.task.result.addFromComment", ["commentId": comment]).error == "ERROR_CORE")
        #expect(try await client.call("tasks.task.result.deleteFromComment", ["commentId": comment]).result == .null)
        #expect(try await client.call("tasks.task.result.list", ["taskId": id]).result == [])
    }

    @Test func `time is entered, listed, changed and summed; another's only by who may change the task`() async throws {
        let world = try await RESTWorld.make()
        let (client, manager) = (world.administrator, try await world.client(of: world.people.manager))
        let id = try await task("Считать", in: world)
        let own = try await manager.call("task.elapseditem.add", [id, ["SECONDS": 3600, "COMMENT_TEXT": "Звонки"]]).result
        let other = try await client.call("task.elapseditem.add", [
            "TASKID": id, "ARFIELDS": ["SECONDS": "90", "COMMENT_TEXT": "Письма", "USER_ID": .int(world.people.administrator.rawValue)],
        ]).result
        #expect(own.int != nil && other.int != nil)
        let all = try await client.call("task.elapseditem.getlist", [id, ["SECONDS": "asc"]])
        #expect(all.total == 2 && all.result.elements.map { $0["SECONDS"] } == ["90", "3600"])
        #expect(all.result[1]?["MINUTES"] == "60" && all.result[1]?["USER_ID"] == .string(world.people.manager.description))
        #expect(all.result[1]?["DATE_START"] == "2026-11-20T16:40:00+03:00" && all.result[1]?["DATE_STOP"] == "2026-11-20T17:40:00+03:00")
        let filtered = try await client.call("task.elapseditem.getlist", [id, ["ID": "desc"], [">SECONDS": 100], ["ID", "SECONDS"]])
        #expect(filtered.result == [["ID": .string(own.scalarText!), "SECONDS": "3600"]])
        #expect(try await client.call("tasks.task.get", ["taskId": id]).result["task"]?["timeSpentInLogs"] == "3690")
        #expect(try await manager.refusal("task.elapseditem.update", [id, other, ["SECONDS": 1]]).error == "0x000004")
        #expect(try await manager.call("task.elapseditem.isactionallowed", [id, other, 2]).result == false)
        #expect(try await manager.call("task.elapseditem.isactionallowed", [id, own, 3]).result == true)
        _ = try await manager.call("task.elapseditem.update", [id, own, ["SECONDS": 7200]])
        #expect(try await client.call("task.elapseditem.get", [id, own]).result["SECONDS"] == "7200")
        _ = try await client.call("task.elapseditem.delete", ["TASKID": id, "ITEMID": own])
        #expect(try await client.refusal("task.elapseditem.get", [id, own]).error == "0x000040")
        #expect(try await client.refusal("task.elapseditem.add", [id, ["SECONDS": 0]]).error == "0x000100")
        #expect(try await client.refusal("task.elapseditem.add", [9_999, ["SECONDS": 5]]).error == "0x100002")
    }

    @Test func `tasks come after tasks, never in a circle`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let (a, b, c) = (try await task("А", in: world), try await task("Б", in: world), try await task("В", in: world))
        _ = try await client.call("task.dependence.add", ["taskIdFrom": a, "taskIdTo": b, "linkType": 2])
        _ = try await client.call("task.dependence.add", ["taskIdFrom": b, "taskIdTo": c, "linkType": 0])
        for (from, to) in [(c, a), (a, a), (b, a)] {
            #expect(try await client.refusal("task.dependence.add", ["taskIdFrom": from, "taskIdTo": to, "linkType": 2]).error == "ILLEGAL_NEW_LINK")
        }
        let stranger = try await world.client(of: world.people.clerk)
        #expect(try await stranger.refusal("task.dependence.add", ["taskIdFrom": a, "taskIdTo": c, "linkType": 2]).error == "ACTION_NOT_ALLOWED")
        let links = try await world.portal.read { try TaskLink.of(TaskItemID(try #require(c.number)), in: $0) }
        #expect(links.map(\.after.rawValue) == [b.number] && links[0].kind == .startAfterStart)
        _ = try await client.call("task.dependence.delete", ["taskIdFrom": b, "taskIdTo": c])
        #expect(try await client.refusal("task.dependence.delete", ["taskIdFrom": b, "taskIdTo": c]).error == "ACTION_NOT_ALLOWED")
    }

    @Test func `the older families describe themselves`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let manifest = try await client.call("task.checklistitem.getmanifest").result
        #expect(manifest["REST: available methods"]?["moveafteritem"]?["mandatoryParamsCount"] == 3)
        #expect(try await client.call("task.item.userfield.getlist").result[0]?["FIELD_NAME"] == "UF_CRM_TASK")
        let id = try await task("Список", in: world)
        let line = try await client.call("task.checklistitem.add", [id, ["TITLE": "Пункт"]]).result
        #expect(try await client.call("task.checklistitem.isactionallowed", [id, line, 4]).result == true)
    }
}
