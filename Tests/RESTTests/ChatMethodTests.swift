import CRM
import Kernel
import Storage
import TestSupport
import Testing

@testable import REST

/// Notifications, messages and options of programs.
@Suite struct ChatMethodTests {
    @Test func `a notification stands under the bell, replaces one with the same tag, and is read and deleted`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let person = world.people.manager
        let message: JSONValue = [
            "USER_ID": .int(person.rawValue), "MESSAGE": "[b]Заказ[/b] [URL=https://shop.example/7]№ 7[/URL] готов[br]Заберите [сегодня]", "TAG": "order7",
        ]
        let first = try #require(try await client.call("im.notify.personal.add", message).result.int)
        let second = try #require(try await client.call("im.notify", message).result.int)
        #expect(second > first)
        let system = try #require(
            try await client.call("im.notify.system.add", ["USER_ID": .int(person.rawValue), "MESSAGE": "Обмен окончен", "ATTACH": [["MESSAGE": "12 заказов"], ["LINK": ["NAME": "Отчёт", "LINK": "https://a.ru"]]]]).result.int)
        let manager = try await world.client(of: person)
        let list = try await manager.call("im.notify.get").result
        #expect(list["total_count"] == 2 && list["total_unread_count"] == 2)
        #expect(list["notifications"]?.elements.map { $0["id"] } == [.int(system), .int(second)])
        #expect(list["notifications"]?[0]?["text"] == "Обмен окончен\n12 заказов\nОтчёт https://a.ru" && list["notifications"]?[0]?["author_id"] == 0)
        #expect(list["notifications"]?[1]?["text"] == "Заказ № 7 (https://shop.example/7) готов\nЗаберите [сегодня]")
        #expect(list["notifications"]?[1]?["author_id"] == .int(world.people.administrator.rawValue))
        #expect(list["users"]?[0]?["id"] == .int(world.people.administrator.rawValue))
        #expect(try await manager.call("im.notify.read", ["ID": .int(second), "ONLY_CURRENT": "Y"]).result == true)
        #expect(try await manager.call("im.counters.get").result["TYPE"]?["NOTIFY"] == 1)
        _ = try await manager.call("im.notify.read.list", ["IDS": [.int(second)], "ACTION": "N"])
        #expect(try await manager.call("im.counters.get").result["TYPE"]?["NOTIFY"] == 2)
        #expect(try await manager.call("im.notify.read.all").result == ["result": true, "newCounter": 0])
        #expect(try await client.call("im.notify.delete", ["ID": .int(system)]).result == false, "another person's stays")
        #expect(try await client.call("im.notify.delete", ["TAG": "order7"]).result == true)
        #expect(try await manager.call("im.notify.delete", ["ID": .int(system)]).result == true)
        #expect(try await manager.call("im.notify.get").result["total_count"] == 0)
        #expect(try await client.refusal("im.notify", ["MESSAGE": "x"]).error == "USER_ID_EMPTY")
        #expect(try await client.refusal("im.notify", ["USER_ID": .int(person.rawValue), "MESSAGE": "[b][/b]"]).error == "MESSAGE_EMPTY")
        let narrow = try await world.client(of: person, scopes: [.crm])
        #expect(try await narrow.refusal("im.notify.get").error == "insufficient_scope")
    }

    @Test func `a message goes to a person and stands in the conversation of both`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let person = world.people.manager
        let id = try await client.call("im.message.add", ["DIALOG_ID": .string(person.description), "MESSAGE": "Звонил [i]клиент[/i]"]).result
        let manager = try await world.client(of: person)
        let other = JSONValue.int(world.people.administrator.rawValue)
        let dialogue = try await manager.call("im.dialog.messages.get", ["DIALOG_ID": other]).result
        #expect(dialogue["messages"]?[0]?["id"] == id && dialogue["messages"]?[0]?["text"] == "Звонил клиент" && dialogue["messages"]?[0]?["author_id"] == other)
        #expect(dialogue["messages"]?[0]?["unread"] == true)
        let recent = try await manager.call("im.recent.get").result
        #expect(recent[0]?["counter"] == 1 && recent[0]?["message"]?["text"] == "Звонил клиент")
        #expect(try await manager.call("im.user.get").result["id"] == .int(person.rawValue))
        #expect(try await client.refusal("im.message.add", ["DIALOG_ID": "chat5", "MESSAGE": "x"]).error == "CHAT_ID")
        #expect(try await client.refusal("im.message.add", ["DIALOG_ID": "99999", "MESSAGE": "x"]).error == "USER_NOT_FOUND")
        #expect(try await client.refusal("im.message.add", ["DIALOG_ID": .string(person.description)]).error == "MESSAGE_EMPTY")
    }

    @Test func `a program keeps options of its own and of each person`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        #expect(try await client.call("app.option.get").result == [])
        #expect(try await client.call("app.option.set", ["options": ["token": "a", "map": ["x": [1, 2]]]]).result == true)
        #expect(try await client.call("app.option.set", ["options": ["token": "b"]]).result == true)
        #expect(try await client.call("app.option.get").result == ["map": ["x": [1, 2]], "token": "b"])
        #expect(try await client.call("app.option.get", ["option": "token"]).result == "b")
        #expect(try await client.call("app.option.get", ["option": "none"]).result == "")
        #expect(try await client.call("user.option.set", ["options": ["view": "list"]]).result == true)
        #expect(try await client.call("user.option.get").result == ["view": "list"])
        // Another program knows nothing of it.
        let other = try await world.client(of: world.people.administrator)
        #expect(try await other.call("app.option.get").result == [])
        let manager = try await world.client(of: world.people.manager)
        #expect(try await manager.refusal("app.option.set", ["options": ["x": 1]]).error == "ACCESS_DENIED")
        #expect(try await manager.call("user.option.set", ["options": ["x": 1]]).result == true)
        #expect(try await client.refusal("app.option.set", [:]).status == 400)
        #expect(try await client.refusal("app.option.set", ["options": ["x": .string(String(repeating: "я", count: 40_000))]]).status == 400)
    }
}
