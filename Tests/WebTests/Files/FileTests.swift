import CRM
import HTTPTypes
import Kernel
import Storage
import TestSupport
import Testing
import Web

@Suite struct FileTests {
    private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3]

    private func deal(with bytes: [UInt8], named name: String, in world: WebWorld, of owner: UserID) async throws
        -> FileID
    {
        let file = try await world.services.files.add(named: name, bytes: bytes, as: .person(owner))
        _ = try await world.livingDeal("Pump", of: owner, ["UF_CRM_QUOTE_FILE": .file(file.id)])
        return file.id
    }

    @Test func `a file of a field is downloaded by whoever may see the item`() async throws {
        let world = try await WebWorld.make()
        let id = try await deal(
            with: Array("<svg onload=alert(1)>".utf8), named: "offer \"7\".svg", in: world, of: world.people.manager)

        let answer = try await world.browser(of: world.people.administrator).get("/files/\(id)?inline=1")

        #expect(answer.status == 200)
        #expect(answer.text == "<svg onload=alert(1)>")
        #expect(answer.headers[.contentType] == "application/octet-stream")
        #expect(answer.headers[.contentDisposition]?.hasPrefix("attachment; filename=\"offer _7_.svg\"") == true)
        #expect(answer.headers[.xContentTypeOptions] == "nosniff")
    }

    @Test func `a picture opens in the browser only when asked to`() async throws {
        let world = try await WebWorld.make()
        let id = try await deal(with: Self.png, named: "photo.png", in: world, of: world.people.manager)
        let browser = try await world.browser(of: world.people.manager)

        let shown = try await browser.get("/files/\(id)?inline=1")
        let saved = try await browser.get("/files/\(id)")

        #expect(shown.headers[.contentType] == "image/png")
        #expect(shown.headers[.contentDisposition]?.hasPrefix("inline") == true)
        #expect(saved.headers[.contentDisposition]?.hasPrefix("attachment") == true)
    }

    @Test func `a file of a foreign deal does not exist`() async throws {
        let world = try await WebWorld.make()
        let id = try await deal(with: Self.png, named: "photo.png", in: world, of: world.people.lawyer)

        let answer = try await world.browser(of: world.people.manager).get("/files/\(id)")

        #expect(answer.status == 404)
    }

    @Test func `a file that belongs to nothing yet is its sender's only`() async throws {
        let world = try await WebWorld.make()
        let file = try await world.services.files.add(
            named: "a.png", bytes: Self.png, as: .person(world.people.manager))

        let own = try await world.browser(of: world.people.manager).get("/files/\(file.id)")
        let other = try await world.browser(of: world.people.clerk).get("/files/\(file.id)")

        #expect(own.status == 200)
        #expect(other.status == 404)
    }

    @Test func `a file of a comment follows the rights of the card`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Pump")
        let file = try await world.services.files.add(
            named: "a.png", bytes: Self.png, as: .person(world.people.manager))
        _ = try await world.company.act(world.people.manager) { command in
            try Comment.add("look", to: .item(deal), files: [file.id], by: .portal, in: command)
        }

        #expect(try await world.browser(of: world.people.administrator).get("/files/\(file.id)").status == 200)
        #expect(try await world.browser(of: world.people.lawyer).get("/files/\(file.id)").status == 404)
    }

    @Test func `a field's file stays when the sweep comes and loses its owner when replaced`() async throws {
        let world = try await WebWorld.make()
        let id = try await deal(with: Self.png, named: "photo.png", in: world, of: world.people.manager)
        let owners = try await world.company.portal.read { try FileLinks.owners(of: id, in: $0) }
        #expect(owners.count == 1)

        try await world.company.portal.perform(as: .system) { [items = world.company.items] command in
            _ = try items.update(DocumentID(.deal, 1), ["UF_CRM_QUOTE_FILE": .null], command)
        }

        #expect(try await world.company.portal.read { try FileLinks.owners(of: id, in: $0) }.isEmpty)
    }

    @Test func `a program is refused with a clear message`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Pump")
        let browser = try await world.browser(of: world.people.manager)

        let answer = try await browser.upload(
            "/deals/\(deal.id)/fields/UF_CRM_QUOTE_FILE", field: "f.UF_CRM_QUOTE_FILE", file: "setup.exe",
            bytes: [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0])

        #expect(answer.status == 422)
        #expect(answer.text.contains("setup.exe"))
        #expect(answer.text.contains("data-toast"))
        #expect(try await world.company.item(deal).value("UF_CRM_QUOTE_FILE").isEmpty)
    }

    @Test func `a form that is too large is refused before it is read`() async throws {
        let world = try await WebWorld.make()
        let deal = try await world.deal("Pump")
        let browser = try await world.browser(of: world.people.manager)

        let answer = try await browser.upload(
            "/deals/\(deal.id)/fields/UF_CRM_QUOTE_FILE", field: "f.UF_CRM_QUOTE_FILE", file: "big.bin",
            bytes: Self.png,
            claiming: 500 << 20)

        #expect(answer.status == 429)
        #expect(answer.text.contains("110"))
    }
}
