import CRM
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct PersonFieldsTests {
    private func draft(_ code: FieldCode, _ type: String, multiple: Bool = false, required: Bool = false) -> FieldDraft {
        FieldDraft(
            .people, code, type: type, title: Text(verbatim: code.rawValue), isRequired: required, isMultiple: multiple,
            options: type == "enumeration" ? [FieldOption("a", Text(ru: "один", en: "one")), FieldOption("b", Text(verbatim: "two"))] : [])
    }

    private func values(of user: UserID, _ world: ItemWorld) async throws -> [FieldCode: Value] {
        try await world.read { try PersonFields(world.cache, in: $0).values(of: user, in: $0) }
    }

    private func set(_ values: [FieldCode: Value], of user: UserID, isNew: Bool = false, as actor: Actor = .system, _ world: ItemWorld) async throws {
        try await world.perform(as: actor) { command in
            try PersonFields(world.cache, in: command.transaction).set(values, of: user, isNew: isNew, in: command)
        }
    }

    @Test func `every type keeps its values, one or several, in the transaction that made the field and after it`() async throws {
        let world = try await ItemWorld.make()
        let deal = try await world.deal("Pump")
        let samples: [(String, Value)] = [
            ("string", .string("42")), ("text", .string("long")), ("integer", .int(43)), ("double", .double(1.5)),
            ("money", .money(Money(minorUnits: 12_50, currency: "USD"))), ("boolean", .bool(true)),
            ("date", .date(LocalDate(year: 2020, month: 2, day: 29)!)), ("datetime", .dateTime(TestPortal.monday)), ("enumeration", .string("b")),
            ("employee", .user(world.olga)), ("crm", .item(deal.id)), ("phone", .string("8 (495) 123-45-67")), ("email", .string("a@b.ru")),
            ("web", .string("example.ru")),
        ]
        try await world.perform { command in
            for (type, _) in samples {
                try world.fields.create(draft(FieldCode("UF_USR_\(type)"), type), command)
                if type != "boolean", type != "money" { try world.fields.create(draft(FieldCode("UF_USR_MANY_\(type)"), type, multiple: true), command) }
            }
            var values = Dictionary(uniqueKeysWithValues: samples.map { (FieldCode("UF_USR_\($0)"), $1) })
            values["UF_USR_MANY_INTEGER"] = .list([.int(3), .int(1)])
            values["UF_USR_MANY_DATE"] = .list([.date(LocalDate(year: 2021, month: 1, day: 1)!)])
            try PersonFields(world.cache, in: command.transaction).set(values, of: world.nikita, in: command)
        }

        let kept = try await values(of: world.nikita, world)
        for (type, value) in samples { #expect(kept[FieldCode("UF_USR_\(type)")] == value, "\(type)") }
        #expect(kept["UF_USR_MANY_INTEGER"] == .list([.int(3), .int(1)]))
        #expect(kept.count == samples.count + 2)
        let everybody = try await world.read { try PersonFields(world.cache, in: $0).values(in: $0) }
        #expect(everybody == [world.nikita: kept])
        #expect(try await world.read { try world.cache.catalog(in: $0).fields.fields(of: .deal).allSatisfy { $0.owner == .items(.deal) } })
    }

    @Test func `what is not named stays, nothing takes a value away, and a field that comes back has its values`() async throws {
        let world = try await ItemWorld.make()
        try await world.perform { command in
            try world.fields.create(draft("UF_USR_SHOE", "integer"), command)
            try world.fields.create(draft("UF_USR_HAT", "string"), command)
        }

        try await set(["UF_USR_SHOE": .int(43), "UF_USR_HAT": .string("L")], of: world.nikita, world)
        try await set(["UF_USR_HAT": .string("XL")], of: world.nikita, world)
        #expect(try await values(of: world.nikita, world) == ["UF_USR_SHOE": .int(43), "UF_USR_HAT": .string("XL")])
        try await set(["UF_USR_HAT": .null], of: world.nikita, world)
        #expect(try await values(of: world.nikita, world) == ["UF_USR_SHOE": .int(43)])
        try await world.perform { try world.fields.delete("UF_USR_SHOE", of: .people, $0) }
        #expect(try await values(of: world.nikita, world) == [:])
        try await world.perform { _ = try world.fields.create(draft("UF_USR_SHOE", "integer"), $0) }
        #expect(try await values(of: world.nikita, world) == ["UF_USR_SHOE": .int(43)])
    }

    @Test func `a wrong value, an empty required field and what is not there are refused by the field's name`() async throws {
        let world = try await ItemWorld.make()
        try await world.perform { command in
            try world.fields.create(draft("UF_USR_SHOE", "integer", required: true), command)
            try world.fields.create(draft("UF_USR_MENTOR", "employee"), command)
        }
        let wrong: [([FieldCode: Value], Bool, String)] = [
            (["UF_USR_SHOE": .string("big")], false, "UF_USR_SHOE"), (["UF_USR_SHOE": .null], false, "UF_USR_SHOE"), ([:], true, "UF_USR_SHOE"),
            (["UF_USR_SHOE": .int(40), "UF_USR_MENTOR": .user(99_999)], true, "UF_USR_MENTOR"),
        ]
        for (values, isNew, field) in wrong {
            let failure = await #expect(throws: Failure.self) { try await set(values, of: world.olga, isNew: isNew, world) }
            #expect(failure?.code == .invalid && failure?.field == field)
        }
        #expect(try await values(of: world.olga, world) == [:])
        try await set([:], of: world.olga, world)
        try await set(["UF_USR_SHOE": .int(40)], of: world.olga, isNew: true, world)
        #expect(try await values(of: world.olga, world) == ["UF_USR_SHOE": .int(40)])
    }

    @Test func `only who configures the portal makes such fields and fills them in, and files are none of them`() async throws {
        let world = try await ItemWorld.make()
        try await world.perform { _ = try world.fields.create(draft("UF_USR_SHOE", "integer"), $0) }

        let made = await #expect(throws: Failure.self) {
            try await world.perform(as: .person(world.nikita)) { _ = try world.fields.create(draft("UF_USR_HAT", "string"), $0) }
        }
        #expect(made?.code == .forbidden)
        let filled = await #expect(throws: Failure.self) {
            try await set(["UF_USR_SHOE": .int(43)], of: world.nikita, as: .person(world.nikita), world)
        }
        #expect(filled?.code == .forbidden)
        for (code, type) in [("UF_USR_SCAN", "file"), ("UF_CRM_HAT", "string"), ("UF_USR_", "string")] {
            let failure = await #expect(throws: Failure.self) { try await world.perform { _ = try world.fields.create(draft(FieldCode(code), type), $0) } }
            #expect(failure?.code == .invalid, "\(code) \(type)")
        }
        let foreign = await #expect(throws: Failure.self) {
            try await world.perform {
                _ = try world.fields.create(FieldDraft(.deal, "UF_USR_HAT", type: "string", title: Text(verbatim: "Hat")), $0)
            }
        }
        #expect(foreign?.code == .invalid)
    }
}
