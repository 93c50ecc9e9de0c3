import Automation
import CRM
import Kernel
import Storage
import TestSupport
import Testing
import Web

/// A page of settings or robots takes as many queries with much in it as with little.
@Suite struct QueryCountTests {
    @Test(arguments: [
        "/settings", "/settings/readiness", "/settings/portal", "/settings/working-time", "/settings/roles", "/settings/constants",
        "/settings/fields", "/settings/pipelines", "/settings/forms", "/settings/structure", "/people", "/team", "/import", "/products", "/profile",
        "/automation/DEAL:0", "/automation/DEAL:0?edit=1", "/automation/DEAL:0/versions",
    ])
    func `a page takes as many queries when the company has grown`(address: String) async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        #expect(try await browser.get(address).status == 200)

        let few = try await QueryCounter.count { try await browser.get(address) }
        try await world.grow()
        _ = try await browser.get(address)
        let many = try await QueryCounter.count { try await browser.get(address) }

        #expect(many.result.status == 200)
        #expect(few.statements.count == many.statements.count, "\(many.statements)")
        #expect(many.statements.count <= 20, "\(many.statements)")
    }

    @Test func `nothing that surrounds a page is read twice`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        _ = try await browser.get("/deals")

        let board = try await QueryCounter.count { try await browser.get("/deals") }

        // Session, person, settings with the calendar, saved filters, the rail's numbers; a query a column, totals, details.
        #expect(board.statements.count { $0.contains("from settings") } == 1)
        #expect(board.statements.count { $0.contains("from users") } <= 2, "\(board.statements)")
        let columns = board.statements.count { $0.contains("from deals") && $0.contains("limit") }
        #expect(columns == 7)
        #expect(board.statements.count - columns <= 9, "\(board.statements)")
    }
}

extension WebWorld {
    /// More of everything that is configured.
    fileprivate func grow() async throws {
        let forms = WebFormStore(catalog: services.items.catalog)
        let fields = FieldStore(services.items.catalog)
        let body = try await active("DEAL:0")
        let manager = people.manager
        try await services.portal.perform(as: .system) { [services] command in
            let outlines = try services.pipelines.all(in: command.transaction).all.map {
                PipelineOutline(name: $0.automationName, stages: $0.stages.map(\.code))
            }
            for number in 1...12 {
                let user = NewUser(login: "p\(number)@prom2b.test", profile: UserProfile(firstName: "P\(number)", lastName: "Q"))
                let person = try UserStore.insert(user, passwordHash: nil, in: command)
                let department = try DepartmentStore.create(name: "D\(number)", parent: nil, in: command)
                try DepartmentStore.setHead(of: department, to: person, in: command)
                try ConstantStore.create(
                    NewConstant(code: "C\(number)", title: "C\(number)", kind: .user, value: .user(person)), in: command)
                _ = try RoleStore.create(name: Text(verbatim: "R\(number)"), rights: RoleRights(), in: command)
                _ = try fields.create(FieldDraft(.deal, FieldCode("UF_CRM_F\(number)"), type: "string", title: Text(verbatim: "F\(number)")), command)
                _ = try forms.create(
                    WebForm.Settings(title: "W\(number)", thanks: "", fields: [.init(.phone)], responsible: manager, isActive: true), in: command)
                try ProductStore.save(Product(name: "G\(number)", price: Money(minorUnits: 100)), command)
                try services.automation.publish(
                    body.with(robots: number), to: "DEAL:0", among: outlines, by: nil, in: command.transaction, at: command.now)
            }
        }
    }
}

extension PipelineAutomation {
    /// With copies of the first robot of «Формирование КП» added.
    fileprivate func with(robots count: Int) -> PipelineAutomation {
        var changed = self
        guard let place = stages.firstIndex(where: { $0.stage == "QUOTE" }), let robot = stages[place].robots?.first else { return self }
        for number in 1...count {
            var copy = robot
            copy.id = "copy_\(number)"
            changed.stages[place].process.append(.robot(copy))
        }
        return changed
    }
}
