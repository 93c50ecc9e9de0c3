import CRM
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct StaffTests {
    @Test func `somebody named by a role is dismissed only with a substitute`() async throws {
        let world = try await TestPortal.make()
        let admin = Actor.person(try await world.administrator())
        let (clerk, other) = (try await world.person("clerk"), try await world.person("other"))
        try await world.perform { command in
            let sales = try DepartmentStore.create(name: "Продажи", parent: nil, in: command)
            try DepartmentStore.setHead(of: sales, to: clerk, in: command)
            try ConstantStore.create(
                NewConstant(code: "Clerk", title: "Делопроизводитель", kind: .user, value: .user(clerk)), in: command)
            try ConstantStore.create(
                NewConstant(
                    code: "Team", title: "Команда", kind: .user, isMultiple: true,
                    value: .list([.user(other), .user(clerk)])), in: command)
        }

        await #expect {
            try await world.perform(as: admin) { try Staff().dismiss(clerk, substitute: nil, in: $0) }
        } throws: { error in
            let failure = error as? Failure
            return failure?.code == .conflict && failure?.field == "SUBSTITUTE"
                && failure?.message.russian.contains("Делопроизводитель") == true
                && failure?.message.russian.contains("Продажи") == true
        }
        #expect(try await world.read { try UserStore.user(clerk, in: $0)?.isActive } == true)
        try await world.perform(as: admin) { try Staff().dismiss(clerk, substitute: other, in: $0) }

        #expect(try await world.read { try Staff().mentions(of: clerk, in: $0) }.isEmpty)
        let values = try await world.read { try ConstantStore.values(in: $0) }
        #expect(values["Clerk"] == .user(other))
        #expect(values["Team"] == .list([.user(other)]))
        #expect(try await world.read { try DepartmentStore.all(in: $0).first?.head } == other)
    }

    @Test func `dismissal ends sessions at once and restoring brings the old password back`() async throws {
        let world = try await TestPortal.make()
        let admin = Actor.person(try await world.administrator())
        let nikita = try await world.person("nikita")
        let opened = try await world.signIn.open(for: nikita, address: "1", agent: "phone")

        try await world.perform(as: admin) { try Staff().dismiss(nikita, substitute: nil, in: $0) }

        #expect(try await world.signIn.session(cookie: opened.token.text) == nil)
        await #expect(throws: Failure.self) {
            try await world.signIn.signIn(
                login: "nikita@prom2b.test", password: "correct horse", address: "1", agent: "phone")
        }
        try await world.perform(as: admin) { try Staff().restore(nikita, in: $0) }
        _ = try await world.signIn.signIn(
            login: "nikita@prom2b.test", password: "correct horse", address: "1", agent: "phone")
    }

    @Test func `the last administrator stays, and nobody dismisses themselves`() async throws {
        let world = try await TestPortal.make()
        let admin = try await world.administrator()

        await #expect(throws: Failure.self) {
            try await world.perform { try Staff().dismiss(admin, substitute: nil, in: $0) }
        }
        await #expect(throws: Failure.self) {
            try await world.perform { try UserStore.change(admin, isAdministrator: false, in: $0) }
        }
        let second = try await world.person("second")
        try await world.perform { try UserStore.change(second, isAdministrator: true, in: $0) }
        await #expect {
            try await world.perform(as: .person(second)) { try Staff().dismiss(second, substitute: nil, in: $0) }
        } throws: { ($0 as? Failure)?.code == .forbidden }
        try await world.perform(as: .person(second)) { try Staff().dismiss(admin, substitute: nil, in: $0) }
        #expect(try await world.read { try UserStore.administrators(in: $0) } == [second])
    }

    @Test func `a substitute must be somebody else who works`() async throws {
        let world = try await TestPortal.make()
        let admin = Actor.person(try await world.administrator())
        let (clerk, gone) = (try await world.person("clerk"), try await world.person("gone"))
        try await world.perform(as: admin) { command in
            try Staff().dismiss(gone, substitute: nil, in: command)
            try ConstantStore.create(
                NewConstant(code: "Clerk", title: "К", kind: .user, value: .user(clerk)), in: command)
        }

        for substitute in [clerk, gone, UserID(999)] {
            await #expect {
                try await world.perform(as: admin) { try Staff().dismiss(clerk, substitute: substitute, in: $0) }
            } throws: { ($0 as? Failure)?.field == "SUBSTITUTE" }
        }
    }
}
