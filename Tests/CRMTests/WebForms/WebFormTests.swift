import CRM
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct WebFormTests {
    private struct World {
        let portal: TestPortal
        let items: ItemStore
        let store: WebFormStore
        let inbox: WebFormInbox

        func form(_ change: (inout WebForm.Settings) -> Void = { _ in }) async throws -> WebForm {
            var settings = WebForm.Settings(
                title: "Заявка с сайта",
                fields: [
                    .init("NAME", isRequired: true), .init("PHONE", label: "Телефон"), .init("EMAIL"),
                    .init("COMMENTS"),
                ])
            change(&settings)
            let (store, made) = (store, settings)
            let id = try await portal.perform { try store.create(made, in: $0) }
            return try #require(try await portal.read { try WebFormStore.form(id, in: $0) })
        }

        func lead(_ id: DocumentID) async throws -> Item {
            let items = items
            return try #require(try await portal.read { try items.item(id, in: $0) })
        }

        func leads() async throws -> Int { try await portal.read { try $0.count("select count(*) from leads") } }
    }

    private func world() async throws -> World {
        let portal = try await TestPortal.make()
        let catalog = CatalogCache()
        try await portal.perform { command in
            _ = try PipelineStore(catalog).define(
                .leads, Text(verbatim: "Leads"),
                stages: [
                    Stage("NEW", Text(verbatim: "New"), color: "#39a8ef"),
                    Stage("CONVERTED", Text(verbatim: "Won"), color: "#7bd500", .success),
                    Stage("SPAM", Text(verbatim: "Lost"), color: "#ff5752", .failure),
                ], command)
        }
        let items = ItemStore(catalog)
        return World(
            portal: portal, items: items, store: WebFormStore(catalog: catalog),
            inbox: WebFormInbox(portal: portal.portal, items: items))
    }

    private func request(
        _ name: String = "Иван", phone: String = "+7 912 345-67-89", address: String = "10.0.0.1", key: String = "",
        honeypot: String = ""
    ) -> FormSubmission {
        FormSubmission(
            values: ["NAME": [name], "PHONE": [phone], "ASSIGNED_BY_ID": ["1"]], honeypot: honeypot, address: address,
            key: key, campaign: ["UTM_SOURCE": "yandex", "TITLE": "hack"])
    }

    @Test func `a submission becomes a lead of the form's source and responsible`() async throws {
        let world = try await world()
        _ = try await world.portal.administrator()
        let nikita = try await world.portal.person("nikita")
        let form = try await world.form { $0.responsible = nikita }

        let id = try #require(try await world.inbox.submit(request(), to: form.token))

        let lead = try await world.lead(id)
        #expect(lead.title == "Заявка с формы «Заявка с сайта»")
        #expect(lead.value(.name) == .string("Иван"))
        #expect(lead.phones.count == 1)
        #expect(lead.source == "WEBFORM")
        #expect(lead.responsible == nikita)
        #expect(lead.value("UTM_SOURCE") == .string("yandex"))
    }

    @Test func `a required field that is blank is named and nothing is made`() async throws {
        let world = try await world()
        _ = try await world.portal.administrator()
        let form = try await world.form()

        await #expect {
            try await world.inbox.submit(request("   "), to: form.token)
        } throws: { ($0 as? Failure)?.field == "NAME" }
        await #expect {
            try await world.inbox.submit(request(String(repeating: "x", count: 5000)), to: form.token)
        } throws: { ($0 as? Failure)?.field == "NAME" }
        #expect(try await world.leads() == 0)
    }

    @Test func `a robot that fills the hidden input believes it was accepted`() async throws {
        let world = try await world()
        _ = try await world.portal.administrator()
        let form = try await world.form()

        #expect(try await world.inbox.submit(request(honeypot: "buy now"), to: form.token) == nil)
        #expect(try await world.leads() == 0)
    }

    @Test func `the same page sent twice is one lead`() async throws {
        let world = try await world()
        _ = try await world.portal.administrator()
        let form = try await world.form()

        let first = try await world.inbox.submit(request(key: "page-1"), to: form.token)
        let again = try await world.inbox.submit(request(key: "page-1"), to: form.token)
        let other = try await world.inbox.submit(request(key: "page-2"), to: form.token)

        #expect(first == again && first != other)
        #expect(try await world.leads() == 2)
    }

    @Test func `the sixth request of an address within ten minutes waits`() async throws {
        let world = try await world()
        _ = try await world.portal.administrator()
        let form = try await world.form()
        for _ in 1...5 { _ = try await world.inbox.submit(request(), to: form.token) }

        await #expect {
            try await world.inbox.submit(request(), to: form.token)
        } throws: { ($0 as? Failure)?.code == .limited }
        _ = try await world.inbox.submit(request(address: "10.0.0.2"), to: form.token)
        world.portal.clock.advance(by: .minutes(10))
        _ = try await world.inbox.submit(request(), to: form.token)

        #expect(try await world.leads() == 7)
    }

    @Test func `leads are distributed in turn, skipping the dismissed`() async throws {
        let world = try await world()
        _ = try await world.portal.administrator()
        var people: [UserID] = []
        for name in ["one", "two", "three"] { people.append(try await world.portal.person(name)) }
        let queue = people
        let form = try await world.form {
            $0.queue = queue
            $0.distributes = true
        }
        func next(_ number: Int) async throws -> UserID? {
            let id = try #require(
                try await world.inbox.submit(request(address: "10.0.0.\(number)"), to: form.token))
            return try await world.lead(id).responsible
        }

        var got: [UserID?] = []
        for number in 1...4 { got.append(try await next(number)) }
        #expect(got == [people[0], people[1], people[2], people[0]])

        let gone = people[1]
        try await world.portal.perform { command in
            try command.transaction.execute("update users set is_active = 0 where id = $1", [gone])
        }
        var later: Set<UserID?> = []
        for number in 5...8 { later.insert(try await next(number)) }
        #expect(later == [people[0], people[2]])
    }

    @Test func `a form switched off or unknown takes nothing`() async throws {
        let world = try await world()
        _ = try await world.portal.administrator()
        let form = try await world.form { $0.isActive = false }

        await #expect {
            try await world.inbox.submit(request(), to: form.token)
        } throws: { ($0 as? Failure)?.code == .unavailable }
        await #expect {
            try await world.inbox.submit(request(), to: "nonsense")
        } throws: { ($0 as? Failure)?.code == .notFound }
    }

    @Test(arguments: ["ASSIGNED_BY_ID", "ID", "STATUS_ID", "UF_CRM_NONE", "SOURCE_ID"])
    func `a form cannot ask for what is not a visitor's to set`(code: String) async throws {
        let world = try await world()

        await #expect {
            try await world.form { $0.fields.append(.init(FieldCode(code))) }
        } throws: { ($0 as? Failure)?.field == "fields" }
    }

    @Test func `a form must leave a way to answer, and a source that exists`() async throws {
        let world = try await world()

        await #expect {
            try await world.form { $0.fields = [.init("NAME")] }
        } throws: { ($0 as? Failure)?.field == "fields" }
        await #expect {
            try await world.form { $0.source = "NOWHERE" }
        } throws: { ($0 as? Failure)?.field == "source" }
        await #expect {
            try await world.form { $0.distributes = true }
        } throws: { ($0 as? Failure)?.field == "queue" }
    }
}
