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

/// `user.userfield.*` and the values of such fields.
@Suite struct PersonFieldMethodTests {
    @Test func `an own field of people is made, filled in, found by, changed and deleted`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let shoe = try await client.call(
            "user.userfield.add",
            ["fields": ["FIELD_NAME": "shoe", "USER_TYPE_ID": "integer", "EDIT_FORM_LABEL": ["ru": "Обувь", "en": "Shoe"], "MANDATORY": "N"]]
        ).result
        let shirt = try await client.call(
            "user.userfield.add",
            [
                "fields": [
                    "FIELD_NAME": "UF_USR_SHIRT", "USER_TYPE_ID": "enumeration", "MULTIPLE": "Y", "LABEL": "Рубашка",
                    "LIST": [["VALUE": "M"], ["VALUE": "L"]],
                ]
            ]
        ).result
        let list = try await client.call("user.userfield.list", ["order": ["FIELD_NAME": "ASC"]])
        #expect(list.result.elements.map { $0["FIELD_NAME"] } == ["UF_USR_SHIRT", "UF_USR_SHOE"])
        #expect(list.result.elements.map { $0["ENTITY_ID"] } == ["USER", "USER"])
        #expect(try await client.call("user.userfield.list", ["filter": ["USER_TYPE_ID": "integer"]]).result[0]?["ID"] == .string(shoe.scalarText!))
        let large = try #require(list.result[0]?["LIST"]?[1]?["ID"])

        let id = try await client.call(
            "user.add", ["EMAIL": "vera@example.ru", "NAME": "Вера", "UF_USR_SHOE": "37", "uf_usr_shirt": [large]]
        ).result
        let added = try await client.call("user.get", ["ID": id]).result[0]
        #expect(added?["UF_USR_SHOE"] == "37" && added?["UF_USR_SHIRT"] == [large])
        #expect(try await client.call("user.get", ["filter": [">UF_USR_SHOE": 36]]).result.elements.map { $0["ID"] } == [.string(id.scalarText!)])
        #expect(try await client.call("user.search", ["FIND": "Вера"]).result[0]?["UF_USR_SHOE"] == "37")
        _ = try await client.call("user.update", ["ID": id, "UF_USR_SHOE": 38])
        #expect(try await client.call("user.get", ["ID": id]).result[0]?["UF_USR_SHOE"] == "38")
        _ = try await client.call("user.update", ["ID": id, "UF_USR_SHIRT": []])
        #expect(try await client.call("user.get", ["ID": id]).result[0]?["UF_USR_SHIRT"] == [])
        #expect(try await client.call("user.current").result["UF_USR_SHOE"] == .null)
        #expect(try await client.call("user.fields").result["UF_USR_SHIRT"] == "Рубашка")

        _ = try await client.call("user.userfield.update", ["id": shirt, "fields": ["LABEL": "Сорочка", "SORT": 700]])
        #expect(try await client.call("user.fields").result["UF_USR_SHIRT"] == "Сорочка")
        #expect(try await client.call("user.userfield.delete", ["id": shirt]).result == true)
        #expect(try await client.call("user.fields").result["UF_USR_SHIRT"] == nil)
        #expect(try await client.refusal("user.userfield.delete", ["id": shirt]).error == "ERROR_NOT_FOUND")
        let foreign = try await client.call("crm.deal.userfield.list").result
        #expect(foreign.elements.allSatisfy { $0["ENTITY_ID"] == "CRM_DEAL" })
    }

    @Test func `what is wrong with a field or a value is said, and nobody without the right changes either`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        for fields in [
            [:], ["FIELD_NAME": "X"], ["USER_TYPE_ID": "string"], ["FIELD_NAME": "X", "USER_TYPE_ID": "file"],
            ["FIELD_NAME": "X", "USER_TYPE_ID": "video"], ["FIELD_NAME": "что", "USER_TYPE_ID": "string"],
            ["FIELD_NAME": "X", "USER_TYPE_ID": "enumeration"],
        ] as [JSONValue] {
            #expect(try await client.refusal("user.userfield.add", ["fields": fields]).error == "ERROR_CORE", "\(fields)")
        }
        let id = try await client.call(
            "user.userfield.add", ["fields": ["FIELD_NAME": "SHOE", "USER_TYPE_ID": "integer", "MANDATORY": "Y"]]
        ).result
        #expect(try await client.refusal("user.userfield.add", ["fields": ["FIELD_NAME": "SHOE", "USER_TYPE_ID": "integer"]]).error == "ERROR_CORE")
        let missing = try await client.refusal("user.add", ["EMAIL": "a@example.ru", "NAME": "А"])
        #expect(missing.error == "ERROR_CORE" && missing.description.contains("UF_USR_SHOE"))
        #expect(try await client.refusal("user.update", ["ID": .int(world.people.clerk.rawValue), "UF_USR_SHOE": "big"]).error == "ERROR_CORE")
        _ = try await client.call("user.userfield.add", ["fields": ["FIELD_NAME": "DRIVES", "USER_TYPE_ID": "boolean"]])
        #expect(try await client.refusal("user.update", ["ID": .int(world.people.clerk.rawValue), "UF_USR_DRIVES": "perhaps"]).error == "ERROR_CORE")
        #expect(try await client.call("user.search", ["FIND": "a@example.ru"]).result == [])

        let manager = try await world.client(of: world.people.manager)
        for (method, parameters) in [
            ("user.userfield.add", ["fields": ["FIELD_NAME": "Y", "USER_TYPE_ID": "string"]]), ("user.userfield.update", ["id": id, "fields": ["SORT": 5]]),
            ("user.userfield.delete", ["id": id]),
        ] as [(String, JSONValue)] {
            #expect(try await manager.refusal(method, parameters).description.contains("Access denied"), "\(method)")
        }
        #expect(try await manager.call("user.userfield.list").result[0]?["FIELD_NAME"] == "UF_USR_SHOE")
        let narrow = try await world.client(of: world.people.administrator, scopes: [.crm])
        #expect(try await narrow.refusal("user.userfield.list").error == "insufficient_scope")
    }
}
