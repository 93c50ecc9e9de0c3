import CRM
import Kernel
import TestSupport
import Testing

@testable import REST

@Suite struct PeopleMethodTests {
    @Test func `a person is added without a password, changed, dismissed with a substitute and taken back`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let department = try await client.call("department.add", ["NAME": "Склад"]).result
        let picture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
        let id = try await client.call("user.add", [
            "EMAIL": "Vera@Example.ru", "NAME": "Вера", "LAST_NAME": "Круглова", "WORK_POSITION": "Кладовщик", "UF_DEPARTMENT": [department],
            "PERSONAL_PHOTO": ["вера.png", .string(picture)],
        ]).result
        let added = try await client.call("user.get", ["ID": id]).result[0]
        #expect(added?["EMAIL"] == "vera@example.ru" && added?["WORK_POSITION"] == "Кладовщик" && added?["ACTIVE"] == true)
        #expect(added?["UF_DEPARTMENT"] == [department])
        let user = try await world.portal.read { try UserStore.requireUser(UserID(try #require(id.int)), in: $0) }
        #expect(!user.hasPassword && user.photo != nil)
        #expect(try await client.refusal("user.add", ["EMAIL": "vera@example.ru", "NAME": "Другая"]).error == "ERROR_CORE")
        #expect(try await client.refusal("user.add", ["EMAIL": "кто", "NAME": "Другая"]).error == "ERROR_CORE")

        _ = try await client.call("department.update", ["ID": department, "UF_HEAD": id])
        _ = try await client.call("user.update", ["ID": id, "LAST_NAME": "Прямая", "TIME_ZONE": "Asia/Omsk", "EMAIL": "vera@prom.ru"])
        let changed = try await client.call("user.get", ["ID": id]).result[0]
        #expect(changed?["LAST_NAME"] == "Прямая" && changed?["NAME"] == "Вера" && changed?["TIME_ZONE"] == "Asia/Omsk" && changed?["EMAIL"] == "vera@prom.ru")
        let refused = try await client.refusal("user.update", ["ID": id, "ACTIVE": false])
        #expect(refused.description.contains("Склад"))
        let manager = JSONValue.int(world.people.manager.rawValue)
        _ = try await client.call("user.update", ["ID": id, "ACTIVE": "N", "SUBSTITUTE": manager])
        #expect(try await client.call("user.get", ["ID": id]).result[0]?["ACTIVE"] == false)
        #expect(try await client.call("department.get", ["ID": department]).result[0]?["UF_HEAD"] == .string(manager.scalarText!))
        _ = try await client.call("user.update", ["ID": id, "ACTIVE": "Y"])
        #expect(try await client.call("user.get", ["ID": id]).result[0]?["ACTIVE"] == true)
        let own = JSONValue.int(world.people.administrator.rawValue)
        #expect(try await client.refusal("user.update", ["ID": own, "ACTIVE": false]).error == "ERROR_CORE")
    }

    @Test func `only who configures the portal changes people and departments`() async throws {
        let world = try await RESTWorld.make()
        let client = try await world.client(of: world.people.manager)
        let own = JSONValue.int(world.people.manager.rawValue)
        for (method, parameters) in [
            ("user.add", ["EMAIL": "a@b.ru", "NAME": "А"]), ("user.update", ["ID": own, "NAME": "Другой"]), ("department.add", ["NAME": "Моё"]),
            ("department.update", ["ID": 1, "NAME": "Моё"]), ("department.delete", ["ID": 1]),
        ] as [(String, JSONValue)] {
            #expect(try await client.refusal(method, parameters).description.contains("Access denied"), "\(method)")
        }
    }
}
