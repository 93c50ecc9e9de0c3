import CRM
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct RoleTests {
    private func grant(
        _ world: TestPortal, _ scope: RightScope, _ operations: [Operation] = [.read], to members: [RoleMember]
    ) async throws {
        try await world.perform { command in
            let role = try RoleStore.create(
                name: Text(verbatim: scope.rawValue), rights: RoleRights(scope, for: operations), in: command)
            try RoleStore.setMembers(of: role, to: members, in: command)
        }
    }

    private func viewer(_ user: UserID, _ world: TestPortal) async throws -> Viewer {
        try #require(try await world.read { try ViewerStore.viewer(for: user, in: $0) })
    }

    @Test func `without roles a person sees nothing, an administrator everything`() async throws {
        let world = try await TestPortal.make()
        let admin = try await world.administrator()
        let nikita = try await world.person("nikita")

        #expect(try await viewer(nikita, world).scope(.read, of: .lead) == .none)
        #expect(try await viewer(admin, world).scope(.delete, of: .deal) == .all)
        #expect(try await viewer(admin, world).may(.configurePortal))
        #expect(try await world.read { try ViewerStore.viewer(for: UserID(999), in: $0) } == nil)
    }

    @Test func `of several roles the widest right of each operation holds`() async throws {
        let world = try await TestPortal.make()
        let nikita = try await world.person("nikita")
        try await grant(world, .own, [.read, .update], to: [.everybody])
        try await grant(world, .all, [.read], to: [.user(nikita)])

        let viewer = try await viewer(nikita, world)

        #expect(viewer.scope(.read, of: .deal) == .all)
        #expect(viewer.scope(.update, of: .deal) == .own)
        #expect(viewer.scope(.delete, of: .deal) == .none)
        #expect(viewer.may(.update, .deal, responsible: nikita))
        #expect(!viewer.may(.update, .deal, responsible: UserID(999)))
    }

    @Test func `department scopes reach colleagues, and everybody below when they say so`() async throws {
        let world = try await TestPortal.make()
        let (head, seller, clerk, stranger) = (
            try await world.person("head"), try await world.person("seller"), try await world.person("clerk"),
            try await world.person("stranger")
        )
        let (sales, retail) = try await world.perform { command in
            let sales = try DepartmentStore.create(name: "Sales", parent: nil, in: command)
            let retail = try DepartmentStore.create(name: "Retail", parent: sales, in: command)
            let other = try DepartmentStore.create(name: "Other", parent: nil, in: command)
            for (person, place) in [(head, sales), (seller, sales), (clerk, retail), (stranger, other)] {
                try DepartmentStore.add(person, to: place, in: command)
            }
            return (sales, retail)
        }
        try await grant(world, .department, [.read], to: [.department(sales, withSubdepartments: true)])
        try await grant(world, .tree, [.update], to: [.user(head)])

        #expect(try await viewer(head, world).scope(.read, of: .lead) == .people([head, seller]))
        #expect(try await viewer(head, world).scope(.update, of: .lead) == .people([head, seller, clerk]))
        #expect(try await viewer(clerk, world).scope(.read, of: .lead) == .people([clerk]))
        #expect(try await viewer(stranger, world).scope(.read, of: .lead) == .none)
        _ = retail
    }

    @Test func `a role of a department without sub-departments does not reach below`() async throws {
        let world = try await TestPortal.make()
        let (above, below) = (try await world.person("above"), try await world.person("below"))
        let sales = try await world.perform { command in
            let sales = try DepartmentStore.create(name: "Sales", parent: nil, in: command)
            let retail = try DepartmentStore.create(name: "Retail", parent: sales, in: command)
            try DepartmentStore.add(above, to: sales, in: command)
            try DepartmentStore.add(below, to: retail, in: command)
            return sales
        }
        try await grant(world, .all, to: [.department(sales, withSubdepartments: false)])

        #expect(try await viewer(above, world).scope(.read, of: .lead) == .all)
        #expect(try await viewer(below, world).scope(.read, of: .lead) == .none)
    }

    @Test func `default roles are made once and cover everybody`() async throws {
        let world = try await TestPortal.make()
        let nikita = try await world.person("nikita")

        let first = try await world.perform { try DefaultRoles.create(in: $0) }
        let second = try await world.perform { try DefaultRoles.create(in: $0) }

        #expect(first == second)
        #expect(Set(first.keys) == ["ADMIN", "HEAD", "MANAGER", "EMPLOYEE"])
        let employee = try await viewer(nikita, world)
        #expect(employee.scope(.read, of: .deal) == .own)
        #expect(employee.may(.create, .deal, responsible: nikita))
        #expect(!employee.may(.configureAutomation))
        try await world.perform { try RoleStore.setMembers(of: first["ADMIN"]!, to: [.user(nikita)], in: $0) }
        #expect(try await viewer(nikita, world).may(.configureAutomation))
        #expect(try await viewer(nikita, world).scope(.delete, of: .company) == .all)
    }

    @Test func `a role read back is the role that was written`() async throws {
        let world = try await TestPortal.make()
        var rights = RoleRights(.tree, for: [.read])
        rights[.deal, .import] = .all
        rights.permissions = [.configureAutomation]
        let id = try await world.perform { [rights] command in
            try RoleStore.create(name: Text(ru: "Роль", en: "Role"), rights: rights, in: command)
        }

        let role = try #require(try await world.read { try RoleStore.role(id, in: $0) })

        #expect(role.rights == rights)
        #expect(role.name == Text(ru: "Роль", en: "Role"))
        try await world.perform { try RoleStore.delete(id, in: $0) }
        #expect(try await world.read { try RoleStore.all(in: $0) }.isEmpty)
    }

    @Test func `own items cannot be created, only all or none`() async throws {
        let world = try await TestPortal.make()

        await #expect {
            try await world.perform { command in
                try RoleStore.create(name: Text(verbatim: "x"), rights: RoleRights(.own), in: command)
            }
        } throws: { ($0 as? Failure)?.field == "LEAD.create" }
        #expect(try await world.read { try RoleStore.all(in: $0) }.isEmpty)
    }

    @Test func `people without the permission change no roles`() async throws {
        let world = try await TestPortal.make()
        let nikita = try await world.person("nikita")

        await #expect(throws: Failure.self) {
            try await world.perform(as: .person(nikita)) { command in
                try RoleStore.create(name: Text(verbatim: "x"), rights: RoleRights(.all), in: command)
            }
        }
    }
}
