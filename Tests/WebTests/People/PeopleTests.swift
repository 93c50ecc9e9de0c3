import CRM
import HTTPTypes
import Kernel
import Storage
import TestSupport
import Testing
import Web

@Suite struct PeopleTests {
    @Test func `everybody sees the list, only configurers the ways to change it`() async throws {
        let world = try await WebWorld.make()

        let manager = try await world.browser(of: world.people.manager).get("/people")
        let administrator = try await world.browser(of: world.people.administrator).get("/people")

        #expect(manager.count("data-row") == 8)
        #expect(manager.count("href=\"/people/invite\"") == 0)
        #expect(administrator.count("href=\"/people/invite\"") == 1)
    }

    @Test func `an invited person opens the link once, chooses a password and is inside`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)

        let answer = try await browser.post("/people/invite", ["EMAIL": "Oleg@prom2b.test", "NAME": "Oleg", "LAST_NAME": "Panin"])

        let link = try #require(answer.text.firstRange(of: "/invitation/").map { String(answer.text[$0.lowerBound...].prefix(12 + 43)) })
        #expect(answer.shows("http://portal.test" + link))
        #expect(try await world.stranger.get(link).shows("oleg@prom2b.test"))
        let accepted = try await world.stranger.post(link, ["password": "correct horse"])
        #expect(accepted.status == 303)
        #expect(accepted.headers[values: .setCookie].contains { $0.hasPrefix("\(SessionCookie.name)=") })
        #expect(try await world.stranger.get(link).status == 404)
        let user = try await world.services.portal.read { try UserStore.user(login: "oleg@prom2b.test", in: $0) }
        #expect(user?.hasPassword == true)
    }

    @Test func `links that leave the portal begin with its public address`() async throws {
        let world = try await WebWorld.make(publicAddress: "https://CRM.example.ru/")
        let browser = try await world.browser(of: world.people.administrator)

        let answer = try await browser.post("/people/invite", ["EMAIL": "Oleg@prom2b.test", "NAME": "Oleg", "LAST_NAME": "Panin"])
        let made = try await browser.post("/settings/forms/new", ["title": "Site", "field": "PHONE", "source": "WEBFORM"])
        let form = try await browser.get(try #require(made.location))

        #expect(answer.shows("https://crm.example.ru/invitation/"))
        #expect(form.shows("https://crm.example.ru/forms/"))
        #expect(!answer.shows("portal.test") && !form.shows("portal.test"))
    }

    @Test(arguments: ["crm.example.ru", "ftp://crm.example.ru", "https://", "https://crm.example.ru/crm", "https://a b"])
    func `a public address that cannot stand before paths is refused`(address: String) {
        #expect(throws: Failure.self) { try PublicAddress(parsing: address) }
    }

    @Test func `an address that is taken is refused and the form keeps what was typed`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)

        let answer = try await browser.post(
            "/people/new", ["EMAIL": "nikita@prom2b.test", "NAME": "Second", "LAST_NAME": "Nikita", "PASSWORD": "correct horse"])

        #expect(answer.status == 422)
        #expect(answer.count("id=\"field-EMAIL-error\"") == 1)
        #expect(answer.shows("value=\"Second\""))
        #expect(!answer.shows("correct horse"))
    }

    @Test func `whom a constant names is dismissed only with a substitute, who takes the place`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let clerk = world.people.clerk
        let address = "/people/\(clerk)/dismiss"

        #expect(try await browser.get(address).count("href=\"/settings/constants\"") == 1)
        let refused = try await browser.post(address)
        let dismissed = try await browser.post(address, ["SUBSTITUTE": "\(world.people.lawyer)"])

        #expect(refused.status == 422)
        #expect(refused.count("id=\"field-SUBSTITUTE-error\"") == 1)
        #expect(dismissed.location == "/people/\(clerk)")
        let (user, constants) = try await world.services.portal.read { reader in
            (try UserStore.user(clerk, in: reader), try ConstantStore.values(in: reader))
        }
        #expect(user?.isActive == false)
        #expect(constants["Clerk"]?.userIDs == [world.people.lawyer])
        _ = try await browser.post("/people/\(clerk)/restore")
        #expect(try await world.services.portal.read { try UserStore.user(clerk, in: $0) }?.isActive == true)
    }

    @Test func `an own field of people is made in the settings, filled in on the form and shown on the page`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let address = "/people/\(world.people.clerk)"

        let made = try await browser.post(
            "/settings/fields/user/new", ["title": "Shoe size", "code": "SHOE", "type": "integer", "isRequired": "1"])
        _ = try await browser.post("/settings/fields/user/new", ["title": "Mentor", "type": "employee", "isMultiple": "1"])

        #expect(made.location == "/settings/fields?entity=user")
        let list = try await browser.get("/settings/fields?entity=user")
        #expect(list.shows("UF_USR_SHOE") && list.shows("UF_USR_FIELD_1"))
        #expect(try await !browser.get("/settings/fields/user/new").shows("value=\"file\""))
        #expect(try await browser.get("\(address)/edit").count("name=\"f.UF_USR_SHOE\"") == 1)
        let person = [("NAME", "Clara"), ("LAST_NAME", "Clerk"), ("EMAIL", "clara@prom2b.test")]
        let refused = try await browser.post("\(address)/edit", person + [("f.UF_USR_SHOE", "big")])
        #expect(refused.status == 422 && refused.shows("value=\"big\"") && refused.count("id=\"f-UF_USR_SHOE-error\"") == 1)
        #expect(try await browser.post("\(address)/edit", person + [("f.UF_USR_SHOE", "")]).status == 422)
        let saved = try await browser.post(
            "\(address)/edit", person + [("f.UF_USR_SHOE", "43"), ("f.UF_USR_FIELD_1", "\(world.people.head)")])
        #expect(saved.location == address)
        let page = try await world.browser(of: world.people.manager).get(address)
        let head = try await world.services.portal.read { try UserStore.requireUser(world.people.head, in: $0).name }
        #expect(page.shows("Shoe size") && page.shows("43") && page.shows(head))
        _ = try await browser.post("/settings/fields/user/UF_USR_SHOE/delete")
        #expect(try await !browser.get(address).shows("Shoe size"))
    }

    @Test func `a manager changes neither a colleague nor the structure`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.manager)
        let head = world.people.head

        for address in ["/people/\(head)/edit", "/people/\(head)/dismiss", "/people/invite", "/settings/structure/new", "/people/\(head)/restore"] {
            #expect(try await browser.post(address, ["NAME": "Hacked", "EMAIL": "x@prom2b.test"]).status == 403, "\(address)")
        }
        #expect(try await browser.get("/people/\(head)").status == 200)
        #expect(try await browser.get("/settings/structure").count("/settings/structure/new") == 0)
    }

    @Test func `a department gets a head and members, and cannot be put under itself`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let (lawyer, clerk) = (world.people.lawyer, world.people.clerk)

        let made = try await browser.post(
            "/settings/structure/new", ["NAME": "Law", "PARENT": "", "HEAD": "\(lawyer)", "MEMBER": "\(clerk)"])

        #expect(made.location == "/settings/structure")
        let departments = try await world.services.portal.read { try DepartmentStore.all(in: $0) }
        let law = try #require(departments.first { $0.name == "Law" })
        #expect(law.head == lawyer)
        #expect(try await world.services.portal.read { try DepartmentStore.members(of: law.id, withSubdepartments: false, in: $0) } == [lawyer, clerk])
        let refused = try await browser.post("/settings/structure/\(law.id)", ["NAME": "Law", "PARENT": "\(law.id)"])
        #expect(refused.status == 422)
        #expect(refused.count("id=\"field-PARENT-error\"") == 1)
    }

    @Test func `people change their names, password and other sessions themselves`() async throws {
        let world = try await WebWorld.make()
        let user = try await world.services.accounts.create(
            NewUser(login: "vera@prom2b.test", profile: UserProfile(firstName: "Vera", lastName: "Lis")), password: "correct horse", as: .system)
        let browser = try await world.browser(of: user)
        let other = try await world.browser(of: user)

        let wrong = try await browser.post("/profile/password", ["CURRENT_PASSWORD": "nonsense", "PASSWORD": "battery staple"])
        let saved = try await browser.post("/profile", ["NAME": "Vera", "LAST_NAME": "Lisina", "language": "en", "theme": "dark"])
        let changed = try await browser.post("/profile/password", ["CURRENT_PASSWORD": "correct horse", "PASSWORD": "battery staple"])

        #expect(wrong.status == 422)
        #expect(wrong.count("id=\"field-CURRENT_PASSWORD-error\"") == 1)
        #expect(saved.location == "/profile")
        #expect(changed.location == "/profile")
        #expect(try await browser.get("/profile").shows("value=\"Lisina\""))
        #expect(try await other.get("/profile").location?.hasPrefix("/sign-in") == true)
    }

    @Test func `a theme switch leads back to the page it was pressed on, never to another site`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.manager)
        func press(from referer: String) async throws -> String? {
            let body = "theme=dark&csrf=\(percentEncoded(browser.csrf))"
            let headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded", .init("Referer")!: referer]
            return try await browser.send(.post, "/profile/theme", headers: headers, body: Array(body.utf8)).location
        }

        #expect(try await press(from: "http://portal.test/deals?view=list") == "/deals?view=list")
        #expect(try await press(from: "http://evil.test/deals") == "/profile")
        #expect(try await press(from: "http://portal.test//evil.test") == "/profile")
        let user = try await world.services.portal.read { [id = world.people.manager] in try UserStore.user(id, in: $0) }
        #expect(user?.profile.theme == .dark)
    }
}
