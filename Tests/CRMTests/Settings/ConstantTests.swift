import CRM
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct ConstantTests {
    private func make(_ world: TestPortal, _ new: NewConstant) async throws {
        try await world.perform { try ConstantStore.create(new, in: $0) }
    }

    private func set(_ world: TestPortal, _ code: String, _ value: Value, as actor: Actor = .system) async throws {
        try await world.perform(as: actor) { try ConstantStore.setValue(of: code, to: value, in: $0) }
    }

    @Test func `a role constant remembers its person and who set it`() async throws {
        let world = try await TestPortal.make()
        let admin = try await world.administrator()
        let clerk = try await world.person("clerk")
        try await make(world, NewConstant(code: "Clerk", title: "Делопроизводитель", kind: .user))

        try await set(world, "Clerk", .user(clerk), as: .person(admin))

        let constant = try #require(try await world.read { try ConstantStore.constant("Clerk", in: $0) })
        #expect(constant.value == .user(clerk))
        #expect(constant.changedBy == admin)
        #expect(constant.changedAt == TestPortal.monday)
    }

    @Test func `codes tell capital from small letters`() async throws {
        let world = try await TestPortal.make()
        try await make(world, NewConstant(code: "Clerk", title: "A", kind: .string, value: .string("a")))
        try await make(world, NewConstant(code: "clerk", title: "B", kind: .string, value: .string("b")))

        let values = try await world.read { try ConstantStore.values(in: $0) }

        #expect(values == ["Clerk": .string("a"), "clerk": .string("b")])
        await #expect {
            try await make(world, NewConstant(code: "Clerk", title: "C", kind: .string))
        } throws: { ($0 as? Failure)?.code == .conflict }
        await #expect {
            try await set(world, "CLERK", .string("c"))
        } throws: { ($0 as? Failure)?.code == .notFound }
    }

    @Test(arguments: ["", "1st", "Юрист", "a b", "a-b", String(repeating: "x", count: 51)])
    func `a code that expressions could not name is refused`(code: String) async throws {
        let world = try await TestPortal.make()

        await #expect {
            try await make(world, NewConstant(code: code, title: "T", kind: .string))
        } throws: { ($0 as? Failure)?.field == "code" }
    }

    @Test(arguments: [
        (Constant.Kind.string, Value.int(1)), (.number, .string("12")), (.number, .double(.infinity)),
        (.date, .string("31.12.2026")), (.yesNo, .int(1)), (.user, .string("1")), (.user, .user(UserID(999))),
        (.user, .reference(Reference(.department, 1))), (.string, .list([.string("a"), .string("b")])),
    ])
    func `a value of another kind is refused at the constant`(kind: Constant.Kind, value: Value) async throws {
        let world = try await TestPortal.make()
        try await make(world, NewConstant(code: "C", title: "T", kind: kind))

        await #expect { try await set(world, "C", value) } throws: { ($0 as? Failure)?.field == "C" }

        #expect(try await world.read { try ConstantStore.constant("C", in: $0)?.value } == .null)
    }

    @Test func `a dismissed person is not accepted`() async throws {
        let world = try await TestPortal.make()
        _ = try await world.administrator()
        let gone = try await world.person("gone")
        try await world.perform { try Staff().dismiss(gone, substitute: nil, in: $0) }
        try await make(world, NewConstant(code: "Lawyer", title: "Юрист", kind: .user))

        await #expect(throws: Failure.self) { try await set(world, "Lawyer", .user(gone)) }
    }

    @Test func `a multiple constant keeps a list, and emptying leaves nothing`() async throws {
        let world = try await TestPortal.make()
        let (one, two) = (try await world.person("one"), try await world.person("two"))
        try await make(world, NewConstant(code: "Team", title: "T", kind: .user, isMultiple: true))

        try await set(world, "Team", .user(one))
        #expect(try await world.read { try ConstantStore.constant("Team", in: $0)?.value } == .list([.user(one)]))
        try await set(world, "Team", .list([.user(one), .null, .user(two)]))
        #expect(
            try await world.read { try ConstantStore.constant("Team", in: $0)?.value }
                == .list([.user(one), .user(two)]))
        try await set(world, "Team", .list([]))
        #expect(try await world.read { try ConstantStore.constant("Team", in: $0)?.value } == .null)
    }

    private struct Robots: ConstantUses {
        func uses(ofConstant code: String, in reader: any Reader) throws -> [Text] {
            code == "Clerk" ? [Text(ru: "робот «Задача»", en: "robot “Task”")] : []
        }
    }

    @Test func `a constant in use is not deleted and says where it is used`() async throws {
        let world = try await TestPortal.make()
        try await make(world, NewConstant(code: "Clerk", title: "T", kind: .user))
        try await make(world, NewConstant(code: "Spare", title: "T", kind: .user))

        await #expect {
            try await world.perform { try ConstantStore.delete("Clerk", usedBy: [Robots()], in: $0) }
        } throws: { error in
            let failure = error as? Failure
            return failure?.code == .conflict && failure?.message.russian.contains("робот «Задача»") == true
        }
        try await world.perform { try ConstantStore.delete("Spare", usedBy: [Robots()], in: $0) }
        #expect(try await world.read { try ConstantStore.all(in: $0) }.map(\.code) == ["Clerk"])
    }

    @Test(arguments: [
        (Constant.Kind.number, "1 870,5", Value.double(1870.5)), (.number, "12", .int(12)), (.yesNo, "Y", .bool(true)),
        (.date, "31.12.2026", .date(LocalDate(year: 2026, month: 12, day: 31)!)), (.user, "7", .user(UserID(7))),
        (.string, "  ", .null), (.string, " a ", .string("a")),
    ])
    func `typed text becomes a value`(kind: Constant.Kind, text: String, value: Value) throws {
        #expect(try kind.parse(text) == value)
    }

    @Test(arguments: [(Constant.Kind.number, "a"), (.date, "32.13.2026"), (.yesNo, "maybe"), (.user, "Nikita")])
    func `typed text of another kind is refused`(kind: Constant.Kind, text: String) {
        #expect(throws: Failure.self) { try kind.parse(text) }
    }

    @Test func `readiness lists every role and turns done as the portal is set`() async throws {
        let world = try await TestPortal.make()
        _ = try await world.administrator()
        try await make(world, NewConstant(code: "Clerk", title: "Делопроизводитель", kind: .user))
        try await make(world, NewConstant(code: "Rate", title: "Ставка", kind: .number))
        func done() async throws -> [String: Bool] {
            let items = try await world.read { try Readiness.items(in: $0) }
            return Dictionary(uniqueKeysWithValues: items.map { ($0.id, $0.isDone) })
        }
        #expect(
            try await done() == [
                "constant.Clerk": false, "working_hours": false, "days_off": false, "holidays": false, "company": false,
                "mail": false, "people": false, "structure": false,
            ])

        let clerk = try await world.person("clerk")
        try await set(world, "Clerk", .user(clerk))
        try await world.perform { command in
            try SettingsStore.change(in: command) { settings in
                settings.companyName = "Prom2B"
                settings.administratorEmail = "a@b.cd"
                settings.workingHours = try WorkingHours(holidays: "1.01")
            }
            let sales = try DepartmentStore.create(name: "Sales", parent: nil, in: command)
            try DepartmentStore.setHead(of: sales, to: clerk, in: command)
        }

        #expect(try await done().values.allSatisfy(\.self))
        try await world.perform { command in
            try command.transaction.execute("update users set is_active = 0 where id = $1", [clerk])
        }
        #expect(try await done()["constant.Clerk"] == false)
    }
}
