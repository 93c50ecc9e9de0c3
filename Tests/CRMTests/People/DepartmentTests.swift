import CRM
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct DepartmentTests {
    /// Company (boss) > Sales (head) > Retail (no head); Support without anybody above; an outsider in no department.
    private struct Company {
        let world: TestPortal
        var people: [String: UserID] = [:]
        var departments: [String: DepartmentID] = [:]

        static func make() async throws -> Company {
            var company = Company(world: try await TestPortal.make())
            company.people["admin"] = try await company.world.administrator()
            for name in ["boss", "head", "seller", "clerk", "support", "outsider"] {
                company.people[name] = try await company.world.person(name)
            }
            let people = company.people
            company.departments = try await company.world.perform { command in
                let root = try DepartmentStore.create(name: "Company", parent: nil, in: command)
                let sales = try DepartmentStore.create(name: "Sales", parent: root, in: command)
                let retail = try DepartmentStore.create(name: "Retail", parent: sales, in: command)
                let support = try DepartmentStore.create(name: "Support", parent: nil, in: command)
                try DepartmentStore.setHead(of: root, to: people["boss"], in: command)
                try DepartmentStore.setHead(of: sales, to: people["head"], in: command)
                try DepartmentStore.add(people["seller"]!, to: sales, in: command)
                try DepartmentStore.add(people["clerk"]!, to: retail, in: command)
                try DepartmentStore.add(people["support"]!, to: support, in: command)
                return ["root": root, "sales": sales, "retail": retail, "support": support]
            }
            return company
        }

        func supervisors(of name: String) async throws -> [String] {
            let id = people[name]!
            let found = try await world.read { try DepartmentStore.supervisors(of: id, in: $0) }
            return found.map { id in people.first { $0.value == id }!.key }
        }

        func members(_ name: String, withSubdepartments: Bool) async throws -> [String] {
            let id = departments[name]!
            let found = try await world.read {
                try DepartmentStore.members(of: id, withSubdepartments: withSubdepartments, in: $0)
            }
            return found.map { id in people.first { $0.value == id }!.key }
        }
    }

    @Test func `the supervisor is the nearest head above, or the administrators`() async throws {
        let company = try await Company.make()
        let expected = [
            "seller": ["head"],  // head of the own department
            "head": ["boss"],  // is the head: the head above
            "clerk": ["head"],  // own department has no head
            "boss": ["admin"],  // nobody above
            "support": ["admin"],  // no head anywhere
            "outsider": ["admin"],  // in no department
        ]

        for (name, supervisors) in expected {
            #expect(try await company.supervisors(of: name) == supervisors, "\(name)")
        }
    }

    @Test func `a dismissed head is passed over`() async throws {
        let company = try await Company.make()
        let head = company.people["head"]!

        try await company.world.perform { command in
            try command.transaction.execute("update users set is_active = 0 where id = $1", [head])
        }

        #expect(try await company.supervisors(of: "seller") == ["boss"])
    }

    @Test func `members come with or without sub-departments, the head first, each once`() async throws {
        let company = try await Company.make()
        let (retail, seller) = (company.departments["retail"]!, company.people["seller"]!)
        try await company.world.perform { try DepartmentStore.add(seller, to: retail, in: $0) }

        #expect(try await company.members("sales", withSubdepartments: false) == ["head", "seller"])
        #expect(try await company.members("sales", withSubdepartments: true) == ["head", "seller", "clerk"])
        #expect(
            try await company.members("root", withSubdepartments: true).sorted() == ["boss", "clerk", "head", "seller"])
    }

    @Test func `a department cannot be put under itself or below itself`() async throws {
        let company = try await Company.make()
        let (sales, retail, support) = (
            company.departments["sales"]!, company.departments["retail"]!, company.departments["support"]!
        )

        for parent in [sales, retail] {
            await #expect {
                try await company.world.perform { try DepartmentStore.move(sales, under: parent, in: $0) }
            } throws: { ($0 as? Failure)?.code == .conflict }
        }
        try await company.world.perform { try DepartmentStore.move(sales, under: support, in: $0) }
        #expect(try await company.supervisors(of: "head") == ["admin"])
    }

    @Test func `a new head replaces the old one, who stays a member`() async throws {
        let company = try await Company.make()
        let (sales, seller) = (company.departments["sales"]!, company.people["seller"]!)

        try await company.world.perform { try DepartmentStore.setHead(of: sales, to: seller, in: $0) }

        #expect(try await company.members("sales", withSubdepartments: false) == ["seller", "head"])
        #expect(try await company.supervisors(of: "head") == ["seller"])
    }

    @Test func `a department with sub-departments is not deleted, an empty one is`() async throws {
        let company = try await Company.make()
        let (sales, retail) = (company.departments["sales"]!, company.departments["retail"]!)

        await #expect(throws: Failure.self) {
            try await company.world.perform { try DepartmentStore.delete(sales, in: $0) }
        }
        try await company.world.perform { try DepartmentStore.delete(retail, in: $0) }

        let trees = try await company.world.read {
            DepartmentNode.trees(try DepartmentStore.all(in: $0), members: try DepartmentStore.memberships(in: $0))
        }
        #expect(trees.map(\.department.name) == ["Company", "Support"])
        #expect(trees[0].children.map(\.department.name) == ["Sales"])
        #expect(trees[0].children[0].children.isEmpty)
    }

    @Test func `the directory knows everybody and learns of changes after the commit`() async throws {
        let company = try await Company.make()
        let directory = PeopleDirectory(database: company.world.database)
        company.world.portal.listen(directory)
        let seller = company.people["seller"]!
        #expect(try await directory.snapshot().name(of: seller) == "seller Test")

        try await company.world.perform {
            try UserStore.change(
                seller, to: UserProfile(firstName: "Пётр", lastName: "Ёлкин", position: "Менеджер"), in: $0)
        }

        let snapshot = try await directory.snapshot()
        #expect(snapshot.name(of: seller) == "Пётр Ёлкин")
        #expect(snapshot[seller]?.initials == "ПЁ")
        #expect(snapshot.search("елк").map(\.id) == [seller])
        #expect(snapshot.search("петр менедж").map(\.id) == [seller])
        #expect(snapshot.search("петр директор").isEmpty)
        #expect(snapshot.searchDepartments("ret").map(\.name) == ["Retail"])
        #expect(snapshot[UserID(999)] == nil)
    }

    @Test func `the selector remembers whom a person chose last, up to twenty`() async throws {
        let company = try await Company.make()
        let me = Actor.person(company.people["seller"]!)
        let (boss, head) = (company.people["boss"]!, company.people["head"]!)

        for person in [boss, head, boss] {
            company.world.clock.advance(by: .minutes(1))
            try await company.world.perform(as: me) { try RecentPeople.remember([person], in: $0) }
        }

        #expect(try await company.world.read { try RecentPeople.of(me.user!, in: $0) } == [boss, head])
        #expect(try await company.world.read { try RecentPeople.of(boss, in: $0) }.isEmpty)
    }
}
