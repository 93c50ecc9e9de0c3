import CRM
import HTTPTypes
import Kernel
import Storage
import TestSupport
import Testing
import Web

/// Constants, fields, pipelines, roles.
@Suite struct ConfigurationTests {
    @Test func `a role of the process gets another person`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)

        let answer = try await browser.post("/settings/constants", ["has.Clerk": "1", "c.Clerk": "\(world.people.lawyer)"])

        #expect(answer.status == 303)
        let constants = try await world.services.portal.read { try ConstantStore.values(in: $0) }
        #expect(constants["Clerk"]?.userIDs == [world.people.lawyer])
        #expect(constants["Consultant"]?.userIDs == [world.people.consultant])
    }

    @Test func `a constant that robots use is not deleted, another one is`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        _ = try await browser.post("/settings/constants/new", ["code": "Limit", "title": "Limit", "kind": "number"])

        let refused = try await browser.post("/settings/constants/Clerk/delete")
        let deleted = try await browser.post("/settings/constants/Limit/delete")

        #expect(refused.status == 422)
        #expect(deleted.location == "/settings/constants")
        let codes = try await world.services.portal.read { try ConstantStore.all(in: $0).map(\.code) }
        #expect(codes.contains("Clerk"))
        #expect(!codes.contains("Limit"))
    }

    @Test func `a constant of a wrong kind of value is refused beside it`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        _ = try await browser.post("/settings/constants/new", ["code": "Limit", "title": "Limit", "kind": "number"])

        let answer = try await browser.post("/settings/constants", ["has.Limit": "1", "c.Limit": "many"])

        #expect(answer.status == 422)
        #expect(answer.count("id=\"constant-Limit-error\"") == 1)
        #expect(answer.shows("value=\"many\""))
    }

    @Test func `a list field is made with options and required from a stage`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)

        let answer = try await browser.post(
            "/settings/fields/deal/new",
            [
                "title": "Colour", "code": "COLOUR", "type": "enumeration", "option.code": "", "option.name": "Red", "option.english": "",
                "option.code": "", "option.name": "Blue", "option.english": "Blue one", "from.DEAL:0": "QUOTE", "isInList": "1",
            ])

        #expect(answer.location == "/settings/fields?entity=deal")
        let items = world.services.items
        let registry = try await world.services.portal.read { try items.catalog.catalog(in: $0).fields }
        let field = try #require(registry.field("UF_CRM_COLOUR", of: .deal))
        #expect(field.options.map(\.name.russian) == ["Red", "Blue"])
        #expect(field.requiredFrom == ["DEAL:0": "QUOTE"])
        #expect(field.isInList)
        #expect(try await browser.get("/settings/fields/deal/UF_CRM_COLOUR").shows("value=\"Blue one\""))
    }

    @Test func `a field without a title comes back with everything typed`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)

        let answer = try await browser.post("/settings/fields/lead/new", ["title": " ", "code": "SIZE", "type": "double"])

        #expect(answer.status == 422)
        #expect(answer.count("id=\"field-title-error\"") == 1)
        #expect(answer.shows("value=\"SIZE\""))
        #expect(answer.shows("<option value=\"double\" selected>"))
    }

    @Test func `a second success stage is refused and stays typed`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let known = try await pipeline(world, "DEAL:0")

        let answer = try await browser.post(
            "/settings/pipelines/DEAL:0", rows(known) + [("new.name", "Second victory"), ("new.semantics", "S"), ("new.color", "#00ff00")])

        #expect(answer.status == 422)
        #expect(answer.shows("value=\"Second victory\""))
        #expect(try await pipeline(world, "DEAL:0") == known)
    }

    @Test func `stages are renamed, recoloured, moved and added in one form`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let known = try await pipeline(world, "DEAL:0")
        var changed = known
        changed.stages[0].name = Text(verbatim: "Start")
        changed.stages[0].color = "#123456"

        let answer = try await browser.post(
            "/settings/pipelines/DEAL:0", rows(changed) + [("down", known.stages[0].code), ("new.name", "Extra"), ("new.semantics", "P")])

        #expect(answer.status == 303)
        let saved = try await pipeline(world, "DEAL:0")
        #expect(saved.stages[1].code == known.stages[0].code)
        #expect(saved.stages[1].name.russian == "Start")
        #expect(saved.stages[1].color == "#123456")
        #expect(saved.stages.count == known.stages.count + 1)
    }

    @Test func `a stage with deals is not deleted and the refusal counts them`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let known = try await pipeline(world, "DEAL:0")
        try await world.deal("One", stage: "QUOTE")

        let answer = try await browser.post("/settings/pipelines/DEAL:0", rows(known) + [("delete", "QUOTE")])

        #expect(answer.status == 422)
        #expect(answer.count("stage-error") == 1)
        #expect(try await pipeline(world, "DEAL:0") == known)
    }

    @Test func `a role gives a person what the matrix says`() async throws {
        let world = try await WebWorld.make()
        let browser = try await world.browser(of: world.people.administrator)
        let lawyer = world.people.lawyer

        let answer = try await browser.post(
            "/settings/roles/new",
            ["NAME": "Auditor", "right.DEAL.read": "all", "right.DEAL.export": "all", "permission.configureAutomation": "1", "MEMBER": "user:\(lawyer)"])

        #expect(answer.location == "/settings/roles")
        let viewer = try #require(try await world.services.portal.read { try ViewerStore.viewer(for: lawyer, in: $0) })
        #expect(viewer.scope(.read, of: .deal) == .all)
        #expect(viewer.scope(.delete, of: .deal) == .none)
        #expect(viewer.may(.configureAutomation))
        #expect(!viewer.may(.configurePortal))
    }

    private func pipeline(_ world: WebWorld, _ name: String) async throws -> Pipeline {
        let pipelines = world.services.pipelines
        return try #require(try await world.services.portal.read { try pipelines.all(in: $0).named(name) })
    }

    private func rows(_ pipeline: Pipeline) -> [(String, String)] {
        [("name", pipeline.name.russian), ("name.en", pipeline.name.english)]
            + pipeline.stages.flatMap {
                [("stage.code", $0.code), ("stage.name", $0.name.russian), ("stage.en", $0.name.english), ("stage.color", $0.color)]
            }
    }
}

extension Browser {
    /// A form whose fields are worked out.
    func post(_ address: String, _ pairs: [(String, String)]) async throws -> Answer {
        let body = (pairs + [("csrf", csrf)]).map { "\(percentEncoded($0.0))=\(percentEncoded($0.1))" }.joined(separator: "&")
        return try await send(
            .post, address, headers: [.contentType: "application/x-www-form-urlencoded"], body: Array(body.utf8))
    }
}
